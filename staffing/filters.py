"""Filters of the lists of layer 1; no free text, so no name stands in an address."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column, by_choice
from config.common.filtering import DayFilter, ListFilter
from config.common.several import SeveralFilter, SeveralNamesFilter, SeveralWidget
from staffing import audit, outputs, work
from staffing.choices import AbsenceKind, ImportStage, Job
from staffing.models import (
    Absence,
    AuditEntry,
    Corporation,
    Draft,
    FailedJob,
    ImportRun,
    Municipality,
    Notice,
    Office,
    Question,
    User,
)
from staffing.permissions import Permission


class UserFilter(ListFilter):
    standard = "name"
    columns = (
        Column(
            "name", pgettext_lazy("person", "Name"), "name_kana", "nw", is_head=True, is_fixed=True
        ),
        Column("office", _("Office")),
        Column("job", _("Job")),
        Column("employment", _("Employment")),
        Column("role", _("Permissions")),
        Column("account", _("Account"), "is_active"),
        Column("login", _("Staff ID"), "login_id", is_extra=True),
    )

    job = SeveralFilter(label=_("Job"), field_name="postings__job", choices=Job, distinct=True)
    is_active = df.BooleanFilter(label=_("Account is open"))
    waits = df.BooleanFilter(
        label=_("Waits for the first password change"), field_name="must_change_password"
    )

    class Meta:
        model = User
        fields = ("job", "is_active", "waits")


class OfficeFilter(ListFilter):
    standard = "name"
    columns = (
        Column("name", _("Name of the office"), "name", is_head=True, is_fixed=True),
        Column("corporation", _("Corporation"), "corporation__name"),
        Column("municipality", _("Municipality"), "municipality__name"),
        Column("phone", _("Phone"), css="nw"),
    )

    municipality = SeveralNamesFilter(label=_("Municipality"), queryset=Municipality.objects.all())

    is_user = df.BooleanFilter(label=_("Works with this system"))

    class Meta:
        model = Office
        fields = ("municipality", "is_user")


NAME = Column("name", _("Name of the body"), "name", is_head=True, is_fixed=True)


class MunicipalityFilter(ListFilter):
    standard = "code"
    columns = (
        NAME,
        Column("prefecture", _("Prefecture"), "prefecture"),
        Column("code", _("Municipality code"), "code", "nw"),
    )

    prefecture = df.AllValuesMultipleFilter(label=_("Prefecture"), widget=SeveralWidget)

    class Meta:
        model = Municipality
        fields = ("prefecture",)


class CorporationFilter(ListFilter):
    standard = "kana"
    columns = (NAME, Column("kana", _("Kana"), "name_kana"))

    class Meta:
        model = Corporation
        fields = ()


class DraftFilter(ListFilter):
    standard = "-saved"
    columns = (
        Column("form", _("Form"), "label", is_fixed=True),
        Column("saved", _("Saved"), "saved_at", "nw", descends=True),
        Column("act", _("Actions"), css="nw", is_fixed=True, is_mute=True),
    )

    is_kept_text = df.BooleanFilter(label=_("Texts not chosen"))

    class Meta:
        model = Draft
        fields = ("is_kept_text",)


class NoticeFilter(ListFilter):
    columns = (
        Column("when", _("When"), "created_at", "nw", is_fixed=True, descends=True),
        Column("state", _("State"), "read_at", "nw"),
        Column("text", _("What it is about"), is_fixed=True),
        Column("act", _("Actions"), css="nw", is_fixed=True, is_mute=True),
    )

    unread = df.BooleanFilter(label=_("Unread only"), method="only_unread")

    class Meta:
        model = Notice
        fields = ("unread",)

    def only_unread(self, queryset, name, value):
        return queryset.filter(read_at=None) if value else queryset


class AuditFilter(ListFilter):
    standard = "-when"
    columns = (
        Column("when", _("When"), "pk", "nw", is_fixed=True, descends=True),
        Column("who", _("Staff member"), "user__name_kana", "nw"),
        Column("act", _("Act"), "verb", is_fixed=True),
        Column("client", _("Client"), css="nw"),
        Column("changes", _("What changed")),
        Column("office", _("Office"), "office__name", is_extra=True),
    )

    user = SeveralNamesFilter(label=_("Staff member"), queryset=lambda request: _people(request))
    verb = SeveralFilter(label=_("Act"), choices=audit.verb_choices)
    since = DayFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = DayFilter(label=_("To"), field_name="at", lookup_expr="date__lte")
    client = df.NumberFilter(
        label=_("Client's number"), field_name="client_id", widget=forms.HiddenInput
    )

    class Meta:
        model = AuditEntry
        fields = ("user", "verb", "since", "until", "client")


class ExportFilter(ListFilter):
    standard = "-when"
    columns = (
        Column("when", _("When"), "pk", "nw", is_fixed=True, descends=True),
        Column("who", _("Staff member"), "user__name_kana", "nw"),
        Column("list", _("List"), is_fixed=True),
        Column("rows", _("Rows"), css="n"),
        Column("names", _("Names"), css="nw"),
        Column("reason", _("What the names are needed for")),
    )

    what = SeveralFilter(label=_("List"), field_name="details__list", choices=outputs.titles)
    user = SeveralNamesFilter(label=_("Staff member"), queryset=lambda request: _people(request))

    class Meta:
        model = AuditEntry
        fields = ("what", "user")


class ImportRunFilter(ListFilter):
    standard = "-when"
    columns = (
        Column("when", _("When"), "created_at", "nw", is_fixed=True, descends=True),
        Column("list", _("List"), "kind", is_head=True, is_fixed=True),
        Column("state", _("State"), by_choice("stage", ImportStage)),
        Column("rows", _("Rows"), "rows", "n", descends=True),
        Column("act", _("Act"), is_fixed=True, is_mute=True),
    )

    stage = SeveralFilter(label=_("State"), choices=ImportStage)

    class Meta:
        model = ImportRun
        fields = ("stage",)


class FailedJobFilter(ListFilter):
    standard = "-when"
    columns = (
        Column("when", _("When"), "failed_at", "nw", is_fixed=True, descends=True),
        Column("job", pgettext_lazy("background", "Job"), "name", is_head=True, is_fixed=True),
        Column("numbers", _("Numbers of the records")),
        Column("place", _("What went wrong"), "place"),
        Column("act", _("Act"), is_fixed=True, is_mute=True),
    )

    name = SeveralFilter(label=pgettext_lazy("background", "Job"), choices=work.job_labels)

    class Meta:
        model = FailedJob
        fields = ("name",)


class AbsenceFilter(ListFilter):
    """不在: from today on unless another day is named."""

    standard = "when"
    columns = (
        Column("when", pgettext_lazy("absence", "When"), "started_on", "nw", is_fixed=True),
        Column("who", _("Who is away"), "user__name_kana", "nw", is_fixed=True),
        Column("kind", _("Kind of absence"), by_choice("kind", AbsenceKind), "nw"),
        Column("substitute", _("Who stands in"), "substitute__name_kana", "nw"),
        Column("note", _("To be passed on")),
    )

    since = DayFilter(label=_("From"), method="from_day")

    class Meta:
        model = Absence
        fields = ("since",)

    def filter_queryset(self, queryset):
        chosen = self.form.cleaned_data.get("since") if self.form.is_valid() else None
        return queryset.from_day(chosen or self.today)

    def from_day(self, queryset, name, value):
        return queryset


class QuestionFilter(ListFilter):
    """確認依頼: what waits for oneself unless something else is chosen."""

    one_of = {"whose": "without a choice what waits for oneself"}
    standard = "-when"
    columns = (
        Column("when", _("Asked"), "pk", "nw", is_fixed=True, descends=True),
        Column("record", pgettext_lazy("question", "Record"), css="nw"),
        Column("text", _("Question"), css="cut", is_fixed=True),
        Column("state", _("State"), "state", "nw"),
    )

    whose = df.ChoiceFilter(
        label=_("Which"),
        method="of_whom",
        empty_label=_("Waiting for me"),
        choices=[
            ("asked", _("Asked by me")),
            ("open", _("All that wait")),
            ("all", pgettext_lazy("questions", "All")),
        ],
    )

    class Meta:
        model = Question
        fields = ("whose",)

    @property
    def chosen(self) -> str:
        """What was chosen."""
        return (self.form.is_valid() and self.form.cleaned_data.get("whose")) or "waiting"

    def filter_queryset(self, queryset):
        user = self.request.user
        match self.chosen:
            case "asked":
                return queryset.filter(asker=user)
            case "open":
                return queryset.waiting()
            case "all":
                return queryset
        offices = user.access.offices_with(Permission.RECORD_APPROVE)
        return queryset.waiting_for(user, offices)

    def of_whom(self, queryset, name, value):
        return queryset


def _people(request):
    return User.objects.visible_to(request.user).order_by("name_kana")
