"""The lists of this app that can be taken as a file."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases import people_export as people
from cases.choices import IntakeState
from cases.exports import log_columns, log_rows
from cases.filters import (
    AppointmentFilter,
    ClientFilter,
    ConsultationFilter,
    PromiseFilter,
)
from cases.filters.intakes import IntakeFilter
from cases.filters.near_misses import NearMissFilter
from cases.intake_export import intake_cells, intake_columns
from cases.lesson_export import lesson_cells, lesson_columns
from cases.models import Appointment, Client, Consultation, Intake, NearMiss, Promise
from config.common.tags import day
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    view, write = Permission.CLIENT_VIEW, Permission.LOG_WRITE
    for output in (
        Output(
            key="client-list",
            title=gettext_lazy("Clients"),
            about=gettext_lazy("A row per person: age, disability, who is in charge, deadlines."),
            list_url="cases:client-list",
            permission=view,
            listed=_clients,
            columns=people.client_columns,
            rows=people.client_cells,
            order=10,
            office_path="office",
        ),
        Output(
            key="consultation-list",
            title=gettext_lazy("Support log"),
            about=gettext_lazy("A row per contact: when, how, with whom, content, minutes."),
            list_url="cases:consultation-list",
            permission=write,
            listed=_contacts,
            columns=lambda _listed: log_columns(),
            rows=log_rows,
            more=_period,
            order=20,
            office_path="office",
        ),
        Output(
            key="intake-list",
            title=pgettext_lazy("navigation", "Requests received"),
            about=gettext_lazy("A row per request: when, by whom, what for, what came of it."),
            list_url="cases:intake-list",
            permission=write,
            listed=_intakes,
            columns=intake_columns,
            rows=intake_cells,
            more=_states,
            order=25,
            office_path="office",
        ),
        Output(
            key="promise-list",
            title=gettext_lazy("To do"),
            about=gettext_lazy("What was promised, by when, by whom, and what came of it."),
            list_url="cases:promise-list",
            permission=write,
            listed=_promises,
            columns=people.promise_columns,
            rows=people.promise_cells,
            order=30,
            office_path="office",
        ),
        Output(
            key="appointment-list",
            title=gettext_lazy("Appointments"),
            about=gettext_lazy("The visits and calls of one week."),
            list_url="cases:appointment-list",
            permission=view,
            listed=_appointments,
            columns=people.appointment_columns,
            rows=people.appointment_cells,
            more=_week,
            order=40,
            office_path="office",
        ),
        Output(
            key="near-miss-list",
            title=gettext_lazy("Near misses and cases"),
            about=gettext_lazy("What happened, why, what was done, and what came of it."),
            list_url="cases:near-miss-list",
            permission=write,
            listed=_lessons,
            columns=lesson_columns,
            rows=lesson_cells,
            order=35,
            office_path="office",
        ),
    ):
        add_output(output)


def _asked(request: HttpRequest, filter_class, model, permission: str = Permission.LOG_WRITE):
    offices = taken_offices(request.user, permission)
    rows = model.objects.visible_to(request.user).filter(office_id__in=offices)
    today = timezone.localdate()
    return filter_class(request.GET, queryset=rows, request=request, today=today)


def _clients(request: HttpRequest) -> ClientFilter:
    return _asked(request, ClientFilter, Client, Permission.CLIENT_VIEW)


def _contacts(request: HttpRequest) -> ConsultationFilter:
    return _asked(request, ConsultationFilter, Consultation)


def _promises(request: HttpRequest) -> PromiseFilter:
    return _asked(request, PromiseFilter, Promise)


def _intakes(request: HttpRequest) -> IntakeFilter:
    offices = taken_offices(request.user, Permission.LOG_WRITE)
    rows = Intake.objects.visible_to(request.user).filter(office_id__in=offices).by_urgency()
    return IntakeFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())


def _states(listed: IntakeFilter) -> list[tuple[str, str]]:
    """Say which requests these are, also where none was chosen: those being dealt with."""
    states = (str(IntakeState(state).label) for state in listed.chosen_states)
    return [(_("State"), "、".join(states))]


def _lessons(request: HttpRequest) -> NearMissFilter:
    return _asked(request, NearMissFilter, NearMiss)


def _appointments(request: HttpRequest) -> AppointmentFilter:
    return _asked(request, AppointmentFilter, Appointment, Permission.CLIENT_VIEW)


def _period(listed: ConsultationFilter) -> list[tuple[str, str]]:
    first, last = listed.days or (None, None)
    return [(_("Period"), f"{day(first)}～{day(last)}" if first else "―")]


def _week(listed: AppointmentFilter) -> list[tuple[str, str]]:
    monday, sunday = listed.days
    return [(_("Week"), f"{day(monday)}～{day(sunday)}")]
