"""Rows of the list behind one line of 期限に注意."""

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from cases.rules import coming_ages
from config.common.tags import day as day_words
from plans.choices_meetings import ProviderPlanState
from reports.choices import Deadline

DECISIONS = (Deadline.EXPIRED, Deadline.ENDING)
PLANS = (Deadline.SUBMISSION, Deadline.DELIVERY, Deadline.CONSENT)
PAPERS = (Deadline.CERTIFICATES, Deadline.HANDBOOKS, Deadline.REVIEWS)
#: The column by which a list stands, and who is asked for it.
FACTS = {
    **dict.fromkeys(DECISIONS, ("ends_on", "plan__author__name")),
    Deadline.SUBMISSION: ("consented_on", "author__name"),
    Deadline.DELIVERY: ("consented_on", "author__name"),
    Deadline.CONSENT: ("drafted_on", "author__name"),
    Deadline.PROVIDERS: ("lacking_since", "need__plan__case__worker__name"),
    Deadline.CERTIFICATES: ("first_end", "worker_name"),
    Deadline.HANDBOOKS: ("renew_on", "worker_name"),
    Deadline.REVIEWS: ("review_on", "worker_name"),
    Deadline.AGES: ("birth_on", "worker_name"),
    Deadline.PROMISES: ("due_on", "owner__name"),
    Deadline.QUIET: ("last_day", "worker__name"),
}
ORDER = {deadline: (facts[0], "pk") for deadline, facts in FACTS.items()}
ORDER |= {Deadline.PROMISES: ("due_day", "pk")}  # the last are those without a day
PAGES = {
    **dict.fromkeys(DECISIONS, "plans:decision-detail"),
    **dict.fromkeys(PLANS, "plans:plan-detail"),
    Deadline.CERTIFICATES: "cases:certificate-edit",
    Deadline.HANDBOOKS: "cases:handbook-edit",
    Deadline.REVIEWS: "cases:warning-edit",
    Deadline.AGES: "cases:client-detail",
    Deadline.PROMISES: "cases:promise-close",
}
#: What a list says beside the day.
TEXTS = {Deadline.PROMISES: "text", Deadline.REVIEWS: "text"}
HAS_TEXT = (*TEXTS, Deadline.AGES, Deadline.CERTIFICATES, Deadline.PROVIDERS)
#: Where a row says whose it is, if not in a column of its own; "" where it is the person.
CLIENTS = {Deadline.AGES: "", Deadline.PROVIDERS: "need__plan__client"}
#: What may end of a certificate.
ENDS = {
    "ends_on": pgettext_lazy("certificate", "Valid"),
    "level_to": _("Support level"),
    "cap_to": _("Co-payment cap"),
}
#: A day that something is over, not one that lies behind.
DUE = (*DECISIONS, *PAPERS, Deadline.AGES, Deadline.PROMISES)


def with_facts(deadline: Deadline, rows: QuerySet) -> QuerySet:
    """Return the rows as values, with what the list shows of each."""
    names = ["pk", *FACTS[deadline]]
    whose = client_path(deadline)
    if deadline == Deadline.CERTIFICATES:
        names += ENDS
    if deadline == Deadline.PROVIDERS:
        names += ["plan_state", "provider__name", "provider_name"]
    if deadline in TEXTS:
        names.append(TEXTS[deadline])
    if "worker_name" in names:
        in_charge = Case.objects.alive().open().filter(client=OuterRef(f"{whose}pk"))
        rows = rows.annotate(worker_name=Subquery(in_charge.values("worker__name")[:1]))
    return rows.values(*names, of_pk=F(f"{whose}pk"), of_name=F(f"{whose}name"))


def client_path(deadline: Deadline) -> str:
    """Return what stands before the name of a column of the person, in a row of a deadline."""
    path = CLIENTS.get(deadline, "client")
    return f"{path}__" if path else ""


def deadline_row(deadline: Deadline, row: dict[str, Any], today: date) -> dict[str, Any]:
    """Return one row: whose, which day, how it stands, where it is dealt with."""
    day, text = day_and_text(deadline, row, today)
    client = row["of_pk"]
    return {
        "name": row["of_name"] or "",
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "day": day_words(day) if day else "",
        "due_on": day if _is_due(deadline, row) else None,
        "text": text,
        "worker": row[FACTS[deadline][1]] or "",
        "url": _page(deadline, row),
    }


def day_and_text(deadline: Deadline, row: dict[str, Any], today: date) -> tuple[date | None, str]:
    """Return the day of a row and what is said beside it, on the page and in the file."""
    day = row[FACTS[deadline][0]]
    match deadline:
        case Deadline.AGES:
            attained = coming_ages(day, today)[0]
            return attained.on, str(attained.milestone.label)
        case Deadline.CERTIFICATES:
            return day, "、".join(str(label) for name, label in ENDS.items() if row[name] == day)
        case Deadline.PROVIDERS:
            writer = row["provider__name"] or row["provider_name"]
            return day, f"{writer}　{ProviderPlanState(row['plan_state']).label}"
    return day, row.get(TEXTS.get(deadline, ""), "")


def _is_due(deadline: Deadline, row: dict[str, Any]) -> bool:
    # Of a plan that never came no day is known by which it must have come.
    is_known = row.get("plan_state") == ProviderPlanState.OVERDUE
    return is_known if deadline == Deadline.PROVIDERS else deadline in DUE


def _page(deadline: Deadline, row: dict[str, Any]) -> str:
    if deadline == Deadline.QUIET:
        return f"{reverse('cases:consultation-create')}?client={row['of_pk']}"
    if deadline == Deadline.PROVIDERS:
        create = reverse("plans:provider-plan-create", args=[row["of_pk"]])
        return f"{create}?service={row['pk']}"
    return reverse(PAGES[deadline], args=[row["pk"]])
