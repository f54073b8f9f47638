"""Files that go from hand to hand: handovers, offers to another office, shares, closed cases."""

import hashlib
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from cases import handing
from cases.actions import (
    close_case,
    hand_over,
    offer_transfer,
    record_consent,
    register_client,
    share_file,
)
from cases.actions.attachments import add_attachment
from cases.choices import CloseReason, GoalResult
from cases.models import Case, Client
from config.common.fiscal import add_months, add_months_to_day, month_of
from config.demo.papers import file_paper
from config.demo.town import Town
from staffing.models import Office, User
from staffing.permissions import access_for

LETTER = """\
潮見市障がい福祉課　御中

日中一時支援の利用について、下記のとおり確認しました。
・利用日　毎週水曜日　13時から17時
・送迎　事業所の車（自宅前 12時40分）
"""
#: People whose files ended long ago: (name, reading, sex, years since the end, reason, kinds).
OLD = (
    ("桑原 セツ", "くわばら せつ", "female", 6, CloseReason.DECEASED, ["physical"]),
    ("宮内 徹", "みやうち とおる", "male", 7, CloseReason.MOVED, ["intellectual"]),
    ("大井 和恵", "おおい かずえ", "female", 2, CloseReason.CARE_INSURANCE, ["mental"]),
)


def write_moves(town: Town, now: datetime) -> None:
    """Write a handover that was done and one for a day to come, offers, shares and ended cases."""
    today = timezone.localtime(now).date()
    head, lead, mizuno, sato, suzuki, kobayashi = town.people[town.first.pk]
    other_head, naka, *_rest = town.people[town.second.pk]
    for person in (head, lead, other_head):
        access_for(person, on=today)
    next_month = add_months(month_of(today), 1)
    done = today - timedelta(days=9)
    _hand_over(town.first, sato, mizuno, lead, on=done, now=now, number=3)
    _hand_over(town.first, kobayashi, suzuki, lead, on=next_month, now=now, number=6)
    _offer(town.first, town.second, suzuki, head, today, "美浜地区へ転居されるため")
    _offer(town.second, town.first, naka, other_head, today, "通所先の近くの事業所を希望されたため")
    _share(town.first, town.core, mizuno, head, today, "夜間・休日の緊急時の対応")
    _share(town.second, town.first, naka, other_head, today, "世帯全体の支援の打合せ")
    _old_files(town.first, lead, today)
    _letters(town.first, mizuno)
    for case in _cases(town.first, mizuno)[:2]:
        access_for(mizuno, on=today)
        file_paper("face", case.client, mizuno, today, now)


def _cases(office: Office, worker: User) -> list[Case]:
    """The worker's open cases that are plainly his own, in a fixed order."""
    rows = Case.objects.open().filter(office=office, worker=worker, deputy=None)
    rows = rows.filter(contracted_on__isnull=False, client__restrictions=None)
    return list(rows.select_related("client").order_by("pk")[:6])


def _hand_over(
    office: Office, leaver: User, successor: User, by: User, *, on: date, now: datetime, number: int
) -> None:
    today = timezone.localtime(now).date()
    rows = handing.held(leaver, office, by=by, today=today)
    chosen = [row for row in rows if row.duty.key == "case" and row.record.opened_on < on]
    chosen = chosen[:number]
    if not chosen:
        return
    names = {row.name for row in chosen}
    hand_over(
        leaver=leaver,
        office=office,
        on=on,
        by=by,
        today=today,
        now=now,
        seen=handing.seen_in(rows),
        successors=dict.fromkeys(names, successor),
        messages=dict.fromkeys(
            names, "家族への連絡は夕方に。次の面談で引継ぎの挨拶をお願いします。"
        ),
    )


def _agreed(client: Client, by: User, today: date):
    return record_consent(
        client,
        given_on=today - timedelta(days=5),
        method="written",
        by=by,
        includes_office=True,
        expires_on=add_months_to_day(today, 24),
        note="ほかの相談支援事業所への情報提供",
    )


def _offer(office: Office, receiver: Office, worker: User, by: User, today: date, why: str):
    found = _cases(office, worker)
    if not found:
        return
    client = found[0].client
    offer_transfer(
        client,
        receiver=receiver,
        consent=_agreed(client, by, today),
        handed_on=add_months(month_of(today), 1),
        reason=why,
        by=by,
        today=today,
        summary="電話は午後に。朝は起きられないことが多い。金銭の相談は母と一緒に聞く。",
        documents="基本情報（別紙1）\nサービス等利用計画（写し）",
    )


def _share(office: Office, receiver: Office, worker: User, by: User, today: date, purpose: str):
    found = _cases(office, worker)
    if len(found) < 2:
        return
    client = found[1].client
    share_file(
        client,
        receiver=receiver,
        receiver_user=None,
        consent=_agreed(client, by, today),
        starts_on=today,
        ends_on=add_months_to_day(today, 6),
        parts=["supporters", "plan", "log"],
        records_from=today - timedelta(days=180),
        purpose=purpose,
        by=by,
        today=today,
    )


def _old_files(office: Office, by: User, today: date) -> None:
    """Cases that ended: some so long ago that their files may be deleted."""
    for name, kana, gender, years, reason, kinds in OLD:
        ended = add_months_to_day(today - timedelta(days=40), -12 * years)
        client = register_client(
            office=office,
            by=by,
            opened_on=add_months_to_day(ended, -26),
            route="municipality",
            disabilities=kinds,
            name=name,
            name_kana=kana,
            gender=gender,
            birth_on=add_months_to_day(ended, -12 * 62),
        )
        goes_on = (
            "転出先の相談支援事業所" if reason == CloseReason.MOVED else "地域包括支援センター"
        )
        close_case(
            client.cases.get(),
            on=ended,
            reason=reason,
            by=by,
            today=today,
            goal_result=GoalResult.PARTLY,
            closing_note="通院と服薬は安定し、日中の居場所ができた。住まいの課題は引き継いだ。",
            went_to="" if reason == CloseReason.DECEASED else "市外",
            continued_by="" if reason == CloseReason.DECEASED else goes_on,
        )


def _letters(office: Office, by: User) -> None:
    content = LETTER.encode()
    for case in _cases(office, by)[:3]:
        add_attachment(
            case.client,
            "",
            file=ContentFile(content),
            ending=".txt",
            by=by,
            name="日中一時支援の確認.txt",
            note="市への確認の控え",
            content_type="text/plain",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
