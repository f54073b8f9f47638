"""Requests that the offices of the demo received lately, one or more in every state."""

from datetime import date
from typing import Any, NamedTuple


class Request(NamedTuple):
    """One request: how many days ago, at what hour, by whom received, and the sheet."""

    ago: int
    hour: int
    receiver: int
    sheet: dict[str, Any]
    interviews: tuple[tuple[int, dict[str, str]], ...] = ()
    #: (state, days later, what came of it) or the body it was passed on to.
    way: tuple[str, int, str] = ("", 0, "")
    referred: tuple[str, int, str] = ("", 0, "")


EXPLAINED = {"privacy_method": "oral"}
FIRST = (
    Request(
        0,
        9,
        2,
        {
            "name": "相馬 悠斗",
            "name_kana": "そうま ゆうと",
            "birth_on": date(2001, 8, 14),
            "gender": "male",
            "phone": "0134600101",
            "address": "北海道潮見市緑町2丁目8-3",
            "relation": "family",
            "caller_name": "相馬 久美子",
            "caller_relation": "母",
            "caller_phone": "09000000001",
            "route": "family",
            "complaint": "「仕事を辞めてから部屋にこもっている。どこかに通えるところはないか」と母。"
            "本人は『一人で電車に乗るのがこわい』と話しているとのこと。",
            "urgency": "today",
            "disabilities": ("mental", "developmental"),
            "mental_handbook": "2級",
            "support_level": "unknown",
            "family": "両親と本人の三人暮らし。主な支え手は母。父は単身赴任中で月に二回帰宅。",
            "medical": "みどり心療内科に月一回。夜の薬を飲み忘れることがある。",
            "work": "高校卒業後、倉庫の仕事を三年。昨年の春に退職。",
            "response": "本人の都合のよい日に訪問することを提案。電話は母あてに入れる。",
            **EXPLAINED,
        },
    ),
    Request(
        1,
        15,
        3,
        {
            "name": "戸川 ハル",
            "name_kana": "とがわ はる",
            "birth_on": date(1968, 2, 3),
            "gender": "female",
            "relation": "agency",
            "caller_name": "佐伯",
            "caller_relation": "地域包括支援センター 社会福祉士",
            "caller_phone": "0134600202",
            "route": "community_centre",
            "route_note": "潮見東地域包括支援センター",
            "complaint": "八十代の母の支援に入ったところ、同居の娘が十年以上受診も外出もしていないことが"
            "分かった。母の顔にあざがあり、娘の手が出ることがあると近所から聞いた。",
            "urgency": "now",
            "is_abuse_suspected": True,
            "abuse_reported_to": "潮見市 障がい福祉課",
            "family": "母（85歳）と二人暮らし。兄が市外にいるが連絡は年一回ほど。",
            "carer": "母がこれまで家事のすべてをしてきた。最近は買い物にも出られない。",
            "housing": "持ち家。二階の居室に物が多く、母は一階で寝ている。",
            "response": "市の担当と電話で協議。包括の訪問に同行し、本人にあいさつすることから始める。",
        },
    ),
    Request(
        3,
        11,
        2,
        {
            "relation": "self",
            "is_anonymous": True,
            "complaint": "名前は言いたくない。眠れず、職場の人に見られている気がする。話を聞いてほしい。",
            "route": "self",
            "disabilities": (),
            "response": "三十分ほど話を聞く。夜間の電話窓口を伝え、またかけてよいと話した。",
            "course": "info",
        },
    ),
    Request(
        5,
        10,
        4,
        {
            "name": "三枝 美咲",
            "name_kana": "さえぐさ みさき",
            "birth_on": date(2017, 11, 20),
            "gender": "female",
            "relation": "family",
            "caller_name": "三枝 彩",
            "caller_relation": "母",
            "caller_phone": "09000000002",
            "route": "school",
            "route_note": "潮見市立みなと小学校",
            "complaint": "放課後の居場所を探している。教室で大きな音がすると耳をふさいで動けなくなる。",
            "disabilities": ("developmental",),
            "intellectual_handbook": "なし",
            "family": "父母・弟（3歳）との四人。母はパート勤務で帰宅は17時。",
            "daytime": "通常学級。週に三時間は通級に通っている。",
            "response": "放課後等デイサービスの仕組みと見学の手順を説明。受給者証の申請が要ることも伝えた。",
            "course": "to_plan",
            **EXPLAINED,
        },
        interviews=(
            (
                3,
                {
                    "complaint": "母と来所。本人は静かな部屋で絵を描いて過ごす。『人が少ないところがいい』。",
                    "services": "児童発達支援を年長のときに週一回使っていた。",
                },
            ),
        ),
    ),
    Request(
        8,
        14,
        1,
        {
            "name": "古賀 正志",
            "name_kana": "こが まさし",
            "birth_on": date(1979, 6, 30),
            "gender": "male",
            "phone": "09000000003",
            "relation": "self",
            "method": "desk",
            "route": "hello_work",
            "complaint": "面接で落ち続けている。障害者枠というものがあると聞いたが、手帳がなくても使えるのか。",
            "disabilities": ("mental",),
            "support_level": "none",
            "work": "事務の仕事を四か所。どこも一年ほどで退職。",
            "medical": "うつ病で通院三年。主治医は働くことに賛成している。",
            "response": "手帳と雇用の制度を説明。本人の希望で就業・生活支援センターに紹介することにした。",
            **EXPLAINED,
        },
        referred=("しおみ障害者就業・生活支援センター", 1, "本人同席で電話。27日に初回面談。"),
    ),
    Request(
        12,
        13,
        3,
        {
            "name": "木暮 隆司",
            "relation": "other",
            "caller_name": "民生委員 大森",
            "caller_relation": "民生委員",
            "route": "commissioner",
            "complaint": "一人暮らしの男性。足が不自由で、ごみ出しができず玄関にたまっている。",
            "disabilities": ("physical",),
            "physical_handbook": "2級",
            "housing": "市営住宅の三階。エレベーターなし。",
            "response": "民生委員と訪問。本人は『手伝いは要らないが、ごみだけは困っている』。",
            "course": "continues",
        },
        interviews=(
            (
                4,
                {
                    "complaint": "二回目の訪問。玄関先で二十分。居間まで入れてもらえた。",
                    "housing": "台所の床がぬれてすべりやすい。手すりはない。",
                },
            ),
            (9, {"response": "ごみ出し支援を申し込んだ。次は居宅介護の話をする。"}),
        ),
    ),
    Request(
        16,
        10,
        2,
        {
            "name": "野々村 恵",
            "name_kana": "ののむら めぐみ",
            "birth_on": date(1990, 1, 9),
            "gender": "female",
            "relation": "agency",
            "method": "fax",
            "caller_name": "港町病院 相談室",
            "caller_relation": "精神保健福祉士",
            "caller_phone": "0134600303",
            "route": "medical",
            "route_note": "港町病院",
            "complaint": "来月退院の予定。一人暮らしに戻るにあたり、訪問の支援と日中の場を探したい。",
            "disabilities": ("mental",),
            "mental_handbook": "2級",
            "support_level": "3",
            "response": "病院の退院前カンファレンスに出ることにした。",
            "course": "to_plan",
            **EXPLAINED,
        },
    ),
    Request(
        24,
        16,
        5,
        {
            "name": "平井 健",
            "relation": "self",
            "route": "livelihood",
            "route_note": "生活支援課",
            "complaint": "家賃が二か月遅れている。どこに相談すればよいか。",
            "response": "生活困窮の窓口に同行し、住居確保給付金の申請を手伝った。",
            "course": "continues",
        },
        way=("closed", 10, "給付金が決まり、本人から落ち着いたと電話があった。"),
    ),
    Request(
        33,
        9,
        4,
        {
            "name": "小野寺 守",
            "relation": "family",
            "caller_name": "小野寺 静",
            "caller_relation": "妻",
            "caller_phone": "0134600404",
            "route": "core_centre",
            "complaint": "脳出血のあと、怒りっぽくなり約束を忘れる。家族だけでは限界と感じている。",
            "disabilities": ("higher_brain",),
            "medical": "リハビリ病院を夏に退院。外来は月一回。",
            "response": "高次脳機能障害の相談窓口を伝え、家族の集まりを案内した。",
        },
        referred=("北海道高次脳機能障害相談室", 5, "妻の同意を得て、経過を書面で渡した。"),
    ),
)
SECOND = (
    Request(
        2,
        10,
        1,
        {
            "name": "若林 弘",
            "relation": "self",
            "route": "provider",
            "complaint": "通っている事業所を変えたい。送迎の車が苦手で朝がつらい。",
            "disabilities": ("intellectual",),
            "intellectual_handbook": "B",
        },
    ),
    Request(
        20,
        11,
        1,
        {
            "relation": "family",
            "caller_name": "匿名",
            "is_anonymous": True,
            "complaint": "兄の年金の手続きについて知りたい。",
            "response": "年金事務所の予約の取り方を伝えた。",
            "course": "info",
        },
    ),
)
