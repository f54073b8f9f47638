"""Papers of a person who does not exist: how the form of a municipality looks."""

from typing import Any

from cases.choices import IntakeCourse, IntakeMethod, Relation, Urgency
from cases.choices_file import Dwelling
from cases.papers.intake import PARTS, ticks


def face_sample() -> dict[str, Any]:
    """Return 別紙1 of nobody; the drawings are left empty."""
    support = {
        "name": "就労継続支援B型",
        "provider": "見本作業所",
        "content": "日中の作業",
        "frequency": "週3日",
        "note": "",
    }
    return {
        "office": "見本相談支援センター",
        "ident": "見本",
        "can_print": True,
        "created": "令和8年4月1日",
        "author": "相談　花子",
        "name": "見本　太郎",
        "name_kana": "みほん　たろう",
        "born": "昭和60年4月2日",
        "age": 41,
        "full_address": "見本市見本町1-2-3",
        "dwellings": [[str(each.label), False] for each in Dwelling],
        "phones": ["0000-00-0000"],
        "condition": "知的障害",
        "support_level": "区分3",
        "genders": [["男", True], ["女", False]],
        "overview": "母と二人で暮らす。日中に通うところを探している。",
        "life_history": "地元の学校を出て、家の手伝いをしてきた。",
        "own_wish": "通うところがほしい。",
        "family_wish": "無理なく続けてほしい。",
        "groups": [
            ["公的支援（障害福祉サービス、介護保険等）", [support], [1, 2]],
            ["その他の支援", [], [1, 2]],
        ],
    }


def intake_sample() -> dict[str, Any]:
    """Return 相談受付票 of nobody, hardly filled in: it is also written by hand."""
    return {
        "office": "見本相談支援センター",
        "ident": "受付番号 R8-0001",
        "can_print": True,
        "number": "R8-0001",
        "received": "令和8年4月1日（水）　10:00",
        "receiver": "相談　花子",
        "worker": "相談　花子",
        "methods": ticks(IntakeMethod, IntakeMethod.CALL),
        "relations": ticks(Relation, Relation.SELF),
        "name": "見本　太郎",
        "kana": "みほん　たろう",
        "born": "昭和60年4月2日（41歳）",
        "handbooks": [["身体", ""], ["療育", "B"], ["精神", ""]],
        "complaint": "日中に通うところを探している。",
        "urgencies": ticks(Urgency, Urgency.NORMAL),
        "parts": [[label, ""] for _group, label in PARTS],
        "courses": ticks(IntakeCourse, IntakeCourse.CONTINUES),
    }
