"""The bundle for an inspection (実地指導): one person, one period, one PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from cases.actions.print_runs import start_run
from cases.models import Client
from cases.person import person_context
from reports.inspection import (
    filed_papers,
    inspection_papers,
    missing_lines,
    period_form,
    period_words,
)
from staffing.permissions import Permission, require
from staffing.saving import Refused


@require_http_methods(["GET", "POST"])
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the bundle will hold and what is missing; posted, let it be made."""
    people = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(people, pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    today = timezone.localdate()
    form = period_form(request.GET, today=today)
    period = {name: form.chosen[name] for name in ("since", "until")}
    filed = filed_papers(client, user=request.user, **period)
    if request.method == "POST":
        with override("ja"):  # what is stored is printed
            notes = [
                line["label"]
                for line in missing_lines(client, user=request.user, today=today, filed=filed)
            ]
            title = _("Inspection, %(period)s") % {"period": period_words(**period)}
        wanted = inspection_papers(client, user=request.user, **period)
        try:
            run = start_run(wanted, office=client.office, by=request.user, title=title, notes=notes)
        except Refused as refused:
            messages.error(request, refused.problems[0].message)
            return redirect(request.get_full_path())
        return redirect(run)
    context = person_context(client, user=request.user, today=today, tab="documents")
    context |= {
        "form": form,
        "filed": filed,
        "missing": missing_lines(client, user=request.user, today=today, filed=filed),
    }
    return render(request, "reports/inspection.html", context)
