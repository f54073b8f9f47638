"""What the gallery shows: every component with invented data, built from the real parts."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import ClockField, DayField, KanaField, MonthField, NameField
from config.common.labels import due_on
from staffing.sheets import Conflict, SheetForm, sheet_formset

METHODS = [("phone", "電話"), ("office", "来所"), ("visit", "訪問"), ("accompany", "同行")]
TOPICS = [("service", "福祉サービスの利用"), ("health", "健康・医療"), ("worry", "不安の解消")]


class SampleRowForm(SheetForm):
    """One row of the sample table."""

    name = NameField(label=pgettext_lazy("gallery", "Name"))
    hours = forms.IntegerField(label=pgettext_lazy("gallery", "Hours"), min_value=0, required=False)


class SampleForm(SheetForm):
    """One field of every kind."""

    formset_classes = {"people": sheet_formset(SampleRowForm)}

    name = NameField(
        label=pgettext_lazy("gallery", "Name"),
        widget=forms.TextInput({"data-kana-target": "kana", "autocomplete": "off"}),
    )
    kana = KanaField(label=pgettext_lazy("gallery", "Reading"), required=False)
    held_on = DayField(
        label=_("Day of the visit"), help_text=_("For example R8.11.24, 1124 or きょう")
    )
    due_month = MonthField(label=pgettext_lazy("gallery", "Month"), required=False)
    starts_at = ClockField(label=pgettext_lazy("gallery", "Start"), required=False)
    method = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Method"), choices=METHODS, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=pgettext_lazy("gallery", "Topics"),
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_urgent = forms.BooleanField(label=pgettext_lazy("gallery", "Urgent"), required=False)
    text = forms.CharField(label=_("What was said"), widget=forms.Textarea({"rows": 3}))


def sample_context(today: date, now: datetime) -> dict[str, Any]:
    """Return the invented people and states of the gallery for one day."""
    return {
        "today": today,
        "badges": _badges(today),
        "kinds": [
            *METHODS,
            ("meeting", "会議"),
            ("mail", "メール"),
            ("monitoring", "モニタリング"),
        ],
        "rows": _rows(now),
        "steps": [
            {"state": "done", "label": "同意", "note": "R8.3.16"},
            {"state": "now", "label": "交付", "note": "今日"},
            {"state": "todo", "label": "提出", "note": "11/30まで"},
        ],
        "summary_items": [
            {"label": "受給者証番号", "value": "0123456789", "url": "#"},
            {"label": "モニタリング", "value": "3か月ごと（受給者証の指定）", "url": "#"},
            {"label": "通称", "value": "", "url": "#"},
        ],
        "entries": _entries(),
        "conflict": _conflict(now),
        "page": SimpleNamespace(
            count_label="1-50 / 212件", previous_query="before=3", next_query="after=53"
        ),
        "caseloads": [
            SimpleNamespace(name="早川 修平", adults=36, children=5, average=39.8),
            SimpleNamespace(name="水野 あかり", adults=29, children=4, average=32.5),
            SimpleNamespace(name="小野寺 結", adults=8, children=1, average=6.5),
        ],
        "months": [31, 33, 36, 38, 33, 31, 32, 30, 33, 32, 30, 31],
        "month_names": ["12月", *"123456789", "10", "11"],
    }


def _badges(today: date) -> list[tuple[str, str]]:
    days = (-24, -4, 0, 3, 20, 96)
    dues = [due_on(today + timedelta(days=count), today) for count in days]
    others = [
        ("未提出", "hold"),
        ("提出済 11/20", "done"),
        ("+4.8", "over"),
        ("手入力", "hand"),
        ("記入中", "info"),
        ("未着手", ""),
    ]
    return [(due.words, due.tone) for due in dues] + others


def _rows(now: datetime) -> list[SimpleNamespace]:
    rows = [
        (
            "浅井 花乃",
            "phone",
            "送迎の時間が合わず、朝の支度を急かしてしまうとのこと",
            16,
            False,
        ),
        ("匿名・50代女性", "office", "息子の就労と、家にいる時間の過ごし方について", 35, False),
        ("諸橋 悟", "visit", "退院は12月中旬の見込み。話し合いに出席してほしい", 12, True),
    ]
    names = ("client", "method", "text", "minutes", "is_checked")
    return [
        SimpleNamespace(at=now - timedelta(hours=index), **dict(zip(names, row, strict=True)))
        for index, row in enumerate(rows)
    ]


def _entries() -> list[dict[str, str]]:
    return [
        {
            "when": "11/24（火）10:02",
            "kind": "phone",
            "kind_label": "電話",
            "title": "母・16分",
            "by": "水野",
            "text": "送迎の時間が合わず、朝の支度を急かしてしまうとのこと。",
            "next_step": "今日の訪問で確認する",
        },
        {
            "when": "11/10（火）14:00",
            "kind": "visit",
            "kind_label": "訪問",
            "title": "本人・60分",
            "by": "水野",
        },
    ]


def _conflict(now: datetime) -> Conflict:
    return Conflict(
        name="policy",
        label="総合的な援助の方針",
        mine="朝の時間にゆとりを作り、本人が選んだ仕事を続けられるように支える。",
        theirs="朝の時間にゆとりを作り、仕事を無理なく続けられるように支える。",
        theirs_by="早川 修平",
        theirs_at=now,
        is_long=True,
    )
