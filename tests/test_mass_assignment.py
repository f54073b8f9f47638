"""What a form does not ask for cannot be set by sending it all the same.  # F4"""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.db import connection, models
from django.forms import BaseForm
from django.http import QueryDict
from django.urls import reverse

from config.common.fields import ClockField, DayField, MonthField
from staffing.models import User
from tests.factories.cases import CaseFactory
from tests.factories.staffing import OfficeFactory
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


#: By table: the columns that only a stolen field could fill, and with what.
MARKS = {
    "version": STOLEN_VERSION,
    "created_by_id": "stranger",
    "updated_by_id": "stranger",
    "deleted_by_id": "stranger",
    "user_id": "stranger",
    "office_id": "other_office",
}


def marks_of(model, town) -> dict[str, object]:
    """Return the columns of one table by which a stolen value would be found."""
    names = {field.attname: field for field in model._meta.concrete_fields}
    found = {
        field.column: getattr(town, value).pk if isinstance(value, str) else value
        for name, value in MARKS.items()
        if (field := names.get(name))
    }
    if isinstance(model._meta.pk, models.IntegerField):
        found[model._meta.pk.column] = STOLEN_ID
    return found


def picture(town) -> dict[str, object]:
    """What only a stolen field could change, asked of all tables at once."""
    quote = connection.ops.quote_name
    parts, values = [], []
    for model in OURS:
        table, marks = quote(model._meta.db_table), marks_of(model, town)
        columns = [f"COUNT(CASE WHEN {quote(column)} = %s THEN 1 END)" for column in marks]
        values += marks.values()
        if any(field.attname == "deleted_at" for field in model._meta.concrete_fields):
            columns.append("COUNT(CASE WHEN deleted_at < %s THEN 1 END)")
            values.append(datetime(STOLEN_YEAR + 1, 1, 1, tzinfo=UTC))
        columns += ["0"] * (len(MARKS) + 2 - len(columns))
        parts.append(f"SELECT '{model._meta.label}', {', '.join(columns)} FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        found = {label: counts for label, *counts in cursor.fetchall()}
    found["administrators"] = sorted(
        User.objects.filter(is_administrator=True).values_list("pk", flat=True)
    )
    found["closed"] = User.objects.filter(is_active=False).count()
    return found


def test_a_stolen_value_would_be_found(town):
    """The walk would prove nothing if it looked past what it wrote."""
    before = picture(town)
    version, key = {"version": STOLEN_VERSION}, {"pk": STOLEN_ID}
    OfficeFactory(**key, **version)
    now = datetime(STOLEN_YEAR, 1, 1, tzinfo=UTC)
    CaseFactory(office=town.other_office, created_by=town.stranger, deleted_at=now)
    changed = {label for label, counts in picture(town).items() if before[label] != counts}
    assert {"staffing.Office", "cases.Case"} <= changed


def test_the_forms_of_the_house_are_among_them(town, sign_in):
    """The walk would prove nothing if it met no form."""
    browser, met = sign_in(town.manager), 0
    for name in [name for name in FORMS if name.endswith("-edit")][:25]:
        row = ROWS[name]
        if "manager" in row.allowed:
            page = browser.get(reverse(name, kwargs=row.make(town) if row.make else None))
            met += bool(page.context and page.context.get("sheet"))
    assert met >= 20
