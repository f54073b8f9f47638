"""Trainings of staff, and until when a specialist is qualified (domain 8.2)."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.actions.qualifications import send_qualifications
from staffing.actions.trainings import add_training
from staffing.models import Notice, Posting, StaffTraining
from staffing.qualification import qualification_on, step_of
from staffing.saving import Refused

INITIAL, RENEWAL, CHIEF = "initial", "renewal", "chief"


@pytest.mark.parametrize(
    ("trainings", "today", "until", "lapsed"),
    [
        # The official example: first training in 令和元年度, blocks 令和2〜6 and 令和7〜11.
        ([(INITIAL, date(2019, 9, 1))], date(2020, 1, 1), date(2025, 3, 31), False),
        ([(INITIAL, date(2019, 9, 1))], date(2025, 3, 31), date(2025, 3, 31), False),
        ([(INITIAL, date(2019, 9, 1))], date(2025, 4, 1), date(2025, 3, 31), True),
        # Whether 現任 was taken in 令和4 or 令和6.
        *(
            (
                [(INITIAL, date(2019, 9, 1)), (RENEWAL, day)],
                date(2026, 11, 27),
                date(2030, 3, 31),
                False,
            )
            for day in (date(2022, 7, 1), date(2025, 3, 20))
        ),
        # In the year of the first training it does not count for the block that follows.
        (
            [(INITIAL, date(2019, 9, 1)), (RENEWAL, date(2020, 3, 1))],
            date(2026, 1, 1),
            date(2025, 3, 31),
            True,
        ),
        # The chief's training counts from April 2020 on.
        (
            [(INITIAL, date(2015, 9, 1)), (CHIEF, date(2020, 9, 1))],
            date(2024, 1, 1),
            date(2026, 3, 31),
            False,
        ),
        (
            [(INITIAL, date(2015, 9, 1)), (CHIEF, date(2019, 9, 1))],
            date(2024, 1, 1),
            date(2021, 3, 31),
            True,
        ),
        # Missed, and begun anew.
        (
            [(INITIAL, date(2012, 9, 1)), (INITIAL, date(2023, 9, 1))],
            date(2026, 1, 1),
            date(2029, 3, 31),
            False,
        ),
        # A renewal after the block was missed brings nothing back.
        (
            [(INITIAL, date(2012, 9, 1)), (RENEWAL, date(2019, 9, 1))],
            date(2020, 1, 1),
            date(2018, 3, 31),
            True,
        ),
    ],
)
def test_the_blocks_of_five_fiscal_years(trainings, today, until, lapsed):
    found = qualification_on(trainings, today)

    assert (found.until, found.is_lapsed) == (until, lapsed)


def test_without_a_first_training_nothing_is_known():
    assert qualification_on([(RENEWAL, date(2022, 7, 1))], date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2024, 3, 31), None),
        (date(2024, 4, 1), 12),
        (date(2024, 9, 30), 12),
        (date(2024, 10, 1), 6),
        (date(2025, 3, 31), 6),
        (date(2025, 4, 1), 0),
    ],
)
def test_the_steps_of_the_warning(today, step):
    assert step_of(qualification_on([(INITIAL, date(2019, 9, 1))], today), today) == step


@pytest.mark.django_db
def test_specialist_and_lead_are_told_once_a_step(town):
    Posting.objects.filter(user=town.counsellor).update(is_specialist=True)
    add_training(town.counsellor, by=town.manager, kind=INITIAL, completed_on=date(2021, 9, 1))
    days = [date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 2), date(2026, 10, 1)]

    told = [send_qualifications(today=day) for day in days]

    assert told[0] == told[2] == 0
    assert told[1] == told[3] >= 2
    kinds = {"kind": "qualification"}
    assert Notice.objects.filter(recipient=town.counsellor, **kinds).count() == 2
    assert Notice.objects.filter(recipient=town.lead, **kinds).count() == 2
    assert not Notice.objects.filter(recipient=town.clerk, **kinds).exists()


@pytest.mark.django_db
def test_the_manager_registers_corrects_and_takes_back(town, sign_in):
    client = sign_in(town.manager)
    new = reverse("staffing:training-create", args=[town.counsellor.pk])
    day = timezone.localdate().replace(year=2019)
    typed = {"kind": INITIAL, "completed_on": day.isoformat(), "_key": str(uuid4())}

    assert client.post(new, typed).status_code == 302
    training = StaffTraining.objects.get()
    page = client.get(town.counsellor.get_absolute_url())
    assert page.context["qualification"].is_lapsed
    with pytest.raises(Refused):
        add_training(town.counsellor, by=town.manager, kind=INITIAL, completed_on=day)
    edit = reverse("staffing:training-edit", args=[training.pk])
    changed = typed | {"kind": RENEWAL, "_version": training.version}
    assert client.post(edit, changed).status_code == 302
    client.post(reverse("staffing:training-delete", args=[training.pk]))
    assert not StaffTraining.objects.alive().exists()
