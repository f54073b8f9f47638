"""相談受付: the queue of requests, and their sheets (S18, S19)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.choices import IntakeGroup, IntakeState
from cases.files import files_of, papers_of
from cases.filters import IntakeFilter
from cases.forms import IntakeEditForm, IntakeForm
from cases.forms.choosing import choosable
from cases.forms.intakes import sheet_values
from cases.intake_export import intake_order
from cases.intake_rows import intake_rows, intake_values
from cases.intake_sheet import intake_sheet
from cases.models import Client, Intake
from cases.rules import NEXT_INTAKE_STATES
from config.common.keys import read_key
from config.common.paging import page_by_key
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.questions import asked_about
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("intake-list")
def intake_list(request: HttpRequest) -> HttpResponse:
    """List the requests: those being dealt with, the most urgent on top."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    today = timezone.localdate()
    intakes = Intake.objects.visible_to(request.user).by_urgency()
    listed = IntakeFilter(request.GET, queryset=intakes, request=request, today=today)
    page = page_by_key(
        request,
        intake_values(listed.qs),
        listed=listed,
        order=intake_order(listed),
        anchors=Intake.objects.by_urgency(),
    )
    office_id = request.office.pk if request.office else None
    audit.record(request.user, "intake.listed", Intake(), office_id=office_id)
    context = {
        "filter": listed,
        "is_queue": listed.is_queue,
        "page": page,
        "rows": intake_rows(page.rows, today=today),
        "may_write": request.office and can(request.user, Permission.LOG_WRITE, request.office),
    }
    return render(request, "cases/intake_list.html", context)


def find_intake(
    request: HttpRequest, pk: int, permission: Permission = Permission.LOG_WRITE
) -> Intake:
    """The sheet asked for, within the reader's scope."""
    rows = Intake.objects.visible_to(request.user).select_related(
        "office", "client", "receiver", "worker", "consultation", "updated_by"
    )
    intake = get_object_or_404(rows, pk=pk)
    require(request.user, permission, intake.office_id)
    return intake


@require_http_methods(["GET", "POST"])
def intake_create(request: HttpRequest) -> HttpResponse:
    """Receive a request: received at and by are filled in, all but the complaint may stay empty."""
    office, client = request.office, None
    if key := read_key(request.GET.get("client")):
        rows = Client.objects.visible_to(request.user).select_related("office")
        client = get_object_or_404(rows, pk=key)
        office = client.office
    require(request.user, Permission.LOG_WRITE, office)
    now = timezone.localtime()
    initial: dict[str, Any] = {"received_on": now.date(), "received_time": now.time()}
    if client:
        initial |= choosable(client) | {"is_again": True}
    path = reverse("cases:intake-create")
    return edit_page(
        request,
        IntakeForm,
        template="cases/intake_form.html",
        key=f"intake:new:{client.pk}" if client else "intake:new",
        label=_("Receive a request"),
        path=f"{path}?{urlencode({'client': client.pk})}" if client else path,
        initial=initial,
        form_kwargs={"office": office},
        cancel_url=reverse("cases:intake-list"),
        submit_label=_("Confirm the request"),
        success=lambda intake: _("Received as %(number)s.") % {"number": intake.label},
        context={"title": _("Receive a request")},
        save=lambda form: actions.receive_request(
            office=office, by=request.user, today=form.today, **form.sheet
        ),
    )


@require_GET
def intake_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sheet whole, with what later interviews added and what can be done next."""
    intake = find_intake(request, pk, Permission.CLIENT_VIEW)
    audit.record(request.user, "intake.viewed", intake)
    sheet = intake_sheet(intake)
    files = files_of(request.user, "intake", intake, intake=intake)
    following = NEXT_INTAKE_STATES[intake.state]
    context = files | {
        "documents": papers_of(request.user, "intake", intake),
        "intake": intake,
        "paper": sheet,
        "texts": [(label, sheet.texts[code]) for code, label in IntakeGroup.choices],
        "may_write": can(request.user, Permission.LOG_WRITE, intake.office_id),
        "may_register": can(request.user, Permission.CLIENT_EDIT, intake.office_id),
        "may_refer": intake.state not in (IntakeState.REFERRED, IntakeState.CLOSED),
        "may_advance": bool(following),
        "is_closed": intake.state == IntakeState.CLOSED,
    }
    context |= asked_about(intake, user=request.user)
    return render(request, "cases/intake_detail.html", context)


@require_http_methods(["GET", "POST"])
def intake_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a sheet; nothing is lost when two people do."""
    intake = find_intake(request, pk)

    def load(found: Intake) -> tuple[dict[str, Any], dict]:
        return sheet_values(found) | choosable(found.client, found.name), {}

    return edit_page(
        request,
        IntakeEditForm,
        template="cases/intake_form.html",
        key=f"intake:{intake.pk}",
        label=_("Correct the intake sheet"),
        record=intake,
        load=load,
        form_kwargs={"office": intake.office},
        cancel_url=intake.get_absolute_url(),
        success=_("The sheet is corrected."),
        context={"title": _("Correct the intake sheet"), "intake": intake},
        save=lambda form: actions.change_intake(
            intake, by=request.user, version=form.version, **form.sheet
        ),
    )
