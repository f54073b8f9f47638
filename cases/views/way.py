"""Pages that move a case on: next step, person in charge, a new case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.choices import CaseState
from cases.endings import open_ends
from cases.evidence import lacking
from cases.forms import AdvanceForm, AssignForm, OpenCaseForm, OpeningForm, SkipForm
from cases.models import Case, Client
from cases.panels import step_link
from cases.person import person_context
from cases.rules import next_states, skip_targets
from staffing.permissions import Permission, require
from staffing.sheets import edit_page

#: What these must have is asked for by the form itself.
ASKED_BY_THE_FORM = (CaseState.CONTRACTED, CaseState.CLOSED)


def _case(request: HttpRequest, pk: int, permission: Permission) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("client", "worker", "deputy")
    case = get_object_or_404(cases, pk=pk)
    require(request.user, permission, case.office_id)
    return case


@require_http_methods(["GET", "POST"])
def case_advance(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """Move a case into its next state, with the days that prove it."""
    case = _case(request, pk, Permission.CLIENT_EDIT)
    # A step that was saved by a first click is answered like the first click.
    if to not in next_states(case.state) and not (to == case.state and request.method == "POST"):
        raise Http404
    if link := step_link(to):
        # The paper itself moves the case on; a day alone would be a step without its proof.
        return redirect(link.url(case.client))
    today = timezone.localdate()
    label = CaseState(to).label
    lacks = [] if to in ASKED_BY_THE_FORM else lacking(case, to)
    is_end = to == CaseState.CLOSED

    def save(form: AdvanceForm) -> Case:
        if is_end:
            step = {name: value for name, value in form.step.items() if name in ("on", "reason")}
            return actions.close_case(case, by=request.user, today=today, **step, **form.kept)
        return actions.advance_case(case, to=to, by=request.user, today=today, **form.step)

    title = (
        _("End the case") if to == CaseState.CLOSED else _("On to: %(state)s") % {"state": label}
    )
    return edit_page(
        request,
        AdvanceForm,
        template="cases/person_form.html",
        key=f"case:{case.pk}:{to}",
        label=title,
        initial={"on": today},
        form_kwargs={"to": to, "state": case.state, "lacks": [each.label for each in lacks]},
        cancel_url=case.get_absolute_url(),
        submit_label=title,
        success=_("The case has moved on."),
        context=person_context(case.client, user=request.user, today=today, case=case)
        | {"title": title, "left": open_ends(case) if is_end else []},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def case_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead a case straight to a later state: the reason stays with the steps left out."""
    case = _case(request, pk, Permission.PLAN_EDIT)
    if not skip_targets(case.state) and request.method == "GET":
        raise Http404
    today = timezone.localdate()
    title = _("Leave steps out")
    return edit_page(
        request,
        SkipForm,
        template="cases/person_form.html",
        key=f"case:{case.pk}:skip",
        label=title,
        initial={"on": today},
        form_kwargs={"state": case.state},
        cancel_url=case.get_absolute_url(),
        success=_("The case has moved on."),
        context=person_context(case.client, user=request.user, today=today, case=case)
        | {"title": title},
        save=lambda form: actions.advance_case(case, by=request.user, today=today, **form.step),
    )


@require_http_methods(["GET", "POST"])
def case_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the day of the first contact and the way the person came."""
    case = _case(request, pk, Permission.CLIENT_EDIT)
    today = timezone.localdate()
    title = _("Correct the first contact")
    return edit_page(
        request,
        OpeningForm,
        template="cases/person_form.html",
        key=f"case:{case.pk}:opening",
        label=title,
        record=case,
        load=lambda found: ({"opened_on": found.opened_on, "route": found.route}, {}),
        cancel_url=case.get_absolute_url(),
        success=_("The first contact is corrected."),
        context=person_context(case.client, user=request.user, today=today, case=case)
        | {"title": title},
        save=lambda form: actions.correct_opening(
            case, by=request.user, today=today, version=form.version, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def case_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody in charge of a case."""
    case = _case(request, pk, Permission.CASE_ASSIGN)
    today = timezone.localdate()
    title = _("Change the person in charge")
    return edit_page(
        request,
        AssignForm,
        template="cases/person_form.html",
        key=f"case:{case.pk}:assign",
        label=title,
        record=case,
        load=lambda found: (
            {"worker": found.worker_id, "deputy": found.deputy_id, "on": today},
            {},
        ),
        form_kwargs={"office": case.client.office},
        cancel_url=case.get_absolute_url(),
        success=_("The person in charge is changed."),
        context=person_context(case.client, user=request.user, today=today, case=case)
        | {"title": title},
        save=lambda form: actions.assign_case(
            case, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def case_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a new case for somebody whose last one ended."""
    client = get_object_or_404(
        Client.objects.visible_to(request.user).select_related("office"), pk=pk
    )
    require(request.user, Permission.CLIENT_EDIT, client.office_id)
    today = timezone.localdate()
    title = _("Open a new case")

    def save(form: OpenCaseForm) -> Client:
        data = form.cleaned_data
        on = data["opened_on"]
        actions.open_case(
            client, on=on, by=request.user, route=data["route"], worker=data["worker"]
        )
        return client

    return edit_page(
        request,
        OpenCaseForm,
        template="cases/person_form.html",
        key=f"case:new:{client.pk}",
        label=title,
        initial={"opened_on": today, "worker": request.user.pk},
        form_kwargs={"office": client.office},
        cancel_url=client.get_absolute_url(),
        success=_("A new case is open."),
        context=person_context(client, user=request.user, today=today) | {"title": title},
        save=save,
    )
