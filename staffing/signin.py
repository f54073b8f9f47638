"""The way in: password, then a code where one is asked for; and the same again before what
is hard to undo. Until the last step a person is nobody: every page sees an anonymous user.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import auth
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from staffing import audit
from staffing.models import SecondFactor, User
from staffing.permissions import access_for
from staffing.sheets import drafts

BACKEND = "staffing.backends.StaffBackend"
PENDING = "pending"
CODE_PASSED = "code_passed"
ASKED = "asked"
#: How long the second step may take: an app must be installed the first time.
PENDING_FOR = timedelta(minutes=15)


def second_factor_of(user: User) -> SecondFactor | None:
    """Return the person's code generator, if one is registered."""
    return getattr(user, "second_factor", None)


def must_have_second_factor(user: User) -> bool:
    """Whether the office's settings ask a code of somebody with these roles."""
    asked = set(settings.SECOND_FACTOR_ROLES)
    held = {str(role) for roles in user.access.roles.values() for role in roles}
    return bool(asked & held) or (user.is_administrator and "administrator" in asked)


def needs_code(user: User) -> bool:
    """Whether the password alone does not open the door for this person."""
    return second_factor_of(user) is not None or must_have_second_factor(user)


def safe_path(request: HttpRequest, path: str) -> str:
    """Return a path of this site, or nothing for any other address."""
    is_ours = url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure())
    return path if path.startswith("/") and is_ours else ""


def page_behind(request: HttpRequest) -> str:
    """Return the page a person was on: this one if it is read, else the one that sent it.

    Of a form with a draft it is where the draft goes on.
    """
    if name := _draft_name(request):
        return safe_path(request, name.path)
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(came_from)
    if parts.netloc and parts.netloc != request.get_host():
        return ""
    return safe_path(request, parts.path + (f"?{parts.query}" if parts.query else ""))


def hold(request: HttpRequest, user: User, *, next_path: str, now: datetime) -> None:
    """Remember who gave the right password; nothing is open to that person yet."""
    request.session.flush()
    request.session[PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": now.timestamp(),
        "next": next_path,
    }


def pending_user(request: HttpRequest, *, now: datetime) -> User | None:
    """Return who gave the right password a moment ago and owes the code."""
    held = request.session.get(PENDING)
    if not held or now.timestamp() - held["at"] > PENDING_FOR.total_seconds():
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != held["hash"]:
        return None
    access_for(user, on=timezone.localdate(now))
    return user


def in_own_language(view: Callable) -> Callable:
    """Speak the language of who gave the right password, though nobody is signed in yet."""

    @wraps(view)
    def spoken(request: HttpRequest) -> HttpResponse:
        user = None if request.user.is_authenticated else pending_user(request, now=timezone.now())
        if user is None:
            return view(request)
        with translation.override(user.language):
            response = view(request)
        response.headers["Content-Language"] = user.language
        return response

    return spoken


def enter(request: HttpRequest, user: User, *, next_path: str = "", has_code: bool = False) -> str:
    """Start a new session for a person and return where to go; no old key stays valid."""
    if held := request.session.get(PENDING):
        next_path = held["next"]
    request.session.flush()
    auth.login(request, user, backend=BACKEND)
    if has_code:
        request.session[CODE_PASSED] = True
    office_id = next(iter(user.access.office_ids), None)
    audit.record(user, "user.logged_in", user, office_id=office_id)
    return next_path or reverse("reports:home")


def keep_posted_draft(request: HttpRequest, user: User) -> None:
    """Keep what was just sent as the person's draft, because it could not be saved now."""
    if name := _draft_name(request):
        drafts.keep(user, name, request.POST, now=timezone.now())


def _draft_name(request: HttpRequest) -> drafts.DraftName | None:
    """Return the draft to which a posted form belongs."""
    if request.method != "POST" or "_draft" not in request.POST:
        return None
    try:
        return drafts.DraftName.from_token(request.POST["_draft"])
    except (signing.BadSignature, TypeError):
        return None


def send_to(request: HttpRequest, url_name: str) -> HttpResponse:
    """Send a person to a page of signing in, from which the way leads back here."""
    path = page_behind(request)
    url = reverse(url_name) + (f"?{urlencode({'next': path}, safe='/')}" if path else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def is_fresh(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the person gave password (and code) a short time ago."""
    confirmed_at = request.session.confirmed_at
    return bool(confirmed_at and now - confirmed_at <= timedelta(seconds=settings.CONFIRM_AFTER))


def _keep_asked(request: HttpRequest) -> None:
    """Keep what was sent with a form that has no draft, until its page is opened again."""
    if request.method == "POST" and "_draft" not in request.POST:
        sent = {name: values for name, values in request.POST.lists() if name[:4] != "csrf"}
        request.session[ASKED] = {"path": request.get_full_path(), "sent": sent}


def asked_before(request: HttpRequest) -> dict[str, list[str]]:
    """Return, once, what was sent to this page before the password was asked for."""
    asked = request.session.get(ASKED)
    if not asked or asked["path"] != request.get_full_path():
        return {}
    return request.session.pop(ASKED)["sent"]


def fresh_login_required(view: Callable) -> Callable:
    """Ask for the password again before an export and before rights, accounts or codes change."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request, now=timezone.now()):
            return view(request, *args, **kwargs)
        keep_posted_draft(request, request.user)
        _keep_asked(request)
        return send_to(request, "confirm-identity")

    guarded.needs_fresh_login = True
    return guarded
