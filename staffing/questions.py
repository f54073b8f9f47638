"""The questions on a record, as its page shows them."""

from typing import Any

from django.db import models
from django.urls import reverse

from staffing.askable import ask_kind
from staffing.models import Question, User
from staffing.permissions import Permission, can


def asked_about(record: models.Model, *, user: User) -> dict[str, Any]:
    """Return the context of staffing/_questions.html: the threads, and where to ask."""
    kind = record._meta.label_lower
    may_ask = ask_kind(kind) is not None and can(user, Permission.LOG_WRITE, record.office_id)
    threads = Question.objects.of(record).select_related("created_by")
    return {
        "questions": threads.prefetch_related("answers__made_by"),
        "ask_url": reverse("staffing:question-create", args=[kind, record.pk]) if may_ask else "",
    }
