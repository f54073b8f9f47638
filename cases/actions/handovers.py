"""Hand over all that a person has in hand, now or on a day to come, or take it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.handing_over import alike, give, give_back, untouched, version_after
from cases.choices_access import LeftBehind
from cases.duties import CASE, DEPUTY
from cases.handing import Held, held, rows_held, seen_in
from cases.models import CaseAssignment, Handover, HandoverItem, Restriction
from cases.rules import can_undo, handover_problems
from config.common.problems import Problem
from staffing.actions import notify
from staffing.models import Office, Posting, User
from staffing.permissions import access_for
from staffing.saving import Refused, change, insert


@transaction.atomic
def hand_over(
    *,
    leaver: User,
    office: Office,
    on: date,
    by: User,
    today: date,
    now: datetime,
    seen: Mapping[str, int],
    successors: Mapping[str, User],
    messages: Mapping[str, str],
    rest_to: User | None = None,
) -> Handover:
    """Give what a person has in hand to the successors chosen, from a day on: all or nothing.

    The keys are names of `cases.handing.Held`, `seen` the versions that the page showed. A day to
    come makes it a plan, which `effect_handover` carries out on that day; `rest_to` then gets what
    comes into hand until then. Refused when a row changed since, when somebody may not read a
    restricted file, or when the person began after the day.
    """
    rows = held(leaver, office, by=by, today=today, is_locked=True)
    given = [row for row in rows if row.duty.is_given and successors.get(row.name)]
    is_ahead = on > today
    problems = handover_problems(
        moved=_moved(rows, seen),
        chosen=len(given) + bool(is_ahead and rest_to),
        begun_later=_begun_later(given, leaver, on),
        unread=[row.title for row in _unread(given, successors, max(on, today))],
        both=[row.title for row in given if _is_both(row, successors)],
    )
    if problems:
        raise Refused(*problems)
    handover = Handover(
        office=office, leaver=leaver, handed_on=on, rest_to=rest_to if is_ahead else None
    )
    verb = "handover.planned" if is_ahead else "handover.done"
    insert(handover, by=by, verb=verb, on=on, rows=len(given))
    HandoverItem.objects.bulk_create(
        _item(handover, row, successors[row.name], messages.get(row.name, "")) for row in given
    )
    if is_ahead:
        words = _("%(name)s will hand over to you: %(number)d items.")
        _tell(handover, [successors[row.name] for row in given], words, step="planned")
    else:
        _carry_out(handover, given, by=by, now=now)
    return handover


def effect_handover(handover: Handover, *, today: date, now: datetime) -> bool:
    """Carry a plan out when its day has come, once; return whether it was done by this call.

    What somebody worked on since goes over all the same; what is no longer in the person's hands,
    or cannot go to the successor any more, stays and is named with its reason.
    """
    with transaction.atomic():
        current = Handover.objects.waiting().select_for_update().filter(pk=handover.pk).first()
        if current is None or current.handed_on > today:
            return False
        by = current.created_by
        change(current, {}, by=by, version=current.version, verb="handover.done")
        _carry_out(current, _still_held(current, by=by, today=today), by=by, now=now)
    return True


def effect_due(*, today: date, now: datetime) -> int:
    """Carry out every plan whose day has come; return how many."""
    due = Handover.objects.waiting().filter(handed_on__lte=today).order_by("handed_on", "pk")
    return sum(effect_handover(each, today=today, now=now) for each in due)


def _still_held(handover: Handover, *, by: User, today: date) -> list[Held]:
    """What of the plan is still in hand, and with `rest_to` what its maker sees besides."""
    planned: dict[str, list[int]] = {}
    for kind, key in handover.items.values_list("duty", "object_id"):
        planned.setdefault(kind, []).append(key)
    access_for(by, on=today)

    def scope(duty, rows):
        named = rows.filter(pk__in=planned.get(duty.key, ()))
        if not handover.rest_to_id or not duty.is_given:
            return named
        seen = duty.seen_by(rows, by).values("pk")
        return rows.filter(pk__in=[*named.values_list("pk", flat=True), *_keys(seen)])

    found = rows_held(handover.leaver_id, handover.office_id, today, scope=scope, lock=True)
    return [row for row in found if row.duty.is_given]


def _keys(rows) -> list[int]:
    return [row["pk"] for row in rows]


def _carry_out(handover: Handover, rows: Sequence[Held], *, by: User, now: datetime) -> None:
    on, today = handover.handed_on, timezone.localtime(now).date()
    items = {f"{item.duty}-{item.object_id}": item for item in _items(handover)}
    for row in rows:
        if row.name not in items:
            items[row.name] = _item(handover, row, handover.rest_to, "")
    successors = {name: item.successor for name, item in items.items()}
    lefts = dict.fromkeys(items, LeftBehind.GONE) | dict.fromkeys((r.name for r in rows), "")
    lefts |= {row.name: LeftBehind.UNREAD for row in _unread(rows, successors, today)}
    here = _still_here(handover.office_id, successors.values(), today)
    lefts |= {n: LeftBehind.AWAY for n, who in successors.items() if who.pk not in here}
    going = [row for row in rows if not lefts[row.name]]
    before = give(going, successors, leaver=handover.leaver, on=on, by=by)
    for row in going:
        item = items[row.name]
        if row.name in before:
            item.before = before[row.name]
            item.version_after = version_after(row, row.duty)
        else:
            lefts[row.name] = LeftBehind.TAKEN
    for name, item in items.items():
        item.left = lefts[name]
    new = [item for item in items.values() if item.pk is None]
    HandoverItem.objects.bulk_update(
        [item for item in items.values() if item.pk], ["before", "version_after", "left"]
    )
    HandoverItem.objects.bulk_create(new)
    Handover.objects.filter(pk=handover.pk).update(effected_at=now)
    handover.effected_at = now
    words = _("%(name)s hands over to you: %(number)d items.")
    _tell(handover, [i.successor for i in items.values() if not i.left], words)
    if any(lefts.values()):
        _tell_planner(handover, by)


def _items(handover: Handover) -> Iterable[HandoverItem]:
    return handover.items.select_related("successor").order_by("pk")


def _still_here(office_id: int, people: Iterable[User], day: date) -> set[int]:
    keys = {person.pk for person in people}
    posts = Posting.objects.on(day).filter(office_id=office_id, user_id__in=keys)
    return set(posts.filter(user__is_active=True).values_list("user_id", flat=True))


def _tell(handover: Handover, people: Sequence[User], words: str, *, step: str = "") -> None:
    names = {"name": handover.leaver.name}
    for person in dict.fromkeys(people):
        if person == handover.created_by:
            continue
        notify(
            person,
            key=f"handover:{handover.pk}{step and f':{step}'}",
            kind="handover",
            text=words % {**names, "number": people.count(person)},
            url=handover.get_absolute_url(),
        )


def _tell_planner(handover: Handover, by: User) -> None:
    notify(
        by,
        key=f"handover:{handover.pk}:left",
        kind="handover",
        text=_("Some of a handover stayed behind. Look at the reasons."),
        url=handover.get_absolute_url(),
    )


def _moved(rows: Iterable[Held], seen: Mapping[str, int]) -> list[str]:
    now = seen_in(rows)
    names = [row.title for row in rows if row.duty.is_given and seen.get(row.name) != row.version]
    gone = len(set(seen) - set(now))
    return [*names, *([_("%(number)d rows that are gone") % {"number": gone}] if gone else [])]


def _begun_later(given: Sequence[Held], leaver: User, on: date) -> list[str]:
    cases = [row for row in given if row.duty.key in (CASE, DEPUTY)]
    later = CaseAssignment.objects.filter(
        case_id__in=[row.record.pk for row in cases],
        worker=leaver,
        ended_on=None,
        started_on__gt=on,
    )
    late = set(later.values_list("case_id", flat=True))
    return [r.title for r in cases if r.record.pk in late or r.record.opened_on > on]


def _unread(given: Sequence[Held], successors: Mapping[str, User], day: date) -> list[Held]:
    people = {row.client.pk for row in given if row.client}
    held_back = Restriction.objects.in_force(day).filter(client_id__in=people)
    named: dict[int, set[int]] = {}
    for client, reader in held_back.values_list("client_id", "readers__user_id"):
        named.setdefault(client, set()).add(reader)
    return [
        row
        for row in given
        if row.client and row.client.pk in named
        if successors[row.name].pk not in named[row.client.pk]
    ]


def _is_both(row: Held, successors: Mapping[str, User]) -> bool:
    return row.duty.key == DEPUTY and successors[row.name].pk == row.record.worker_id


def _item(handover: Handover, row: Held, successor: User, message: str) -> HandoverItem:
    return HandoverItem(
        handover=handover,
        client=row.client,
        duty=row.duty.key,
        object_id=row.record.pk,
        label=row.words[:200],
        successor=successor,
        message=message,
        version_after=row.version,
    )


@transaction.atomic
def undo_handover(handover: Handover, *, by: User, now: datetime) -> list[str]:
    """Give back what nobody touched since; return the names of what moved on and stays.

    A plan whose day has not come is only struck out. Of a restricted file the name is said only to
    its readers.
    """
    today = timezone.localtime(now).date()
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    done = timezone.localtime(handover.effected_at or now).date()
    if not can_undo(done_on=done, today=today, is_undone=bool(handover.undone_at)):
        raise Refused(Problem("too-late", _("This handover can no longer be taken back.")))
    values = {"undone_at": now, "undone_by": by}
    change(handover, values, by=by, version=handover.version, verb="handover.undone")
    if handover.effected_at is None:
        return []
    items = list(handover.items.filter(left="").select_related("client").order_by("pk"))
    back = []
    for group in alike(items, lambda item: item.duty):
        back += untouched(group, handover.office_id, today)
    give_back(back, handover, by=by, today=today)
    HandoverItem.objects.filter(pk__in=[item.pk for item in back]).update(is_undone=True)
    known = set(HandoverItem.objects.visible_to(by).filter(handover=handover).values_list("pk"))
    kept = {item.pk for item in back}
    return [_stayed(i, is_known=(i.pk,) in known) for i in items if i.pk not in kept]


def _stayed(item: HandoverItem, *, is_known: bool) -> str:
    if not is_known:
        return _("a restricted file")
    return item.client.name if item.client else item.label
