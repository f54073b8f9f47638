"""Rows of the list behind one line of 期限に注意."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from cases.rules import coming_ages
from config.common.tags import day as day_words
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
HAS_TEXT = (*TEXTS, Deadline.AGES, Deadline.CERTIFICATES)
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
    if deadline == Deadline.AGES:
        names += ["name"]
    else:
        names += ["client_id", "client__name"]
    if deadline == Deadline.CERTIFICATES:
        names += ENDS
    if deadline in TEXTS:
        names.append(TEXTS[deadline])
    if "worker_name" in names:
        owner = "pk" if deadline == Deadline.AGES else "client_id"
        in_charge = Case.objects.alive().open().filter(client=OuterRef(owner))
        rows = rows.annotate(worker_name=Subquery(in_charge.values("worker__name")[:1]))
    return rows.values(*names)


def deadline_row(deadline: Deadline, row: dict[str, Any], today: date) -> dict[str, Any]:
    """Return one row: whose, which day, how it stands, where it is dealt with."""
    day, worker = row[FACTS[deadline][0]], row[FACTS[deadline][1]]
    text = row.get(TEXTS.get(deadline, ""), "")
    client = row.get("client_id", row["pk"])
    if deadline == Deadline.AGES:
        attained = coming_ages(day, today)[0]
        day, text = attained.on, str(attained.milestone.label)
    if deadline == Deadline.CERTIFICATES:
        text = "、".join(str(label) for name, label in ENDS.items() if row[name] == day)
    return {
        "name": row.get("name") or row.get("client__name") or "",
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "day": day_words(day) if day else "",
        "due_on": day if deadline in DUE else None,
        "text": text,
        "worker": worker or "",
        "url": _page(deadline, row, client),
    }


def _page(deadline: Deadline, row: dict[str, Any], client: int | None) -> str:
    if deadline == Deadline.QUIET:
        return f"{reverse('cases:consultation-create')}?client={client}"
    return reverse(PAGES[deadline], args=[row["pk"]])
