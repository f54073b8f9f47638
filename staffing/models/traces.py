"""What is kept about work in progress and work done: audit, notices, drafts, jobs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from staffing.hidden import without_hidden
from staffing.models.organisations import Office


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are written once: they can neither be changed nor deleted in bulk."""

    def update(self, **kwargs):
        raise TypeError("audit entries are append-only")

    def delete(self):
        raise TypeError("audit entries are append-only")


class AuditQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Entries of the offices whose history the user may read; account events otherwise."""
        if user.access.is_administrator:
            return self.filter(client_id=None)
        rows = self.filter(office_id__in=user.access.history_office_ids)
        return without_hidden(rows, user, "client_id")

    def exported_from(self, office_ids):
        """Entries about lists of these offices that left as a file."""
        return self.filter(verb="record.exported", office_id__in=office_ids)


class AuditEntry(models.Model):
    """One act (操作履歴): who did what to which record, when. Reading a file is an act too."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("act"), max_length=40)
    object_type = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField(null=True)
    #: The person whose file it was; no foreign key, an entry outlives its object.
    client_id = models.PositiveBigIntegerField(null=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=12, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="staffing_audit_office"),
            models.Index(fields=["client_id", "-id"], name="staffing_audit_client"),
            models.Index(fields=["user", "-id"], name="staffing_audit_user"),
            models.Index(
                fields=["office", "-id"],
                condition=models.Q(verb="record.exported"),
                name="staffing_audit_exports",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("audit entries are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("audit entries are append-only")


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own notices, without those about people who were hidden since."""
        return without_hidden(self.filter(recipient=user), user, "client_id")


class Notice(models.Model):
    """A notice (通知) to one person; its key makes it unique, however often a task runs."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    #: The person it speaks of; no foreign key, as in the trail.
    client_id = models.PositiveBigIntegerField(null=True)
    text = models.CharField(_("subject"), max_length=200)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    #: When it also went out by e-mail, where the person wants that.
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="staffing_notice_once")
        ]
        indexes = [models.Index(fields=["recipient", "-id"], name="staffing_notice_newest")]

    def __str__(self) -> str:
        return self.text


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is private to its writer; one about a person who was hidden since waits."""
        return without_hidden(self.filter(user=user), user, "client_id")


class Draft(models.Model):
    """A half-written form (下書き) kept on the server, also while it is invalid."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    label = models.CharField(_("form"), max_length=120)
    path = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    #: The person it is about; no foreign key, as in the trail.
    client_id = models.PositiveBigIntegerField(null=True)
    saved_at = models.DateTimeField(_("saved at"))
    #: A text that lost against a colleague's; it is kept until its writer discards it.
    is_kept_text = models.BooleanField(default=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="staffing_draft_once")]

    def __str__(self) -> str:
        return self.label


class SubmittedForm(models.Model):
    """A form that was saved once: a second click or a resend leads to the same page."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)


class SearchTicket(models.Model):
    """A search text of one user (検索), so that no name stands in an address."""

    token = models.CharField(max_length=24, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.token


class JobRun(models.Model):
    """The last runs of a background job (処理の記録), its heartbeat for the pages."""

    name = models.CharField(_("job"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    #: When it last ended well; the home page says when that is too long ago.
    good_at = models.DateTimeField(null=True)
    is_ok = models.BooleanField(_("went well"), default=False)
    detail = models.CharField(_("result"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class FailedJob(models.Model):
    """A background job that failed however often it was tried (失敗した処理), until it went well.

    `arguments` are keys of rows, `place` is the kind of the failure and the calls that led to it:
    no words of a person's file.
    """

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(_("job"), max_length=60)
    arguments = models.JSONField(default=list)
    place = models.CharField(_("what went wrong"), max_length=300)
    failed_at = models.DateTimeField(_("when"))

    def __str__(self) -> str:
        return self.name
