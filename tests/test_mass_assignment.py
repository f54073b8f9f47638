"""What a form does not ask for cannot be set by sending it all the same.  # F4"""

from datetime import date, time

import pytest
from django import forms
from django.db import models
from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from config.common.fields import ClockField, DayField, MonthField
from staffing.models import User
from tests.test_access import ROWS, expected, undone
from tests.test_conventions import OURS

STOLEN_ID = 987_654_321
STOLEN_VERSION = 4321
STOLEN_YEAR = 2001


def stolen(town) -> dict[str, object]:
    """Every field of every table, each with a value that would be noticed."""
    values: dict[str, object] = {"id": STOLEN_ID, "pk": STOLEN_ID}
    for model in OURS:
        for field in model._meta.concrete_fields:
            match field:
                case models.ForeignKey(related_model=related) if related is User:
                    value = town.stranger.pk
                case models.ForeignKey():
                    value = town.other_office.pk
                case models.BooleanField():
                    value = "on"
                case models.DateTimeField() | models.DateField():
                    value = f"{STOLEN_YEAR}-01-01"
                case models.IntegerField():
                    value = STOLEN_VERSION
                case _:
                    value = "x"
            values[field.name] = values[field.attname] = value
    return values | {"is_staff": "on", "is_superuser": "on", "groups": "1"}


def shown(form: BaseForm) -> dict[str, list[str]]:
    """What a browser would send back of a form and its rows; empty required fields are filled."""
    parts = [form]
    for rows in formsets(form):
        parts += [rows.management_form, *rows.forms]
    sent: dict[str, list[str]] = {}
    for part in parts:
        for bound in part:
            value = bound.value()
            if value in (None, "", []) and bound.field.required:
                value = believable(bound.field)
            if value in (None, False, "", []) or hasattr(value, "read"):
                continue
            several = value if isinstance(value, list | tuple | set) else [value]
            sent[bound.html_name] = [written(bound.field, one) for one in several]
    return sent


def written(field, value) -> str:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return str(field.widget.format_value(field.prepare_value(value)))
    return str(value)


def believable(field) -> object:
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _label in field.choices if key not in ("", None)), None)
    if isinstance(field, MonthField):
        return "R8.4"
    if isinstance(field, DayField):
        return "R8.4.1"
    if isinstance(field, forms.TimeField | ClockField):
        return "10:00"
    if isinstance(field, forms.DateTimeField):
        return "R8.4.1 10:00"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return 1
    return "てすと"


def formsets(form: BaseForm) -> list:
    return list(getattr(form, "formsets", {}).values())


FORMS = sorted(name for name, row in ROWS.items() if row.method == "get")


@pytest.mark.parametrize("name", FORMS)
def test_what_a_form_does_not_ask_for_is_ignored(name, town, sign_in):
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town) if row.make else None)
    persona = next(p for p in ("manager", "administrator", *row.allowed) if not expected(row, p))
    browser = sign_in(town.people[persona])
    page = browser.get(path)
    sheet = (page.context or {}).get("sheet") if page.status_code == 200 else None
    if sheet is None:
        return
    honest = shown(sheet.form) | {name: [value] for name, value in sheet.hidden.items()}
    asked = set(sheet.form.fields) | {
        name for rows in formsets(sheet.form) for row in rows.forms for name in row.fields
    }
    data = QueryDict(mutable=True)
    for key, value in stolen(town).items():
        if key not in asked:
            data[key] = str(value)
    for key, values in honest.items():
        data.setlist(key, values)
    before = picture(town)
    with undone():
        response = browser.post(path, data.urlencode(), "application/x-www-form-urlencoded")
        assert response.status_code in {200, 302, 409, 422}, response.status_code
        assert picture(town) == before


def picture(town) -> dict[str, object]:
    """What only a stolen field could change."""
    found: dict[str, object] = {}
    for model in OURS:
        names = {field.attname for field in model._meta.concrete_fields}
        rows = model._base_manager.all()
        marks = {
            "pk": STOLEN_ID if isinstance(model._meta.pk, models.IntegerField) else None,
            "version": STOLEN_VERSION,
            "created_by_id": town.stranger.pk,
            "updated_by_id": town.stranger.pk,
            "deleted_by_id": town.stranger.pk,
            "user_id": town.stranger.pk,
            "office_id": town.other_office.pk,
        }
        for mark, value in marks.items():
            if value is not None and (mark in names or mark == "pk"):
                found[f"{model._meta.label}.{mark}"] = rows.filter(**{mark: value}).count()
        if "deleted_at" in names:
            found[f"{model._meta.label}.deleted"] = rows.filter(
                deleted_at__year=STOLEN_YEAR
            ).count()
    found["administrators"] = sorted(
        User.objects.filter(is_administrator=True).values_list("pk", flat=True)
    )
    found["closed"] = User.objects.filter(is_active=False).count()
    return found


def test_the_forms_of_the_house_are_among_them(town, sign_in):
    """The walk would prove nothing if it met no form."""
    browser, met = sign_in(town.manager), 0
    for name in FORMS:
        row = ROWS[name]
        if "manager" in row.allowed:
            page = browser.get(reverse(name, kwargs=row.make(town) if row.make else None))
            met += bool(page.context and page.context.get("sheet"))
    assert met >= 20
