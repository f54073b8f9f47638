"""What is planned: the week, and each appointment (S22)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases import actions
from cases.calendar import week_days
from cases.filters import AppointmentFilter
from cases.forms import AppointmentForm, CancelForm
from cases.forms.choosing import choosable
from cases.models import Appointment, Client
from config.common.keys import read_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require, require_anywhere
from staffing.sheets import edit_page


def _week_url(appointment: Appointment) -> str:
    day = timezone.localtime(appointment.starts_at).date()
    return f"{reverse('cases:appointment-list')}?week={day.isoformat()}"


def _week_query(listed: AppointmentFilter, weeks: int) -> str:
    query = listed.data.copy()
    query["week"] = (listed.days[0] + timedelta(weeks=weeks)).isoformat()
    return query.urlencode()


@require_GET
@keeps_conditions("appointment-list")
def appointment_list(request: HttpRequest) -> HttpResponse:
    """Show a week, day by day; cancelled ones can be put back."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    today, user = timezone.localdate(), request.user
    rows = Appointment.objects.visible_to(user).select_related("client", "worker", "consultation")
    listed = AppointmentFilter(request.GET, queryset=rows, request=request, today=today)
    monday, sunday = listed.days
    cancelled = Appointment.objects.cancelled_for(user).on_days(monday, sunday)
    context = {
        "filter": listed,
        "days": week_days(listed.qs, monday, office=request.office, today=today),
        "monday": monday,
        "sunday": sunday,
        "today": today,
        "cancelled": cancelled.select_related("client", "worker"),
        "previous": _week_query(listed, -1),
        "next": _week_query(listed, 1),
        "others": listed.table.width - 1,
    }
    return render(request, "cases/appointment_list.html", context)


@require_http_methods(["GET", "POST"])
def appointment_create(request: HttpRequest) -> HttpResponse:
    """Plan something."""
    client, office = None, request.office
    if key := read_key(request.GET.get("client")):
        rows = Client.objects.visible_to(request.user).select_related("office")
        client = get_object_or_404(rows, pk=key)
        office = client.office
    require(request.user, Permission.APPOINTMENT_EDIT, office)
    initial = choosable(client) | {"starts_on": timezone.localdate()}

    def save(form: AppointmentForm) -> str:
        made = actions.make_appointment(office=office, by=request.user, **form.appointment)
        return _week_url(made)

    return edit_page(
        request,
        AppointmentForm,
        template="cases/appointment_form.html",
        key=f"appointment:new:{key}",
        label=_("Make an appointment"),
        initial=initial,
        form_kwargs={"office": office},
        cancel_url=reverse("cases:appointment-list"),
        success=_("The appointment is made."),
        context={"title": _("Make an appointment")},
        save=save,
    )


def _appointment(request: HttpRequest, pk: int) -> Appointment:
    rows = Appointment.objects.visible_to(request.user).select_related("office", "client")
    appointment = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.APPOINTMENT_EDIT, appointment.office_id)
    return appointment


def _load(appointment: Appointment) -> tuple[dict[str, Any], dict]:
    starts = timezone.localtime(appointment.starts_at)
    ends = timezone.localtime(appointment.ends_at) if appointment.ends_at else None
    initial = {
        "title": appointment.title,
        "method": appointment.method,
        "starts_on": starts.date(),
        "starts_time": starts.time(),
        "ends_time": ends.time() if ends else None,
        "worker": appointment.worker_id,
        "place": appointment.place,
    }
    return initial | choosable(appointment.client), {}


@require_http_methods(["GET", "POST"])
def appointment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Move or correct an appointment."""
    appointment = _appointment(request, pk)

    def save(form: AppointmentForm) -> str:
        changed = actions.change_appointment(
            appointment, by=request.user, version=form.version, **form.appointment
        )
        return _week_url(changed)

    return edit_page(
        request,
        AppointmentForm,
        template="cases/appointment_form.html",
        key=f"appointment:{appointment.pk}",
        label=_("Change the appointment"),
        record=appointment,
        load=_load,
        form_kwargs={"office": appointment.office},
        cancel_url=_week_url(appointment),
        success=_("The appointment is changed."),
        context={"title": _("Change the appointment"), "appointment": appointment},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def appointment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an appointment back; the week still shows it, with a way to undo."""
    appointment = _appointment(request, pk)

    def save(form: CancelForm) -> str:
        reason = form.cleaned_data["reason"] or _("Cancelled")
        actions.cancel_appointment(appointment, by=request.user, reason=reason)
        return _week_url(appointment)

    title = _("Cancel the appointment")
    return edit_page(
        request,
        CancelForm,
        template="cases/promise_form.html",
        key=f"appointment:{appointment.pk}:cancel",
        label=title,
        cancel_url=_week_url(appointment),
        submit_label=title,
        success=_("The appointment is cancelled."),
        context={"title": f"{title}：{appointment.title}"},
        save=save,
    )


@require_POST
def appointment_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a cancelled appointment back."""
    rows = Appointment.objects.cancelled_for(request.user)
    appointment = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.APPOINTMENT_EDIT, appointment.office_id)
    actions.restore_appointment(appointment, by=request.user)
    return redirect(_week_url(appointment))
