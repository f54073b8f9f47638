"""Nothing typed is lost: drafts, versions, double clicks, on a real form (an office's entry)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from staffing.models import AuditEntry, Draft, Office, SubmittedForm
from staffing.sheets.drafts import DraftName


@pytest.fixture
def office_page(town, sign_in):
    """Return (browser, address, the form as a browser would post it)."""
    browser = sign_in(town.manager)
    address = reverse("staffing:office-edit", args=[town.office.pk])
    return browser, address, opened(browser, address)


def opened(browser, address, **typed):
    sheet = browser.get(address).context["sheet"]
    data = dict(sheet.hidden)
    rows = [part for rows in sheet.form.formsets.values() for part in (rows.management_form, *rows)]
    for bound in (bound for part in (sheet.form, *rows) for bound in part):
        value = bound.field.widget.format_value(bound.value())
        data[bound.html_name] = "" if value is None else value
    return {name: v for name, v in (data | typed).items() if v is not False}


def test_a_change_is_saved_with_its_audit_entry(office_page, town):
    browser, address, form = office_page
    response = browser.post(address, form | {"address": "港町1-2"})
    assert response.status_code == 302
    town.office.refresh_from_db()
    assert (town.office.address, town.office.version) == ("港町1-2", 2)
    entry = AuditEntry.objects.get(verb="office.changed")
    assert "address" in entry.details["changed"]


def test_a_double_click_saves_once(office_page, town):
    browser, address, form = office_page
    first = browser.post(address, form | {"address": "港町1-2"})
    second = browser.post(address, form | {"address": "港町1-2"})
    assert first.url == second.url
    town.office.refresh_from_db()
    assert town.office.version == 2
    assert SubmittedForm.objects.count() == 1


def test_errors_keep_everything_that_was_typed(office_page):
    browser, address, form = office_page
    response = browser.post(address, form | {"name": "", "address": "港町1-2"})
    assert response.status_code == 422
    assert "港町1-2" in response.content.decode()
    assert response.context["sheet"].errors_list


def test_what_only_one_of_two_changed_is_merged(office_page, town):
    browser, address, mine = office_page
    theirs = opened(browser, address)
    browser.post(address, theirs | {"short_name": "みなと"})
    response = browser.post(address, mine | {"address": "港町1-2"})
    assert response.status_code == 302
    town.office.refresh_from_db()
    assert (town.office.short_name, town.office.address) == ("みなと", "港町1-2")


def test_what_both_changed_is_asked_and_neither_text_is_lost(office_page, town):
    browser, address, mine = office_page
    theirs = opened(browser, address)
    browser.post(address, theirs | {"address": "丘の上3"})
    asked = browser.post(address, mine | {"address": "港町1-2"})
    assert asked.status_code == 409
    text = asked.content.decode()
    assert "丘の上3" in text
    assert "港町1-2" in text
    hidden = dict(asked.context["hidden_lists"])
    response = browser.post(address, hidden | {"_pick:address": "mine"})
    assert response.status_code == 302
    town.office.refresh_from_db()
    assert town.office.address == "港町1-2"
    assert Draft.objects.get(is_kept_text=True).data["text"] == ["丘の上3"]


def test_a_draft_is_kept_while_invalid_and_resumed(office_page, town):
    browser, address, form = office_page
    saved = browser.post(reverse("staffing:draft-save"), form | {"name": "", "address": "書きか"})
    assert saved.status_code == 200
    sheet = browser.get(address).context["sheet"]
    assert sheet.resumed
    assert sheet.form["address"].value() == "書きか"
    assert sheet.errors_list == []


def test_saving_ends_the_draft(office_page):
    browser, address, form = office_page
    browser.post(reverse("staffing:draft-save"), form | {"address": "書きか"})
    browser.post(address, form | {"address": "書きかけの続き"})
    assert not Draft.objects.exists()


def test_a_discarded_draft_is_gone(office_page):
    browser, address, form = office_page
    browser.post(reverse("staffing:draft-save"), form | {"address": "書きか"})
    browser.post(reverse("staffing:draft-discard"), form)
    assert not browser.get(address).context["sheet"].resumed


def test_a_forged_draft_is_refused(office_page):
    browser, _address, form = office_page
    response = browser.post(reverse("staffing:draft-save"), form | {"_draft": "x"})
    assert response.status_code == 404


def test_a_draft_is_private_to_its_writer(town, sign_in):
    name = DraftName("office:1", "事業所", "/")
    Draft.objects.create(
        user=town.manager, key=name.key, label="x", path="/", saved_at=timezone.now()
    )
    response = sign_in(town.lead).get(reverse("staffing:draft-list"))
    assert list(response.context["page"]) == []


def test_a_new_record_is_made_once_however_often_it_is_sent(town, sign_in):
    browser = sign_in(town.administrator)
    address = reverse("staffing:office-create")
    form = opened(browser, address, name="みなと相談室", open_weekdays=["0", "1"])
    for _click in range(3):
        assert browser.post(address, form).status_code == 302
    assert Office.objects.filter(name="みなと相談室").count() == 1
