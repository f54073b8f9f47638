"""The monitoring months and reports of one person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Client
from cases.person import note_view, person_context
from monitoring.models import MonitoringMonth, MonitoringSchedule, Pause
from monitoring.panels import years_of
from staffing.permissions import Permission, can, require


@require_GET
def client_months(request: HttpRequest, pk: int) -> HttpResponse:
    """List a person's months with their reasons, the next one on top."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MONITORING_VIEW, client.office_id)
    now = timezone.now()
    today = timezone.localdate(now)
    note_view(client, user=request.user, now=now)
    waiting = list(
        MonitoringSchedule.objects.filter(client=client).values_list("stale_since", flat=True)
    )
    months = MonitoringMonth.objects.filter(client=client).for_person()
    context = person_context(client, user=request.user, today=today, tab="monitoring")
    context |= {
        "years": years_of(months, today=today),
        "is_waiting": any(waiting),
        "has_decision": bool(waiting),
        "pauses": Pause.objects.visible_to(request.user).filter(client=client).newest(),
        "may_edit": can(request.user, Permission.MONITORING_EDIT, client.office_id),
        "next": MonitoringMonth.objects.next_due([client.pk]).get(client.pk),
    }
    return render(request, "monitoring/client_months.html", context)
