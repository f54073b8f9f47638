from datetime import date

import pytest
from django.utils.translation import override

from plans.rules import (
    IntervalProposal,
    IntervalRow,
    ServiceFacts,
    ServiceRow,
    decision_problems,
    plan_problems,
    standard_interval,
)

FIRST, SECOND, THIRD = date(2012, 4, 1), date(2018, 4, 1), date(2019, 4, 1)
END_FIRST, END_SECOND = date(2018, 3, 31), date(2019, 3, 31)

# domain.md 3.2 in its three versions.
ROWS = [
    IntervalRow("B", FIRST, None, 1, source="施行規則第6条の16"),
    IntervalRow("C", SECOND, None, 3),
    IntervalRow("D", FIRST, END_FIRST, 6),
    IntervalRow("D", SECOND, END_SECOND, 6),
    IntervalRow("D", THIRD, None, 3),
    IntervalRow("E", FIRST, END_FIRST, 6),
    IntervalRow("E", SECOND, END_SECOND, 6),
    IntervalRow("E", THIRD, None, 6, months_65=3),
    IntervalRow("F", FIRST, END_FIRST, 12),
    IntervalRow("F", SECOND, END_SECOND, 6),
    IntervalRow("F", THIRD, None, 6),
    IntervalRow("S", date(2025, 10, 1), None, 1),
]
SERVICES = [
    ServiceRow("11", "居宅介護", "D"),
    ServiceRow("22", "生活介護", "E"),
    ServiceRow("32", "施設入所支援", "F"),
    ServiceRow("33", "共同生活援助（包括型）", "E", "comprehensive"),
    ServiceRow("33", "共同生活援助（外部サービス利用型）", "E", "external"),
    ServiceRow("33", "共同生活援助（日中サービス支援型）", "C", "day", valid_from=SECOND),
    ServiceRow("35", "自立生活援助", "C", valid_from=SECOND),
    ServiceRow("46", "就労継続支援B型", "E"),
    ServiceRow("48", "就労選択支援", "S", valid_from=date(2025, 10, 1)),
    ServiceRow("52", "計画相談支援"),
    ServiceRow("62", "医療型児童発達支援", "E", valid_to=date(2024, 3, 31)),
    ServiceRow("63", "放課後等デイサービス", "E"),
    ServiceRow("71", "福祉型障害児入所施設"),
    ServiceRow("M1", "移動支援", is_municipal=True),
]
YOUNG, OLD = date(1990, 1, 1), date(1950, 1, 1)


def interval(plan_on, *codes, birth_on=YOUNG, care=None, intensive=False):
    return standard_interval(
        plan_on=plan_on,
        services=[ServiceFacts(*code.split(":")) for code in codes],
        birth_on=birth_on,
        has_ltc_care_manager=care,
        intensive=intensive,
        rows=ROWS,
        service_rows=SERVICES,
    )


# T-06: the table by version, chosen by the date of the plan.
@pytest.mark.parametrize(
    ("plan_on", "codes", "months", "group"),
    [
        (date(2012, 4, 1), ["11"], 6, "D"),
        (date(2018, 3, 31), ["22"], 6, "E"),
        (date(2018, 3, 31), ["32"], 12, "F"),
        (date(2018, 4, 1), ["32"], 6, "F"),
        (date(2018, 4, 1), ["35"], 3, "C"),
        (date(2018, 4, 1), ["11"], 6, "D"),
        (date(2019, 3, 31), ["11"], 6, "D"),
        (date(2019, 4, 1), ["11"], 3, "D"),
        (date(2019, 4, 1), ["22"], 6, "E"),
        (date(2026, 11, 24), ["33"], 6, "E"),
        (date(2026, 11, 24), ["33:external"], 6, "E"),
        (date(2026, 11, 24), ["33:day"], 3, "C"),
        (date(2026, 11, 24), ["63"], 6, "E"),
        (date(2025, 10, 1), ["48"], 1, "S"),
        (date(2026, 11, 24), ["22", "11"], 3, "D"),
        (date(2026, 11, 24), ["32", "22"], 6, "F"),
        (date(2026, 11, 24), ["22", "M1"], 6, "E"),
    ],
)
def test_the_interval_is_that_of_the_plans_day_and_the_shortest_service(
    plan_on, codes, months, group
):
    proposal = interval(plan_on, *codes)

    assert (proposal.months, proposal.group) == (months, group)
    assert proposal.reasons


# T-06: 65 or over without long-term care management, from 2019-04 only, row E only.
@pytest.mark.parametrize(
    ("plan_on", "code", "birth_on", "care", "months"),
    [
        (date(2019, 4, 1), "22", OLD, False, 3),
        (date(2019, 4, 1), "22", OLD, True, 6),
        (date(2019, 3, 31), "22", OLD, False, 6),
        (date(2019, 4, 1), "32", OLD, False, 6),
        (date(2026, 11, 24), "22", date(1961, 11, 24), False, 3),
        (date(2026, 11, 24), "22", date(1961, 11, 25), False, 6),
        (date(2026, 11, 24), "22", date(1961, 11, 25), None, 6),
        (date(2026, 11, 24), "22", None, True, 6),
        (date(2019, 3, 31), "22", None, None, 6),
    ],
)
def test_age_and_care_management_decide_on_row_e(plan_on, code, birth_on, care, months):
    assert interval(plan_on, code, birth_on=birth_on, care=care).months == months


