"""What several filters of layer 2 share: colleagues, and a text behind a ticket."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy

from staffing.models import User
from staffing.searching import ticket_text


def colleagues(request):
    """People of one's offices, also those who have left, in 五十音 order."""
    offices = request.user.access.file_office_ids
    return User.objects.filter(postings__office_id__in=offices).distinct().order_by("name_kana")


class TicketFilter(df.CharFilter):
    """A text kept on the server; the address holds only its ticket."""

    def __init__(self, **options) -> None:
        super().__init__(label=gettext_lazy("Text"), widget=forms.HiddenInput, **options)


class TextMixin:
    """A filter whose text `s` is a ticket."""

    @property
    def text(self) -> str:
        """What was typed, read back from the ticket."""
        return ticket_text(self.request.user, self.data.get("s", "")) if self.data else ""
