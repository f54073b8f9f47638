"""The chips of a list: what is set, in words, and how to take it away."""

from datetime import date

import django_filters as df
import pytest
from django.http import QueryDict
from django.utils import translation

from config.common.filtering import DayFilter, ListFilter, MonthFilter
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
