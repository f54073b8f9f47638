"""Saved conditions of lists, and how a person finds a list again."""

import pytest
from django.urls import reverse

from staffing.models import User
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
LIST = reverse("cases:client-list")
NEW = reverse("staffing:view-create", args=["client-list"])


def save(desk, query, **typed):
    return desk.post(f"{NEW}?{query}", {"name": "子どもだけ", **typed})


def chips(desk, query="clear=1"):
    page = desk.get(f"{LIST}?{query}")
    return {view.name: view.query for view in page.wsgi_request.saved_views["views"]}


def test_a_list_opens_as_it_was_left_until_its_conditions_are_cleared(town, sign_in):
    desk = sign_in(town.counsellor)
    assert desk.get(LIST).status_code == 200
    desk.get(f"{LIST}?age=child&after=3")
    assert desk.get(LIST).url == f"{LIST}?age=child"
    assert desk.get(f"{LIST}?clear=1").status_code == 200
    assert desk.get(LIST).status_code == 200
    assert sign_in(town.lead).get(LIST).status_code == 200


def test_a_saved_condition_holds_no_person(town, sign_in):
    desk = sign_in(town.counsellor)
    searched = desk.post(reverse("cases:client-search"), {"q": "さとう", "age": "child"}).url
    desk.get(searched)
    response = save(desk, searched.split("?")[1])
    assert response.url == f"{LIST}?age=child"
    saved = User.objects.get(pk=town.counsellor.pk).list_views["client-list"]
    assert saved["saved"] == [{"name": "子どもだけ", "query": "age=child"}]
    assert saved["last"] == "age=child"
    assert chips(desk)["子どもだけ"] == "age=child"
    assert "子どもだけ" not in chips(sign_in(town.lead))


def test_a_list_opens_with_the_condition_that_was_chosen_for_it(town, sign_in):
    child = CaseFactory(client__office=town.office, client__name="利用 子").client
    desk = sign_in(town.counsellor)
    save(desk, "age=child", is_default="on")
    desk.get(f"{LIST}?state=all")
    assert desk.get(LIST).url == f"{LIST}?age=child"
    path = reverse("staffing:view-default", args=["client-list"])
    desk.post(path, {"name": ""})
    assert desk.get(LIST).url == f"{LIST}?state=all"
    desk.post(path, {"name": "子どもだけ"})
    assert desk.get(LIST).url == f"{LIST}?age=child"
    assert child.name not in desk.get(f"{LIST}?age=child").content.decode()


def test_a_lead_shares_a_condition_with_the_office_and_nobody_else_does(town, sign_in):
    save(sign_in(town.counsellor), "state=all", is_shared="on")
    save(sign_in(town.lead), "age=child", is_shared="on", name="みんなの子ども")
    assert "みんなの子ども" in chips(sign_in(town.clerk))
    assert "子どもだけ" not in chips(sign_in(town.clerk))
    assert "みんなの子ども" not in chips(sign_in(town.stranger))
    path, told = reverse("staffing:view-remove", args=["client-list"]), {"name": "みんなの子ども"}
    told["owner"] = "office"
    assert sign_in(town.counsellor).post(path, told).status_code == 403
    assert sign_in(town.lead).post(path, told).status_code == 302
    assert "みんなの子ども" not in chips(sign_in(town.clerk))


def test_ready_conditions_are_ones_own_and_the_overview_removes_saved_ones(town, sign_in):
    desk = sign_in(town.counsellor)
    assert chips(desk)["自分"] == f"worker={town.counsellor.pk}"
    save(desk, "age=child", is_default="on")
    (row,) = desk.get(reverse("staffing:view-overview")).context["rows"]
    assert (row["name"], row["is_default"], row["url"]) == ("子どもだけ", True, f"{LIST}?age=child")
    desk.post(reverse("staffing:view-remove", args=["client-list"]), {"name": "子どもだけ"})
    assert desk.get(reverse("staffing:view-overview")).context["rows"] == []


def test_a_condition_needs_a_name_and_a_known_list(town, sign_in):
    desk = sign_in(town.counsellor)
    page = save(desk, "age=child", name="")
    assert page.status_code == 422
    assert desk.get(reverse("staffing:view-create", args=["nonsense"])).status_code == 404
