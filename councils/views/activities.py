"""Work for the area (地域活動, K-06): outreach, courses, publicity, visits, resources."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from councils import actions
from councils.filters import ActivityFilter
from councils.forms import ActivityForm, ReasonForm
from councils.models import NetworkActivity
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("activity-list")
def activity_list(request: HttpRequest) -> HttpResponse:
    """List the activities of one's offices, newest first."""
    require_anywhere(request.user, Permission.COUNCIL_VIEW)
    rows = NetworkActivity.objects.visible_to(request.user)
    listed = ActivityFilter(
        request.GET, queryset=rows.select_related("worker", "work_category"), request=request
    )
    context = {
        "filter": listed,
        "page": page_by_key(request, listed.qs, listed=listed, order=("-held_on", "-pk")),
        "may_edit": can(request.user, Permission.MINUTES_EDIT, request.office),
        # A row opens its form, which only these offices' people may use.
        "opening": request.user.access.offices_with(Permission.MINUTES_EDIT),
    }
    return render(request, "councils/activity_list.html", context)


@require_http_methods(["GET", "POST"])
def activity_create(request: HttpRequest) -> HttpResponse:
    """Record an activity at the chosen office."""
    office = request.office
    require(request.user, Permission.MINUTES_EDIT, office)

    def save(form: ActivityForm) -> str:
        actions.record_activity(by=request.user, office=office, **form.cleaned_data)
        return reverse("councils:activity-list")

    return edit_page(
        request,
        ActivityForm,
        template="councils/form_page.html",
        key=f"activity:new:{office.pk}",
        label=_("New activity"),
        initial={"held_on": timezone.localdate(), "worker": request.user.pk},
        form_kwargs={"office": office},
        context={"title": _("Record an activity for the area")},
        cancel_url=reverse("councils:activity-list"),
        success=_("Saved."),
        save=save,
    )


def _activity(request: HttpRequest, pk: int) -> NetworkActivity:
    rows = NetworkActivity.objects.visible_to(request.user).select_related("office", "worker")
    activity = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.MINUTES_EDIT, activity.office_id)
    return activity


def _load(activity: NetworkActivity) -> tuple[dict, dict]:
    names = (*ActivityForm.Meta.fields, "work_category_id")
    return {name: getattr(activity, name) for name in names} | {"worker": activity.worker_id}, {}


@require_http_methods(["GET", "POST"])
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Read or correct an activity."""
    activity = _activity(request, pk)

    def save(form: ActivityForm) -> str:
        actions.change_activity(
            activity, by=request.user, version=form.version, **form.cleaned_data
        )
        return reverse("councils:activity-list")

    return edit_page(
        request,
        ActivityForm,
        template="councils/form_page.html",
        key=f"activity:{pk}",
        label=activity.title,
        record=activity,
        load=_load,
        form_kwargs={"office": activity.office},
        context={
            "title": _("Change the activity"),
            "subject": activity.office.label,
            "delete_url": reverse("councils:activity-delete", args=[pk]),
            "delete_label": _("Delete"),
        },
        cancel_url=reverse("councils:activity-list"),
        success=_("Saved."),
        save=save,
    )


@require_http_methods(["GET", "POST"])
def activity_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an activity with a reason."""
    activity = _activity(request, pk)

    def save(form: ReasonForm) -> str:
        actions.remove_activity(activity, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("councils:activity-list")

    return edit_page(
        request,
        ReasonForm,
        template="councils/form_page.html",
        key=f"activity:{pk}:delete",
        label=activity.title,
        context={"title": _("Delete the activity"), "subject": activity.title},
        cancel_url=activity.get_absolute_url(),
        submit_label=_("Delete"),
        success=_("Deleted. It can be restored from the deleted records."),
        save=save,
    )


@require_POST
def activity_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted activity back."""
    activity = get_object_or_404(NetworkActivity.objects.deleted_for(request.user), pk=pk)
    require(request.user, Permission.MINUTES_EDIT, activity.office_id)
    actions.restore_activity(activity, by=request.user)
    messages.success(request, _("The activity is restored."))
    return redirect(activity)
