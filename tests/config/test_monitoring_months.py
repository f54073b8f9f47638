"""The command counts with the functions of the screens. T-06"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import StandardInterval

pytestmark = pytest.mark.django_db


def run(line: str) -> tuple[list[str], list[str]]:
    """Return the due months and the months left out; every line carries its reason."""
    out, err = StringIO(), StringIO()
    call_command("monitoring_months", *line.split(), stdout=out, stderr=err)
    found = []
    for text in (out, err):
        rows = [row.split("\t") for row in text.getvalue().splitlines()]
        assert all(len(row) == 2 and row[1] for row in rows)
        found.append([row[0] for row in rows])
    return found[0], found[1]


# The nine worked examples of domain.md 3.5; 1, 2a, 2b and 3 are the ministry's own.
EXAMPLES = {
    "1": (
        "--start 2012-05-01 --end 2013-04-30 --interval 3",
        "2012-07 2012-10 2013-01 2013-04",
        "",
    ),
    "2a as printed": (
        "--start 2012-05-01 --end 2012-07-31 --interval 1 --plan-date 2012-04-20",
        "2012-05 2012-06 2012-07",
        "",
    ),
    "2a as a new user": (
        "--start 2012-05-01 --end 2012-07-31 --interval 3 --first-months 3",
        "2012-05 2012-06 2012-07",
        "",
    ),
    "2b": ("--start 2012-07-01 --end 2013-04-30 --interval 6", "2012-10 2013-04", ""),
    "2a and 2b": (
        "--start 2012-05-01 --end 2013-04-30 --interval 6 --first-months 3",
        "2012-05 2012-06 2012-07 2012-10 2013-04",
        "",
    ),
    "3": (
        "--start 2016-05-01 --end 2017-04-30 --interval 3",
        "2016-07 2016-10 2017-01 2017-04",
        "",
    ),
    "4": ("--start 2019-08-01 --end 2020-07-31 --interval 6", "2020-01 2020-07", ""),
    "5": ("--start 2024-04-15 --end 2025-03-31 --interval 6", "2024-09 2025-03", ""),
    "6": (
        "--start 2024-06-01 --end 2025-03-31 --interval 3",
        "2024-09 2024-12 2025-03",
        "2024-06",
    ),
    "7": (
        "--start 2022-11-01 --end 2025-10-31 --interval 6",
        "2023-04 2023-10 2024-04 2024-10 2025-04 2025-10",
        "",
    ),
    "8": (
        "--start 2025-02-10 --end 2026-01-31 --interval 6 --first-months 3 --first-from next",
        "2025-03 2025-04 2025-05 2025-07 2026-01",
        "",
    ),
    "9": ("--start 2025-10-15 --end 2025-11-30 --interval 1", "2025-11", "2025-10"),
    "9 with the first month": (
        "--start 2025-10-15 --end 2025-11-30 --interval 1 --include-start",
        "2025-10 2025-11",
        "",
    ),
}


@pytest.mark.parametrize(("line", "due", "left_out"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_worked_examples_come_out(line, due, left_out):
    assert run(line) == (due.split(), left_out.split())


YEAR = "--start 2024-04-01 --end 2025-03-31"


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ("--plan-date 2024-03-20 --service 11", 4),
        ("--plan-date 2018-04-01 --service 11", 2),
        ("--plan-date 2024-03-20 --service 22", 2),
        ("--plan-date 2024-03-20 --service 22 11", 4),
        ("--plan-date 2024-03-20 --service 22 --service 11", 4),
        ("--plan-date 2024-03-20 --service 33", 2),
        ("--plan-date 2024-03-20 --service 33:day", 4),
        ("--plan-date 2024-03-20 --service 22 --birth-date 1950-01-01 --no-ltc-care", 4),
        ("--plan-date 2024-03-20 --service 22 --birth-date 1950-01-01 --ltc-care", 2),
        ("--plan-date 2024-03-20 --service 22 --birth-date 1990-01-01", 2),
        ("--plan-date 2024-03-20 --service 22 --intensive", 12),
    ],
)
def test_the_standard_interval_of_the_day_is_taken(facts, count):
    facts += "" if "birth" in facts else " --birth-date 1990-01-01"

    assert len(run(f"{YEAR} {facts}")[0]) == count


@pytest.mark.parametrize(
    "facts",
    [
        "--plan-date 2024-03-20 --service 22 --birth-date 1950-01-01",
        "--plan-date 2024-03-20 --service 48",
        "--plan-date 2024-04-20 --service 62",
        "--plan-date 2024-03-20 --service 71",
        "--plan-date 2024-03-20 --service 72",
        "--plan-date 2024-03-20 --service 99",
        "--plan-date 2011-03-20 --service 22",
        "--plan-date 2024-03-20",
        "",
    ],
)
def test_what_cannot_be_decided_exits_with_2_and_says_so(facts):
    with pytest.raises(CommandError) as refused:
        run(f"{YEAR} {facts}")

    assert refused.value.returncode == 2
    assert any(letter > "\u3000" for letter in str(refused.value))


@pytest.mark.parametrize(
    "line",
    [
        "--start 2024-02-31 --end 2025-03-31 --interval 3",
        "--start 2025-04-01 --end 2024-03-31 --interval 3",
        "--start 2024-04-01 --end 2025-03-31 --interval 0",
        "--start 2024-04-01 --end 2025-03-31 --interval 3 --first-months -1",
        f"{YEAR} --plan-date 2024-03-20 --service 22:day",
    ],
)
def test_impossible_input_is_refused(line):
    with pytest.raises(CommandError):
        run(line)


def test_the_rows_of_the_database_win_over_those_shipped():
    call_command("seed", stdout=StringIO())
    StandardInterval.objects.filter(group="E").update(months=1)

    assert len(run(f"{YEAR} --plan-date 2024-03-20 --service 22 --birth-date 1990-01-01")[0]) == 12
