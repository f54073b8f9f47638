"""Every list: filtered by a ListFilter, sorted at its heads, its columns chosen, its state kept."""

import django_filters as df
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.common.filtering import ListFilter
from staffing.list_views import find_list
from tests.test_access import MODULES, ROWS, url_names

GROW = {name: grow for module in MODULES for name, grow in getattr(module, "GROW", {}).items()}
LISTS = sorted(name for name in url_names() if name.endswith("-list"))
#: Lists of the administrator, who has no office with which conditions could lie.
WITHOUT_OFFICE = {"staffing:failed-job-list", "staffing:reference-list"}


def test_every_list_is_measured():
    assert set(LISTS) - set(GROW) == set()


def reader_of(name, town, sign_in):
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town) if row.make else None)
    reader = "manager" if "manager" in row.allowed else min(row.allowed)
    return sign_in(town.people[reader]), path


def queries_of(browser, path):
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(path)
    assert response.status_code == 200
    return len(captured), response


@pytest.mark.parametrize("name", sorted(GROW))
def test_a_list_costs_the_same_however_long_it_is(name, town, sign_in):
    GROW[name](town, 1)
    browser, path = reader_of(name, town, sign_in)
    browser.get(path)  # fills what is remembered for some seconds
    few, _response = queries_of(browser, path)
    GROW[name](town, 6)
    many, response = queries_of(browser, path)
    assert many == few
    assert isinstance(response.context["filter"], ListFilter)


def chosen_one_by_one(listed):
    """The choices of more than two of which a reader may take only one."""
    for key, one in listed.filters.items():
        is_choice = isinstance(one, df.ChoiceFilter | df.ModelChoiceFilter)
        if is_choice and not isinstance(one, df.MultipleChoiceFilter):
            values = [value for value, _label in listed.form.fields[key].choices if value]
            if len(values) > 2:
                yield key


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_what_every_list_has(name, town, sign_in):
    """Sorting heads, optional columns, several values, saved conditions; or a reason why not."""
    GROW[name](town, 1)
    browser, path = reader_of(name, town, sign_in)
    response = browser.get(f"{path}?clear=1")
    listed, key = response.context["filter"], name.partition(":")[2]
    columns = listed.table.columns
    assert any(column.by is not None for column in columns) != bool(listed.fixed_order)
    assert listed.table.optional
    assert any(column.is_fixed for column in columns), "a row is known by something"
    html = response.content.decode()
    for head in listed.table.heads:
        assert head.column.is_tick or str(head.column.label) in html
        assert not head.query or f'href="?{head.query}"'.replace("&", "&amp;") in html
    assert set(chosen_one_by_one(listed)) <= set(listed.one_of) <= set(listed.filters)
    if name not in WITHOUT_OFFICE:
        assert find_list(key).url_name == name
        assert find_list(key).filter is type(listed)
        assert response.wsgi_request.saved_views["key"] == key
