"""Pauses of a person's monitoring, and one month moved to another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms import RemoveForm
from cases.models import Client
from cases.person import person_context
from monitoring.actions import pauses as actions
from monitoring.forms_pauses import MoveForm, PauseForm
from monitoring.models import MonitoringMonth, Pause
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


def _context(request: HttpRequest, client: Client, title: str) -> dict[str, Any]:
    today = timezone.localdate()
    context = person_context(client, user=request.user, today=today, tab="monitoring")
    return context | {"title": title}


@require_http_methods(["GET", "POST"])
def pause_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register that a person is in hospital or in a facility."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MONITORING_EDIT, client.office_id)
    title = _("Pause the monitoring")
    return edit_page(
        request,
        PauseForm,
        template="monitoring/pause_form.html",
        key=f"pause:{pk}:new",
        label=title,
        submit_label=title,
        form_kwargs={"office": client.office},
        cancel_url=reverse("monitoring:client-months", args=[pk]),
        context=_context(request, client, title),
        success=_("The pause is registered. Whole months within it are left out."),
        save=lambda form: actions.begin_pause(
            client, by=request.user, today=form.today, now=timezone.now(), **form.cleaned_data
        ),
    )


def _pause(request: HttpRequest, pk: int) -> Pause:
    rows = Pause.objects.visible_to(request.user).select_related("client", "office")
    pause = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, pause.office_id)
    return pause


@require_http_methods(["GET", "POST"])
def pause_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or end a pause."""
    pause = _pause(request, pk)
    title = _("Pause of the monitoring")
    return edit_page(
        request,
        PauseForm,
        template="monitoring/pause_form.html",
        key=f"pause:{pk}",
        label=title,
        record=pause,
        form_kwargs={"office": pause.office},
        cancel_url=pause.get_absolute_url(),
        context=_context(request, pause.client, title) | {"pause": pause},
        success=_("Saved."),
        save=lambda form: actions.change_pause(
            pause,
            by=request.user,
            version=form.version,
            today=form.today,
            now=timezone.now(),
            **form.cleaned_data,
        ),
    )


@require_http_methods(["GET", "POST"])
def pause_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pause back, with a reason."""
    pause = _pause(request, pk)
    title = _("Take the pause back")

    def save(form: RemoveForm) -> str:
        actions.cancel_pause(
            pause, by=request.user, today=form.today, now=timezone.now(), **form.cleaned_data
        )
        return pause.get_absolute_url()

    return edit_page(
        request,
        RemoveForm,
        template="monitoring/pause_form.html",
        key=f"pause:{pk}:cancel",
        label=title,
        submit_label=title,
        cancel_url=pause.get_absolute_url(),
        form_kwargs={"office": pause.office},
        context=_context(request, pause.client, title),
        success=_("The pause is taken back. Its months are due again."),
        save=save,
    )


@require_http_methods(["GET", "POST"])
def month_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a month to another one of its decision, with a reason."""
    months = MonitoringMonth.objects.visible_to(request.user).for_detail()
    month = get_object_or_404(months, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, month.office_id)
    title = _("Move the month")
    return edit_page(
        request,
        MoveForm,
        template="monitoring/month_form.html",
        key=f"month-move:{pk}",
        label=title,
        submit_label=title,
        cancel_url=month.get_absolute_url(),
        form_kwargs={"office": month.office},
        context=_context(request, month.client, title) | {"month": month},
        success=_("The month is moved. The reason stays with both."),
        save=lambda form: actions.move_month(month, by=request.user, **form.cleaned_data),
    )
