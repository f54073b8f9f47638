"""What the frame of every page shows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cases.recent import Desk
from config.common.keys import page_url
from config.navigation import navigation
from staffing.permissions import Permission
from staffing.work import worker_notice


def shell(request: HttpRequest) -> dict:
    """Return navigation, chosen office, the desk and the state of the worker."""
    frame = {"is_demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not hasattr(user, "access"):
        return frame
    may_log = user.access.holds(Permission.LOG_WRITE)
    return frame | {
        "navigation": navigation(request),
        "offices": user.access.offices,
        "current_office": request.office,
        "office_switch_url": page_url("office-switch"),
        "quick_log_url": page_url("cases:consultation-create") if may_log else "",
        "notices_url": page_url("staffing:notice-list"),
        "desk": Desk(user, may_log=may_log),
        "worker_notice": worker_notice(timezone.now()),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "today": timezone.localdate(),
        "can": {str(permission).replace(".", "_"): True for permission in _here(request)},
    }


def _here(request: HttpRequest) -> frozenset[Permission]:
    """Permissions at the chosen office: only for showing buttons, never for deciding."""
    office_id = request.office.pk if request.office else None
    return request.user.access.permissions(office_id)
