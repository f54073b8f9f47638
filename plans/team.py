"""Who could be asked to a meeting about a person: the person's team, from all places it stands in.

The person, guardians, family, providers of the plan that holds, supporters, the office's own staff.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.choices_family import SupporterKind
from cases.family import family_of
from cases.models import Case, Client
from plans import panels
from plans.choices_meetings import Seat
from staffing.models import User


@dataclass(frozen=True)
class Candidate:
    """One who could be asked; `key` is kept with the attendee. `is_usual`: ticked at first."""

    key: str
    seat: str
    name: str = ""
    organisation: str = ""
    role: str = ""
    is_usual: bool = False
    has_refused: bool = False

    @property
    def label(self) -> str:
        """The words of the tick box."""
        who = "　".join(filter(None, (self.organisation, self.name)))
        words = f"{who}（{self.role}）" if self.role else who
        if self.has_refused:
            return _("%(who)s: the person refuses that they are told") % {"who": words}
        return words

    @property
    def columns(self) -> dict[str, str]:
        """The columns of an attendee."""
        names = ("seat", "name", "organisation", "role")
        return {name: getattr(self, name) for name in names} | {"source": self.key}


def team_of(client: Client, case: Case | None, *, user: User, today: date) -> list[Candidate]:
    """Return the team in the order of the paper; what is stored of it is Japanese."""
    with override("ja"):
        return [
            Candidate("self", Seat.SELF, client.name, role=_("The person oneself"), is_usual=True),
            *_guardians(client, today),
            *_family(client, user, today),
            *_helpers(client, user, today),
            *_staff(client, case, user),
        ]


def _guardians(client: Client, today: date) -> list[Candidate]:
    held = client.guardians.alive().filter(Q(ended_on=None) | Q(ended_on__gt=today))
    return [
        Candidate(
            f"guardian-{row.pk}",
            Seat.FAMILY if row.kind == "parent" else Seat.SUPPORTER,
            row.name,
            role=row.relation or str(row.get_kind_display()),
            is_usual=True,
        )
        for row in held.order_by("pk")
    ]


def _family(client: Client, user: User, today: date) -> list[Candidate]:
    members = family_of(client, user=user, today=today).others
    return [
        Candidate(
            f"family-{member.entry.pk}",
            Seat.FAMILY,
            member.name,
            role=member.word,
            is_usual=member.entry.is_main_carer,
        )
        for member in members
        if not member.entry.is_deceased
    ]


def _helpers(client: Client, user: User, today: date) -> list[Candidate]:
    """The providers of the plan, then the other supporters; each body once."""
    offers = panels.supporters(client, user=user)
    providers = {offer.organisation: offer for offer in offers}
    found, told = [], set()
    for row in client.support_contacts.alive().on(today).order_by("pk"):
        is_provider = row.kind == SupporterKind.PROVIDER or row.organisation in providers
        told.add(row.organisation)
        found.append(
            Candidate(
                f"supporter-{row.pk}",
                Seat.PROVIDER if is_provider else Seat.SUPPORTER,
                row.name,
                row.organisation,
                row.role,
                is_usual=row.organisation in providers and row.has_consent is not False,
                has_refused=row.has_consent is False,
            )
        )
    found += [
        Candidate(offer.key, Seat.PROVIDER, offer.name, offer.organisation, is_usual=True)
        for offer in providers.values()
        if offer.organisation not in told
    ]
    return sorted(found, key=lambda each: (each.seat != Seat.PROVIDER, each.key))


def _staff(client: Client, case: Case | None, user: User) -> list[Candidate]:
    people = [case.worker, case.deputy] if case else []
    here = user if client.office_id in user.access.file_office_ids else None
    found = dict.fromkeys(person for person in (*people, here) if person)
    return [
        Candidate(
            f"staff-{person.pk}",
            Seat.OFFICE,
            person.name,
            client.office.label,
            _("Consultation support specialist"),
            is_usual=place == 0,
        )
        for place, person in enumerate(found)
    ]
