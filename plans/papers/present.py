"""別紙2 申請者の現状【現在の生活】 (domain 6.5): the week as it is lived now, on one page."""

from datetime import date
from typing import Any

from config.common.wareki import wareki
from plans.models import Assessment
from plans.papers.head import PRESENT, newest_decision, support_level
from plans.papers.week import week_data
from plans.week_grid import week_rows
from staffing.models import User


def present_paper(
    assessment: Assessment, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of one assessment."""
    client = assessment.client
    papers = list(client.certificates.alive().newest_first())
    week = week_data(week_rows(assessment.week.all()), assessment, options=options)
    return week | {
        "office": assessment.office.name,
        "ident": f"利用者番号 {client.pk}　アセスメント第{assessment.number}版",
        "is_numbered": True,
        "can_print": True,
        "title": PRESENT,
        "document": "別紙2　現在の生活",
        "name": client.name,
        "level": support_level(papers, newest_decision(client.pk)),
        "author": assessment.assessor.name,
        "held": wareki(assessment.held_on) if assessment.held_on else "",
    }
