"""Who is signed in: user, the day's postings and offices in one query."""

from axes.backends import AxesStandaloneBackend
from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from staffing.models import Posting, User
from staffing.permissions import access_from


class StaffBackend(BaseBackend):
    """Check 職員ID and password; load the user with what the day's postings allow."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            User().set_password(password)  # as slow as a real check: an ID cannot be guessed
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        today = timezone.localdate()
        postings = list(
            Posting.objects.on(today)
            .filter(user_id=user_id)
            .select_related("user", "office")
            .order_by("pk")
        )
        user = postings[0].user if postings else User.objects.filter(pk=user_id).first()
        if user is None or not user.is_active:
            return None
        user.access = access_from(postings, on=today, is_administrator=user.is_administrator)
        return user


class LockoutBackend(AxesStandaloneBackend):
    """Refuse a locked-out person before the password is looked at."""

    get_user = StaffBackend.get_user
