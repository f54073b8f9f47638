"""Record work for the area that is neither a contact nor a meeting (K-02, K-06)."""

from typing import Any

from councils.models import NetworkActivity
from staffing.models import Office, User
from staffing.saving import change, insert, remove, restore


def record_activity(*, by: User | None, office: Office, **values: Any) -> NetworkActivity:
    """Record an activity of an office."""
    activity = NetworkActivity(office=office, **values)
    return insert(activity, by=by, verb="activity.created")


def change_activity(
    activity: NetworkActivity, *, by: User, version: int | None, **values: Any
) -> NetworkActivity:
    """Correct a recorded activity."""
    return change(activity, values, by=by, version=version, verb="activity.changed")


def remove_activity(activity: NetworkActivity, *, by: User, reason: str) -> None:
    """Delete an activity with a reason; it can be restored."""
    remove(activity, by=by, reason=reason)


def restore_activity(activity: NetworkActivity, *, by: User) -> None:
    """Bring a deleted activity back."""
    restore(activity, by=by)
