"""The heads, columns and kept conditions of every list, walked through as a reader would."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from config.common import paging
from config.common.columns import Column, ListTable
from tests.test_lists import GROW, LISTS, WITHOUT_OFFICE, reader_of


def shown_keys(response):
    """The keys of the rows of a page, where the page has keys."""
    page = response.context.get("page")
    return [row["pk"] if isinstance(row, dict) else row.pk for row in page or ()]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_at_its_heads_page_by_page(name, town, sign_in, monkeypatch):
    GROW[name](town, 2)
    browser, path = reader_of(name, town, sign_in)
    listed = browser.get(f"{path}?clear=1").context["filter"]
    sortable = [column for column in listed.table.columns if column.by is not None]
    for column in sortable:
        for asked, word in ((column.key, "ascending"), (f"-{column.key}", "descending")):
            shape = f"sort={asked}&cols={column.key}"
            page = browser.get(f"{path}?{shape}")
            html = page.content.decode()
            assert re.findall(r'aria-sort="(\w+)"', html) == [word], shape
            whole = shown_keys(page)
            if word == "descending" or len(whole) < 2:
                continue
            with monkeypatch.context() as patched:
                patched.setattr(paging, "PER_PAGE", 1)
                walked, query = [], shape
                while query and len(walked) <= len(whole):
                    page = browser.get(f"{path}?{query}")
                    walked += shown_keys(page)
                    query = page.context["page"].next_query
            assert walked == whole, shape


@pytest.mark.parametrize("name", LISTS)
def test_columns_of_a_list_are_taken_away_and_brought_back(name, town, sign_in):
    GROW[name](town, 1)
    browser, path = reader_of(name, town, sign_in)
    listed = browser.get(f"{path}?clear=1").context["filter"]
    columns = listed.table.columns

    def labels(query):
        page = browser.get(f"{path}?{query}")
        heads = page.context["filter"].table.heads
        html = page.content.decode()
        for head in heads:
            assert head.column.is_tick or str(head.column.label) in html
        cells = {str(c.label) for c in columns if f'data-label="{c.label}"' in html}
        return {str(head.column.label) for head in heads}, cells

    few, cells = labels("cols=0")
    assert few == {str(column.label) for column in columns if column.is_fixed}
    assert cells <= few
    everything = "&".join(f"cols={column.key}" for column in columns)
    assert labels(everything)[0] == {str(column.label) for column in columns}


@pytest.mark.parametrize("name", sorted(set(LISTS) - WITHOUT_OFFICE))
def test_a_list_keeps_its_conditions(name, town, sign_in):
    browser, path = reader_of(name, town, sign_in)
    key = name.partition(":")[2]
    listed = browser.get(f"{path}?clear=1").context["filter"]
    shape = f"cols={listed.table.columns[0].key}"
    browser.get(f"{path}?{shape}")
    assert browser.get(path).url == f"{path}?{shape}"
    save = reverse("staffing:view-create", args=[key])
    assert browser.post(f"{save}?{shape}", {"name": "いつもの列"}).status_code == 302
    views = browser.get(f"{path}?clear=1").wsgi_request.saved_views["views"]
    assert shape in {view.query for view in views}


def test_the_three_clicks_on_a_head():
    columns = (Column("day", "Day", "day", descends=True), Column("name", "Name", "name"))

    def queries(query):
        table = ListTable(columns, QueryDict(query), standard="name")
        return {head.column.key: (head.query, head.sorted) for head in table.heads}

    assert queries("") == {"day": ("sort=-day", ""), "name": ("sort=-name", "ascending")}
    assert queries("sort=-day&after=9")["day"] == ("sort=day", "descending")
    assert queries("sort=day")["day"] == ("clear=1", "ascending")
    assert queries("sort=-name&x=1")["name"] == ("x=1", "descending")
    assert queries("sort=nonsense") == queries("")
