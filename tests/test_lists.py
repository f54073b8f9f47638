"""Every list: filtered by a FilterSet, and as cheap with many rows as with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_filters import FilterSet

from tests.test_access import MODULES, ROWS, url_names

GROW = {name: grow for module in MODULES for name, grow in getattr(module, "GROW", {}).items()}
LISTS = sorted(name for name in url_names() if name.endswith("-list"))


def test_every_list_is_measured():
    assert set(LISTS) - set(GROW) == set()


def queries_of(browser, path):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = browser.get(path)
    assert response.status_code == 200
    return len(captured), response


@pytest.mark.parametrize("name", sorted(GROW))
def test_a_list_costs_the_same_however_long_it_is(name, town, sign_in):
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town) if row.make else None)
    GROW[name](town, 1)
    reader = "manager" if "manager" in row.allowed else min(row.allowed)
    browser = sign_in(town.people[reader])
    browser.get(path)  # fills what is remembered for some seconds
    few, _response = queries_of(browser, path)
    GROW[name](town, 6)
    many, response = queries_of(browser, path)
    assert many == few
    assert isinstance(response.context["filter"], FilterSet)
