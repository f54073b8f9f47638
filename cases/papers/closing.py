"""終結シート (domain 6.6): why and when a case ended, what came of it, who goes on."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cases.choices import CaseState, CloseReason, GoalResult, Method, Route
from cases.facts import complete
from cases.models import Case
from cases.papers.person import head_of
from cases.papers.visit import blocks
from config.common.wareki import wareki
from staffing.models import User


def closed_cases_of(user: User) -> QuerySet:
    """The cases of which the sheet is made: those that have ended."""
    cases = Case.objects.visible_to(user).filter(state=CaseState.CLOSED)
    return cases.select_related("client__office", "worker")


def closing_paper(
    case: Case, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the closing sheet of a case."""
    client = complete(case.client, user)
    contacts = client.consultations.alive().filter(occurred_at__date__gte=case.opened_on)
    number = contacts.aggregate(
        contacts=Count("*"), visits=Count("pk", filter=Q(method=Method.VISIT))
    )
    last = contacts.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    born = client.birth_on
    return {
        **head_of(client),
        "worker": case.worker.name if case.worker else "",
        "born": wareki(born) if born else "",
        "opened": wareki(case.opened_on),
        "route": str(Route(case.route).label) if case.route else "",
        "contracted": wareki(case.contracted_on) if case.contracted_on else "",
        "closed": wareki(case.closed_on),
        "reasons": [[str(each.label), each == case.close_reason] for each in CloseReason],
        "results": [[str(each.label), each == case.goal_result] for each in GoalResult],
        "note": case.closing_note,
        "went_to": case.went_to,
        "continued_by": case.continued_by,
        "follow_up": wareki(case.follow_up_on) if case.follow_up_on else "",
        "number": number["contacts"],
        "visits": number["visits"],
        "last": wareki(timezone.localtime(last).date()) if last else "",
        **blocks(client, user=user, today=today, keys=("goals",)),
    }
