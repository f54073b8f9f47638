"""かんたん記録: log a contact while talking, beside any page or on a page of its own (S04)."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.forms import ConsultationForm
from cases.forms.choosing import choosable
from cases.forms.companions import companions
from cases.models import Appointment, Client, Consultation
from config.common.keys import read_key
from staffing.models import Office
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


def _about(request: HttpRequest) -> tuple[Office | None, Client | None, Appointment | None]:
    """Whom the contact is about, and the office whose record it becomes."""
    if key := read_key(request.GET.get("appointment")):
        rows = Appointment.objects.visible_to(request.user).select_related("office", "client")
        appointment = get_object_or_404(rows, pk=key)
        return appointment.office, appointment.client, appointment
    if key := read_key(request.GET.get("client")):
        rows = Client.objects.visible_to(request.user).select_related("office")
        client = get_object_or_404(rows, pk=key)
        return client.office, client, None
    return request.office, None, None


def _initial(client: Client | None, appointment: Appointment | None) -> dict[str, Any]:
    """The clock starts now; an appointment that has begun brings its own time."""
    now = timezone.localtime()
    initial = choosable(client) | {"opened_at": now.isoformat()}
    began = now
    if appointment:
        initial["method"] = appointment.method
        if appointment.starts_at <= now:
            began = timezone.localtime(appointment.starts_at)
            if appointment.ends_at:
                length = appointment.ends_at - appointment.starts_at
                initial["minutes"] = round(length.total_seconds() / 60)
    return initial | {"occurred_on": began.date(), "occurred_time": began.time()}


def _address(request: HttpRequest, opened: str) -> str:
    """This very form: several open calls must not overwrite each other's draft."""
    query = {name: request.GET[name] for name in ("client", "appointment") if name in request.GET}
    return f"{reverse('cases:consultation-create')}?{urlencode(query | {'d': opened})}"


def _recorded(saved: Consultation | str) -> str:
    """Say that it is saved, and where the month is closed, how."""
    if isinstance(saved, Consultation) and saved.is_late_entry:
        return _("Recorded. The month is closed, so it is marked as a late entry.")
    return _("Recorded.")


@require_GET
def companions_offer(request: HttpRequest) -> HttpResponse:
    """Offer the others of the household of the client who was just chosen."""
    office, client, _appointment = _about(request)
    require(request.user, Permission.LOG_WRITE, office)
    found = companions(client and client.pk, user=request.user, office_id=office.pk)
    offered = [{"client": person, "is_chosen": False} for person in found]
    return render(request, "cases/_companions.html", {"companions": offered})


@require_http_methods(["GET", "POST"])
def consultation_create(request: HttpRequest) -> HttpResponse:
    """Log a contact; in the drawer a saved form answers 204, so that the page below stays."""
    office, client, appointment = _about(request)
    require(request.user, Permission.LOG_WRITE, office)
    opened = request.GET.get("d", "")[:16] or secrets.token_hex(4)
    is_drawer = request.headers.get("HX-Request") == "true"

    def save(form: ConsultationForm) -> Consultation | str:
        record = actions.log_visit(
            office=office, by=request.user, appointment=appointment, **form.record
        )
        # A record saved beside another page shows itself there.
        return reverse("cases:consultation-create") if "next" in request.POST else record

    response = edit_page(
        request,
        ConsultationForm,
        template="cases/quick_log_drawer.html" if is_drawer else "cases/quick_log.html",
        key=f"log:{opened}",
        label=_("Quick log"),
        path=_address(request, opened),
        initial=_initial(client, appointment),
        form_kwargs={"office": office},
        cancel_url=reverse("cases:consultation-list"),
        submit_label=_("Record"),
        success=_recorded,
        context={"appointment": appointment, "about": client},
        save=save,
    )
    return HttpResponse(status=204) if is_drawer and response.status_code == 302 else response
