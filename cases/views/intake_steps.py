"""What happens to a request: interviews, its way, passing on, registering, the log."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.choices import IntakeState
from cases.forms import IntakeAdvanceForm, InterviewForm, ReferForm, RegisterForm
from cases.models import Consultation, Intake
from cases.rules import NEXT_INTAKE_STATES
from cases.views.intakes import find_intake
from cases.views.registering import candidates
from staffing.permissions import Permission, require
from staffing.sheets import edit_page

TEMPLATE = "cases/intake_step.html"


@require_http_methods(["GET", "POST"])
def intake_append(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a later interview; what was written before stays as it is."""
    intake = find_intake(request, pk)
    title = _("Add an interview")

    def save(form: InterviewForm) -> Intake:
        data = form.cleaned_data
        actions.add_interview(
            intake,
            by=request.user,
            held_on=data["held_on"],
            texts=form.texts,
            next_on=data["next_on"],
        )
        return intake

    return edit_page(
        request,
        InterviewForm,
        template=TEMPLATE,
        key=f"intake:{intake.pk}:interview",
        label=title,
        initial={"held_on": timezone.localdate()},
        cancel_url=intake.get_absolute_url(),
        submit_label=_("Add"),
        success=_("The interview is added to the sheet."),
        context={"title": title, "intake": intake},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def intake_advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how a request goes on, or that it has ended."""
    intake = find_intake(request, pk)
    title = _("How the request goes on")
    initial = {"on": timezone.localdate()}
    if len(NEXT_INTAKE_STATES[intake.state]) == 1:
        initial["to"] = NEXT_INTAKE_STATES[intake.state][0]
    return edit_page(
        request,
        IntakeAdvanceForm,
        template=TEMPLATE,
        key=f"intake:{intake.pk}:way",
        label=title,
        initial=initial,
        form_kwargs={"state": intake.state},
        cancel_url=intake.get_absolute_url(),
        success=_("The request has moved on."),
        context={"title": title, "intake": intake},
        save=lambda form: actions.advance_intake(
            intake, by=request.user, today=form.today, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def intake_refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass the person on to another body, with consent."""
    intake = find_intake(request, pk)
    title = _("Pass on to another body")
    return edit_page(
        request,
        ReferForm,
        template=TEMPLATE,
        key=f"intake:{intake.pk}:refer",
        label=title,
        initial={"referred_on": timezone.localdate(), "referred_to": intake.referred_to},
        cancel_url=intake.get_absolute_url(),
        submit_label=title,
        success=_("The request is passed on."),
        context={"title": title, "intake": intake},
        save=lambda form: actions.refer_intake(
            intake, by=request.user, today=form.today, **form.cleaned_data
        ),
    )


def _known(intake: Intake) -> dict:
    """What the sheet already says of the person."""
    names = ("name", "name_kana", "birth_on", "gender", "phone", "postal_code", "address", "route")
    initial = {name: getattr(intake, name) for name in names}
    initial["disabilities"] = list(intake.disabilities)
    if intake.worker_id:
        initial["worker"] = intake.worker_id
    if intake.privacy_method:
        initial |= {"consent_on": intake.privacy_explained_on}
    return initial | {"opened_on": timezone.localtime(intake.received_at).date()}


@require_http_methods(["GET", "POST"])
def intake_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the person of the sheet; people who are much alike are shown before."""
    intake = find_intake(request, pk, Permission.CLIENT_EDIT)
    if intake.client and request.method == "GET":
        return redirect(intake.client)
    wanted = {"name": intake.name, "birth_on": intake.birth_on, "phone": intake.phone}
    wanted["certificate_number"] = ""
    return edit_page(
        request,
        RegisterForm,
        template="cases/intake_register.html",
        key=f"intake:{intake.pk}:register",
        label=_("Register a client"),
        initial=_known(intake),
        form_kwargs={"office": intake.office},
        cancel_url=intake.get_absolute_url(),
        submit_label=_("Register and open the file"),
        success=_("The client is registered and the case is open."),
        context={"intake": intake, "alike": candidates(request.user, intake.office_id, wanted)},
        save=lambda form: actions.register_from_intake(
            intake, by=request.user, version=None, **form.registration
        ),
    )


@require_POST
def intake_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the request into the log, once."""
    intake = actions.log_intake(find_intake(request, pk), by=request.user)
    messages.success(request, _("The request stands in the support log."))
    return redirect(intake.consultation)


@require_POST
def intake_from_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a sheet from a contact of the log, once."""
    rows = Consultation.objects.visible_to(request.user).select_related("office")
    record = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.LOG_WRITE, record.office_id)
    intake = actions.receive_contact(record, by=request.user, today=timezone.localdate())
    if intake.state == IntakeState.OPEN:
        messages.success(request, _("The sheet is made. Add what else you heard."))
    return redirect(intake)
