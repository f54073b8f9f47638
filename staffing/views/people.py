"""Staff and their postings (S42)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from staffing import actions
from staffing.filters import UserFilter
from staffing.forms import PostingForm, StaffForm, UserForm
from staffing.list_views import keeps_conditions
from staffing.models import Posting, User
from staffing.permissions import Permission
from staffing.qualification import qualification_on, step_of
from staffing.sheets import edit_page
from staffing.signin import fresh_login_required, second_factor_of


def require_staff_management(request: HttpRequest, user: User | None = None) -> None:
    """Refuse unless the user manages staff at an office (of the person), or all accounts."""
    if not _may_manage(request, user):
        raise PermissionDenied


def _may_manage(request: HttpRequest, person: User | None = None) -> bool:
    """Whether the user manages staff at all, and this person's account.

    Whoever resets a password can log in with it. So an administrator's account is left to
    administrators, and that of somebody who has gone to another office to those over there.
    """
    access = request.user.access
    if access.holds(Permission.ACCOUNTS_MANAGE):
        return True
    managed = access.offices_with(Permission.STAFF_MANAGE)
    if not managed or person is None:
        return bool(managed)
    if person.is_administrator:
        return False
    held = person.postings.filter(deleted_at=None)
    running = held.filter(Q(ended_on=None) | Q(ended_on__gte=timezone.localdate()))
    return (running if running.exists() else held).filter(office_id__in=managed).exists()


@require_GET
@keeps_conditions("user-list")
def user_list(request: HttpRequest) -> HttpResponse:
    """List the staff of one's offices; all accounts for the administrator."""
    access = request.user.access
    if not (access.holds(Permission.STAFF_VIEW) or access.holds(Permission.ACCOUNTS_MANAGE)):
        raise PermissionDenied
    people = User.objects.visible_to(request.user)
    listed = UserFilter(request.GET, queryset=people, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("name_kana", "pk"))
    today = timezone.localdate()
    held = Posting.objects.visible_to(request.user).on(today).filter(user__in=page.rows)
    by_user: dict[int, list[Posting]] = {}
    for posting in held.select_related("office"):
        by_user.setdefault(posting.user_id, []).append(posting)
    rows = [(user, by_user.get(user.pk, [])) for user in page]
    context = {"filter": listed, "page": page, "rows": rows, "may_manage": _may_manage(request)}
    return render(request, "staffing/user_list.html", context)


@require_GET
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague with the postings at one's own offices."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    postings = (
        Posting.objects.visible_to(request.user)
        .filter(user=person)
        .select_related("office", "home_corporation")
        .order_by("-started_on", "-pk")
    )
    today = timezone.localdate()
    trainings = list(person.trainings.filter(deleted_at=None).order_by("-completed_on", "-pk"))
    held = [(training.kind, training.completed_on) for training in trainings]
    found = qualification_on(held, today)
    context = {
        "person": person,
        "postings": postings,
        "trainings": trainings,
        "qualification": found,
        "qualification_is_near": found is not None and step_of(found, today) is not None,
        "may_manage": _may_manage(request, person),
        "has_codes": second_factor_of(person) is not None,
    }
    return render(request, "staffing/user_detail.html", context)


@require_http_methods(["GET", "POST"])
@fresh_login_required
def user_create(request: HttpRequest) -> HttpResponse:
    """Register a person with the first posting."""
    require_staff_management(request)
    return edit_page(
        request,
        StaffForm,
        template="staffing/form_page.html",
        key="user:new",
        label=_("New staff member"),
        context={"title": _("New staff member")},
        cancel_url=reverse("staffing:user-list"),
        submit_label=_("Register"),
        save=lambda form: actions.register_staff(
            by=request.user, person=form.person, posting=form.posting
        ),
        success=_("Registered. Issue a one-time password next and read it out to the person."),
    )


@require_http_methods(["GET", "POST"])
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's own data."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    return edit_page(
        request,
        UserForm,
        template="staffing/form_page.html",
        key=f"user:{pk}",
        label=_("Staff member"),
        record=person,
        context={"title": person.name},
        cancel_url=person.get_absolute_url(),
        save=lambda form: actions.change_user(
            person, by=request.user, version=form.version, **form.cleaned_data
        ),
        success=_("Saved."),
    )


@sensitive_variables("password")
@require_POST
@fresh_login_required
def password_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a one-time password and show it once."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    password = actions.one_time_password()
    actions.reset_password(person, by=request.user, password=password, now=timezone.now())
    context = {"person": person, "password": password}
    return render(request, "staffing/password_issued.html", context)


@require_POST
@fresh_login_required
def user_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop or reopen an account."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    if person == request.user:
        messages.error(request, _("You cannot stop your own account."))
    else:
        actions.set_active(person, is_active=not person.is_active, by=request.user)
    return redirect(person)


@require_http_methods(["GET", "POST"])
@fresh_login_required
def posting_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Post a person to an office."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require_staff_management(request, person)
    return edit_page(
        request,
        PostingForm,
        template="staffing/form_page.html",
        key=f"posting:new:{pk}",
        label=_("New posting"),
        context={"title": _("New posting"), "subtitle": person.name},
        form_kwargs={"instance": Posting(user=person)},
        cancel_url=person.get_absolute_url(),
        save=lambda form: _page_of(
            actions.create_posting(by=request.user, user=person, **form.cleaned_data)
        ),
        success=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
@fresh_login_required
def posting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or end a posting."""
    posting = get_object_or_404(
        Posting.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    if not request.user.access.holds(Permission.ACCOUNTS_MANAGE):
        _require_at(request, posting)
    return edit_page(
        request,
        PostingForm,
        template="staffing/form_page.html",
        key=f"posting:{pk}",
        label=_("Posting"),
        record=posting,
        context={"title": _("Posting"), "subtitle": posting.user.name},
        cancel_url=posting.user.get_absolute_url(),
        save=lambda form: _page_of(
            actions.change_posting(
                posting, by=request.user, version=form.version, **form.cleaned_data
            )
        ),
        success=_("Saved."),
    )


def _require_at(request: HttpRequest, posting: Posting) -> None:
    if posting.office_id not in request.user.access.offices_with(Permission.STAFF_MANAGE):
        raise PermissionDenied


def _page_of(posting: Posting) -> str:
    return posting.user.get_absolute_url()
