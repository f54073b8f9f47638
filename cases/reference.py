"""The work categories (業務区分) of a commissioned centre, written by `seed`.

Source: a city's paper of 令和3年11月 on its nine centres, the headings of its parts I to III. A new
contract is one more row here; an old row only gets its last day.
"""

from datetime import date
from typing import NamedTuple

from cases.choices import WorkPart

__all__ = ["CATEGORIES", "Category"]

CONTRACT_2018_ON = date(2018, 4, 1)  # 平成30年度から令和2年度まで
CONTRACT_2021_ON = date(2021, 4, 1)  # 令和3年度から令和5年度まで
SOURCE = "熊本市 障がい保健福祉課「障がい者相談支援センターについて」（令和3年11月26日）"

I, II, III = WorkPart.CONSULTATION, WorkPart.CORE, WorkPart.REGION  # noqa: E741
GENERAL = "総合的・専門的な相談支援"
RIGHTS = "権利擁護・虐待の防止"
OTHERS = "その他"
ADVICE = "指定相談支援事業者等に対する指導、助言"
MEETINGS = "各種会議に関する連携・取り組み"
REGION = "地域づくりへの取り組み"


class Category(NamedTuple):
    """One kind of work."""

    part: WorkPart
    section: str
    code: str
    label: str
    valid_from: date = CONTRACT_2018_ON
    valid_to: date | None = None
    source: str = SOURCE


CATEGORIES = (
    Category(I, GENERAL, "I(1)①", "各種相談受付・聞き取り・課題整理", CONTRACT_2021_ON),
    Category(I, GENERAL, "I(1)②", "福祉サービスの利用援助"),
    Category(I, GENERAL, "I(1)③", "社会資源を活用するための支援"),
    Category(I, GENERAL, "I(1)④", "社会生活力を高めるための支援"),
    Category(I, GENERAL, "I(1)⑤", "専門機関の紹介等"),
    Category(I, GENERAL, "I(1)⑥", "ピアカウンセリングに関する支援"),
    Category(I, RIGHTS, "I(2)①", "成年後見制度利用支援事業への支援・相談対応", CONTRACT_2021_ON),
    Category(I, RIGHTS, "I(2)②", "虐待防止や差別解消に関する相談支援・相談対応"),
    Category(I, OTHERS, "I(3)①", "災害等の緊急時における支援の協力"),
    Category(II, ADVICE, "II(1)①", "複雑・困難な相談ケースへの支援"),
    Category(II, ADVICE, "II(1)②", "指定相談支援事業所への後方支援及び人材育成"),
    Category(II, ADVICE, "II(1)③", "研修等の企画・運営", CONTRACT_2021_ON),
    Category(II, MEETINGS, "II(2)①", "区障がい福祉ネットワーク会議の企画・運営等"),
    Category(II, MEETINGS, "II(2)②", "相談支援機能強化員連絡会議への参加"),
    Category(II, MEETINGS, "II(2)③", "熊本市障がい者自立支援協議会の各部会への参加"),
    Category(
        III,
        REGION,
        "III(1)①",
        "地域における障がい福祉に関する様々な関係機関とのネットワークの構築及び連携",
    ),
    Category(III, REGION, "III(1)②", "アウトリーチの実施"),
    Category(III, REGION, "III(1)③", "社会資源の情報収集や共有化、開発等"),
    Category(III, REGION, "III(1)④", "地域における障がい者等への理解促進"),
    Category(III, REGION, "III(1)⑤", "災害時における障がい者等の支援体制の構築"),
    Category(III, REGION, "III(1)⑥", "地域生活支援拠点の各種取り組み"),
)
