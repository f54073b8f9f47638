"""What several filters of layer 2 share: colleagues, and a text behind a ticket."""

from collections.abc import Callable
from functools import cached_property, partial

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from cases.work_categories import category_options, uses_categories
from config.common.choices import Later
from config.common.several import SeveralFilter, SeveralNamesField, SeveralNamesFilter
from staffing.asking import prepared_for_user
from staffing.models import Posting, User
from staffing.searching import ticket_text


def colleagues(user):
    """People of one's offices, also those who have left, in 五十音 order."""
    posted = Posting.objects.filter(office_id__in=user.access.file_office_ids)
    return User.objects.filter(pk__in=posted.values("user_id")).order_by("name_kana", "pk")


class SeveralNamedFilter(SeveralNamesFilter):
    """A choice of several among the records that `queryset(user)` returns."""

    def __init__(self, *args, queryset: Callable[[User], QuerySet], **options) -> None:
        super().__init__(
            *args, queryset=lambda request: Later(lambda: queryset(request.user)), **options
        )
        self.ask_names = prepared_for_user(lambda user: queryset(user).values_list("pk", "name"))

    @property
    def field(self) -> SeveralNamesField:
        """The field, which asks for the names of those whom the reader may choose from."""
        field = super().field
        field.ask_names = partial(self.ask_names, self.parent.request.user)
        return field


class CategoryFilter(SeveralFilter):
    """Several work categories, or what has none; pages of other offices do not show it."""

    def __init__(self, **options) -> None:
        super().__init__(
            label=gettext_lazy("Work category"),
            choices=category_options,
            null_label=gettext_lazy("Without a category"),
            null_value="none",
            **options,
        )


class CategoryMixin:
    """A filter with a `category`; the field stands only for offices that work with categories."""

    @cached_property
    def uses_categories(self) -> bool:
        """Whether one of the reader's offices works with categories."""
        return uses_categories(self.request.user.access.offices)

    @property
    def form(self):
        """The filter's form."""
        form = super().form
        if not self.uses_categories:
            form.fields.pop("category", None)
        return form

    def columns_for(self):
        """Without the column of the category where it is not used."""
        columns = super().columns_for()
        if self.uses_categories:
            return columns
        return tuple(column for column in columns if column.key != "category")


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
