"""Lockout after wrong passwords: by ID and address, and by an address that tries many IDs.

The ID alone never closes: whoever guesses from elsewhere must not lock its owner out. Nothing
here asks whether an ID exists before it has counted.
"""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from staffing import audit
from staffing.models import User
from staffing.models.people import fold_login_id

#: Wrong passwords from one address within a quarter of an hour, over all IDs. An office of sixty
#: behind one address mistypes less.
ADDRESS_LIMIT = 50


def id_of(request: HttpRequest, credentials: dict | None) -> str:
    """Return the 職員ID that somebody tries, in the one spelling that is stored."""
    return fold_login_id((credentials or request.POST).get("username") or "")


class LockoutHandler(AxesDatabaseHandler):
    """axes' own counting by ID and address, plus the count of the whole address."""

    def is_locked(self, request, credentials=None) -> bool:
        return super().is_locked(request, credentials) or self._is_noisy(request)

    def user_login_failed(self, sender, credentials, request=None, **kwargs) -> None:
        """Count the failure; write one line into the trail when a door closes."""
        was_locked = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if was_locked or request is None:
            return
        if getattr(request, "axes_locked_out", False):
            self._record(credentials.get("username", ""), request)
        elif self._failures_of_address(request) == ADDRESS_LIMIT:
            self._record("", request)

    def _is_noisy(self, request) -> bool:
        return self._failures_of_address(request) >= ADDRESS_LIMIT

    @staticmethod
    def _failures_of_address(request) -> int:
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        )
        return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0

    @staticmethod
    def _record(login_id: str, request) -> None:
        # An unknown ID is not written down: it may be a password in the wrong box.
        try:
            user = User.objects.get_by_natural_key(login_id)
        except User.DoesNotExist:
            user = User()
        audit.record(
            None,
            "user.login_closed",
            user,
            office_id=user.home_office_id(on=timezone.localdate()),
            address=request.axes_ip_address,
        )
