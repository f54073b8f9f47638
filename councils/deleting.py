"""Which records of this app can be deleted and restored."""

from django.utils.translation import gettext_lazy as _

from cases.deletion import DeletedKind, add_deleted
from councils.models import NetworkActivity
from staffing.permissions import Permission, can


def connect() -> None:
    """Register the activities; called once when the app is ready."""
    add_deleted(
        DeletedKind(
            "activity",
            _("Activities for the area"),
            lambda user: NetworkActivity.objects.deleted_for(user),
            when=lambda record: record.held_on,
            who=lambda record: record.audience,
            what=lambda record: record.title,
            may_restore=lambda user, record: can(user, Permission.MINUTES_EDIT, record.office_id),
            restore_url="councils:activity-restore",
            order=60,
        )
    )
