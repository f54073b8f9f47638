"""The filter of the list of clients (S08)."""

import django_filters as df
from django.db.models import Exists, OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import CaseState, DisabilityKind
from cases.choices_file import Milestone
from cases.facts import PREFIX
from cases.filters.parts import SeveralNamedFilter, TextMixin, TicketFilter, colleagues
from cases.models import Case, Client, ClientDisability
from cases.panels import list_columns
from cases.rules import read_query
from config.common.columns import Column
from config.common.filtering import ListFilter
from config.common.fiscal import add_months_to_day
from config.common.kana import KANA_ROWS
from config.common.several import SeveralFilter
from staffing.models import Municipality
from staffing.searching import ticket_text

#: Before a contract the office only gives advice (基本相談).
CONSULTING = (
    CaseState.INQUIRY,
    CaseState.INTAKE,
    CaseState.BASIC_ONLY,
    CaseState.REFERRED,
)
EIGHTEEN_YEARS = 18 * 12


def _municipalities(user):
    # The first person of a town is enough: an office may have a hundred thousand.
    held = Client.objects.filter(
        municipality=OuterRef("pk"), office_id__in=user.access.file_office_ids
    )
    return Municipality.objects.filter(Exists(held))


def _worker_kana() -> Subquery:
    """The reading of who is in charge of a person, now or last."""
    return Subquery(Case.objects.present_of(OuterRef("pk")).values("worker__name_kana")[:1])


def _within(column) -> Cast | None:
    """What of a fact its column is sorted by."""
    named = column.sorted_by
    if not named:
        return None
    # As a text of its own: what asks whether a key of JSON is there cannot look into a subquery.
    return Cast(KeyTextTransform(named, f"{PREFIX}{column.fact}"), TextField())


class ClientFilter(TextMixin, ListFilter):
    """利用者一覧 (S08); without a choice everybody whose case is open."""

    one_of = {"row": "chips of one row each", "state": "without a choice the open cases"}
    standard = "name"
    columns = (
        Column("name", pgettext_lazy("person", "Name"), "kana_sort", is_fixed=True),
        Column("age", gettext_lazy("Age"), "birth_on", "n", descends=True),
        Column("kind", gettext_lazy("A/C"), css="nw"),
        Column("disability", gettext_lazy("Kind of disability")),
        Column("worker", gettext_lazy("In charge"), _worker_kana(), "nw"),
        Column("state", gettext_lazy("State"), css="nw"),
        Column("municipality", gettext_lazy("Municipality"), "municipality__name", is_extra=True),
        Column("number", gettext_lazy("Client No."), "pk", "n", is_extra=True),
    )
    #: Stands behind the columns of the upper apps.
    last = Column("last", gettext_lazy("Last record"), "last_at", "nw", descends=True)

    row = df.ChoiceFilter(
        label=gettext_lazy("Kana row"), field_name="kana_row", choices=[(r, r) for r in KANA_ROWS]
    )
    worker = SeveralNamedFilter(
        label=gettext_lazy("Person in charge"), queryset=colleagues, method="in_charge"
    )
    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        empty_label=gettext_lazy("Open cases"),
        choices=[
            ("using", gettext_lazy("With a contract")),
            ("consulting", gettext_lazy("Basic consultation")),
            ("closed", gettext_lazy("Ended")),
            ("all", gettext_lazy("All")),
        ],
    )
    age = df.ChoiceFilter(
        label=gettext_lazy("Adult or child"),
        method="of_age",
        choices=[("adult", gettext_lazy("Adult")), ("child", gettext_lazy("Child"))],
    )
    disability = SeveralFilter(
        label=gettext_lazy("Kind of disability"), choices=DisabilityKind, method="with_disability"
    )
    milestone = SeveralFilter(
        label=gettext_lazy("Turns soon"), choices=Milestone, method="attaining"
    )
    municipality = SeveralNamedFilter(label=gettext_lazy("Municipality"), queryset=_municipalities)
    s = TicketFilter(method="matching")

    class Meta:
        model = Client
        fields = ("row", "worker", "state", "age", "disability", "milestone", "municipality", "s")

    def columns_for(self):
        added = [
            Column(column.key, column.label, _within(column), "nw")
            for column in list_columns()
            if self.request.user.access.holds(column.permission)
        ]
        return (*self.columns, *added, self.last)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state")
        # Somebody looked for by name is found whatever became of the case.
        if not state and not self.form.cleaned_data.get("s"):
            queryset = queryset.filter(
                pk__in=Case.objects.visible_to(self.request.user).open().values("client_id")
            )
        return queryset

    def in_charge(self, queryset, name, value):
        if not value:
            return queryset
        cases = Case.objects.visible_to(self.request.user).open().filter(worker__in=value)
        return queryset.filter(pk__in=cases.values("client_id"))

    def in_state(self, queryset, name, value):
        is_open = Case.objects.visible_to(self.request.user).open()
        if value == "using":
            cases = is_open.exclude(state__in=CONSULTING)
        elif value == "consulting":
            cases = is_open.filter(state__in=CONSULTING)
        elif value == "closed":
            return queryset.exclude(pk__in=is_open.values("client_id"))
        else:
            return queryset
        return queryset.filter(pk__in=cases.values("client_id"))

    def of_age(self, queryset, name, value):
        turned_adult = add_months_to_day(self.today, -EIGHTEEN_YEARS)
        if value == "child":
            return queryset.born_after(turned_adult)
        return queryset.filter(birth_on__lte=turned_adult)

    def attaining(self, queryset, name, value):
        return queryset.attaining(value, self.today) if value else queryset

    def with_disability(self, queryset, name, value):
        held = ClientDisability.objects.filter(kind__in=value)
        return queryset.filter(pk__in=held.values("client_id"))

    def matching(self, queryset, name, value):
        text = ticket_text(self.request.user, value)
        return queryset.matching(read_query(text, today=self.today)) if text else queryset
