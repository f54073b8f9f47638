"""The plan of a year: how often bodies meet, which trainings there are."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.keys import read_key
from config.common.wareki import fiscal_label
from councils import actions
from councils.filters import TrainingFilter
from councils.forms import ReasonForm, RecurrenceForm, TrainingForm
from councils.models import Recurrence, TrainingEvent
from councils.year_page import asked_year
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


def _year_url(year: int, name: str = "meeting-year") -> str:
    return f"{reverse(f'councils:{name}')}?year={year}"


@require_http_methods(["GET", "POST"])
def recurrence_create(request: HttpRequest) -> HttpResponse:
    """Put a body into the plan of a year."""
    office = request.office
    require(request.user, Permission.COUNCIL_EDIT, office)
    year = asked_year(request, today=timezone.localdate())

    def save(form: RecurrenceForm) -> str:
        actions.plan_recurrence(by=request.user, fiscal_year=year, **form.cleaned_data)
        return _year_url(year)

    body = read_key(request.GET.get("body"))
    return edit_page(
        request,
        RecurrenceForm,
        template="councils/recurrence_form.html",
        key=f"recurrence:new:{office.pk}:{year}",
        label=_("Meetings of a year"),
        initial={"body": body} if body else {},
        form_kwargs={"year": year},
        context={"title": _("Plan the meetings of a body"), "subject": fiscal_label(year)},
        cancel_url=_year_url(year),
        save=save,
        success=_("Saved. The annual plan prints the same row."),
    )


def _planned(request: HttpRequest, pk: int) -> Recurrence:
    rows = Recurrence.objects.visible_to(request.user).select_related("body__office")
    recurrence = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.COUNCIL_EDIT, recurrence.office_id)
    return recurrence


@require_http_methods(["GET", "POST"])
def recurrence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how often a body meets in a year."""
    recurrence = _planned(request, pk)
    year = recurrence.fiscal_year

    def save(form: RecurrenceForm) -> str:
        actions.change_recurrence(
            recurrence, by=request.user, version=form.version, **form.cleaned_data
        )
        return _year_url(year)

    return edit_page(
        request,
        RecurrenceForm,
        template="councils/recurrence_form.html",
        key=f"recurrence:{pk}",
        label=recurrence.body.name,
        record=recurrence,
        form_kwargs={"year": year, "office": recurrence.body.office},
        context={
            "title": recurrence.body.name,
            "subject": fiscal_label(year),
            "delete_url": reverse("councils:recurrence-delete", args=[pk]),
        },
        cancel_url=_year_url(year),
        save=save,
        success=_("Saved. The annual plan prints the same row."),
    )


@require_http_methods(["GET", "POST"])
def recurrence_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a body out of the plan of a year."""
    recurrence = _planned(request, pk)
    return _removal(
        request,
        key=f"recurrence-delete:{pk}",
        label=f"{recurrence.body.name}　{fiscal_label(recurrence.fiscal_year)}",
        cancel_url=reverse("councils:recurrence-edit", args=[pk]),
        done_url=_year_url(recurrence.fiscal_year),
        remove=lambda reason: actions.remove_recurrence(recurrence, by=request.user, reason=reason),
    )


def _removal(
    request: HttpRequest,
    *,
    key: str,
    label: str,
    cancel_url: str,
    done_url: str,
    remove: Callable[[str], None],
) -> HttpResponse:
    def save(form: ReasonForm) -> str:
        remove(form.cleaned_data["reason"])
        return done_url

    return edit_page(
        request,
        ReasonForm,
        template="councils/form_page.html",
        key=key,
        label=label,
        context={"title": _("Take out of the plan"), "subject": label},
        cancel_url=cancel_url,
        submit_label=_("Take out"),
        save=save,
        success=_("Taken out of the plan. Meetings already recorded stay."),
    )


@require_GET
@keeps_conditions("training-list")
def training_list(request: HttpRequest) -> HttpResponse:
    """List the trainings of a year, in the office and outside."""
    require_anywhere(request.user, Permission.COUNCIL_VIEW)
    year = asked_year(request, today=timezone.localdate())
    trainings = TrainingEvent.objects.visible_to(request.user).of_year(year)
    listed = TrainingFilter(request.GET, queryset=trainings, request=request)
    context = {
        "year": year,
        "year_label": fiscal_label(year),
        "filter": listed,
        "rows": listed.in_order(listed.qs, "-scope", "position", "pk"),
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, request.office),
    }
    return render(request, "councils/training_list.html", context)


@require_http_methods(["GET", "POST"])
def training_create(request: HttpRequest) -> HttpResponse:
    """Plan a training."""
    office = request.office
    require(request.user, Permission.COUNCIL_EDIT, office)
    year = asked_year(request, today=timezone.localdate())

    def save(form: TrainingForm) -> str:
        actions.plan_training(by=request.user, office=office, fiscal_year=year, **form.cleaned_data)
        return _year_url(year, "training-list")

    return edit_page(
        request,
        TrainingForm,
        template="councils/form_page.html",
        key=f"training:new:{office.pk}:{year}",
        label=_("New training"),
        context={"title": _("Plan a training"), "subject": fiscal_label(year)},
        cancel_url=_year_url(year, "training-list"),
        save=save,
        success=_("Saved. The annual plan prints the same row."),
    )


def _training(request: HttpRequest, pk: int) -> TrainingEvent:
    training = get_object_or_404(TrainingEvent.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.COUNCIL_EDIT, training.office_id)
    return training


@require_http_methods(["GET", "POST"])
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a planned training."""
    training = _training(request, pk)
    year = training.fiscal_year

    def save(form: TrainingForm) -> str:
        actions.change_training(
            training, by=request.user, version=form.version, **form.cleaned_data
        )
        return _year_url(year, "training-list")

    return edit_page(
        request,
        TrainingForm,
        template="councils/form_page.html",
        key=f"training:{pk}",
        label=training.name,
        record=training,
        context={
            "title": _("Change the training"),
            "subject": fiscal_label(year),
            "delete_url": reverse("councils:training-delete", args=[pk]),
        },
        cancel_url=_year_url(year, "training-list"),
        save=save,
        success=_("Saved. The annual plan prints the same row."),
    )


@require_http_methods(["GET", "POST"])
def training_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a training out of the plan of a year."""
    training = _training(request, pk)
    return _removal(
        request,
        key=f"training-delete:{pk}",
        label=f"{training.name}　{fiscal_label(training.fiscal_year)}",
        cancel_url=reverse("councils:training-edit", args=[pk]),
        done_url=_year_url(training.fiscal_year, "training-list"),
        remove=lambda reason: actions.remove_training(training, by=request.user, reason=reason),
    )
