"""Filters of the lists of layer 1; no free text, so no name stands in an address."""

import django_filters as df
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.filtering import DayFilter, ListFilter
from staffing import audit, work
from staffing.choices import Job
from staffing.models import (
    AuditEntry,
    Corporation,
    Draft,
    FailedJob,
    Municipality,
    Notice,
    Office,
    User,
)


class UserFilter(ListFilter):
    job = df.ChoiceFilter(label=_("Job"), field_name="postings__job", choices=Job, distinct=True)
    is_active = df.BooleanFilter(label=_("Account is open"))

    class Meta:
        model = User
        fields = ("job", "is_active")


class OfficeFilter(ListFilter):
    municipality = df.ModelChoiceFilter(
        label=_("Municipality"), queryset=Municipality.objects.all()
    )

    class Meta:
        model = Office
        fields = ("municipality",)


class MunicipalityFilter(ListFilter):
    prefecture = df.AllValuesFilter(label=_("Prefecture"))

    class Meta:
        model = Municipality
        fields = ("prefecture",)


class CorporationFilter(ListFilter):
    class Meta:
        model = Corporation
        fields = ()


class DraftFilter(ListFilter):
    is_kept_text = df.BooleanFilter(label=_("Texts not chosen"))

    class Meta:
        model = Draft
        fields = ("is_kept_text",)


class NoticeFilter(ListFilter):
    unread = df.BooleanFilter(label=_("Unread only"), method="only_unread")

    class Meta:
        model = Notice
        fields = ("unread",)

    def only_unread(self, queryset, name, value):
        return queryset.filter(read_at=None) if value else queryset


class AuditFilter(ListFilter):
    user = df.ModelChoiceFilter(label=_("Staff member"), queryset=lambda request: _people(request))
    verb = df.ChoiceFilter(label=_("Act"), choices=audit.verb_choices)
    since = DayFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = DayFilter(label=_("To"), field_name="at", lookup_expr="date__lte")
    client = df.NumberFilter(label=_("Client's number"), field_name="client_id")

    class Meta:
        model = AuditEntry
        fields = ("user", "verb", "since", "until", "client")


class FailedJobFilter(ListFilter):
    name = df.ChoiceFilter(
        label=pgettext_lazy("background", "Job"), choices=work.job_labels, empty_label=_("All")
    )

    class Meta:
        model = FailedJob
        fields = ("name",)


def _people(request):
    return User.objects.visible_to(request.user).order_by("name_kana")
