"""The year's actual figures on one A4 page (事業報告)."""

from datetime import datetime

from django.utils import timezone

from config.common.pdf import Running, render_pdf
from config.common.wareki import fiscal_label, wareki
from reports.actual_page import ActualTable
from staffing.models import Office

TEMPLATE = "print/actuals.html"
DOCUMENT = "事業報告　福祉サービス事業の実績"


def actual_pdf(office: Office, table: ActualTable, *, now: datetime, by: str) -> bytes:
    """Return the PDF of a year; `by` names who prints it. Raises PdfUnavailable."""
    local = timezone.localtime(now)
    running = Running(
        office=office.name,
        document=DOCUMENT,
        ident=fiscal_label(table.year),
        stamp=f"出力 {wareki(local.date())} {local:%H:%M}　{by}".rstrip("　"),
    )
    context = {
        "title": f"{fiscal_label(table.year)}　{DOCUMENT}",
        "table": table,
        "until": wareki(local.date()),
        "running": running,
    }
    return render_pdf(TEMPLATE, context)
