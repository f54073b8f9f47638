"""Questions between a counsellor and the lead on one record (確認依頼), with their answers."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.common.sql import NOTHING
from staffing.askable import ask_kinds
from staffing.choices import QuestionState
from staffing.models.base import Record, ScopedQuerySet
from staffing.models.organisations import Office


class QuestionQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Questions on records that this person sees: the record decides, not the question."""
        seen = NOTHING
        for kind in ask_kinds():
            record = kind.seen_by(user).filter(pk=OuterRef("object_id"))
            seen |= Q(object_type=kind.object_type) & Q(Exists(record))
        return super().visible_to(user).filter(seen)

    def of(self, record):
        """Questions on one record, the oldest first."""
        kind = {"object_type": record._meta.label_lower, "object_id": record.pk}
        return self.alive().filter(**kind).order_by("pk")

    def waiting(self):
        """Questions that somebody has to answer."""
        return self.filter(state__in=(QuestionState.ASKED, QuestionState.RETURNED))

    def waiting_for(self, user, approver_offices):
        """What this person has to answer: asked of the lead, or asked back."""
        for_lead = Q(state=QuestionState.ASKED, office_id__in=approver_offices)
        asked_back = Q(state=QuestionState.RETURNED, asker=user)
        return self.filter((for_lead & ~Q(asker=user)) | asked_back)


class Question(Record):
    """A question on a record (確認依頼) to those who approve at its office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="questions")
    object_type = models.CharField(max_length=60, editable=False)
    object_id = models.BigIntegerField(editable=False)
    #: The person whose file the record belongs to; the table is of an upper app.
    client_id = models.BigIntegerField(null=True, editable=False)
    text = models.TextField(_("question"))
    #: Who goes on with it: who asked, or who took his work over.
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=QuestionState, default=QuestionState.ASKED
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="staffing_question_record"),
            models.Index(fields=["office", "state", "-id"], name="staffing_question_state"),
            models.Index(fields=["asker", "-id"], name="staffing_question_asker"),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("staffing:question-detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to say something."""
        return self.state in (QuestionState.ASKED, QuestionState.RETURNED)

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return "hold" if self.is_waiting else "done"


class Answer(models.Model):
    """What somebody answered to a question, and how it stood from then on."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, choices=QuestionState)
    text = models.TextField(_("answer"), blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:40]
