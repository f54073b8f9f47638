from datetime import date

import pytest
from django.core.management import call_command

from plans.intervals import propose_interval, service_facts
from plans.models import ServiceType, StandardInterval
from plans.rules import ServiceFacts
from staffing.models import LegalFigure

pytestmark = pytest.mark.django_db


def interval(plan_on, *codes, birth_on=date(1990, 1, 1), care=None):
    return propose_interval(
        plan_on=plan_on,
        services=[ServiceFacts(*code.split(":")) for code in codes],
        birth_on=birth_on,
        has_ltc_care_manager=care,
    )


@pytest.mark.usefixtures("_seeded")
def test_a_second_run_changes_nothing(capsys):
    call_command("seed")

    assert "0 services, 0 intervals, 0 figures" in capsys.readouterr().out


@pytest.mark.usefixtures("_seeded")
def test_a_bent_row_is_mended_and_a_row_of_the_office_stays():
    StandardInterval.objects.filter(group="F").update(months=99)
    own = ServiceType.objects.create(name="市独自の送迎", law_group="municipal")

    call_command("seed", verbosity=0)

    assert not StandardInterval.objects.filter(months=99).exists()
    assert ServiceType.objects.filter(pk=own.pk).exists()


@pytest.mark.usefixtures("_seeded")
def test_every_version_and_every_number_says_where_it_is_written():
    assert StandardInterval.objects.count() == 18
    assert not StandardInterval.objects.filter(source="").exists()
    assert LegalFigure.objects.value_on("caseload_standard", date(2019, 4, 1)) == 35
    assert LegalFigure.objects.value_on("caseload_standard", date(2018, 3, 31)) is None
    assert not LegalFigure.objects.filter(source="").exists()


# T-06: the table of the law, through the tables of the database.
@pytest.mark.usefixtures("_seeded")
@pytest.mark.parametrize(
    ("plan_on", "codes", "months"),
    [
        (date(2018, 3, 31), ["32"], 12),
        (date(2018, 4, 1), ["32"], 6),
        (date(2019, 3, 31), ["11"], 6),
        (date(2019, 4, 1), ["11"], 3),
        (date(2026, 4, 1), ["33"], 6),
        (date(2026, 4, 1), ["33:day"], 3),
        (date(2025, 10, 1), ["48"], 1),
        (date(2026, 4, 1), ["22", "24"], 3),
    ],
)
def test_the_standard_interval_of_the_day_is_proposed(plan_on, codes, months):
    assert interval(plan_on, *codes).months == months


@pytest.mark.usefixtures("_seeded")
@pytest.mark.parametrize(
    ("codes", "code"),
    [(["71"], "outside"), (["52"], "no-service"), (["62"], "service-not-valid")],
)
def test_what_has_no_interval_is_said(codes, code):
    assert [problem.code for problem in interval(date(2026, 4, 1), *codes)] == [code]


@pytest.mark.usefixtures("_seeded")
def test_municipal_and_informal_supports_set_no_interval():
    services = ServiceType.objects.filter(name__in=["移動支援", "生活介護"])

    assert service_facts([*services, None]) == [ServiceFacts("22")]


@pytest.mark.usefixtures("_seeded")
def test_over_65_without_care_management_is_monitored_more_often():
    old = date(1950, 4, 2)

    assert interval(date(2026, 4, 1), "22", birth_on=old, care=False).months == 3
    assert interval(date(2026, 4, 1), "22", birth_on=old, care=True).months == 6
