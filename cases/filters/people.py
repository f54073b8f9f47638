"""The filter of the list of clients (S08)."""

import django_filters as df
from django.utils.translation import gettext_lazy

from cases.choices import CaseState, DisabilityKind
from cases.filters.parts import NamedFilter, TextMixin, TicketFilter, colleagues
from cases.models import Case, Client
from cases.rules import read_query
from config.common.filtering import ListFilter
from config.common.fiscal import add_months_to_day
from config.common.kana import KANA_ROWS
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


def _municipalities(request):
    offices = request.user.access.file_office_ids
    return Municipality.objects.filter(client__office_id__in=offices).distinct()


class ClientFilter(TextMixin, ListFilter):
    """利用者一覧 (S08); without a choice everybody whose case is open."""

    row = df.ChoiceFilter(
        label=gettext_lazy("Kana row"), field_name="kana_row", choices=[(r, r) for r in KANA_ROWS]
    )
    worker = NamedFilter(
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
    disability = df.ChoiceFilter(
        label=gettext_lazy("Kind of disability"), choices=DisabilityKind, method="with_disability"
    )
    municipality = NamedFilter(label=gettext_lazy("Municipality"), queryset=_municipalities)
    s = TicketFilter(method="matching")

    class Meta:
        model = Client
        fields = ("row", "worker", "state", "age", "disability", "municipality", "s")

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
        cases = Case.objects.visible_to(self.request.user).open().filter(worker=value)
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

    def with_disability(self, queryset, name, value):
        return queryset.filter(disabilities__kind=value)

    def matching(self, queryset, name, value):
        text = ticket_text(self.request.user, value)
        return queryset.matching(read_query(text, today=self.today)) if text else queryset
