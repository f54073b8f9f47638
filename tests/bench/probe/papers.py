"""How long the printed forms take, beside a form of one page with free column widths.

The reference is performance.md 4.7: one A4 page of eight services whose columns WeasyPrint must
measure itself. A form of several pages counts by the page.
"""

import io
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import weasyprint
from django.db.models import Count
from django.utils import timezone
from pypdf import PdfReader
from weasyprint.text.fonts import FontConfiguration

from cases.models import Client, Intake
from cases.papers import gathered, paper_named, paper_pdf
from councils.choices import MeetingState
from councils.minutes_pdf import minutes_pdf
from councils.models import Meeting
from reports.models import AnnualPlan
from reports.plan_pdf import document_pdf
from reports.plan_rows import document_of
from staffing.permissions import access_for
from tests.bench.probe.inside import functions

ROUNDS = 7
HEADS = (
    "優先順位",
    "解決すべき課題（本人のニーズ）",
    "支援目標",
    "達成時期",
    "福祉サービス等　種類・内容・量（頻度・時間）",
    "提供事業者名（担当者名・電話）",
    "課題解決のための本人の役割",
    "評価時期",
    "その他留意事項",
)
CELLS = (
    "お菓子づくりの仕事を続けて、いつか自分の部屋で暮らしたい。",
    "週4日、休まずに通う。掃除の手順を覚え、週に一度は自分でする。",
    "令和9年3月",
    "就労継続支援B型　製菓の作業・体調の確認　週4日",
    "あおば工房（担当：早川）0134-00-0101",
    "疲れた日は早く休む。",
    "令和8年9月",
    "送迎の時間は事業所と調整する。",
)
STYLE = """
    @page { size: A4 landscape; margin: 8mm }
    html { font-family: 'BIZ UDPGothic'; font-size: 8pt; line-height: 1.3 }
    table { width: 100%; table-layout: auto; border-collapse: collapse; margin-bottom: 2mm }
    h1 { font-size: 11pt; margin: 0 0 2mm }
    th, td { border: 0.5pt solid #000; padding: 1mm; vertical-align: top }
"""


def papers() -> dict[str, dict[str, float]]:
    """Return {form: {"ms", "pages"}} of a town's papers, "reference" among them."""
    makers, taken = _makers(), defaultdict(list)
    pages = {name: len(PdfReader(io.BytesIO(make())).pages) for name, make in makers.items()}
    for _round in range(ROUNDS):
        for name, make in makers.items():
            began = time.perf_counter()
            make()
            taken[name].append((time.perf_counter() - began) * 1000)
    return {
        name: {"ms": statistics.median(times), "pages": pages[name]}
        for name, times in taken.items()
    }


def paper_profile(*names: str) -> dict[str, str]:
    """Return in words where the time of each form goes."""
    makers = _makers()
    for name in names:
        makers[name]()
    return {name: "\n".join(["", *functions(makers[name], times=1)]) for name in names}


def _makers() -> dict[str, Callable[[], bytes]]:
    now = timezone.now()
    plan = AnnualPlan.objects.order_by("fiscal_year").first()
    document = document_of(plan)
    meeting = Meeting.objects.filter(state=MeetingState.FINISHED).order_by("pk").first()
    return {
        "reference": _reference,
        "annual plan": lambda: document_pdf(document, edition=1, now=now, by="計測"),
        "minutes": lambda: minutes_pdf(meeting, now=now, by="計測"),
        **_of_people(now),
    }


def _of_people(now: datetime) -> dict[str, Callable[[], bytes]]:
    """The papers of the person with the longest log, and of a request where there is one."""
    client = Client.objects.annotate(number=Count("consultations")).order_by("-number").first()
    worker, today = client.consultations.first().worker, timezone.localdate()
    access_for(worker, on=today)
    chosen = {"since": date(today.year, 1, 1), "until": today, "method": "", "is_evidence": False}
    of_client = dict.fromkeys(("visit", "face", "progress"), client)
    records = of_client | {"intake": Intake.objects.first()}

    def make(kind: str, record) -> bytes:
        paper = paper_named(kind)
        data = gathered(paper, record, user=worker, today=today, options=chosen)
        return paper_pdf(paper, data, now=now, by="計測")

    return {kind: partial(make, kind, record) for kind, record in records.items() if record}


def _reference() -> bytes:
    fonts = FontConfiguration()
    return weasyprint.HTML(string=_form()).write_pdf(
        stylesheets=[weasyprint.CSS(string=STYLE, font_config=fonts)], font_config=fonts
    )


def _form() -> str:
    fields = ("利用者氏名", "障害支援区分", "相談支援事業者名", "計画作成担当者", "作成日")
    head = "".join(f"<th>{name}</th><td>計測　太郎</td>" for name in fields)
    needs = ("利用者及びその家族の生活に対する意向", "総合的な援助の方針", "長期目標", "短期目標")
    words = "".join(f"<tr><th>{name}</th><td>{CELLS[0]}{CELLS[1]}</td></tr>" for name in needs)
    heads = "".join(f"<th>{name}</th>" for name in HEADS)
    row = "".join(f"<td>{cell}</td>" for cell in CELLS)
    rows = "".join(f"<tr><td>{number}</td>{row}</tr>" for number in range(1, 9))
    return (
        '<html lang="ja"><body><h1>サービス等利用計画</h1>'
        f"<table><tr>{head}</tr></table><table>{words}</table>"
        f"<table><tr>{heads}</tr>{rows}</table></body></html>"
    )
