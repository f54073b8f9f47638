"""What several filters of layer 2 share: colleagues, and a text behind a ticket."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy
from django_filters.fields import ModelChoiceField

from config.common.choices import NameIterator
from staffing.models import Posting, User
from staffing.searching import ticket_text


def colleagues(request):
    """People of one's offices, also those who have left, in 五十音 order."""
    posted = Posting.objects.filter(office_id__in=request.user.access.file_office_ids)
    return User.objects.filter(pk__in=posted.values("user_id")).order_by("name_kana", "pk")


class NameField(ModelChoiceField):
    iterator = NameIterator


class NamedFilter(df.ModelChoiceFilter):
    """A choice of records that are shown by their name."""

    field_class = NameField


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
