"""H2: a page costs the same queries, however much hangs below its object."""

import pytest
from django.urls import reverse

from tests.children import CHILDREN
from tests.test_access import ROWS
from tests.test_lists import queries_of


def test_every_detail_page_is_measured():
    assert {name for name in ROWS if name.endswith("-detail")} - set(CHILDREN) == set()


@pytest.mark.parametrize("name", sorted(name for name in CHILDREN if ROWS[name].make))
def test_a_page_costs_the_same_however_much_hangs_below(name, town, sign_in):
    kwargs = ROWS[name].make(town)
    reader = "manager" if name != "reports:annual-plan-detail" else "counsellor"
    browser = sign_in(town.people[reader])
    path = reverse(name, kwargs=kwargs)
    CHILDREN[name](town, kwargs, 2)
    browser.get(path)  # fills what is remembered for some seconds
    few, _page = queries_of(browser, path)
    CHILDREN[name](town, kwargs, 5)
    many, _page = queries_of(browser, path)
    assert many == few
