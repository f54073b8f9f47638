"""Bodies: the tree, one body with its members and meetings, its form."""

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.fiscal import fiscal_year
from config.common.paging import page_by_key
from councils import actions
from councils.choices import BodyFunction
from councils.filters import BodyFilter
from councils.forms import BodyForm, body_texts
from councils.models import Body, Meeting
from councils.rules import tree_order
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("body-list")
def body_list(request: HttpRequest) -> HttpResponse:
    """Show the bodies as a tree, under their councils."""
    require_anywhere(request.user, Permission.COUNCIL_VIEW)
    today = timezone.localdate()
    # One JOIN a count would multiply; the meetings' date is a maximum and does not mind.
    bodies = (
        Body.objects.visible_to(request.user)
        .select_related("council", "office")
        .annotate(
            seats=Count("memberships", filter=_seated(today), distinct=True),
            last_on=Max("meetings__held_on", filter=_met(today)),
        )
    )
    listed = BodyFilter(request.GET, queryset=bodies, request=request, today=today)
    context = {
        "filter": listed,
        "rows": _tree(list(listed.qs)),
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, request.office),
    }
    return render(request, "councils/body_list.html", context)


def _seated(today) -> Q:
    begun = Q(memberships__started_on=None) | Q(memberships__started_on__lte=today)
    return begun & (Q(memberships__ended_on=None) | Q(memberships__ended_on__gte=today))


def _met(today) -> Q:
    return Q(meetings__deleted_at=None, meetings__held_on__lte=today) & ~Q(
        meetings__state="cancelled"
    )


def _tree(bodies: list[Body]) -> list[tuple[Body, int]]:
    """Return bodies with their depth, those of one council together, without a council last."""
    bodies.sort(
        key=lambda b: (b.council is None, b.council.name if b.council else "", b.position, b.pk)
    )
    by_key = {body.pk: body for body in bodies}
    parents = {body.pk: body.parent_id for body in bodies}
    return [(by_key[key], depth) for key, depth in tree_order(list(by_key), parents)]


@require_GET
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a body with those who sit in it and its meetings."""
    bodies = Body.objects.visible_to(request.user).select_related("council", "parent", "office")
    body = get_object_or_404(bodies, pk=pk)
    require(request.user, Permission.COUNCIL_VIEW, body.office_id)
    today = timezone.localdate()
    meetings = Meeting.objects.alive().filter(body=body)
    context = {
        "body": body,
        "functions": [f.label for f in BodyFunction if f in body.functions],
        "children": body.children.filter(deleted_at=None),
        "seats": body.memberships.all(),
        "recurrences": body.recurrences.filter(deleted_at=None).order_by("-fiscal_year"),
        "page": page_by_key(request, meetings, order=("-held_on", "-pk"), per_page=20),
        "year": fiscal_year(today),
        "today": today,
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, body.office_id),
    }
    return render(request, "councils/body_detail.html", context)


@require_http_methods(["GET", "POST"])
def body_create(request: HttpRequest) -> HttpResponse:
    """Register a body."""
    office = request.office
    require(request.user, Permission.COUNCIL_EDIT, office)
    return edit_page(
        request,
        BodyForm,
        template="councils/body_form.html",
        key=f"body:new:{office.pk}",
        label=_("New body"),
        context={"title": _("Register a body")},
        cancel_url=reverse("councils:body-list"),
        submit_label=_("Register"),
        save=lambda form: actions.create_body(by=request.user, office=office, **form.values),
        success=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a body and its members."""
    bodies = Body.objects.visible_to(request.user).select_related("council", "office")
    body = get_object_or_404(bodies, pk=pk)
    require(request.user, Permission.COUNCIL_EDIT, body.office_id)
    return edit_page(
        request,
        BodyForm,
        template="councils/body_form.html",
        key=f"body:{pk}",
        label=body.name,
        record=body,
        load=body_texts,
        form_kwargs={"office": body.office, "instance": Body(pk=body.pk, office=body.office)},
        context={"title": _("Change the body")},
        cancel_url=body.get_absolute_url(),
        save=lambda form: actions.change_body(
            body, by=request.user, version=form.version, **form.values
        ),
        success=_("Saved."),
    )
