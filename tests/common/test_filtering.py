"""The chips of a list: what is set, in words, and how to take it away."""

from datetime import date

import django_filters as df
import pytest
from django.http import QueryDict
from django.utils import translation

from config.common.filtering import DayFilter, ListFilter, MonthFilter
from config.common.several import SeveralFilter
from staffing.models import User


class PeopleFilter(ListFilter):
    since = DayFilter(label="いつから", method="skip")
    month = MonthFilter(label="月", method="skip")
    language = df.ChoiceFilter(label="ことば", choices=[("ja", "日本語")])
    is_active = df.BooleanFilter(label="在職")

    class Meta:
        model = User
        fields: list[str] = []

    def skip(self, queryset, name, value):
        return queryset


def chips(query: str):
    people = PeopleFilter(QueryDict(query), queryset=User.objects.none(), today=date(2026, 11, 24))
    return [(chip.label, chip.words, chip.query) for chip in people.chips]


def test_what_is_set_is_shown_in_words():
    assert chips("since=1124&language=ja&after=7") == [
        ("いつから", "R8.11.24", "language=ja"),
        ("ことば", "日本語", "since=1124"),
    ]


def test_nothing_set_shows_nothing():
    assert chips("") == []
    assert chips("language=") == []


def test_a_condition_that_is_not_understood_is_no_chip():
    assert chips("since=いつか") == []


def test_a_filter_without_a_choice_says_all():
    with translation.override("ja"):
        html = str(PeopleFilter(QueryDict(""), queryset=User.objects.none()).form)

    assert html.count(">すべて</option>") == 2
    assert "---" not in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("since=2026-11-24", "R8.11.24"),
        ("since=1124", "1124"),
        ("since=2026-02-30", "2026-02-30"),
        ("month=2026-11", "R8.11"),
        ("month=2019-04", "H31.4"),
        ("month=2026-13", "2026-13"),
        ("month=先月", "先月"),
    ],
)
def test_a_day_that_came_with_a_link_is_shown_as_people_write_it(query, shown):
    form = PeopleFilter(QueryDict(query), queryset=User.objects.none()).form
    with translation.override("ja"):
        assert f'value="{shown}"' in str(form[query.partition("=")[0]])


class LanguageFilter(ListFilter):
    language = df.ChoiceFilter(label="ことば", choices=[("ja", "日本語"), ("en", "<英語>")])
    is_active = df.BooleanFilter(label="在職")
    day = DayFilter(label="日", method="skip")
    several = SeveralFilter(label="いくつか", choices=[("a", "あ")], method="skip")

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        if others:
            self.filters["several"].extra["choices"] = list(others)

    def skip(self, queryset, name, value):
        return queryset


def languages(query: str = "", **options):
    return LanguageFilter(QueryDict(query), queryset=User.objects.none(), **options)


def test_a_field_in_which_nothing_is_set_is_written_once_for_all():
    first, second = languages().form, languages().form
    assert first.fields["language"] is second.fields["language"]
    assert str(first["language"]) is str(second["language"])
    assert "selected" not in str(first["language"]).replace('value="" selected', "")


def test_what_is_set_stands_in_the_form_of_this_reader_only():
    html = str(languages("language=en&is_active=false&several=a").form)
    assert '<option value="en" selected>&lt;英語&gt;</option>' in html
    assert '<option value="false" selected>' in html
    assert 'name="several" value="a" checked' in html
    html = str(languages().form)
    assert "checked" not in html
    assert '<option value="unknown" selected>' in html


def test_choices_of_one_request_are_not_those_of_the_next():
    own = languages(others=[("k", "香川")]).form
    assert "several" not in own.steady
    assert "香川" in str(own["several"])
    assert "香川" not in str(languages().form["several"])
    assert "香川" in str(languages(others=[("k", "香川")]).form["several"])


def test_every_form_has_the_day_of_its_own_filter():
    days = (date(2026, 11, 24), date(2026, 11, 25))
    forms_of_days = [languages("day=きょう", today=day).form for day in days]
    assert [form.fields["day"].today for form in forms_of_days] == list(days)
    assert all(form.is_valid() for form in forms_of_days)
    assert [form.cleaned_data["day"] for form in forms_of_days] == list(days)


def test_an_error_is_not_kept():
    wrong = languages("day=いつか").form
    assert "aria-invalid" in str(wrong["day"])
    assert "aria-invalid" not in str(languages().form["day"])
