"""The whole authority model: what a role may do, and which offices a person works for.

`visible_to(user)` decides the scope (outside it a record does not exist: 404); `require()` the
act (inside the scope without the permission: 403). No role name appears anywhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from staffing.choices import Role
from staffing.models import Office, Posting, User


class Permission(StrEnum):
    """An act on records of an office."""

    CLIENT_VIEW = "client.view"
    CLIENT_EDIT = "client.edit"
    FILE_RESTRICTED = "file.restricted"  # may be named as a reader of a restricted file
    FILE_RESTRICT = "file.restrict"
    READERS_NAME = "readers.name"
    LOG_WRITE = "log.write"
    LOG_CLOSE = "log.close"
    LOG_REOPEN = "log.reopen"
    APPOINTMENT_EDIT = "appointment.edit"
    CASE_ASSIGN = "case.assign"
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    MONITORING_VIEW = "monitoring.view"
    MONITORING_EDIT = "monitoring.edit"
    SUBMISSION_RECEIVE = "submission.receive"
    RECORD_APPROVE = "record.approve"
    CLAIM_CHECK = "claim.check"
    COUNCIL_VIEW = "council.view"
    COUNCIL_EDIT = "council.edit"
    MINUTES_EDIT = "minutes.edit"
    CASELOAD_OWN = "caseload.own"
    CASELOAD_STAFF = "caseload.staff"
    FIGURES_OFFICE = "figures.office"
    FIGURES_REGION = "figures.region"
    COVERAGE_VIEW = "coverage.view"
    COVERAGE_EDIT = "coverage.edit"
    ANNUAL_PLAN_VIEW = "annual_plan.view"
    ANNUAL_PLAN_EDIT = "annual_plan.edit"
    MASTERS_EDIT = "masters.edit"
    STAFF_VIEW = "staff.view"
    STAFF_MANAGE = "staff.manage"
    OFFICE_EDIT = "office.edit"
    HISTORY_VIEW = "history.view"
    LIST_EXPORT = "list.export"
    FILE_PURGE = "file.purge"
    LIST_IMPORT = "list.import"
    ACCOUNTS_MANAGE = "accounts.manage"
    REFERENCE_EDIT = "reference.edit"
    JOBS_VIEW = "jobs.view"


P = Permission
_TAKE_PART = {P.COUNCIL_VIEW, P.STAFF_VIEW}
_CLERK = _TAKE_PART | {
    P.CLIENT_VIEW,
    P.CLIENT_EDIT,
    P.LOG_WRITE,
    P.APPOINTMENT_EDIT,
    P.CLAIM_CHECK,
}
_COUNSELLOR = _CLERK | {
    P.FILE_RESTRICTED,
    P.PLAN_VIEW,
    P.PLAN_EDIT,
    P.MONITORING_VIEW,
    P.MONITORING_EDIT,
    P.MINUTES_EDIT,
    P.CASELOAD_OWN,
    P.FIGURES_OFFICE,
    P.ANNUAL_PLAN_VIEW,
}
_LEAD = _COUNSELLOR | {
    P.CASE_ASSIGN,
    P.FILE_RESTRICT,
    P.CASELOAD_STAFF,
    P.RECORD_APPROVE,
    P.LOG_CLOSE,
    P.COUNCIL_EDIT,
    P.MASTERS_EDIT,
    P.LIST_EXPORT,
    P.LIST_IMPORT,
}
_MANAGER = _LEAD | {
    P.LOG_REOPEN,
    P.READERS_NAME,
    P.ANNUAL_PLAN_EDIT,
    P.COVERAGE_VIEW,
    P.STAFF_MANAGE,
    P.OFFICE_EDIT,
    P.HISTORY_VIEW,
    P.FILE_PURGE,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(_CLERK),
    Role.COUNSELLOR: frozenset(_COUNSELLOR),
    Role.LEAD: frozenset(_LEAD),
    Role.MANAGER: frozenset(_MANAGER),
    Role.CORE_STAFF: frozenset(
        _COUNSELLOR
        | {
            P.COUNCIL_EDIT,
            P.FIGURES_REGION,
            P.COVERAGE_VIEW,
            P.COVERAGE_EDIT,
            P.LIST_EXPORT,
        }
    ),
    Role.CITY: frozenset(
        _TAKE_PART | {P.FIGURES_REGION, P.COVERAGE_VIEW, P.COVERAGE_EDIT, P.SUBMISSION_RECEIVE}
    ),
}
ADMINISTRATOR_GRANTS = frozenset({P.ACCOUNTS_MANAGE, P.REFERENCE_EDIT, P.HISTORY_VIEW, P.JOBS_VIEW})

#: Roles whose offices' client files are in scope at all.
FILE_ROLES = frozenset(role for role, granted in GRANTS.items() if P.CLIENT_VIEW in granted)


@dataclass(frozen=True)
class Access:
    """What a person may reach on one day.

    `roles` maps an office's key to the roles held there; `offices` are those offices in the
    order in which they are offered for new records.
    """

    on: date
    roles: dict[int, frozenset[Role]]
    offices: tuple[Office, ...]
    is_administrator: bool = False
    office_ids: tuple[int, ...] = field(init=False)
    file_office_ids: tuple[int, ...] = field(init=False)
    history_office_ids: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "office_ids", tuple(self.roles))
        set_field(
            self, "file_office_ids", tuple(o for o, r in self.roles.items() if r & FILE_ROLES)
        )
        set_field(self, "history_office_ids", self.offices_with(Permission.HISTORY_VIEW))

    def permissions(self, office_id: int | None) -> frozenset[Permission]:
        """Everything this person may do at one office."""
        granted = [GRANTS[role] for role in self.roles.get(office_id, ())]
        own = ADMINISTRATOR_GRANTS if self.is_administrator else frozenset()
        return own.union(*granted)

    def offices_with(self, permission: Permission) -> tuple[int, ...]:
        """Keys of the offices where the permission is held."""
        return tuple(
            office
            for office, roles in self.roles.items()
            if any(permission in GRANTS[role] for role in roles)
        )

    def holds(self, permission: Permission) -> bool:
        """Whether the permission is held anywhere."""
        if self.is_administrator and permission in ADMINISTRATOR_GRANTS:
            return True
        return bool(self.offices_with(permission))


def access_from(postings: Iterable[Posting], *, on: date, is_administrator: bool = False) -> Access:
    """Build the access of one person from the day's postings (each with its office loaded)."""
    roles: dict[int, set[Role]] = {}
    offices: dict[int, Office] = {}
    for posting in postings:
        roles.setdefault(posting.office_id, set()).add(Role(posting.role))
        offices[posting.office_id] = posting.office
    return Access(
        on=on,
        roles={office: frozenset(held) for office, held in roles.items()},
        offices=tuple(offices.values()),
        is_administrator=is_administrator,
    )


def access_for(user: User, *, on: date) -> Access:
    """Load and attach the access of a user on a day, for tasks, commands and tests."""
    postings = Posting.objects.on(on).filter(user=user).select_related("office").order_by("pk")
    user.access = access_from(postings, on=on, is_administrator=user.is_administrator)
    return user.access


def can(user: User, permission: Permission, office: Office | int | None = None) -> bool:
    """Whether the user may do this at the record's office (None: an act without office)."""
    office_id = office.pk if isinstance(office, Office) else office
    return permission in user.access.permissions(office_id)


def require(user: User, permission: Permission, office: Office | int | None = None) -> None:
    """Refuse with 403 unless the user may do this at the record's office."""
    if not can(user, permission, office):
        raise PermissionDenied(permission)


def require_anywhere(user: User, permission: Permission) -> None:
    """Refuse with 403 unless the user may do this at one office at least."""
    if not user.access.holds(permission):
        raise PermissionDenied(permission)


def holders(permission: Permission, office: Office | int, *, on: date) -> Iterable[User]:
    """Return the people who hold a permission at an office on a day."""
    office_id = office.pk if isinstance(office, Office) else office
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    held = Posting.objects.on(on).filter(office_id=office_id, role__in=roles)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True)
