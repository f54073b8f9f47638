"""What an office notified (体制の届出): one row of the same on a day; rates of the law.  # T-08"""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from reports.models import FeeNotice, FeeUnit
from reports.rules.notices import Notice, ended_by, overlap_problems

OLD = Notice("", date(2024, 4, 1), key=1)
URL = "reports:fee-notice-create"


@pytest.mark.parametrize(
    ("new", "follows", "overlaps"),
    [
        (Notice("", date(2027, 4, 1)), True, False),
        (Notice("", date(2024, 4, 1)), False, True),
        (Notice("", date(2023, 4, 1)), False, True),
        (Notice("", date(2023, 4, 1), date(2024, 3, 31)), False, False),
        (Notice("plan", date(2024, 4, 1)), False, False),
    ],
)
def test_a_later_row_follows_and_any_other_of_these_days_is_refused(new, follows, overlaps):
    before = ended_by([OLD], new)
    assert bool(before) == follows
    assert bool(overlap_problems([OLD], new, follows=before)) == overlaps


def test_two_people_and_two_places_stand_beside_each_other():
    day = date(2026, 4, 1)
    one, two = Notice("mental", day, person=1, key=1), Notice("mental", day, person=2)
    assert overlap_problems([one], two) == []
    here, there = (
        Notice("remote", day, municipality=1, key=1),
        Notice("remote", day, municipality=2),
    )
    assert overlap_problems([here], there) == []


@pytest.mark.django_db
def test_a_new_price_ends_the_old_one_and_a_second_one_is_refused(town, sign_in):
    desk, url = sign_in(town.manager), reverse(URL)
    first = {"fee": "", "unit_price": "10.14", "started_on": "R6.4.1"}
    assert desk.post(url, first | {"_key": str(uuid4())}).status_code == 302
    again = desk.post(url, first | {"unit_price": "10.30", "_key": str(uuid4())})
    assert "started_on" in again.context["form"].errors
    later = first | {"unit_price": "10.30", "started_on": "R9.4.1", "_key": str(uuid4())}
    assert desk.post(url, later).status_code == 302
    old, new = FeeNotice.objects.order_by("started_on")
    assert (old.ended_on, new.ended_on) == (date(2027, 3, 31), None)
    edit = reverse("reports:fee-notice-edit", args=[old.pk])
    wrong = desk.post(edit, first | {"ended_on": "", "_version": str(old.version)})
    assert "started_on" in wrong.context["form"].errors


@pytest.mark.django_db
def test_a_rate_the_table_never_had_is_not_notified(town, sign_in):
    for variant in ("1", "2"):
        FeeUnit.objects.create(
            fee="behaviour", variant=variant, units=60, valid_from=date(2024, 4, 1), source="告示"
        )
    typed = {"fee": "behaviour", "variant": "visit", "started_on": "R8.11.1"}
    page = sign_in(town.manager).post(reverse(URL), typed | {"_key": str(uuid4())})
    assert "（Ⅰ）・（Ⅱ）" in str(page.context["form"].errors["variant"])
