"""The papers of the demo's clients: certificates, handbooks, consents, guardians, face sheets.

What differs from person to person follows the person's number, so that the rest of the town stays
as it is for a seed.
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from django.utils import timezone

from cases.actions import (
    add_guardian,
    change_sheet,
    log_consultation,
    note_warning,
    record_consent,
    register_certificate,
    register_handbook,
    withdraw_consent,
)
from cases.models import Client, RecipientCertificate
from config.demo.people import Person, Term
from plans.actions import register_self_plan
from staffing.models import User

LEVELS = ("2", "3", "3", "4", "5")
DWELLINGS = ("owned", "rented", "owned", "group_home", "rented", "facility")
HISTORY = (
    "市内で生まれ、地元の小中学校を卒業。高等養護学校を出たあと、製菓の会社に3年勤めた。"
    "体調を崩して退職し、しばらく自宅で過ごしていた。",
    "隣の町の出身。高校を卒業して札幌の会社に就職。25歳ごろから眠れない日が続き、受診を始めた。"
    "5年前に実家へ戻り、2回の入院を経て今の暮らしになった。",
    "出生時から通院を続けている。支援学校の高等部を卒業し、家族と暮らしながら通所している。",
)
OVERVIEWS = (
    "母からの電話で相談が始まった。通所は続いているが、家族の負担が大きく、"
    "将来の住まいを一緒に考えている。",
    "退院を機に相談支援を始めた。昼間に行く場所ができ、生活の時間が整ってきた。"
    "金銭の管理と服薬が当面の課題。",
    "進路を考える時期に学校から紹介された。本人の希望を聞きながら、体験利用を進めている。",
)
CARES = {
    "電話は午後に。": "contact",
    "筆談を希望。": "manner",
    "大きな音が苦手。": "manner",
}
MEDICAL = {
    "mental": ("しおみ病院 精神科", "月1回", "大沢医師", "統合失調症", "朝・夕に服薬"),
    "intellectual": ("みどり内科", "2か月に1回", "木村医師", "高血圧症", "朝に服薬"),
    "physical": ("市立病院 整形外科", "3か月に1回", "三浦医師", "脳性まひ", "なし"),
}
OTHERS = (
    ("見守り", "民生委員", "月に一度の声かけ", "月1回"),
    ("買い物の手伝い", "近所の友人", "車で一緒に買い物へ行く", "週1回"),
    ("食事会", "地域の町内会", "夏と冬の集まりに参加", "年2回"),
)


class Papers:
    """Writes the papers of one office's clients."""

    def __init__(self, today: date) -> None:
        self.today = today

    def certificate(
        self, client: Client, person: Person, term: Term, by: User
    ) -> RecipientCertificate:
        """Register the certificate of a decision's period."""
        is_child = person.is_child(term.starts_on)
        level = LEVELS[person.number % len(LEVELS)]
        return register_certificate(
            client,
            by=by,
            today=self.today,
            kind="child" if is_child else "welfare",
            number=f"{'01903' if is_child else '01900'}{person.number:05d}",
            municipality_id=client.municipality_id,
            issued_on=min(term.decided_on + timedelta(days=3), self.today),
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            copayment_cap=4600 if is_child else (0, 0, 0, 9300)[person.number % 4],
            **self._cap(term),
            **({} if is_child else {"support_level": level} | self._level(person, term)),
        )

    def _cap(self, term: Term) -> dict[str, date]:
        """The cap holds from July to June."""
        day = min(term.ends_on, self.today)
        year = day.year if day.month >= 7 else day.year - 1
        first = max(date(year, 7, 1), term.starts_on)
        return {"cap_from": first, "cap_to": min(date(year + 1, 6, 30), term.ends_on)}

    def _level(self, person: Person, term: Term) -> dict[str, date]:
        """A level holds three years; of some it ends before the decision."""
        ends_on = term.ends_on - timedelta(days=30) if person.number % 9 == 0 else term.ends_on
        return {"level_from": max(term.starts_on, ends_on - timedelta(1094)), "level_to": ends_on}

    def first(self, client: Client, person: Person, term: Term, by: User) -> None:
        """Write what belongs to the contract: consent, handbook, guardian, face sheet."""
        self._consent(client, person, term, by)
        self._handbook(client, person, by)
        self._guardian(client, person, by)
        if person.number % 4 != 3:
            self._sheet(client, person, by)

    def _consent(self, client: Client, person: Person, term: Term, by: User) -> None:
        if person.number % 40 == 7:
            return
        given = max(person.opened_on, term.consented_on - timedelta(days=60))
        consent = record_consent(
            client,
            given_on=given,
            method="written",
            by=by,
            given_by=f"{person.name.split()[0]}（保護者）" if person.is_child(given) else "",
            includes_meeting=True,
            includes_municipality=True,
            includes_medical=person.number % 2 == 0,
            expires_on=self.today + timedelta(days=45) if person.number % 50 == 13 else None,
        )
        if person.number % 60 == 11:
            withdraw_consent(
                consent,
                by=by,
                version=consent.version,
                today=self.today,
                withdrawn_on=self.today - timedelta(days=9),
                withdrawn_by=f"本人（{person.name}）",
                withdrawal_note="医療機関へ伝えることを見合わせたい。",
            )

    def _handbook(self, client: Client, person: Person, by: User) -> None:
        kinds, number = person.profile["kinds"], person.number
        values = {"by": by, "today": self.today, "issued_on": date(2023, 4 + number % 8, 12)}
        if "mental" in kinds:
            renew = self.today + timedelta(days=number * 17 % 730 - 20)
            grade = f"{1 + number % 3}級"
            register_handbook(client, kind="mental", grade=grade, renew_on=renew, **values)
        elif "physical" in kinds:
            grade = f"{1 + number % 4}級"
            register_handbook(client, kind="physical", grade=grade, impairment="limbs", **values)
        elif "intellectual" in kinds:
            register_handbook(client, kind="intellectual", grade="AB"[number % 2], **values)

    def _guardian(self, client: Client, person: Person, by: User) -> None:
        family = person.name.split()[0]
        if person.is_child(self.today):
            given, relation = (("由美子", "母"), ("浩二", "父"))[person.number % 2]
            phone = f"0907000{person.number:04d}"
            name = f"{family} {given}"
            add_guardian(client, by=by, kind="parent", name=name, relation=relation, phone=phone)
        elif person.number % 25 == 4:
            add_guardian(
                client,
                by=by,
                kind="curator",
                name="立花 俊介",
                relation="しおみ法律事務所（弁護士）",
                phone="0134990011",
                since_on=person.opened_on,
                note="預貯金の払戻し、福祉サービスの契約",
            )

    def care(self, client: Client, person: Person, text: str, by: User) -> None:
        """Note what is to be considered, with the day to look at it again."""
        review = self.today + timedelta(days=person.number * 13 % 300 - 10)
        note_warning(
            client,
            by=by,
            kind=CARES[text],
            text=text,
            since_on=person.opened_on,
            review_on=max(review, person.opened_on),
        )

    def _sheet(self, client: Client, person: Person, by: User) -> None:
        profile, place = person.profile, person.number % 3
        kind = next((kind for kind in profile["kinds"] if kind in MEDICAL), "")
        names = ("department", "frequency", "doctor", "illness", "medication")
        needs = [need for need in profile["needs"] if need[3]]
        others = islice(cycle(OTHERS), place, place + 1 + place % 2)
        change_sheet(
            client,
            by=by,
            version=None,
            person={},
            disabilities=profile["kinds"],
            sheet={
                "created_on": max(person.opened_on, self.today - timedelta(days=400)),
                "author": by,
                "overview": OVERVIEWS[place],
                "dwelling": DWELLINGS[person.number % len(DWELLINGS)],
                "condition": MEDICAL[kind][3] if kind else "",
                "life_history": "" if person.is_child(self.today) else HISTORY[place],
                "own_wish": profile["wish"],
                "family_wish": profile["family"],
            },
            medical=[dict(zip(names, MEDICAL[kind], strict=True))] if kind else [],
            public=[
                {"name": "障害福祉サービス", "content": need[4], "frequency": need[5]}
                for need in needs
            ],
            other=[
                dict(zip(("name", "provider", "content", "frequency"), row, strict=True))
                for row in others
            ],
        )

    def self_plan(self, client: Client, person: Person, by: User) -> None:
        """Register a self-made plan with the talks in which the person was supported."""
        case = client.cases.get()
        contacts = []
        for days, text in (
            (6, "セルフプランの書き方を一緒に確認した。週間の予定から書くことにした。"),
            (1, "書いた計画を見せてもらった。通所先との連絡の取り方を相談した。"),
        ):
            day = max(case.opened_on, self.today - timedelta(days=days))
            at = timezone.make_aware(datetime.combine(day, time(14, 10)))
            contacts.append(
                log_consultation(
                    office=client.office,
                    by=by,
                    worker=by,
                    client=client,
                    occurred_at=at,
                    method="desk",
                    counterpart="self",
                    text=text,
                    contents=("services",),
                )
            )
        register_self_plan(
            client,
            by=by,
            today=self.today,
            reason=("choice", "no_office", "waiting")[person.number // 9 % 3],
            starts_on=case.opened_on,
            helper=by,
            support="月に一度、来所のときに計画の書き方と手続きを一緒に確かめている。",
            contacts=contacts,
        )
