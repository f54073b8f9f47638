"""Papers of a person who does not exist: how the form of a municipality looks."""

from typing import Any

from plans.choices import Stage
from plans.papers.head import PRESENT, TITLES
from plans.rules import DAY_MARKS, WeekRow
from plans.week_grid import grid_of
from plans.week_samples import SAMPLES

HEAD: dict[str, Any] = {
    "office": "見本相談支援センター",
    "ident": "見本",
    "is_numbered": True,
    "can_print": True,
    "filled": True,
    "name": "見本　太郎",
    "level": "区分3",
    "certificate": "0000000000",
    "cap": "0円",
    "author": "相談　花子",
    "worker": "相談　花子",
}


def plan_sample() -> dict[str, Any]:
    """Return 様式1-1 of nobody: before the consent, with one need and five empty rows."""
    row = {
        "number": 1,
        "need": "日中に通うところがほしい。",
        "goal": "週3日、体調に合わせて通う。",
        "target": ["令和9年", "3月"],
        "services": [["就労継続支援B型\n週3日", "見本作業所\n（担当　見本　次郎）"]],
        "own_role": "前の晩に支度をする。",
        "review": ["令和8年", "12月"],
        "note": "通院の日は休む。",
    }
    return HEAD | {
        "title": TITLES[Stage.DRAFT],
        "document": "様式1-1　計画案（見本）",
        "made_label": "計画案作成日",
        "made_on": "令和8年4月1日",
        "interval": "6か月ごと（令和8年10月から）",
        "wishes_client": "今の家で、自分のペースで暮らしたい。",
        "wishes_family": "無理なく続けてほしい。",
        "policy": "体調の波に合わせ、安心して通える場をいっしょにつくる。",
        "long_goal": "生活のリズムをつくり、外に出る日を増やす。",
        "short_goal": "週3日の通所に慣れる。",
        "rows": [row],
        "free": [2, 3, 4, 5, 6],
        "is_low": True,
    }


def week_sample() -> dict[str, Any]:
    """Return 様式1-2 of nobody: the week of five days."""
    rows = [
        WeekRow(days, start, end, content, "", kind)
        for days, start, end, content, kind in SAMPLES["day5"].rows
    ]
    return HEAD | {
        "title": f"{TITLES[Stage.DRAFT]}【週間計画表】",
        "document": "様式1-2　週間計画表（見本）",
        "begins": "令和8年4月",
        "day_marks": list(DAY_MARKS),
        "grid": grid_of(rows),
        "upper": "・朝は7時に起きる。",
        "lower": "・通院　月1回",
        "foot": "日中の居場所ができ、夜は眠れる日が増える。",
    }


def present_sample() -> dict[str, Any]:
    """Return 別紙2 of nobody: the same week as it is lived now."""
    return week_sample() | {
        "title": PRESENT,
        "document": "別紙2　現在の生活（見本）",
        "held": "令和8年3月20日",
    }


def minutes_sample() -> dict[str, Any]:
    """Return the minutes of a meeting that did not take place."""
    empty = ["", "", ""]
    people = [
        ["", "本人", "見本　太郎"],
        ["見本作業所", "（サービス管理責任者）", "見本　次郎"],
        empty,
    ]
    return HEAD | {
        "held": "令和8年4月10日（金）",
        "hours": "13:30～14:30",
        "place": "見本作業所",
        "number": 1,
        "written": "令和8年4月11日",
        "rows": [people, [empty, empty, empty]],
        "sides": [{"label": "本人", "came": True}, {"label": "家族", "absent": True}],
        "purposes": [["計画案の検討", True], ["モニタリング", False], ["その他", False]],
        "items": [["通所の日数", "週3日から始め、1か月後に見直す。"]],
        "conclusions": ["見本作業所　送迎を始める（令和8年4月20日まで）"],
        "remaining": "冬の通い方",
        "writer": "相談　花子",
    }


def letter_sample() -> dict[str, Any]:
    """Return the invitation to that meeting, as it goes to a provider."""
    letter = {"organisation": "見本作業所", "role": "", "name": "見本　次郎", "ending": "様"}
    return HEAD | {
        "letters": [letter | {"is_own": False, "is_self": False}],
        "postal": "〒000-0000",
        "address": "見本市見本町1-2-3",
        "phone": "0000-00-0000",
        "held": "令和8年4月10日（金）",
        "hours": "13:30～14:30",
        "place": "見本作業所",
        "purpose": "サービス等利用計画案の検討",
    }
