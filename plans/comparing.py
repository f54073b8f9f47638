"""Two versions of a plan side by side, and what a version changed against the one before."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.common.wareki import month_label, wareki
from plans.choices import PlanKind, Stage, SupportPhase
from plans.models import PlannedService, PlanNeed, ServiceUsePlan
from plans.rules import clock_words, days_words

#: Texts of a plan whose change is marked in its own page.
MARKED = (
    "wishes_client",
    "wishes_family",
    "overall_policy",
    "long_goal",
    "long_goal_by",
    "short_goal",
    "short_goal_by",
)
NEED_CELLS = ("need", "goal", "target_on", "services", "own_role", "review_on", "note")


def changed_texts(plan: ServiceUsePlan) -> set[str]:
    """Return the names of the texts that differ from the version before; none without one."""
    before = plan.previous
    if before is None:
        return set()
    return {name for name in MARKED if getattr(plan, name) != getattr(before, name)}


def changed_cells(plan: ServiceUsePlan) -> dict[int, set[str]]:
    """Return {key of a need: names of its cells that differ from the version before}.

    A need that the version before did not have is there with "new"; one that is as it was is not.
    """
    if plan.previous_id is None:
        return {}
    before = {need.pk: _cells(need) for need in _needs(copies__plan=plan)}
    marks = {}
    for need in plan.needs.all():
        old, now = before.get(need.copied_from_id), _cells(need)
        found = {name for name in NEED_CELLS if old[name] != now[name]} if old else {"new"}
        if found:
            marks[need.pk] = found
    return marks


def _needs(**which: Any) -> list[PlanNeed]:
    services = PlannedService.objects.alive().select_related("service_type", "provider")
    needs = (
        PlanNeed.objects.alive().filter(**which).prefetch_related(Prefetch("services", services))
    )
    return list(needs.distinct())


def _cells(need: PlanNeed) -> dict[str, str]:
    """Return the cells of a row of the table as texts."""
    return {
        "need": need.need,
        "goal": need.goal,
        "target_on": month_label(need.target_on) if need.target_on else "",
        "services": "\n".join(service_words(line) for line in need.services.all()),
        "own_role": need.own_role,
        "review_on": month_label(need.review_on) if need.review_on else "",
        "note": need.note,
    }


def service_words(line: PlannedService) -> str:
    """Return a line of the table in one line: kind, content, amount, provider."""
    kind = line.service_type.name if line.service_type else ""
    provider = line.provider.name if line.provider else line.provider_name
    return "　".join(filter(None, (kind, line.content, line.quantity, provider)))


def compared(old: ServiceUsePlan, new: ServiceUsePlan) -> list[dict[str, Any]]:
    """Return the parts of two versions: {"title", "rows": [{"label", "old", "new", "state"}]}.

    The state of a row is "same", "changed", "added" or "removed". Both come from `for_detail()`.
    """
    return [
        {"title": _("Wishes, policy and goals"), "rows": _text_rows(old, new)},
        *_need_parts(old, new),
        {"title": _("Weekly schedule"), "rows": _week_rows(old, new)},
    ]


def _text_rows(old: ServiceUsePlan, new: ServiceUsePlan) -> list[dict[str, str]]:
    before, now = _texts(old), _texts(new)
    return [_row(label, before[label], now[label]) for label in now]


def _texts(plan: ServiceUsePlan) -> dict[str, str]:
    """Return the texts of a version by their labels."""
    return {
        _("stage"): str(Stage(plan.stage).label),
        _("adult or child"): str(PlanKind(plan.kind).label),
        _("plan author"): plan.author.name,
        _("written on"): wareki(plan.drafted_on),
        _("phase of support"): str(SupportPhase(plan.phase).label) if plan.phase else "",
        _("wishes of the person for their life"): plan.wishes_client,
        _("wishes of the family"): plan.wishes_family,
        _("overall support policy"): plan.overall_policy,
        _("long-term goal"): _with_month(plan.long_goal, plan.long_goal_by),
        _("short-term goal"): _with_month(plan.short_goal, plan.short_goal_by),
    }


def _with_month(text: str, month: Any) -> str:
    return f"{text}（{month_label(month)}）" if month else text


def _row(label: str, old: str, new: str) -> dict[str, str]:
    state = "changed" if old and new else ("added" if new else "removed")
    return {"label": label, "old": old, "new": new, "state": "same" if old == new else state}


def _need_parts(old: ServiceUsePlan, new: ServiceUsePlan) -> list[dict[str, Any]]:
    """Pair each need with the one it was copied from, over however many versions."""
    origins = dict(
        PlanNeed.objects.filter(plan__client=new.client_id).values_list("pk", "copied_from_id")
    )
    before = {need.pk: need for need in old.needs.all()}
    parts, met = [], set()
    for need in new.needs.all():
        key = _ancestor(need.pk, origins, before)
        if key is not None:
            met.add(key)
        parts.append(_need_part(before.get(key), need))
    gone = [need for key, need in before.items() if key not in met]
    return parts + [_need_part(need, None) for need in gone]


def _ancestor(key: int | None, origins: dict[int, int | None], wanted: Iterable[int]) -> int | None:
    seen = set()
    while key is not None and key not in wanted and key not in seen:
        seen.add(key)
        key = origins.get(key)
    return key if key in wanted else None


def _need_part(old: PlanNeed | None, new: PlanNeed | None) -> dict[str, Any]:
    labels = {
        "need": pgettext("needs", "Need"),
        "goal": pgettext("needs", "Goal"),
        "target_on": _("to be reached by"),
        "services": pgettext("needs", "Kind, content, amount"),
        "own_role": _("what the person does"),
        "review_on": _("review in"),
        "note": _("other points to note"),
    }
    empty = dict.fromkeys(NEED_CELLS, "")
    before, now = _cells(old) if old else empty, _cells(new) if new else empty
    rows = [_row(label, before[name], now[name]) for name, label in labels.items()]
    title = _("Need %(number)s") % {"number": (new or old).position}
    if new is None:
        title = _("Need %(number)s, no longer there") % {"number": old.position}
    elif old is None:
        title = _("Need %(number)s, new") % {"number": new.position}
    return {"title": title, "rows": [row for row in rows if row["old"] or row["new"]]}


def _week_rows(old: ServiceUsePlan, new: ServiceUsePlan) -> list[dict[str, str]]:
    texts = {
        "daily_activities": _("main activities of daily life"),
        "other_services": _("services outside the week"),
        "whole_picture": _("whole picture of the life to be lived"),
    }
    rows = [_row(label, getattr(old, name), getattr(new, name)) for name, label in texts.items()]
    before, now = (dict.fromkeys(_entry_words(each)) for each in (old, new))
    entry = _("Entry")
    rows += [_row(entry, words if words in before else "", words) for words in now]
    rows += [_row(entry, words, "") for words in before if words not in now]
    return [row for row in rows if row["old"] or row["new"]]


def _entry_words(plan: ServiceUsePlan) -> list[str]:
    """Return the entries of a week, a line each."""
    return [
        "　".join(
            filter(
                None,
                (
                    days_words(entry.weekdays),
                    clock_words(entry.starts_at, entry.ends_at),
                    entry.content,
                    entry.provider_name,
                ),
            )
        )
        for entry in plan.week.all()
    ]
