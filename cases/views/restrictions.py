"""Restricted files: set, name readers, lift; the manager's list says nothing of the person."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import actions
from cases.filters import RestrictionFilter
from cases.forms import LiftForm, ReadersForm, RestrictionForm
from cases.models import Client, Restriction, RestrictionReader
from cases.person import person_context
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require, require_anywhere
from staffing.sheets import edit_page


def _client(request: HttpRequest, pk: int) -> Client:
    visible = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(visible, pk=pk)
    require(request.user, Permission.FILE_RESTRICT, client.office_id)
    return client


def _held(client: Client) -> Restriction | None:
    return Restriction.objects.in_force(timezone.localdate()).filter(client=client).first()


def _values(restriction: Restriction) -> tuple[dict, dict]:
    readers = list(restriction.readers.values_list("user_id", flat=True))
    names = ("ground", "reason", "ends_on")
    return {name: getattr(restriction, name) for name in names} | {"readers": readers}, {}


@require_http_methods(["GET", "POST"])
def client_restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Restrict a file to the people named, or change how it is restricted."""
    client = _client(request, pk)
    held, today = _held(client), timezone.localdate()
    title = _("Restrict the file")
    return edit_page(
        request,
        RestrictionForm,
        template="cases/restriction_form.html",
        key=f"restriction:{client.pk}",
        label=title,
        record=held,
        initial={"readers": [request.user.pk]},
        load=_values,
        form_kwargs={"office": client.office},
        cancel_url=client.get_absolute_url(),
        success=_("Only the people named can find this file from now on."),
        context=person_context(client, user=request.user, today=today)
        | {"title": title, "restriction": held},
        save=lambda form: actions.restrict_client(
            client,
            by=request.user,
            today=today,
            now=timezone.now(),
            version=form.version,
            **form.cleaned_data,
        ),
    )


@require_http_methods(["GET", "POST"])
def client_unrestrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a file to the whole office again."""
    client = _client(request, pk)
    held = get_object_or_404(Restriction.objects.in_force(timezone.localdate()), client=client)
    title = _("Lift the restriction")
    return edit_page(
        request,
        LiftForm,
        template="cases/person_form.html",
        key=f"restriction:{client.pk}:lift",
        label=title,
        cancel_url=reverse("cases:client-restrict", args=[client.pk]),
        submit_label=title,
        success=_("Everybody at the office can read this file again."),
        context=person_context(client, user=request.user, today=timezone.localdate())
        | {"title": title},
        save=lambda form: actions.lift_restriction(
            held,
            by=request.user,
            now=timezone.now(),
            version=held.version,
            reason=form.cleaned_data["reason"],
        ),
    )


@require_GET
@keeps_conditions("restriction-list")
def restriction_list(request: HttpRequest) -> HttpResponse:
    """List the restricted files of one's offices by their numbers, without the people."""
    require_anywhere(request.user, Permission.READERS_NAME)
    offices = request.user.access.offices_with(Permission.READERS_NAME)
    rows = Restriction.objects.of_offices(offices).select_related("created_by")
    readers = RestrictionReader.objects.select_related("user").order_by("user__name_kana", "pk")
    listed = RestrictionFilter(
        request.GET, queryset=rows, request=request, today=timezone.localdate()
    )
    files = listed.qs.prefetch_related(Prefetch("readers", readers))
    page = page_by_key(request, files, listed=listed, order=("-pk",))
    context = {"filter": listed, "page": page, "today": timezone.localdate()}
    return render(request, "cases/restriction_list.html", context)


@require_http_methods(["GET", "POST"])
def restriction_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who may read a restricted file, by its number alone."""
    # Asked first: the answer must not tell which numbers exist.
    require_anywhere(request.user, Permission.READERS_NAME)
    offices = request.user.access.offices_with(Permission.READERS_NAME)
    rows = Restriction.objects.of_offices(offices).in_force(timezone.localdate())
    restriction = get_object_or_404(rows.select_related("office", "client"), pk=pk)
    title = _("Readers of restricted file No. %(number)s") % {"number": restriction.pk}

    def save(form: ReadersForm) -> str:
        actions.name_readers(
            restriction,
            readers=form.cleaned_data["readers"],
            by=request.user,
            version=form.version,
            today=timezone.localdate(),
        )
        return reverse("cases:restriction-list")

    return edit_page(
        request,
        ReadersForm,
        template="cases/restriction_readers.html",
        key=f"restriction:{restriction.pk}:readers",
        label=title,
        record=restriction,
        load=lambda found: ({"readers": _values(found)[0]["readers"]}, {}),
        form_kwargs={"office": restriction.office},
        cancel_url=reverse("cases:restriction-list"),
        success=_("The readers are named; those so far were told."),
        context={"title": title},
        save=save,
    )
