"""Bad input on every real form: said in Japanese at its field, kept as typed, nothing written.

The forms are found by walking every address, so a later form falls under these tests by itself.
What needs a story of its own is tested beside its app (a client of another office in the log, a
cut import file, two writers of minutes, rare characters on paper).
"""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from config.common.fields import DayField, NameField
from reports.actions.annual_plan import start_plan
from reports.choices import SectionKind
from reports.models import AnnualPlan
from staffing.choices import Job
from staffing.models import SubmittedForm
from tests.input.walk import BY_APP, ROWS, address, insider, post, stock, text_of

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
#: Mostly letters that a form sends as they are: nine times shorter on the way.
TEN_THOUSAND = "長い文" + "x" * 9_997
IMPOSSIBLE_DAYS = ["R8.2.30", "2027-02-29", "令和0年1月1日", "R8.13.1", "きのうのきのう"]


@dataclass
class Desk:
    """One form opened at its address."""

    name: str
    path: str
    browser: object
    page: object

    @property
    def sheet(self):
        return self.page.context["sheet"]

    @property
    def parts(self) -> list[forms.BaseForm]:
        """The form and its rows."""
        form = self.sheet.form
        return [form, *(row for rows in form.formsets.values() for row in rows.forms)]

    def fields(self, *kinds) -> list[forms.BoundField]:
        """Inputs of these kinds that a person fills in."""
        found = [bound for part in self.parts for bound in part]
        return [b for b in found if isinstance(b.field, kinds) and not b.is_hidden]

    def as_opened(self) -> dict[str, list[str]]:
        """What the browser would post if nobody typed anything."""
        posted = {name: [value] for name, value in self.sheet.hidden.items()}
        for part in self.parts:
            for bound in part:
                value = bound.value()
                if isinstance(bound.field.widget, forms.CheckboxInput):
                    posted[bound.html_name] = ["on"] if value else []
                    continue
                value = bound.field.widget.format_value(value)
                values = value if isinstance(value, list | tuple) else [value]
                posted[bound.html_name] = [str(v) for v in values if v is not None]
        for rows in self.sheet.form.formsets.values():
            for bound in rows.management_form:
                posted[bound.html_name] = [str(bound.value())]
        return posted

    def send(self, typed: dict[str, str], **technical: str):
        whole = self.as_opened() | {name: [value] for name, value in typed.items()}
        whole |= {name: [value] for name, value in technical.items()}
        pairs = [(name, value) for name, values in whole.items() for value in values]
        return post(self.browser, self.path, pairs)


#: Addresses whose page was opened in this process and has no form: the next test skips them.
WITHOUT_FORM: set[str] = set()


def desks(app, town, sign_in, *, is_record: bool = False):
    """Open every form of an app; only those of a stored record if asked."""
    for name in BY_APP[app]:
        row = ROWS[name]
        if row.method != "get" or name in WITHOUT_FORM:
            continue
        path = address(name, town)
        browser = sign_in(town.people[insider(row)])
        page = browser.get(path)
        if page.status_code != 200 or not page.context or not page.context.get("sheet"):
            WITHOUT_FORM.add(name)
            continue
        desk = Desk(name, path, browser, page)
        if not is_record or desk.sheet.hidden.get("_version"):
            yield desk


def assert_refused(answer, desk: Desk, typed: dict[str, str], bad: set[str]) -> None:
    """Refused with a Japanese sentence at each bad field, and with everything typed still there."""
    where = desk.name
    assert answer.status_code == 422, where
    shown = {
        bound.html_name: bound
        for part in Desk(where, desk.path, desk.browser, answer).parts
        for bound in part
    }
    for name in bad:
        assert shown[name].errors, (where, name)
        assert all(JAPANESE.search(error) for error in shown[name].errors), (where, name)
    for name, value in typed.items():
        assert shown[name].value() == value, (where, name)


@pytest.mark.parametrize("app", BY_APP)
def test_what_cannot_be_is_said_at_its_field_on_every_form(app, town, sign_in):
    """One visit to each form for all questions whose answer is a refusal: nothing is written."""
    for desk in desks(app, town, sign_in):
        before = stock()
        no_impossible_day_is_taken(desk)
        ten_thousand_letters_are_refused_and_stay_typed(desk)
        no_record_out_of_scope_is_a_choice(desk)
        no_field_cuts_a_pasted_text_without_a_word(desk)
        assert stock() == before, desk.name


