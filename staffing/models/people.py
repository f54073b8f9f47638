"""People who sign in, and where they are posted."""

import unicodedata
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from staffing.choices import Dedication, Employment, Job, Role
from staffing.models.base import Record
from staffing.models.organisations import Corporation, Office
from staffing.passwords import composed


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username: str) -> "User":
        """Find a person by 職員ID, whatever case or width it was typed in."""
        return self.get(login_id=fold_login_id(username))


def fold_login_id(text: str) -> str:
    """Return the one spelling under which a 職員ID is stored."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Colleagues of the user's offices; every account for the administrator."""
        if user.access.is_administrator:
            return self
        return self.filter(postings__office_id__in=user.access.office_ids).distinct()

    def posted_to(self, office_id: int, *, on):
        """People who work at an office on a day, in 五十音 order."""
        at_work = Posting.objects.on(on).filter(office_id=office_id)
        return self.filter(pk__in=at_work.values("user_id"), is_active=True).order_by(
            "name_kana", "pk"
        )


class User(AbstractBaseUser):
    """A person who signs in (職員); what they may do comes from their postings."""

    login_id = models.CharField(
        _("staff ID"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("This staff ID is already in use.")},
    )
    name = models.CharField(_("name"), max_length=60)
    name_kana = models.CharField(_("kana"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("account is open"), default=True)
    is_administrator = models.BooleanField(_("system administrator"), default=False)
    must_change_password = models.BooleanField(default=False, editable=False)
    #: A one-time password opens nothing after this: it lies on a paper or in a memory.
    one_time_until_at = models.DateTimeField(null=True, editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ja", "日本語"), ("en", "English")], default="ja"
    )
    preferences = models.JSONField(default=dict, blank=True, editable=False)
    #: Per list: how it was left, the saved conditions, the one it opens with.
    list_views = models.JSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "login_id"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staffing_user_login_id_not_empty", condition=~Q(login_id="")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:user-detail", args=[self.pk])

    def set_password(self, raw_password: str | None) -> None:
        """Set a password, whatever width or composition the IME gave its letters."""
        super().set_password(raw_password and composed(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password, in whatever width or composition it was typed."""
        return super().check_password(composed(raw_password))

    def is_too_late(self, now: datetime) -> bool:
        """Whether the password is a one-time one whose days are over."""
        return self.one_time_until_at is not None and now > self.one_time_until_at

    def home_office_id(self, *, on: date) -> int | None:
        """Key of the office whose manager reads what befalls this account on a day, if any."""
        if self.pk is None:
            return None
        held = self.postings.on(on).order_by("pk")
        return held.values_list("office_id", flat=True).first()

    @property
    def family_name(self) -> str:
        """What colleagues are called in a crowded row."""
        return self.name.split()[0] if self.name.split() else self.name


class PostingQuerySet(models.QuerySet):
    def on(self, day):
        """Postings in force on a day."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day, deleted_at=None
        )

    def visible_to(self, user):
        """Postings at the user's offices."""
        rows = self.filter(deleted_at=None)
        if user.access.is_administrator:
            return rows
        return rows.filter(office_id__in=user.access.office_ids)


class Posting(Record):
    """A person's post (配置) at an office for a period: job, role, hours, home corporation."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="postings", verbose_name=_("staff member")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="postings", verbose_name=_("office")
    )
    job = models.CharField(_("job"), max_length=20, choices=Job)
    title = models.CharField(
        pgettext_lazy("posting", "title"),
        max_length=20,
        blank=True,
        help_text=_("As printed before the job."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    employment = models.CharField(_("employment"), max_length=10, choices=Employment)
    dedication = models.CharField(_("dedication"), max_length=10, choices=Dedication)
    is_specialist = models.BooleanField(
        _("writes plans as a consultation support specialist"), default=False
    )
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, default=40
    )
    fte = models.DecimalField(
        _("full-time equivalent"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)
    home_corporation = models.ForeignKey(
        Corporation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("seconded from"),
        related_name="secondments",
    )
    note = models.CharField(_("remarks"), max_length=60, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staffing_posting_period",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The end is before the start."),
            )
        ]
        indexes = [models.Index(fields=["user", "started_on"], name="staffing_posting_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.office}"
