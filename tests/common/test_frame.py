"""The parts of a page that are written once, and the rows of long tables."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString

from cases.models import Consultation
from cases.rows import contact_cells, contact_rows, contact_values
from config.common.tables import table_rows
from tests.factories.cases import ConsultationFactory


def rows(**values):
    [row] = contact_rows(contact_values(Consultation.objects.all()), today=date(2026, 11, 24))
    template = get_template("tables/contacts.html").template.source
    cells = dict.fromkeys(re.findall(r"cells\.(\w+)", template), SafeString("<td>"))
    shown = {"cells": cells, "may_check": True, "checked_mark": ""}
    return table_rows("contacts.html", rows=[contact_cells(row | values)], **shown)


@pytest.mark.django_db
def test_what_people_wrote_is_escaped_in_a_row_and_marks_are_not():
    ConsultationFactory()
    written = rows(text="<b>'&", name="<i>", kind=SafeString('<span class="kind">電話</span>'))
    assert "&lt;b&gt;&#39;&amp;" in written
    assert "&lt;i&gt;" in written
    assert '<span class="kind">電話</span>' in written


def test_a_value_that_a_row_lacks_is_a_mistake():
    with pytest.raises(Exception, match="rows"):
        table_rows("contacts.html")


def test_a_steady_part_is_written_once_a_language():
    part = Template('{% steady %}{% translate "Menu" %}{% endsteady %}')
    with translation.override("ja"):
        assert part.render(Context()) == part.render(Context()) == "メニュー"
    with translation.override("en"):
        assert part.render(Context()) == "Menu"


def test_a_steady_part_sees_nothing_of_the_page():
    part = Template("{{ name }}:{% steady %}{{ name }}{% endsteady %}")
    assert part.render(Context({"name": "佐藤"})) == "佐藤:"


def test_a_steady_part_is_kept_by_the_values_it_is_given():
    part = Template(
        "{% steady name=user url=address %}{{ name }} {{ url }} {{ user }}{% endsteady %}"
    )
    for name in ("佐藤", "水野", "佐藤"):
        assert part.render(Context({"user": name, "address": "/"})) == f"{name} / "


def test_a_steady_part_does_not_take_one_kind_of_value_for_another():
    part = Template("{% steady value=value row=row %}{{ value }}{{ row.0 }}{% endsteady %}")
    safe, typed = SafeString("<b>"), "<b>"
    assert part.render(Context({"value": safe, "row": (True,)})) == "<b>True"
    assert part.render(Context({"value": typed, "row": (True,)})) == "&lt;b&gt;True"
    assert part.render(Context({"value": typed, "row": (1,)})) == "&lt;b&gt;1"
    assert part.render(Context({"value": 1, "row": (safe,)})) == "1<b>"
    assert part.render(Context({"value": 1, "row": (typed,)})) == "1&lt;b&gt;"


def test_a_steady_part_begins_anew_when_it_keeps_too_much(monkeypatch):
    monkeypatch.setattr("config.common.steady.KEPT", 2)
    part = Template("{% steady value=value %}{{ value }}{% endsteady %}")
    assert [part.render(Context({"value": n})) for n in range(5)] == list("01234")
    assert len(part.nodelist[0].written) <= 2
