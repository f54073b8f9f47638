"""Weeks to begin with (ひな形): the office changes them, nothing of them is a rule."""

from datetime import time
from typing import Any, NamedTuple

from plans.choices import WeekKind

EVERY, WORKDAYS = "0123456", "01234"
ROUTINE, SERVICE, INFORMAL = WeekKind.ROUTINE, WeekKind.SERVICE, WeekKind.INFORMAL

Row = tuple[str, time, time, str, str]


class Sample(NamedTuple):
    """A week to begin with: its name, and rows of (days, from, to, content, kind)."""

    title: str
    rows: tuple[Row, ...]


EVENING: tuple[Row, ...] = (
    (EVERY, time(18), time(19), "夕食", ROUTINE),
    (EVERY, time(20, 30), time(21, 30), "入浴・服薬", ROUTINE),
    (EVERY, time(22), time(6, 30), "就寝", ROUTINE),
)

SAMPLES: dict[str, Sample] = {
    "day5": Sample(
        "通所5日",
        (
            (EVERY, time(7), time(8), "起床・朝食・身支度", ROUTINE),
            (WORKDAYS, time(9, 30), time(15, 30), "通所", SERVICE),
            *EVENING,
        ),
    ),
    "home": Sample(
        "通所3日・ヘルパー2日",
        (
            (EVERY, time(7), time(8), "起床・朝食・身支度", ROUTINE),
            ("024", time(9, 30), time(15, 30), "通所", SERVICE),
            ("13", time(10), time(11, 30), "居宅介護（家事援助）", SERVICE),
            *EVENING,
        ),
    ),
    "school": Sample(
        "学校・放課後等デイサービス",
        (
            (EVERY, time(6, 30), time(7, 30), "起床・朝食・身支度", ROUTINE),
            (WORKDAYS, time(8), time(15), "学校", INFORMAL),
            ("024", time(15), time(17, 30), "放課後等デイサービス", SERVICE),
            (EVERY, time(18), time(19), "夕食", ROUTINE),
            (EVERY, time(19, 30), time(20, 30), "入浴・支度", ROUTINE),
            (EVERY, time(21), time(6, 30), "就寝", ROUTINE),
        ),
    ),
    "facility": Sample(
        "グループホーム・通所5日",
        (
            (EVERY, time(6, 30), time(8), "起床・朝食・身支度", ROUTINE),
            (WORKDAYS, time(9), time(15, 30), "通所", SERVICE),
            (EVERY, time(16), time(21), "共同生活援助", SERVICE),
            (EVERY, time(21), time(6, 30), "就寝（夜間の支援）", SERVICE),
        ),
    ),
}


def sample_entries(key: str) -> list[dict[str, Any]]:
    """Return the rows of a sample as values of entries."""
    names = ("weekdays", "starts_at", "ends_at", "content", "kind")
    return [dict(zip(names, row, strict=True)) for row in SAMPLES[key].rows]
