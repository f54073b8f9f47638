"""Why a month is one, told in English: the stored sentence of the rule, with its days. T-06"""

from datetime import date

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from hypothesis import given

from monitoring.choices import PauseKind
from monitoring.rules import Rest, monitoring_months
from monitoring.rules.decisions import DecisionFacts, LaterDecision, decision_months
from monitoring.rules.reasons import STORED_IN, in_words
from tests.monitoring.test_rules import SEGMENTS

YEAR = DecisionFacts(
    starts_on=date(2026, 4, 1),
    interval_months=1,
    monitoring_from=date(2026, 4, 1),
    monitoring_to=date(2027, 3, 1),
    is_printed=True,
)


def is_english(text):
    return text.isascii()


@given(SEGMENTS)
def test_every_reason_of_the_count_is_told_in_english(segment):
    with translation.override(settings.LANGUAGE_CODE):
        stored = [due.reason for due in monitoring_months([segment, segment])]
        assert [in_words(reason) for reason in stored] == stored
    with translation.override("en"):
        assert all(is_english(in_words(reason)) for reason in stored)


def test_reasons_are_stored_in_the_language_of_the_settings():
    assert STORED_IN == settings.LANGUAGE_CODE


def test_the_reasons_of_a_decision_too_with_days_and_kinds():
    with translation.override(settings.LANGUAGE_CODE):
        rest = Rest(date(2026, 5, 1), date(2026, 6, 30), str(PauseKind.HOSPITAL.label))
        months = decision_months(
            YEAR,
            later=[LaterDecision(date(2026, 9, 1), date(2026, 10, 1))],
            self_plans=[(date(2026, 8, 1), date(2026, 8, 31))],
            pauses=[rest],
            cases=[(date(2026, 4, 20), date(2026, 11, 30)), (date(2027, 2, 1), None)],
        )
    with translation.override("en"):
        told = {due.month.month: in_words(due.reason) for due in months if due.code != "printed"}

    assert all(map(is_english, told.values()))
    assert told[5] == "Left out: In hospital since 2026-05-01."
    assert told[9] == "Left out: counted in the later decision from 2026-09-01."


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Moved to %(to)s: %(why)s", "Moved to 2027-02: 本人の希望。令和9年1月は旅行"),
        ("入院のため", "入院のため"),
    ],
)
def test_what_somebody_wrote_stays_as_it_was_written(sentence, told):
    with translation.override(settings.LANGUAGE_CODE):
        stored = _(sentence) % {"to": "令和9年2月", "why": "本人の希望。令和9年1月は旅行"}
    with translation.override("en"):
        assert in_words(stored) == told