@pytest.mark.parametrize(
    ("birth_on", "care", "code"),
    [
        (None, None, "birth-unknown"),
        (None, False, "birth-unknown"),
        (OLD, None, "care-unknown"),
    ],
)
def test_a_missing_fact_that_matters_is_asked_for(birth_on, care, code):
    problems = interval(date(2026, 11, 24), "22", birth_on=birth_on, care=care)

    assert [problem.code for problem in problems] == [code]


def test_a_missing_fact_is_not_asked_for_when_another_service_is_as_short():
    assert interval(date(2026, 11, 24), "22", "11", birth_on=None).months == 3


def test_intensive_support_is_monthly_whatever_the_service():
    proposal = interval(date(2026, 11, 24), "22", birth_on=None, intensive=True)

    assert (proposal.months, proposal.group) == (1, "B")


@pytest.mark.parametrize(
    ("plan_on", "codes", "code"),
    [
        (date(2018, 3, 31), ["35"], "service-not-valid"),
        (date(2018, 3, 31), ["33:day"], "service-not-valid"),
        (date(2025, 9, 30), ["48"], "service-not-valid"),
        (date(2024, 4, 1), ["62"], "service-not-valid"),
        (date(2026, 11, 24), ["71"], "outside"),
        (date(2026, 11, 24), ["22", "71"], "outside"),
        (date(2026, 11, 24), ["52"], "outside"),
        (date(2026, 11, 24), ["99"], "service-unknown"),
        (date(2026, 11, 24), ["22:day"], "service-unknown"),
        (date(2026, 11, 24), ["M1"], "no-service"),
        (date(2026, 11, 24), [], "no-service"),
        (date(2012, 3, 31), ["22"], "no-row"),
    ],
)
def test_what_cannot_be_decided_is_said(plan_on, codes, code):
    problems = interval(plan_on, *codes)

    assert [problem.code for problem in problems] == [code]
    assert problems[0].message


def test_the_reasons_name_the_service_the_version_and_its_source():
    with override("ja"):
        proposal = interval(date(2026, 11, 24), "22", "11")
        monthly = interval(date(2026, 11, 24), "22", intensive=True)

    assert isinstance(proposal, IntervalProposal)
    assert "生活介護" in proposal.reasons[0]
    assert "平成31年4月1日" in proposal.reasons[0]
    assert len(proposal.reasons) == 3
    assert "施行規則第6条の16" in monthly.reasons[0]


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ({}, []),
        ({"drafted_on": date(2026, 11, 1), "consented_on": date(2026, 11, 2)}, []),
        (
            {
                "consented_on": date(2026, 11, 2),
                "delivered_on": date(2026, 11, 2),
                "submitted_on": date(2026, 11, 5),
            },
            [],
        ),
        (
            {"drafted_on": date(2026, 11, 3), "consented_on": date(2026, 11, 2)},
            ["consent-before-draft"],
        ),
        (
            {"consented_on": date(2026, 11, 2), "delivered_on": date(2026, 11, 1)},
            ["before-consent"],
        ),
        ({"delivered_on": date(2026, 11, 1), "submitted_on": date(2026, 11, 1)}, ["no-consent"]),
        ({"consented_on": date(2026, 11, 25)}, ["future"]),
    ],
)
def test_the_dates_of_a_plan_follow_each_other(dates, codes):
    problems = plan_problems(today=date(2026, 11, 24), **dates)

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"monitoring_from": date(2026, 6, 1), "monitoring_to": date(2027, 3, 1)}, []),
        ({"monitoring_from": date(2026, 4, 1), "monitoring_to": date(2027, 3, 31)}, []),
        ({"ends_on": date(2026, 3, 31)}, ["end-before-start"]),
        ({"interval_months": 0}, ["interval"]),
        ({"interval_months": 37}, ["interval"]),
        ({"monitoring_to": date(2027, 4, 1)}, ["outside-decision"]),
        ({"monitoring_from": date(2026, 3, 1)}, ["outside-decision"]),
        (
            {"monitoring_from": date(2026, 9, 1), "monitoring_to": date(2026, 6, 1)},
            ["months-reversed"],
        ),
        ({"decided_on": date(2026, 11, 25), "today": date(2026, 11, 24)}, ["future"]),
    ],
)
def test_a_decision_and_its_monitoring_months_fit_together(facts, codes):
    decision = {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31), **facts}

    assert [problem.code for problem in decision_problems(**decision)] == codes
