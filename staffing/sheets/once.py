"""A form is saved once: a second click or a resend leads to where the first one went."""

import uuid

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from staffing.models import SubmittedForm


def submission_key(text: str) -> uuid.UUID | None:
    """Return the key under which a form was opened; None for a missing or forged one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def saved_before(request: HttpRequest, key: uuid.UUID | None) -> HttpResponse | None:
    """Lead to where this submission went when it was saved; None while it was not."""
    earlier = key and SubmittedForm.objects.filter(key=key).first()
    if not earlier:
        return None
    if earlier.user_id != request.user.pk:
        raise SuspiciousOperation("a submission of somebody else")
    messages.info(request, _("This was already saved; it was not saved twice."))
    return redirect(earlier.url)
