"""What stands before every view: who asks, whether the door is open, and a line where it is not."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from staffing import audit
from staffing.devices import address_of, device_of
from staffing.models import Session, User
from staffing.signin import CODE_PASSED, keep_posted_draft, needs_code, send_to

logger = logging.getLogger("tsunagi.signin")
#: A session's last use is written at most this often: reading a page stays a read.
SEEN_EVERY = timedelta(minutes=1)


class SignInMiddleware(AuthenticationMiddleware):
    """Say who asks: the person of a living session who has passed every step, or nobody."""

    def process_request(self, request: HttpRequest) -> None:
        request.session.origin = lambda: (device_of(request), address_of(request))
        request.user = SimpleLazyObject(lambda: self._person(request))

    def _person(self, request: HttpRequest) -> User | AnonymousUser:
        session = request.session
        claimed = session.get(auth.SESSION_KEY)
        if claimed is None:
            return AnonymousUser()
        user = session.person
        if user is None or str(user.pk) != claimed or not self._is_valid(session, user):
            user = auth.get_user(request)
        if not user.is_active or (needs_code(user) and not session.get(CODE_PASSED)):
            return AnonymousUser()
        self._note_use(session.row)
        return user

    @staticmethod
    def _is_valid(session, user: User) -> bool:
        """Whether the password is still the one that the session began with."""
        held = session.get(auth.HASH_SESSION_KEY, "")
        return user.is_active and constant_time_compare(held, user.get_session_auth_hash())

    @staticmethod
    def _note_use(row: Session | None) -> None:
        now = timezone.now()
        if row and now - row.seen_at > SEEN_EVERY:
            # A database that cannot write now still shows its pages.
            with suppress(OperationalError):
                Session.objects.filter(pk=row.pk).update(seen_at=now)


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Send whoever is not signed in to the login page, and keep what was just typed."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """Lead back to the page the person was on; its text goes into the person's drafts."""
        ended = request.session.ended
        if ended is not None and ended.user and ended.user.is_active:
            keep_posted_draft(request, ended.user)
        return send_to(request, "login")


class RefusalMiddleware:
    """Write a line into the trail when somebody asks for what is closed or not in one's scope."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, PermissionDenied | Http404):
            return
        user = request.user
        if not user.is_authenticated:
            return
        office_id = next(iter(user.access.office_ids), None)
        try:
            audit.record(user, "access.refused", user, office_id=office_id, path=request.path)
        except DatabaseError as problem:
            logger.error("refusal not recorded: %s", type(problem).__name__)
