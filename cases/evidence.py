"""What must exist when a case is in a state (必要なもの), one line for each.

Source: the column "must exist" of `domain.md` 2.2. The days that a state must prove are asked for
by the step itself (`cases/rules/way.py`); here stand the records. Upper apps add theirs by
`add_evidence`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import CaseState, Method, PlaceKind, Relation
from cases.models import Case, Consultation, FaceSheet, Intake
from staffing.models import User
from staffing.permissions import Permission, can

PREFIX = "has_"


@dataclass(frozen=True)
class Evidence:
    """A record that a case must have in a state.

    `exists()` is an expression on cases that is true where it is there, `url(case)` the page that
    writes it.
    """

    key: str
    state: str
    label: str
    exists: Callable
    url: Callable[[Case], str]
    permission: str = Permission.CLIENT_EDIT
    order: int = 100


_evidence: dict[str, Evidence] = {}


def add_evidence(evidence: Evidence) -> None:
    """Register what a state must have; a second one with the same key replaces it."""
    _evidence[evidence.key] = evidence


def evidence_of(state: str) -> list[Evidence]:
    """Return what a state must have, in its order."""
    found = [each for each in _evidence.values() if each.state == state]
    return sorted(found, key=lambda each: (each.order, each.key))


def with_evidence(cases: QuerySet) -> QuerySet:
    """Add to every case what it has, each under its prefixed key."""
    return cases.annotate(**{f"{PREFIX}{e.key}": e.exists() for e in _evidence.values()})


def lacking(case: Case, state: str) -> list[Evidence]:
    """Return what a state must have and this case has not; loaded now where it is not yet there."""
    held = evidence_of(state)
    if held and not hasattr(case, f"{PREFIX}{held[0].key}"):
        case = with_evidence(Case.objects.filter(pk=case.pk)).get()
    return [each for each in held if not getattr(case, f"{PREFIX}{each.key}")]


def evidence_lines(case: Case, *, user: User) -> list[dict]:
    """What the present state must have, for the panel: label, whether it is there, its page."""
    missing = {each.key for each in lacking(case, case.state)}
    return [
        {
            "label": each.label,
            "is_there": each.key not in missing,
            "url": each.url(case) if can(user, each.permission, case.office_id) else "",
        }
        for each in evidence_of(case.state)
    ]


def _intakes() -> QuerySet:
    return Intake.objects.alive().filter(client=OuterRef("client"))


def _asker() -> Exists:
    named = Q(relation=Relation.SELF) | Q(is_anonymous=True) | ~Q(caller_name="")
    return Exists(_intakes().filter(named))


def _visit() -> Exists:
    contacts = Consultation.objects.alive().filter(client=OuterRef("client"), method=Method.VISIT)
    return Exists(contacts.exclude(place_kind__in=("", PlaceKind.ONLINE)))


def _of_case(condition: Q) -> Callable:
    return lambda: ExpressionWrapper(condition, output_field=BooleanField())


def _log_url(case: Case) -> str:
    return f"{reverse('cases:consultation-create')}?client={case.client_id}"


def _intake_url(case: Case) -> str:
    return f"{reverse('cases:intake-create')}?client={case.client_id}"


def _contract_url(case: Case) -> str:
    return reverse("cases:case-contract", args=[case.pk])


def _closing_url(case: Case) -> str:
    return reverse("cases:case-closing", args=[case.pk])


def _sheet_url(case: Case) -> str:
    return reverse("cases:client-sheet", args=[case.client_id])


def connect() -> None:
    """Register what this app's records prove; called once when the app is ready."""
    contacts = Consultation.objects.alive().filter(client=OuterRef("client"))
    sheets = FaceSheet.objects.filter(client=OuterRef("client"))
    for each in (
        Evidence(
            "intake", CaseState.INQUIRY, _("Intake sheet"), lambda: Exists(_intakes()), _intake_url
        ),
        Evidence(
            "asker",
            CaseState.INTAKE,
            _("Chief complaint and who asks (intake sheet)"),
            _asker,
            _intake_url,
        ),
        Evidence(
            "log", CaseState.BASIC_ONLY, _("Records in the log"), lambda: Exists(contacts), _log_url
        ),
        Evidence(
            "signer",
            CaseState.CONTRACTED,
            _("Who signed the contract"),
            _of_case(~Q(contract_signed_by="")),
            _contract_url,
            order=10,
        ),
        Evidence(
            "report",
            CaseState.CONTRACTED,
            _("Report of the contract to the municipality"),
            _of_case(Q(contract_reported_on__isnull=False)),
            _contract_url,
            order=20,
        ),
        Evidence(
            "visit",
            CaseState.ASSESSING,
            _("Record of a visit with its place"),
            _visit,
            _log_url,
            order=10,
        ),
        Evidence(
            "face",
            CaseState.DRAFT_PLAN,
            _("Basic information (form 1)"),
            lambda: Exists(sheets),
            _sheet_url,
            order=20,
        ),
        Evidence(
            "closing",
            CaseState.CLOSED,
            pgettext_lazy("evidence", "Closing sheet"),
            _of_case(~Q(goal_result="")),
            _closing_url,
        ),
    ):
        add_evidence(each)
