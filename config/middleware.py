"""What every request passes: its number, the user's access and language, friendly problems."""

import secrets

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from config.common.logs import current_request_id
from config.common.storing import is_taken
from config.errors import not_now
from staffing.saving import StaleState
from staffing.sheets.kept import kept_input
from staffing.sheets.once import saved_before, submission_key

OFFICE_KEY = "office_id"
WITH_ONE_TIME_PASSWORD = {"password-change", "logout"}


class RequestIdMiddleware:
    """Give each request a short number that a user can read out to the help desk."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(4).upper()
        token = current_request_id.set(request.request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request.request_id
        return response


class AccessMiddleware:
    """Speak the user's language and choose the office that new records belong to."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        language = user.language if user.is_authenticated else "ja"
        request.office = self._office(request) if user.is_authenticated else None
        request.user_id = user.pk  # for the log, which asks nothing of the database
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Let a one-time password open nothing but the page where it is changed."""
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        name = request.resolver_match.view_name
        return None if name in WITH_ONE_TIME_PASSWORD else redirect("password-change")

    @staticmethod
    def _office(request: HttpRequest):
        offices = request.user.access.offices
        if len(offices) < 2:
            return offices[0] if offices else None
        chosen = request.session.get(OFFICE_KEY)
        return next((office for office in offices if office.pk == chosen), offices[0])


class ProblemMiddleware:
    """Turn a lost race and a database that cannot write now into pages that say what to do."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No browser sends it and PostgreSQL can neither store nor look it up.
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception):
        # Two people who take the one free place: the form of the second found it free, too.
        if isinstance(exception, StaleState) or is_taken(exception):
            record = getattr(exception, "record", None)
            context = {"record": record, "kept": kept_input(request)}
            return render(request, "409.html", context, status=409)
        if isinstance(exception, Http404) and request.method == "POST":
            # The second click on a deletion finds nothing: it leads on like the first one.
            key = submission_key(request.POST.get("_key", ""))
            return saved_before(request, key) if request.user.is_authenticated else None
        return not_now(request, exception)


class PrivacyHeadersMiddleware:
    """Keep pages with personal data out of shared caches, and switch off what is not used."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        return response
