"""What the page of a transition or settlement case shows."""

from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.common.wareki import wareki
from plans.choices_community import EntryKind, SupportKind
from plans.hooks import pauses_of
from plans.models import CommunityEntry, CommunityPlan, CommunitySupport, FacilityStay
from plans.rules import Hint, Inside, settlement_warnings

#: The way out, in the order in which it usually goes; later steps may come first.
STEP_LABELS = {
    "interview": _("Talks with the person"),
    "plan": _("Plan agreed"),
    "outing": _("Accompanied outings"),
    "trial": _("Trial use and trial stays"),
    "housing": _("Search for housing"),
    "moved": _("Leaving"),
}
#: How many entries stand on the page before it is asked for all.
NEWEST = 20
ORDER = EntryKind.values


def support_page(support: CommunitySupport, *, all_entries: bool = False) -> dict[str, Any]:
    """Return the case with its versions of the plan, its steps and its entries."""
    entries = CommunityEntry.objects.alive().filter(support=support)
    counts = entries.order_by().values("kind").annotate(number=Count("pk"), last=Max("occurred_at"))
    by_kind = {row["kind"]: row for row in counts}
    number = sum(row["number"] for row in by_kind.values())
    shown = entries.newest() if all_entries else entries.newest()[:NEWEST]
    plans = list(support.plans.filter(deleted_at=None))
    return {
        "support": support,
        "plans": plans,
        "plan": next((plan for plan in plans if plan.is_frozen), plans[0] if plans else None),
        "can_write_plan": all(plan.is_frozen for plan in plans),
        "steps": _steps(support, plans, by_kind) if support.is_transition else [],
        "counts": [
            {"label": EntryKind(kind).label, **row}
            for kind, row in sorted(by_kind.items(), key=lambda item: ORDER.index(item[0]))
        ],
        "entries": [_entry(entry) for entry in shown],
        "number": number,
        "has_more": not all_entries and number > NEWEST,
        "lines": list(support.lines.all()),
    }


def settlement_hints(
    client_id: int, *, today: date, support: CommunitySupport | None = None
) -> list[Hint]:
    """Return what speaks against a settlement case: one that runs, or one to be started today."""
    starts_on = support.starts_on if support else today
    stays = FacilityStay.objects.alive().filter(client=client_id).order_by("-since_on")
    inside = [
        Inside(stay.place, stay.since_on, stay.ended_on, stay.get_absolute_url()) for stay in stays
    ]
    facts = {"starts_on": starts_on, "today": today}
    running = CommunitySupport.objects.alive().running().filter(client=client_id)
    transitions = [
        Inside("", each.starts_on, None, reverse("plans:support-edit", args=[each.pk]))
        for each in running.filter(kind=SupportKind.TRANSITION)
    ]
    found = settlement_warnings(**facts, inside=inside, transitions=[])
    # A stay is often written down twice, here and as a rest of the monitoring: once is enough.
    found = found or settlement_warnings(**facts, inside=pauses_of(client_id), transitions=[])
    return found + settlement_warnings(**facts, inside=[], transitions=transitions)


def running_settlement_hints(client_id: int, *, today: date) -> list[Hint]:
    """Return what speaks against the settlement case of a person that runs."""
    running = CommunitySupport.objects.alive().running()
    support = running.filter(client=client_id, kind=SupportKind.SETTLEMENT).first()
    return settlement_hints(client_id, today=today, support=support) if support else []


def _entry(entry: CommunityEntry) -> dict[str, Any]:
    began = timezone.localtime(entry.occurred_at)
    return {
        "pk": entry.pk,
        "day": wareki(began.date(), "short"),
        "clock": f"{began.hour}:{began.minute:02}",
        "until": wareki(entry.until_on, "short") if entry.until_on else "",
        "kind": entry.get_kind_display(),
        "is_at_night": entry.is_at_night and entry.kind == EntryKind.CALL,
        "place": entry.place,
        "text": entry.text,
        "response": entry.response,
        "worker": entry.worker.name,
        "contact_id": entry.contact_id,
    }


def _steps(
    support: CommunitySupport, plans: list[CommunityPlan], by_kind: dict[str, dict]
) -> list[dict[str, str]]:
    """Return the way out: register, plan, outings, trials, housing, the day of leaving."""
    agreed = next((plan.consented_on for plan in plans if plan.is_frozen), None)

    def last(*kinds: str) -> date | None:
        found = [by_kind[kind]["last"] for kind in kinds if kind in by_kind]
        return timezone.localtime(max(found)).date() if found else None

    way = [
        ("interview", last(EntryKind.INTERVIEW)),
        ("plan", agreed),
        ("outing", last(EntryKind.OUTING)),
        ("trial", last(EntryKind.SERVICE_TRIAL, EntryKind.NIGHT_TRIAL)),
        ("housing", last(EntryKind.HOUSING)),
        ("moved", support.moved_on),
    ]
    now = next((place for place, (_key, day) in enumerate(way) if day is None), len(way))
    return [
        {
            "state": "done" if day else ("now" if place == now else "todo"),
            "label": str(STEP_LABELS[key]),
            "note": wareki(day, "short") if day else "",
        }
        for place, (key, day) in enumerate(way)
    ]