def no_impossible_day_is_taken(desk: Desk) -> None:
    days = [bound.html_name for bound in desk.fields(DayField)]
    # More kinds of wrong days than a short form has fields: the rest of them in a second answer.
    turns = (0,) if len(days) >= len(IMPOSSIBLE_DAYS) else (0, 2)
    for first in turns if days else ():
        texts = IMPOSSIBLE_DAYS[first:] * len(days)
        typed = dict(zip(days, texts, strict=False))
        assert_refused(desk.send(typed), desk, typed, set(typed))


def bounded(bound: forms.BoundField) -> bool:
    """Whether a text of 10,000 letters is too long for the field."""
    return isinstance(bound.field, NameField) or bool(bound.field.max_length)


def ten_thousand_letters_are_refused_and_stay_typed(desk: Desk) -> None:
    texts = [b.html_name for b in desk.fields(forms.CharField) if bounded(b)]
    # A form of many labels: more than so many at once is more than a request may hold.
    for first in range(0, len(texts), 20):
        typed = dict.fromkeys(texts[first : first + 20], TEN_THOUSAND)
        answer = desk.send(typed)
        assert_refused(answer, desk, typed, set(typed))
        assert TEN_THOUSAND in text_of(answer), desk.name


def no_field_cuts_a_pasted_text_without_a_word(desk: Desk) -> None:
    for bound in desk.fields(forms.CharField):
        assert "maxlength" not in bound.as_widget(), (desk.name, bound.name)


def no_record_out_of_scope_is_a_choice(desk: Desk) -> None:
    choices = {bound.html_name: outside(bound) for bound in desk.fields(forms.ModelChoiceField)}
    for forged in (choices, dict.fromkeys(choices, "²"), dict.fromkeys(choices, "9" * 30)):
        if not forged:
            break
        answer = desk.send(forged)
        again = Desk(desk.name, desk.path, desk.browser, answer)
        found = {b.html_name: str(b.errors) for p in again.parts for b in p}
        for name in forged:
            assert answer.status_code == 422, (desk.name, name)
            assert JAPANESE.search(found[name]), (desk.name, name)


def outside(bound: forms.BoundField) -> str:
    """Return the key of a record that stands in the table but is not offered."""
    offered = bound.field.queryset
    found = offered.model._base_manager.exclude(pk__in=offered.values("pk")).first()
    return str(found.pk if found else 10**9)


@pytest.mark.parametrize("app", BY_APP)
def test_two_who_save_one_record_see_both_texts_on_every_form(app, town, sign_in):
    for desk in desks(app, town, sign_in, is_record=True):
        record = desk.sheet.record
        columns = {field.name for field in type(record)._meta.concrete_fields}
        texts = [
            bound.html_name
            for bound in desk.fields(forms.CharField)
            if type(bound.field) in {forms.CharField, NameField} and bound.html_name in columns
        ]
        if not texts:
            continue
        rows = type(record)._base_manager.filter(pk=record.pk)
        text = next((name for name in texts if change(rows, name, "同僚の文")), None)
        if text is None:
            continue
        answer = desk.send({text: "自分の文"})
        assert answer.status_code in {409, 422}, desk.name
        assert "自分の文" in text_of(answer), desk.name
        assert answer.status_code == 422 or "同僚の文" in text_of(answer), desk.name
        assert rows.values_list(text, flat=True).get() == "同僚の文", desk.name


def change(rows, name: str, text: str) -> bool:
    """Write a column as a colleague would; a constraint may want it empty for now."""
    try:
        with transaction.atomic():
            return bool(rows.update(**{name: text}, version=F("version") + 1))
    except IntegrityError:
        return False


@pytest.mark.parametrize("app", BY_APP)
def test_a_form_sent_twice_is_saved_once(app, town, sign_in):
    for desk in desks(app, town, sign_in):
        first = desk.send({})
        if first.status_code != 302:
            continue
        after, saved = stock(), SubmittedForm.objects.count()
        second = desk.send({})
        assert (second.status_code, second.headers["Location"]) == (302, first.url), desk.name
        assert (stock(), SubmittedForm.objects.count()) == (after, saved), desk.name


