"""The person's file on the screen: face sheet, certificates, handbooks, notes, consents."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import register_certificate, register_client, remove_part, restore_part
from cases.facesheet import face_sheet
from cases.models import Client, Consent, DisabilityHandbook, RecipientCertificate
from staffing.models import AuditEntry
from staffing.saving import Refused
from tests.factories.cases import (
    CaseFactory,
    CertificateFactory,
    ConsentFactory,
    GuardianFactory,
    WarningFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def someone(town):
    return CaseFactory(client__office=town.office, contracted_on=date(2026, 4, 1)).client


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def certificate_post(**values):
    typed = {"kind": "welfare", "number": "０１２３４５６７８９", "starts_on": "R8.4.1"}
    return typed | {"ends_on": "R9.3.31", "support_level": "3"} | values


@pytest.mark.parametrize(
    ("birth_on", "kind"),
    [(date(2015, 5, 5), "child"), (date(1990, 5, 5), "welfare"), (None, "welfare")],
)
def test_the_number_typed_at_the_registration_of_a_child_is_of_day_services(town, birth_on, kind):
    person = register_client(
        office=town.office,
        by=town.counsellor,
        opened_on=TODAY,
        name="小樽 空",
        birth_on=birth_on,
        certificate_number="0123456789",
    )
    assert person.certificates.get().kind == kind
    assert person.certificate_number == "0123456789"


def test_a_number_of_full_width_digits_is_kept_and_found(desk, someone):
    desk.post(reverse("cases:certificate-create", args=[someone.pk]), certificate_post())
    someone.refresh_from_db()
    assert someone.certificate_number == "0123456789"
    found = desk.post(reverse("cases:client-search"), {"q": "56789"})
    assert someone.name in desk.get(found.url).text
    assert AuditEntry.objects.filter(verb="certificate.created", client_id=someone.pk).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": "012345678"}, "number"),
        ({"number": "01234A6789"}, "number"),
        ({"ends_on": "R8.3.31"}, "ends_on"),
        ({"ends_on": "R8.2.30"}, "ends_on"),
        ({"issued_on": "R9.4.1"}, "issued_on"),
        ({"copayment_cap": "-1"}, "copayment_cap"),
        ({"level_from": "R8.4.1", "level_to": "R7.4.1"}, "level_to"),
    ],
)
def test_a_bad_certificate_says_where_and_keeps_what_was_typed(desk, someone, values, field):
    path = reverse("cases:certificate-create", args=[someone.pk])
    page = desk.post(path, certificate_post(**values))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"][field].value() == values.get(field, "R9.3.31")
    assert not RecipientCertificate.objects.exists()


def test_two_certificates_of_one_kind_do_not_overlap_and_of_two_kinds_may(desk, someone):
    path = reverse("cases:certificate-create", args=[someone.pk])
    desk.post(path, certificate_post())
    page = desk.post(path, certificate_post(starts_on="R9.3.31", ends_on="R10.3.31"))
    assert "starts_on" in page.context["form"].errors
    desk.post(path, certificate_post(kind="child", number="1111111111"))
    desk.post(path, certificate_post(starts_on="R9.4.1", ends_on="R10.3.31"))
    someone.refresh_from_db()
    assert RecipientCertificate.objects.count() == 3
    assert (someone.certificate_number, someone.other_numbers) == ("0123456789", "1111111111")


def test_a_renewed_certificate_goes_on_where_the_last_one_ends(desk, someone):
    before = CertificateFactory(client=someone, support_level="4", municipality=None)
    page = desk.get(reverse("cases:certificate-create", args=[someone.pk]), {"after": before.pk})
    shown = page.context["form"].initial
    assert (shown["starts_on"], shown["number"]) == (date(2027, 4, 1), before.number)
    assert shown["support_level"] == "4"


def test_a_deleted_certificate_can_be_restored_unless_another_took_its_place(town, someone):
    made = CertificateFactory(client=someone)
    remove_part(made, by=town.lead, reason="二重に登録した")
    someone.refresh_from_db()
    assert someone.certificate_number == ""
    register_certificate(
        someone,
        by=town.lead,
        today=TODAY,
        number="2222222222",
        starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31),
    )
    with pytest.raises(Refused):
        restore_part(made, by=town.lead, today=TODAY)


def test_ends_stand_on_the_person_bar_the_person_and_home(desk, town, someone):
    today = timezone.localdate()
    CertificateFactory(client=someone, ends_on=today + timedelta(days=20))
    Client.objects.filter(pk=someone.pk).update(
        birth_on=today.replace(year=today.year - 65, day=1) + timedelta(days=62)
    )
    page = desk.get(someone.get_absolute_url())
    assert [ending.tone for ending in page.context["endings"]] == ["soon", "info"]
    assert page.context["person"]["certificates"][0]["ending"].tone == "soon"
    for deadline in ("certificates", "ages"):
        listed = desk.get(reverse("reports:deadline-list"), {"of": deadline, "view": "team"})
        assert [row["name"] for row in listed.context["rows"]] == [someone.name]
    listed = desk.get(reverse("cases:client-list"), {"milestone": "65"})
    assert [row["name"] for row in listed.context["rows"]] == [someone.name]
    assert not desk.get(reverse("cases:client-list"), {"milestone": "18"}).context["rows"]


def test_what_is_to_be_considered_stands_above_every_page_until_it_ends(desk, someone):
    today = timezone.localdate()
    WarningFactory(client=someone, review_on=today)
    WarningFactory(client=someone, text="古い注意", ended_on=today)
    GuardianFactory(client=someone, name="利用 母子", relation="母")
    page = desk.get(reverse("cases:client-log", args=[someone.pk]))
    assert [note["text"] for note in page.context["person"]["warnings"]] == ["大きな音が苦手。"]
    assert "利用 母子" in page.text
    listed = desk.get(reverse("reports:deadline-list"), {"of": "reviews", "view": "team"})
    assert [row["text"] for row in listed.context["rows"]] == ["大きな音が苦手。"]


def test_a_withdrawn_consent_is_shown_as_such_and_what_lacks_is_visible(desk, someone):
    given = ConsentFactory(client=someone, includes_meeting=True)
    papers = reverse("cases:client-papers", args=[someone.pk])
    assert desk.get(papers).context["lacking"] == []
    typed = {"withdrawn_on": "R8.11.20", "withdrawn_by": "本人", "_version": "1"}
    desk.post(reverse("cases:consent-withdraw", args=[given.pk]), typed)
    page = desk.get(papers)
    assert page.context["consents"][0]["state"] == "撤回"
    assert len(page.context["lacking"]) == 2
    assert desk.get(someone.get_absolute_url()).context["consent"]["was_withdrawn"]


def test_a_consent_without_anything_allowed_is_refused(desk, someone):
    path = reverse("cases:consent-create", args=[someone.pk])
    page = desk.post(path, {"given_on": "R8.4.1", "method": "written", "expires_on": "R7.4.1"})
    assert {"includes_support", "expires_on"} <= set(page.context["form"].errors)
    assert not Consent.objects.exists()


def test_of_each_handbook_a_person_holds_one(desk, someone):
    path = reverse("cases:handbook-create", args=[someone.pk])
    typed = {"kind": "mental", "grade": "2級", "renew_on": "R9.4.1"}
    desk.post(path, typed)
    page = desk.post(path, typed)
    assert "kind" in page.context["form"].errors
    assert DisabilityHandbook.objects.count() == 1


def sheet_post(page, **values):
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    for rows in form.formsets.values():
        typed |= {bound.html_name: bound.value() for bound in rows.management_form}
    shown = {"has_ltc_care_manager": "unknown", "birth_on": "", "created_on": ""}
    return page.context["sheet"].hidden | typed | shown | values


def test_the_face_sheet_is_written_once_and_read_in_the_order_of_the_paper(desk, someone):
    path = reverse("cases:client-edit", args=[someone.pk])
    rows = {"medical-0-department": "みなと病院 精神科", "public-0-name": "居宅介護"}
    values = {"overview": "母から電話。", "dwelling": "rented", "disabilities": ["mental"]}
    response = desk.post(path, sheet_post(desk.get(path), **values, **rows))
    assert response.url == reverse("cases:client-sheet", args=[someone.pk])
    face = face_sheet(Client.objects.get(pk=someone.pk), TODAY)
    assert (face.overview, face.dwelling, face.disabilities) == (
        "母から電話。",
        "rented",
        ["精神障害"],
    )
    assert face.public[0]["name"] == "居宅介護"
    assert face.as_plain()["medical"][0]["department"] == "みなと病院 精神科"
    assert "みなと病院 精神科" in desk.get(response.url).text
    changed = AuditEntry.objects.get(verb="sheet.changed").details["changed"]
    assert set(changed) == {"overview", "dwelling", "medical_note"}


def test_another_dwelling_is_named(desk, someone):
    path = reverse("cases:client-edit", args=[someone.pk])
    page = desk.post(path, sheet_post(desk.get(path), dwelling="other", disabilities=[]))
    assert page.status_code == 422
    assert "dwelling_note" in page.context["form"].errors


def test_a_file_of_another_office_does_not_exist(town, sign_in, someone):
    made = CertificateFactory(client=someone)
    stranger = sign_in(town.stranger)
    for name, key in (("client-papers", someone.pk), ("certificate-edit", made.pk)):
        assert stranger.get(reverse(f"cases:{name}", args=[key])).status_code == 404
