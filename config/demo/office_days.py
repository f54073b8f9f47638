"""What leads and counsellors say to each other in the demo office: closing, questions, absences."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.actions import (
    change_consultation,
    check_consultations,
    close_month,
    log_consultation,
    move_promise,
)
from cases.models import Consultation, Promise
from config.common.fiscal import add_months, month_end, month_of
from config.common.holidays import next_open_day
from config.demo.town import Town
from reports.actions.morning import write_morning
from staffing.actions import answer_question, ask_about, enter_absence
from staffing.askable import ask_kind

#: Months closed in the demo, counted back; the last one waits for the visitor.
CLOSED = (5, 4, 3, 2)
NOTES = """・公用車1号は10時まで点検。訪問は2号を使う。
・市の障害福祉課から、11月の更新申請の書類の締切りは金曜日との連絡。
・インフルエンザ予防接種の希望者は、昼までに事務へ。"""
QUESTIONS = (
    (
        "ご家族から「記録を見たい」と言われました。開示の手続きを案内する書き方でよいでしょうか。",
        "",
    ),
    (
        "短期入所の空きがなく、隣の市の事業所を案内しました。この対応でよかったでしょうか。",
        "よいと思います。次回の担当者会議で、市にも伝えておいてください。",
    ),
)


def write_office_days(town: Town, now: datetime) -> None:
    """Close past months, ask and answer, enter absences, note this morning's meeting."""
    today = timezone.localtime(now).date()
    manager, chief, *others = town.people[town.first.pk]
    for back in CLOSED:
        _close(town, add_months(month_of(today), -back), chief, now)
    _after_closing(town, add_months(month_of(today), -CLOSED[-1]), chief)
    _ask(town, chief, others, now)
    _absences(town, today, others, manager)
    write_morning(town.first, today, by=chief, version=None, notes=NOTES)
    for promise in Promise.objects.alive().open().filter(office=town.first, due_on__gt=today)[:2]:
        move_promise(
            promise,
            by=promise.owner,
            version=None,
            owner=promise.owner,
            due_on=promise.due_on + timedelta(days=3),
            reason="先方の都合で日程が変わったため",
        )


def _close(town: Town, month, chief, now: datetime) -> None:
    contacts = Consultation.objects.alive().filter(office=town.first)
    check_consultations(contacts.in_month(month), by=chief, now=now)
    close_month(town.first, month, by=chief, today=timezone.localtime(now).date())


def _after_closing(town: Town, month, chief) -> None:
    """A correction and a late entry in the month closed last."""
    contacts = Consultation.objects.alive().filter(office=town.first).in_month(month)
    record = contacts.exclude(client=None).newest().first()
    if record is None:
        return
    change_consultation(
        record,
        by=record.worker,
        version=None,
        text=record.text + "（同席したのは母ではなく叔母。）",
        reason="同席者の聞き違い",
    )
    moment = datetime.combine(month_end(month), time(16, 40))
    log_consultation(
        office=town.first,
        by=chief,
        client=record.client,
        occurred_at=timezone.make_aware(moment),
        method="call",
        counterpart="provider",
        minutes=10,
        text="通所先から、来月の送迎の時刻が15分早くなるとの連絡を受けた。",
        contents=("services",),
    )


def _ask(town: Town, chief, others, now: datetime) -> None:
    kind = ask_kind("cases.consultation")
    contacts = Consultation.objects.alive().filter(office=town.first).exclude(client=None)
    for writer, (text, answer) in zip(others, QUESTIONS, strict=False):
        record = contacts.filter(worker=writer).newest().first()
        if record is None:
            continue
        question = ask_about(kind, record, by=writer, text=text)
        if answer:
            answer_question(
                question, by=chief, version=None, state="answered", text=answer, now=now
            )


def _absences(town: Town, today, others, manager) -> None:
    first, second, *_rest = others
    later = next_open_day(today + timedelta(days=6)) or today
    enter_absence(
        office=town.first,
        by=first,
        user=first,
        started_on=today,
        ended_on=today,
        part="afternoon",
        kind="training",
        substitute=second,
        note="電話は折り返しの約束だけ受けてください",
    )
    enter_absence(
        office=town.first,
        by=manager,
        user=second,
        started_on=later,
        ended_on=later + timedelta(days=1),
        part="whole",
        kind="leave",
        substitute=first,
        note="",
    )