ENDS = [
    ("cases:appointment-create", {"starts_time": "10:00", "ends_time": "9:00"}, "ends_time"),
    ("councils:meeting-create", {"starts_at": "15:00", "ends_at": "13:30"}, "ends_at"),
    ("plans:decision-create", {"starts_on": "R8.12.1", "ends_on": "R8.11.30"}, "ends_on"),
    (
        "staffing:posting-create",
        {"job": Job.SPECIALIST, "started_on": "R8.4.1", "ended_on": "R8.3.31"},
        "ended_on",
    ),
]


@pytest.mark.parametrize(("name", "typed", "field"), ENDS)
def test_an_end_before_its_start_is_said_at_the_end(name, typed, field, town, sign_in):
    desk = next(d for d in desks(name.split(":")[0], town, sign_in) if d.name == name)
    before = stock()
    answer = desk.send(typed)
    assert_refused(answer, desk, typed, {field})
    assert stock() == before


def test_a_plan_of_an_office_without_staff_has_pages_and_no_approval(town, sign_in):
    plan = start_plan(town.office, 2010, from_plan=None, by=town.manager)  # before all postings
    browser = sign_in(town.manager)
    staffing = plan.sections.get(kind=SectionKind.STAFFING)
    assert browser.get(staffing.get_absolute_url()).status_code == 200
    for page in ("preview", "pdf", "approve", "structure", "rows"):
        answer = browser.get(reverse(f"reports:annual-plan-{page}", args=[plan.pk]))
        assert answer.status_code == 200, page
    approve = reverse("reports:annual-plan-approve", args=[plan.pk])
    answer = browser.post(approve, {"_version": str(plan.version)})
    assert AnnualPlan.objects.get(pk=plan.pk).is_draft
    assert answer.status_code in {302, 422}


def test_both_of_two_texts_that_were_not_chosen_are_kept(town, sign_in):
    browser = sign_in(town.manager)
    path = reverse("staffing:office-edit", args=[town.office.pk])
    desk = Desk("staffing:office-edit", path, browser, browser.get(path))
    rows = type(town.office).objects.filter(pk=town.office.pk)
    rows.update(address="丘の上3", short_name="みなと", version=town.office.version + 1)
    asked = desk.send({"address": "港町1-2", "short_name": "うみ"})
    assert asked.status_code == 409
    hidden = [(n, v) for n, values in asked.context["hidden_lists"].items() for v in values]
    picks = [("_pick:address", "mine"), ("_pick:short_name", "mine")]
    assert post(browser, path, hidden + picks).status_code == 302
    kept = town.manager.drafts.filter(is_kept_text=True).values_list("data", flat=True)
    assert sorted(data["text"][0] for data in kept) == ["みなと", "丘の上3"]


def test_a_submission_of_somebody_else_is_refused(town, sign_in):
    key = "3f0a7c1e-0000-4000-8000-000000000001"
    SubmittedForm.objects.create(key=key, user=town.lead, url="/clients/1/")
    path = reverse("staffing:office-edit", args=[town.office.pk])
    browser = sign_in(town.manager)
    desk = Desk("staffing:office-edit", path, browser, browser.get(path))
    before = stock()
    answer = desk.send({"address": "港町1-2"}, _key=key)
    assert answer.status_code == 400
    assert "/clients/1/" not in text_of(answer)
    assert stock() == before


@pytest.mark.parametrize("typed", ["髙﨑 𠮷😀", "葛\U000e0100西 晃", "アンナ・マリア Smith"])
def test_a_name_is_kept_letter_by_letter(typed, town, sign_in):
    path = address("cases:client-edit", town)
    browser = sign_in(town.manager)
    desk = Desk("cases:client-edit", path, browser, browser.get(path))
    answer = desk.send({"name": typed, "name_kana": "たかさき", "birth_on": "S60.4.2"})
    assert answer.status_code == 302
    assert typed in text_of(browser.get(answer.url))
    desk.sheet.record.refresh_from_db()
    assert (desk.sheet.record.name, desk.sheet.record.birth_on) == (typed, date(1985, 4, 2))
