"""Pages of a case's contract and end: complete the contract, the closing sheet, take it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.choices import CaseState
from cases.forms import ContractForm, EndBackForm, SheetFields
from cases.models import Case
from cases.person import person_context
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


def _case(request: HttpRequest, pk: int, permission: Permission) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("client", "worker", "deputy")
    case = get_object_or_404(cases, pk=pk)
    require(request.user, permission, case.office_id)
    return case


def _page(request: HttpRequest, case: Case, form: type, *, title: str, **more) -> HttpResponse:
    today = timezone.localdate()
    person = person_context(case.client, user=request.user, today=today, case=case)
    return edit_page(
        request,
        form,
        template="cases/person_form.html",
        key=f"case:{case.pk}:{form.__name__.lower()}",
        label=title,
        record=case,
        cancel_url=case.get_absolute_url(),
        context=person | {"title": title},
        **more,
    )


def _load(form: type):
    return lambda case: ({name: getattr(case, name) for name in form.base_fields}, {})


@require_http_methods(["GET", "POST"])
def case_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete or correct the contract: days, who signed, report to the municipality."""
    case = _case(request, pk, Permission.CLIENT_EDIT)
    if case.contracted_on is None:
        raise Http404
    return _page(
        request,
        case,
        ContractForm,
        title=_("Contract"),
        load=_load(ContractForm),
        success=_("The contract is completed."),
        save=lambda form: actions.keep_contract(
            case,
            by=request.user,
            today=timezone.localdate(),
            version=form.version,
            **form.cleaned_data,
        ),
    )


@require_http_methods(["GET", "POST"])
def case_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Complete or correct the closing sheet of a case that has ended."""
    case = _case(request, pk, Permission.CLIENT_EDIT)
    if case.state != CaseState.CLOSED:
        raise Http404
    return _page(
        request,
        case,
        SheetFields,
        title=_("Closing sheet"),
        load=_load(SheetFields),
        success=_("The closing sheet is kept."),
        save=lambda form: actions.keep_closing(
            case, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def case_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an end that was a mistake, with its reason."""
    case = _case(request, pk, Permission.CASE_ASSIGN)
    if case.state != CaseState.CLOSED and request.method == "GET":
        raise Http404
    return _page(
        request,
        case,
        EndBackForm,
        title=_("Take the end back"),
        load=lambda _case: ({}, {}),
        submit_label=_("Take the end back"),
        success=_("The case goes on where it stood."),
        save=lambda form: actions.reopen_case(
            case,
            reason=form.cleaned_data["reason"],
            by=request.user,
            today=timezone.localdate(),
            version=form.version,
        ),
    )
