"""アセスメント票 (domain 6.6, S12): the eleven areas of life on A4, as many pages as needed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from config.common.wareki import wareki
from plans.assessing import area_rows, people_of
from plans.choices import SectionState
from plans.models import Assessment
from staffing.models import User


def assessments_of(user: User) -> QuerySet:
    """The assessments that a person may print."""
    rows = Assessment.objects.visible_to(user).with_areas()
    return rows.select_related("client", "office", "assessor", "previous")


def assessment_paper(
    assessment: Assessment, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet; texts that differ from the last one are marked."""
    client, previous = assessment.client, assessment.previous
    return {
        "office": assessment.office.name,
        "ident": f"利用者番号 {client.pk}　アセスメント第{assessment.number}版",
        "can_print": True,
        "name": client.name,
        "kana": client.name_kana,
        "born": wareki(client.birth_on) if client.birth_on else "",
        "number": assessment.number,
        "held": wareki(assessment.held_on) if assessment.held_on else "",
        "place": "　".join(filter(None, (_place(assessment), assessment.place))),
        "people": people_of(assessment),
        "assessor": assessment.assessor.name,
        "finished": wareki(assessment.finished_on) if assessment.finished_on else "",
        "previous": wareki(previous.held_on) if previous and previous.held_on else "",
        "summary": assessment.summary,
        "open_note": assessment.open_note,
        "areas": [_area(row) for row in area_rows(assessment)],
    }


def _place(assessment: Assessment) -> str:
    return str(assessment.get_place_kind_display()) if assessment.place_kind else ""


def _area(row: dict[str, Any]) -> dict[str, Any]:
    texts = {name: row[name] for name in ("fact", "words", "view", "strength")}
    return {
        "number": row["number"],
        "label": str(row["label"]),
        "is_open": row["state"] != SectionState.DONE,
        "changed": list(row["changed"]),
        "needs": [
            {"text": need["text"], "plan": need["version"], "position": need["position"]}
            for need in row["needs"]
        ],
        **texts,
    }
