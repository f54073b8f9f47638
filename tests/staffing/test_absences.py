"""不在: entered by each person, by the lead for everybody.  # O-15"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from staffing.models import Absence
from tests.factories.staffing import AbsenceFactory

PATH = reverse("staffing:absence-create")


def sent(user, **more):
    day = timezone.localdate().isoformat()
    return {"user": user.pk, "kind": "leave", "started_on": day, "part": "whole"} | more


def test_one_day_is_entered_with_one_day_typed(town, sign_in):
    person = town.counsellor
    assert sign_in(person).post(PATH, sent(person, substitute=town.lead.pk)).status_code == 302
    absence = Absence.objects.get()
    assert (absence.ended_on, absence.substitute) == (absence.started_on, town.lead)


def test_only_whoever_leads_enters_it_for_another(town, sign_in):
    refused = sign_in(town.counsellor).post(PATH, sent(town.clerk))
    assert refused.status_code == 422
    assert "user" in refused.context["form"].errors
    assert sign_in(town.lead).post(PATH, sent(town.clerk)).status_code == 302


def test_the_same_time_is_not_entered_twice_but_two_halves_are(town, sign_in):
    person = town.counsellor
    for part in ("morning", "afternoon"):
        assert sign_in(person).post(PATH, sent(person, part=part)).status_code == 302
    refused = sign_in(person).post(PATH, sent(person))
    said = str(refused.context["form"].errors["started_on"])
    assert "すでに入力" in said
    assert "年休" in said


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("ended_on", {"days": -1}),
        ("part", {"days": 1, "part": "morning"}),
        ("substitute", {"days": 0, "own": True}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field, more, town, sign_in):
    person, typed = town.counsellor, dict(more)
    end = timezone.localdate() + timedelta(days=typed.pop("days"))
    if typed.pop("own", False):
        typed["substitute"] = person.pk
    refused = sign_in(person).post(PATH, sent(person, ended_on=end.isoformat(), **typed))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors


def test_an_absence_is_moved_and_taken_back_by_its_person(town, sign_in):
    absence = AbsenceFactory(office=town.office, user=town.counsellor)
    path = reverse("staffing:absence-edit", args=[absence.pk])
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    moved = sent(town.counsellor, started_on=later, ended_on=later, _version=1)
    assert sign_in(town.counsellor).post(path, moved).status_code == 302
    assert sign_in(town.counsellor).post(
        reverse("staffing:absence-delete", args=[absence.pk])
    ).url == reverse("staffing:absence-list")
    assert not Absence.objects.alive().exists()


def test_the_kinds_of_absence_hold_no_empty_choice(town, sign_in):
    kind = sign_in(town.counsellor).get(PATH).context["form"].fields["kind"]
    assert "" not in dict(kind.choices)
