"""Meetings about people and providers' plans of the demo: a few of each state, invented."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from config.common.fiscal import add_months_to_day
from plans.actions import finish_minutes, set_up_meeting, write_minutes
from plans.choices import Stage
from plans.choices_meetings import MeetingKind, MeetingState, Presence
from plans.coverage import plan_providers
from plans.models import (
    MeetingConclusion,
    MeetingItem,
    MeetingPerson,
    PlanDelivery,
    PlannedService,
    ProviderPlan,
    ServiceCoordinationMeeting,
    ServiceUsePlan,
)
from plans.rules import PLAN_WRITING_GROUPS
from plans.team import team_of
from staffing.models import Office, User
from staffing.permissions import access_for

#: So many people of an office have a meeting: one to come, one in work, the others final.
MEETINGS = 6
ITEMS = [
    (
        "通所の日数と、体調がすぐれないときの連絡の方法",
        "本人から「週4日なら続けられそう。水曜は家で休みたい」と話があった。事業所からは、休む日の連絡を"
        "本人が電話でできるようになったこと、午後に疲れが出やすいことの報告があった。",
    ),
    (
        "家での過ごし方と家族の休息",
        "家族は「夕方に一人になる時間が心配」と話した。短期入所の見学から始め、本人が慣れてから日数を決める。",
    ),
    (
        "緊急のときの連絡の順番",
        "夜間と休日の連絡先を一枚にまとめ、本人の部屋と各事業所に置くことを確かめた。",
    ),
]
CONCLUSIONS = [
    ("通所先", "午後の作業を座ってできるものに見直し、本人に説明する", 14, False),
    ("", "緊急のときの連絡の順番を書いた紙を作り、出席者に渡す", 10, True),
    ("家族", "短期入所の見学の日を本人と決める", 21, True),
]
OPINION = "今の支援の内容で落ち着いて過ごせている。回数を変えるときは前の月までに知らせてほしい。"
GOAL = "自分の役割を持って作業に取り組み、休むときは自分で連絡する。"


def write_meetings(office: Office, staff: list[User], rng: Random, now: datetime) -> None:
    """Hold meetings about some people of an office, and receive plans of their providers."""
    today = timezone.localtime(now).date()
    plans = ServiceUsePlan.objects.alive().consented().newest_versions().with_needs()
    # Before the decision nobody has met, received a copy or written a plan of their own.
    plans = plans.filter(office=office, case__closed_on=None, stage=Stage.FINAL).select_related(
        "client__office", "case__worker", "case__deputy", "author"
    )
    plans = list(plans.order_by("pk"))
    for worker in staff:
        access_for(worker, on=today)
    for place, plan in enumerate(plans[: MEETINGS * 4 : 4]):
        _meet(plan, place, staff, now)
    _receive(plans, staff[0], rng, today)
    _hold_earlier(plans, staff[0], rng)
    _hand_out(plans, staff[0], rng)


def _hold_earlier(plans: list[ServiceUsePlan], by: User, rng: Random) -> None:
    """Most plans had their meeting before the consent; the minutes are final."""
    held = [plan for plan in plans if rng.random() > 0.06]
    written = {"created_by": by, "updated_by": by}
    meetings = ServiceCoordinationMeeting.objects.bulk_create(
        ServiceCoordinationMeeting(
            office_id=plan.office_id,
            client_id=plan.client_id,
            case_id=plan.case_id,
            plan=plan,
            number=1,
            held_on=_weekday(plan.consented_on - timedelta(days=1)),
            starts_at=time(10),
            ends_at=time(11),
            place=f"{plan.client.office.label} 相談室",
            is_for_draft=True,
            state=MeetingState.FINISHED,
            writer=plan.author,
            finished_by=plan.author,
            finished_at=timezone.make_aware(datetime.combine(plan.consented_on, time(9))),
            **written,
        )
        for plan in held
    )
    MeetingPerson.objects.bulk_create(
        person
        for plan, meeting in zip(held, meetings, strict=True)
        for person in _sitters(plan, meeting)
    )
    title, text = ITEMS[0]
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, title=title, discussion=text) for meeting in meetings
    )
    MeetingConclusion.objects.bulk_create(
        MeetingConclusion(meeting=meeting, text="計画案のとおり支援を始める")
        for meeting in meetings
    )


def _sitters(plan: ServiceUsePlan, meeting: ServiceCoordinationMeeting) -> list[MeetingPerson]:
    seats = [("self", "", "本人", plan.client.name)]
    seats += [("provider", row["name"], "", "") for row in plan_providers(plan)]
    seats.append(("office", plan.client.office.label, "相談支援専門員", plan.author.name))
    return [
        MeetingPerson(
            meeting=meeting,
            seat=seat,
            organisation=organisation,
            role=role,
            name=name,
            presence=Presence.PRESENT,
            position=position,
        )
        for position, (seat, organisation, role, name) in enumerate(seats, start=1)
    ]


def _hand_out(plans: list[ServiceUsePlan], by: User, rng: Random) -> None:
    """Most providers have their copy; of a few it was forgotten."""
    PlanDelivery.objects.bulk_create(
        PlanDelivery(
            plan=plan,
            provider_id=row["provider_id"],
            provider_name="" if row["provider_id"] else row["name"],
            delivered_on=plan.consented_on + timedelta(days=1),
            how=rng.choice(("post", "hand", "fax")),
            created_by=by,
            updated_by=by,
        )
        for plan in plans
        for row in plan_providers(plan)
        if rng.random() > 0.04
    )


def _meet(plan: ServiceUsePlan, place: int, staff: list[User], now: datetime) -> None:
    today = timezone.localtime(now).date()
    by = plan.case.worker or staff[0]
    access_for(by, on=today)
    team = team_of(plan.client, plan.case, user=by, today=today)
    days = (6, -2, -9, -40, -75, -100)[place]
    is_support = place == 4
    provider = next((each for each in team if each.seat == "provider"), None)
    meeting = set_up_meeting(
        plan.client,
        by=by,
        people=[each.columns for each in team if each.is_usual],
        kind=MeetingKind.SUPPORT if is_support else MeetingKind.COORDINATION,
        provider_name=provider.organisation if is_support and provider else "",
        plan=plan,
        held_on=_weekday(max(today + timedelta(days=days), plan.case.opened_on)),
        starts_at=time(13, 30),
        ends_at=time(14, 40),
        place="なぎさ 相談室" if place % 2 else "市民交流センター 会議室2",
        is_for_monitoring=not is_support,
        message="" if place else "資料は当日お渡しします。駐車場は正面にあります。",
    )
    if days >= 0:
        return
    meeting = write_minutes(
        meeting,
        by=by,
        version=meeting.version,
        people=_answers(meeting.people.all(), meeting.held_on, is_open=place == 1),
        items=[{"title": title, "discussion": text} for title, text in ITEMS[: 1 + place % 3]],
        conclusions=[
            {
                "who": who or by.name,
                "text": text,
                "due_on": meeting.held_on + timedelta(days=until),
                "owner": by if is_ours else None,
            }
            for who, text, until, is_ours in CONCLUSIONS[: 0 if is_support else 3]
        ],
        own_words="みんなで話せてよかった。水曜は休みにしたい。",
        agreement="読み上げて確かめ、「これでやってみたい」との返事を得た。",
        remaining="母の体調が変わったときの支援は、次のモニタリングで検討する。",
        next_note="次のモニタリングの月",
    )
    if place == 1:
        return
    moment = datetime.combine(meeting.held_on + timedelta(days=1), time(17))
    finish_minutes(
        meeting,
        by=by,
        version=meeting.version,
        now=timezone.make_aware(moment),
        today=meeting.held_on + timedelta(days=1),
    )


def _answers(people: list[MeetingPerson], held_on: date, *, is_open: bool) -> list[dict]:
    """Everybody came but the last provider, who was asked by telephone."""
    people = list(people)
    providers = [person for person in people if person.seat == "provider"]
    away = providers[-1] if len(providers) > 1 else None
    return [
        {"id": person.pk, "presence": "" if is_open and person.seat == "family" else here}
        | (
            {
                "absence_reason": "勤務の都合",
                "asked_on": held_on - timedelta(days=4),
                "asked_how": "phone",
                "opinion": OPINION,
            }
            if person is away
            else {}
        )
        for person in people
        for here in [Presence.ABSENT if person is away else Presence.PRESENT]
    ]


def _receive(plans: list[ServiceUsePlan], by: User, rng: Random, today: date) -> None:
    """Most providers gave their plan; some are missing, of some the next one is due."""
    received, links = [], []
    for plan in plans:
        lines: dict[int, list[PlannedService]] = {}
        for need in plan.needs.all():
            for service in need.services.all():
                kind = service.service_type
                if service.provider_id and kind and kind.law_group in PLAN_WRITING_GROUPS:
                    lines.setdefault(service.provider_id, []).append(service)
        for services in lines.values():
            chance = rng.random()
            if chance < 0.12:
                continue
            row = _provider_plan(plan, services[0], by, today, is_late=chance < 0.3)
            received.append(row)
            links.append([service.need_id for service in services])
    made = ProviderPlan.objects.bulk_create(received)
    through = ProviderPlan.needs.through
    through.objects.bulk_create(
        through(providerplan_id=row.pk, planneed_id=need)
        for row, needs in zip(made, links, strict=True)
        for need in dict.fromkeys(needs)
    )


def _provider_plan(
    plan: ServiceUsePlan, service: PlannedService, by: User, today: date, *, is_late: bool
) -> ProviderPlan:
    made = min(plan.consented_on + timedelta(days=20), today)
    while (later := add_months_to_day(made, 6)) <= today - timedelta(days=30 if is_late else 0):
        made = later
    return ProviderPlan(
        office_id=plan.office_id,
        client_id=plan.client_id,
        provider_id=service.provider_id,
        service_type_id=service.service_type_id,
        made_on=made,
        received_on=min(made + timedelta(days=5), today),
        consented_on=made,
        starts_on=made,
        ends_on=add_months_to_day(made, 6) - timedelta(days=1),
        next_on=add_months_to_day(made, 6),
        goal=GOAL,
        created_by=by,
        updated_by=by,
    )


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
