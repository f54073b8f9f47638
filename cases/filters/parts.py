"""What several filters of layer 2 share: colleagues, and a text behind a ticket."""

from collections.abc import Iterator

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from staffing.models import Posting, User
from staffing.searching import ticket_text


def colleagues(request):
    """People of one's offices, also those who have left, in 五十音 order."""
    posted = Posting.objects.filter(office_id__in=request.user.access.file_office_ids)
    return User.objects.filter(pk__in=posted.values("user_id")).order_by("name_kana", "pk")


class NameIterator(ModelChoiceIterator):
    """The choices as keys and names, without loading whole records."""

    def __iter__(self) -> Iterator[tuple[object, str]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", "name")


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
