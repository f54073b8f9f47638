"""What every editable record has: a version, its writers, and deletion with a reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from staffing.hidden import person_paths, without_hidden


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to an office; every queryset a user reaches starts at visible_to."""

    #: Path from this model to the owning office.
    office_path = "office"

    def alive(self):
        """Rows that were not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Rows of the offices whose files this user may work on, without hidden people's."""
        return self.alive().in_files_of(user)

    def in_files_of(self, user):
        """The same with deleted rows: what the user may restore."""
        rows = self.filter(**{f"{self.office_path}_id__in": user.access.file_office_ids})
        return without_hidden(rows, user, *person_paths(self.model, self.office_path))


class Record(models.Model):
    """An editable record: a stale save is noticed by its version, a deletion can be undone."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    delete_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
