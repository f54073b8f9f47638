"""Trainings of a staff member, written by whoever manages the staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from staffing.actions.trainings import add_training, change_training, remove_training
from staffing.forms.trainings import TrainingForm
from staffing.models import StaffTraining, User
from staffing.sheets import edit_page
from staffing.views.people import require_staff_management


@require_http_methods(["GET", "POST"])
def training_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a training that somebody has finished."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    title = _("Register a training")
    return edit_page(
        request,
        TrainingForm,
        template="staffing/form_page.html",
        key=f"training:new:{pk}",
        label=title,
        context={"title": title, "subtitle": person.name},
        cancel_url=person.get_absolute_url(),
        submit_label=_("Register"),
        success=_("Saved."),
        save=lambda form: add_training(person, by=request.user, **form.cleaned_data),
    )


def _training(request: HttpRequest, pk: int) -> StaffTraining:
    rows = StaffTraining.objects.visible_to(request.user).select_related("user")
    training = get_object_or_404(rows, pk=pk)
    require_staff_management(request, training.user)
    return training


@require_http_methods(["GET", "POST"])
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a training."""
    training = _training(request, pk)
    return edit_page(
        request,
        TrainingForm,
        template="staffing/training_form.html",
        key=f"training:{pk}",
        label=_("Training"),
        record=training,
        context={
            "title": training.get_kind_display(),
            "subtitle": training.user.name,
            "training": training,
        },
        cancel_url=training.get_absolute_url(),
        success=_("Saved."),
        save=lambda form: change_training(
            training, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_POST
def training_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a training back that was registered by mistake."""
    training = _training(request, pk)
    remove_training(training, by=request.user, reason=_("Registered by mistake"))
    messages.success(request, _("The training is taken back."))
    return redirect(training)
