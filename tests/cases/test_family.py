"""家族・関係者 and the household: who is written where, who sees whom, what is refused.  # O-10"""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.choices_family import Kinship
from cases.models import Client, FamilyMember, SupportContact
from staffing.models import AuditEntry
from staffing.saving import Refused, StaleState
from tests.factories.cases import (
    CaseFactory,
    ClientFactory,
    ConsultationFactory,
    FamilyMemberFactory,
    PromiseFactory,
    SupportContactFactory,
    WarningFactory,
    household_of,
)

TODAY = timezone.localdate()


@pytest.fixture
def son(town):
    return CaseFactory(client__office=town.office, client__name="浅井 正").client


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def url(name, *args):
    return reverse(f"cases:{name}", args=args)


def row(**more):
    return {"relation": "mother", "client_text": "潮見 芳子", "living": "together"} | more


def page(desk, client):
    return desk.get(url("client-family", client.pk))


def test_a_row_with_enter_makes_the_household_and_goes_on(desk, son):
    answer = desk.post(url("family-create", son.pk), row(age="82", is_main_carer="on"))
    assert answer.url == f"{url('client-family', son.pk)}?added=family#family"
    shown = page(desk, son).context
    [member] = shown["view"].others
    assert (member.word, member.name, member.age) == (Kinship.MOTHER.label, "潮見 芳子", 82)
    assert shown["view"].household.name.startswith("浅井")
    assert "潮見 芳子" in shown["family_drawing"]
    assert AuditEntry.objects.filter(verb="family.added", client_id=son.pk).count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("relation", ""),
        ("client_text", ""),
        ("client_text", "名" * 61),
        ("age", "131"),
        ("birth_on", "R99.1.1"),
        ("phone", "12"),
        ("living", "moon"),
        ("emergency_order", "-1"),
        ("father", "7777"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(desk, son, field, value):
    answer = desk.post(url("family-create", son.pk), row(note="長い話") | {field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "長い話" in answer.content.decode()
    assert not FamilyMember.objects.exists()


def test_a_second_mother_is_refused_at_the_relation(desk, son):
    desk.post(url("family-create", son.pk), row())
    answer = desk.post(url("family-create", son.pk), row(client_text="別の 母"))
    assert list(answer.context["form"].errors) == ["relation"]
    assert FamilyMember.objects.count() == 2


def test_a_client_chosen_as_mother_is_in_the_same_household(desk, town, son):
    mother = ClientFactory(office=town.office, name="浅井 芳子", gender="female")
    desk.post(url("family-create", son.pk), row(client=mother.pk, client_text=mother.name))
    seen_by_her = page(desk, mother).context["view"]
    assert [(m.word, m.name) for m in seen_by_her.others] == [(str(_child()), "浅井 正")]


def _child():
    return "子"


def test_a_client_of_another_household_comes_with_everybody_when_told_so(desk, town, son):
    mother = ClientFactory(office=town.office, name="浅井 芳子")
    old = household_of(mother)
    FamilyMemberFactory(household=old, name="浅井 遠縁")
    posted = row(client=mother.pk, client_text=mother.name)
    answer = desk.post(url("family-create", son.pk), posted)
    assert list(answer.context["form"].errors) == ["joins"]

    desk.post(url("family-create", son.pk), posted | {"joins": "on"})

    names = {member.name for member in page(desk, son).context["view"].members}
    assert names == {"浅井 正", "浅井 芳子", "浅井 遠縁"}
    old.refresh_from_db()
    assert old.deleted_at


def test_an_entry_and_a_client_become_one_and_everybody_points_to_her(town, son):
    by = town.counsellor
    mother = actions.add_member(son, by=by, today=TODAY, relation="mother", name="浅井 芳子")
    uncle = actions.add_member(son, by=by, today=TODAY, relation="uncle", name="浅井 次郎")
    uncle = actions.change_member(uncle, by=by, version=None, mother_id=mother.pk)
    client = ClientFactory(office=town.office)
    household_of(client)

    kept = actions.register_member(mother, client, by=by, version=mother.version, joins=True)

    uncle.refresh_from_db()
    mother.refresh_from_db()
    assert (kept.registered_as, kept.relation, uncle.mother) == (client, "mother", kept)
    assert mother.deleted_at


def test_two_people_who_merge_the_same_entry_at_once_lose_nothing(town, son):
    by = town.counsellor
    mother = actions.add_member(son, by=by, today=TODAY, relation="mother", name="浅井 芳子")
    other_copy = FamilyMember.objects.get(pk=mother.pk)
    client = ClientFactory(office=town.office)
    actions.register_member(mother, client, by=by, version=mother.version)
    with pytest.raises(StaleState):
        actions.register_member(other_copy, client, by=town.lead, version=other_copy.version)
    assert FamilyMember.objects.alive().filter(registered_as=client).count() == 1


def test_a_client_belongs_to_one_household_only(town, son):
    by = town.counsellor
    client = ClientFactory(office=town.office)
    actions.add_member(son, by=by, today=TODAY, registered_as=client, relation="mother")
    other = ClientFactory(office=town.office)
    with pytest.raises(Refused):
        actions.add_member(other, by=by, today=TODAY, registered_as=client, relation="mother")


def test_an_entry_is_deleted_and_brought_back(desk, son):
    desk.post(url("family-create", son.pk), row())
    member = FamilyMember.objects.get(relation="mother")
    desk.post(url("family-remove", son.pk, member.pk))
    shown = page(desk, son).context
    assert (shown["view"].others, shown["removed_members"]) == ([], [member])
    desk.post(url("family-restore", son.pk, member.pk))
    assert len(page(desk, son).context["view"].others) == 1


def test_a_member_is_registered_as_a_client_of_the_same_household(desk, son):
    desk.post(url("family-create", son.pk), row(client_text="浅井 芳子"))
    member = FamilyMember.objects.get(relation="mother")
    path = f"{url('family-register', son.pk)}?member={member.pk}"
    form = desk.get(path).context["form"]
    assert form["name"].value() == "浅井 芳子"
    today = TODAY.isoformat()
    desk.post(
        path,
        {"name": "浅井 芳子", "name_kana": "あさい よしこ", "relation": "mother"}
        | {"opened_on": today},
    )
    mother = Client.objects.get(name="浅井 芳子")
    assert [m.client for m in page(desk, mother).context["view"].others] == [son]


def test_supporters_are_written_changed_deleted_and_drawn(desk, son):
    new = url("supporter-create", son.pk)
    told = {"kind": "medical", "organisation": "港町クリニック", "bond": "stressed"}
    assert desk.post(new, {"kind": "medical", "bond": "weak"}).status_code == 422
    desk.post(new, told | {"has_consent": "no"})
    contact = SupportContact.objects.get()
    assert contact.has_consent is False
    assert "港町クリニ" in page(desk, son).context["ring"]
    ended = told | {"since_on": "R8.4.1", "until_on": "R7.4.1"}
    answer = desk.post(url("supporter-edit", contact.pk), ended)
    assert "until_on" in answer.context["form"].errors
    desk.post(url("supporter-remove", contact.pk))
    assert page(desk, son).context["contacts"] == []
    desk.post(url("supporter-restore", contact.pk))
    assert page(desk, son).context["contacts"] == [contact]


# O-10
def test_the_household_shows_its_clients_with_dues_warnings_and_promises(desk, town, son):
    mother = CaseFactory(client__office=town.office).client
    WarningFactory(client=mother, text="転びやすい")
    household = household_of(son, mother)
    FamilyMemberFactory(household=household, name="浅井 遠縁")
    promise = PromiseFactory(office=town.office, client=mother, owner=town.counsellor)
    fear = ConsultationFactory(
        office=town.office, client=son, worker=town.counsellor, is_abuse_suspected=True
    )
    shown = desk.get(household.get_absolute_url()).context
    assert [row["pk"] for row in shown["rows"]] == [son.pk, mother.pk]
    assert [row["pk"] for row in shown["warnings"]] == [mother.pk]
    assert (shown["promises"], shown["fears"]) == ([promise], [fear])
    assert [member.name for member in shown["others"]] == ["浅井 遠縁"]


def test_a_client_nobody_may_see_is_not_named_anywhere(desk, town, son):
    hidden = ClientFactory(office=town.office, name="隠れ 人子", deleted_at=timezone.now())
    household = household_of(son, hidden)
    SupportContactFactory(client=hidden, organisation="隠れた病院")
    for path in (url("client-family", son.pk), household.get_absolute_url()):
        assert "隠れ" not in desk.get(path).content.decode()
    assert desk.get(f"/log/new/?client={son.pk}").context["form"].companions == []
