"""Sign in and out, and one's own settings."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from staffing import actions, audit
from staffing.forms import LoginForm, PasswordForm, PreferencesForm
from staffing.models import User
from staffing.permissions import access_for
from staffing.sheets import edit_page
from staffing.signin import PENDING, enter, hold, needs_code, safe_path, second_factor_of


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Sign in; afterwards the page that was asked for opens, with its draft."""
    if request.method != "POST" and PENDING in request.session:
        # Who turned back at the code leaves nothing to the next person at this computer.
        request.session.flush()
    form = LoginForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return redirect(_after_password(request, form.user))
    if getattr(request, "axes_locked_out", False):
        return render(request, "staffing/locked_out.html", status=429)
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    status = 422 if form.is_bound else 200
    return render(request, "staffing/login.html", context, status=status)


def _after_password(request: HttpRequest, user: User) -> str:
    """Return the next step: the code, registering an app, or the page that was asked for."""
    now = timezone.now()
    access_for(user, on=timezone.localdate(now))
    next_path = safe_path(request, request.POST.get("next", ""))
    if not needs_code(user):
        return enter(request, user, next_path=next_path)
    hold(request, user, next_path=next_path, now=now)
    return reverse("code-check" if second_factor_of(user) else "second-factor-enrol")


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    office_id = next(iter(request.user.access.office_ids), None)
    audit.record(request.user, "user.logged_out", request.user, office_id=office_id)
    auth.logout(request)
    return redirect("login")


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Change the comfort of one's own screen."""
    user = request.user

    def save(form: PreferencesForm) -> str:
        chosen = dict(form.cleaned_data)
        actions.set_preferences(user, language=chosen.pop("language"), preferences=chosen)
        return reverse("preferences")

    initial = {"text": "normal", "density": "normal", "shortcuts": "all", "view": "mine"}
    return edit_page(
        request,
        PreferencesForm,
        template="staffing/preferences.html",
        key="preferences",
        label=_("My settings"),
        initial=initial | user.preferences | {"language": user.language},
        save=save,
        success=_("Your settings are saved."),
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's own password; no draft is kept of a password."""
    user = request.user
    form = PasswordForm(request.POST or None, today=timezone.localdate(), request=request)
    if request.method == "POST" and form.is_valid():
        actions.change_password(
            user,
            password=form.cleaned_data["new_password"],
            keep_session=request.session.row.pk,
        )
        auth.update_session_auth_hash(request, user)
        text = _("Your password is changed. You are logged out on all other devices.")
        messages.success(request, text)
        return redirect("reports:home")
    if getattr(request, "axes_locked_out", False):
        return render(request, "staffing/locked_out.html", status=429)
    status = 422 if form.is_bound else 200
    return render(request, "staffing/password_change.html", {"form": form}, status=status)
