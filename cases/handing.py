"""What a person of an office has in hand now, with its versions: the preview of a handover."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.duties import CASE, DEPUTY, Duty, add_duty, add_quote, duties
from cases.models import Appointment, Case, Client, Intake, Promise, WarningNote
from cases.models.contacts import day_start
from config.common.tags import clock, day
from staffing.models import Draft, Office, Question, User


@dataclass(frozen=True)
class Held:
    """One thing that somebody has in hand."""

    duty: Duty
    record: object

    @property
    def name(self) -> str:
        """Its key on the page and in what the page had seen."""
        return f"{self.duty.key}-{self.record.pk}"

    @property
    def words(self) -> str:
        """What it is."""
        return str(self.duty.words(self.record))

    @property
    def client(self) -> Client | None:
        """The person it is about."""
        return getattr(self.record, "client", None)

    @property
    def version(self) -> int:
        """The state it is in; what only follows its case has none."""
        return self.duty.stamp(self.record)

    @property
    def title(self) -> str:
        """Its person, else what it is."""
        return self.client.name if self.client else self.words


def held(
    leaver: User, office: Office, *, by: User, today: date, is_locked: bool = False
) -> list[Held]:
    """Return what a person has in hand at an office, as far as `by` may see it, kind by kind."""
    return rows_held(
        leaver.pk, office.pk, today, scope=lambda duty, rows: duty.seen_by(rows, by), lock=is_locked
    )


def rows_held(
    leaver_id: int, office_id: int, today: date, *, scope: Callable, lock: bool = False
) -> list[Held]:
    """Return what a person has in hand, of each kind the rows of `scope(duty, rows)`."""
    found = []
    for duty in duties():
        rows = scope(duty, duty.rows(leaver_id, office_id, today))
        if lock and duty.is_given:
            rows = rows.select_for_update(of=("self",))
        found += [Held(duty, record) for record in rows]
    _name_people(found)
    return found


def _name_people(rows: Sequence[Held]) -> None:
    """Load the people of rows that know them by the number only, all in one question."""
    bare = [row.record for row in rows if _only_number(row.record)]
    if not bare:
        return
    people = Client.objects.in_bulk({record.client_id for record in bare})
    for record in bare:
        record.client = people.get(record.client_id)


def _only_number(record: object) -> bool:
    return bool(getattr(record, "client_id", None)) and not hasattr(type(record), "client")


def unseen(leaver: User, office: Office, *, by: User, today: date) -> int:
    """Return how many cases of restricted files `by` may not know of: another must hand them on."""
    cases = [duty for duty in duties() if duty.key in (CASE, DEPUTY)]
    rows = [duty.rows(leaver.pk, office.pk, today) for duty in cases]
    return sum(found.count() - found.visible_to(by).count() for found in rows)


def seen_in(rows: Sequence[Held]) -> dict[str, int]:
    """Return the versions of what can be handed over."""
    return {row.name: row.version for row in rows if row.duty.is_given}


def _cases(field: str):
    def rows(user_id: int, office_id: int, today: date):
        cases = Case.objects.alive().open().filter(office_id=office_id, **{field: user_id})
        return cases.select_related("client", "worker", "deputy").order_by(
            "client__kana_sort", "pk"
        )

    return rows


def _promises(user_id: int, office_id: int, today: date):
    rows = Promise.objects.alive().open().filter(office_id=office_id, owner=user_id)
    return rows.select_related("client").by_due()


def _appointments(user_id: int, office_id: int, today: date):
    rows = Appointment.objects.alive().filter(
        office_id=office_id, worker=user_id, consultation=None, starts_at__gte=day_start(today)
    )
    return rows.select_related("client").order_by("starts_at", "pk")


def _intakes(user_id: int, office_id: int, today: date):
    rows = Intake.objects.alive().filter(office_id=office_id)
    mine = Q(worker=user_id) | Q(worker=None, receiver=user_id)
    return rows.open().filter(mine).select_related("client").order_by("received_at", "pk")


def _questions(user_id: int, office_id: int, today: date):
    rows = Question.objects.alive().waiting().filter(office_id=office_id)
    return rows.filter(asker=user_id).order_by("pk")


def _drafts(user_id: int, office_id: int, today: date):
    """Half-written forms about people of the office; those about nobody stay with their writer."""
    people = Client.objects.filter(office_id=office_id).values("pk")
    rows = Draft.objects.filter(user=user_id, client_id__in=people, is_kept_text=False)
    return rows.order_by("saved_at", "pk")


def _seen_drafts(rows, by: User):
    """Of a draft only its form and person are shown here; the text stays with who takes it on."""
    return rows.filter(client_id__in=Client.objects.visible_to(by).values("pk"))


def _saved(draft: Draft) -> int:
    return int(draft.saved_at.timestamp())


def _give_drafts(drafts, successor: User, *, on: date, by: User) -> dict[int, dict]:
    """Give drafts to somebody who has none of the same form; the others stay."""
    keys = [draft.key for draft in drafts]
    taken = set(Draft.objects.filter(user=successor, key__in=keys).values_list("key", flat=True))
    free = {draft.pk: {"user_id": draft.user_id} for draft in drafts if draft.key not in taken}
    Draft.objects.filter(pk__in=free).update(user=successor)
    return free


def _give_drafts_back(before: dict[int, dict], *, by: User) -> None:
    for key, values in before.items():
        draft = Draft.objects.filter(pk=key).first()
        if draft and not Draft.objects.filter(key=draft.key, **values).exists():
            Draft.objects.filter(pk=key).update(**values)


def _promise_lines(client_ids, *, today: date) -> dict[int, list[str]]:
    rows = Promise.objects.alive().open().filter(client_id__in=client_ids)
    lines: dict[int, list[str]] = {}
    for key, text, due_on in rows.by_due().values_list("client_id", "text", "due_on"):
        due = _("by %(day)s") % {"day": day(due_on)} if due_on else ""
        lines.setdefault(key, []).append(
            str(_("To do: %(text)s %(due)s")) % {"text": text, "due": due}
        )
    return lines


def _care_lines(client_ids, *, today: date) -> dict[int, list[str]]:
    rows = WarningNote.objects.alive().holding_on(today).filter(client_id__in=client_ids)
    found = rows.order_by("pk").values_list("client_id", "text")
    lines: dict[int, list[str]] = {}
    for key, text in found:
        lines.setdefault(key, []).append(str(_("Consider: %(text)s")) % {"text": text})
    return lines


def connect() -> None:
    """Register what this app's people have in hand, and what it quotes."""
    cases, deputies = _cases("worker"), _cases("deputy")
    states = Case.get_state_display
    add_duty(Duty(CASE, _("Cases (person in charge)"), cases, states, "worker", 10))
    add_duty(Duty(DEPUTY, _("Cases (deputy)"), deputies, states, "deputy", 20))
    add_duty(Duty("promise", _("Promises to keep"), _promises, str, "owner", 30))
    add_duty(Duty("appointment", _("Appointments to come"), _appointments, _when, "worker", 40))
    add_duty(Duty("intake", _("Requests in hand"), _intakes, _request, "worker", 45))
    add_duty(Duty("question", _("Questions waiting"), _questions, str, "asker", 85))
    add_duty(
        Duty(
            "draft",
            _("Half-written forms"),
            _drafts,
            lambda draft: draft.label,
            order=90,
            give=_give_drafts,
            back=_give_drafts_back,
            seen_by=_seen_drafts,
            stamp=_saved,
            is_versioned=False,
        )
    )
    add_quote("care", _care_lines)
    add_quote("promises", _promise_lines)


def _when(appointment: Appointment) -> str:
    return f"{day(appointment.starts_at)} {clock(appointment.starts_at)} {appointment.title}"


def _request(intake: Intake) -> str:
    return f"{intake.label} {intake.get_state_display()}"
