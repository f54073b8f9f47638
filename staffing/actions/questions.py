"""Ask the lead about a record, and answer (確認依頼)."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffing.actions.notices import notify
from staffing.askable import AskKind
from staffing.choices import QuestionState
from staffing.models import Answer, Question, User
from staffing.permissions import Permission, access_for, holders
from staffing.saving import change, insert


@transaction.atomic
def ask_about(kind: AskKind, record: models.Model, *, by: User, text: str) -> Question:
    """Ask those who approve at the record's office; each who sees the record gets a notice."""
    question = Question(
        office_id=record.office_id,
        object_type=kind.object_type,
        object_id=record.pk,
        client_id=getattr(record, "client_id", None),
        text=text,
        asker=by,
    )
    insert(question, by=by, verb="question.asked")
    _tell_leads(question, by=by, on=timezone.localtime(question.created_at).date(), step="asked")
    return question


@transaction.atomic
def answer_question(
    question: Question,
    *,
    by: User,
    version: int | None,
    state: QuestionState,
    text: str,
    now: datetime,
    kind: AskKind | None = None,
) -> Question:
    """Answer, confirm, ask back or withdraw; whoever has to go on gets a notice."""
    question = change(question, {"state": state}, by=by, version=version, verb="question.answered")
    answer = Answer.objects.create(question=question, state=state, text=text, made_by=by)
    if state == QuestionState.CONFIRMED and kind and kind.confirm:
        kind.confirm(question.object_id, by=by, now=now)
    if state == QuestionState.ASKED:
        _tell_leads(question, by=by, on=timezone.localtime(now).date(), step=str(answer.pk))
    elif question.asker and question.asker != by:
        notify(
            question.asker,
            key=f"question:{question.pk}:{answer.pk}",
            kind="question",
            text=_("%(name)s answered your question.") % {"name": by.name},
            url=question.get_absolute_url(),
            client_id=question.client_id,
        )
    return question


def _tell_leads(question: Question, *, by: User, on: date, step: str) -> None:
    for person in holders(Permission.RECORD_APPROVE, question.office_id, on=on):
        if person == by:
            continue
        access_for(person, on=on)
        if Question.objects.visible_to(person).filter(pk=question.pk).exists():
            notify(
                person,
                key=f"question:{question.pk}:{step}",
                kind="question",
                text=_("%(name)s asks you to look at a record.") % {"name": by.name},
                url=question.get_absolute_url(),
                client_id=question.client_id,
            )
