"""Addresses in groups are the same addresses (config/addresses.py)."""

import pytest
from django.http import Http404
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern

from config.addresses import grouped


def view(_request, **_values):
    raise NotImplementedError


FLAT = [
    path("", view, name="start"),
    path("log/", view, name="list"),
    path("log/new/", view, {"kind": "call"}, name="new"),
    path("<slug:kind>/free/", view, name="free"),
    path("log/<int:pk>/", view, name="one"),
    path("healthz", view, name="health"),
    path("logs/<slug:kind>/", view, name="other"),
]


def resolver(patterns):
    return URLResolver(RegexPattern(r"^/"), include((patterns, "app"))[0])


@pytest.mark.parametrize("address", ["/", "/log/", "/log/new/", "/log/7/", "/logs/x/", "/x/free/"])
@pytest.mark.parametrize("end", ["", "x"])
def test_an_address_leads_where_it_led(address, end):
    found = []
    for patterns in (FLAT, grouped(FLAT)):
        try:
            match = resolver(patterns).resolve(address + end)
        except Http404:
            found.append(None)
        else:
            found.append((match.url_name, match.route, match.kwargs))
    assert found[0] == found[1]


def test_a_name_leads_to_its_address():
    by_word = resolver(grouped(FLAT))
    assert by_word.reverse("one", pk=7) == resolver(FLAT).reverse("one", pk=7) == "log/7/"
    assert by_word.reverse("start") == ""


def test_groups_are_tried_by_their_word_alone():
    assert [str(each.pattern) for each in grouped(FLAT)] == [
        "log/",
        "logs/",
        "",
        "<slug:kind>/free/",
        "healthz",
    ]
