"""The papers of monitoring of a person who does not exist."""

from typing import Any

from monitoring.papers.week import TITLE
from plans.papers.samples import HEAD, week_sample


def report_sample() -> dict[str, Any]:
    """Return 様式3-1 of nobody, with one goal."""
    row = {
        "number": 1,
        "goal": "週3日、体調に合わせて通う。",
        "by": "令和9年3月",
        "situation": "休まず通っている。",
        "satisfaction": "「楽しい」との話。",
        "achievement": "概ね達成",
        "issue": "昼休みの過ごし方を相談する。",
        "pairs": [False, False, False],
        "note": "",
    }
    return HEAD | {
        "is_numbered": False,
        "document": "様式3-1　モニタリング報告書（見本）",
        "welfare": HEAD["certificate"],
        "plan_made": "令和8年4月1日",
        "visited": "令和8年10月5日",
        "where": "自宅　訪問",
        "policy": "体調の波に合わせ、安心して通える場をいっしょにつくる。",
        "overall": "生活のリズムが整い、外に出る日が増えた。",
        "rows": [row],
        "blank": 2,
    }


def report_week_sample() -> dict[str, Any]:
    """Return 様式3-2 of nobody."""
    titles = {"title": f"{TITLE}【週間計画表】", "document": "様式3-2　週間計画表（見本）"}
    return week_sample() | titles
