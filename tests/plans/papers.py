"""People and plans whose papers are printed: a common one, a blank one, the longest."""

from datetime import date, time

from cases.models import Guardian, RecipientCertificate
from tests.cases.test_papers import LONG_NAME, LONG_TEXT, RARE
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)

TEXTS = {
    "wishes_client": "母と暮らしているが、いつかは一人で暮らしたい。今の作業所は楽しい。",
    "wishes_family": "（母）急がせず、一つずつできることを増やしてほしい。",
    "overall_policy": "「いつか一人で暮らす」という希望を中心に、働くことと泊まる練習を重ねる。",
    "long_goal": "体調を保ちながら働き続け、一人暮らしを始める。",
    "long_goal_by": date(2028, 5, 1),
    "short_goal": "週４日の通所と月１回の宿泊に慣れる。",
    "short_goal_by": date(2026, 11, 1),
    "daily_activities": "・平日は７時に起き、自分で薬を飲む。\n・水曜は休養と家事の日。",
    "other_services": "・短期入所（ショートステイなぎ）\n　月１回・２日　第１金～土",
    "whole_picture": "週４日の仕事で生活の軸をつくり、服薬と睡眠を整え、安定して働き続けられる。",
    "begins_on": date(2026, 6, 1),
    "proposed_months": 3,
    "proposed_from": date(2026, 8, 1),
}


def blank_plan(town, **values):
    """Return a plan of which nothing is written but its head."""
    case = CaseFactory(client__office=town.office, client__name="浅井 花乃", worker=town.counsellor)
    given = {"case": case, "author": town.counsellor, "number": 2, "drafted_on": date(2026, 5, 12)}
    return ServiceUsePlanFactory(**given | values)


def common_plan(town, **values):
    """Return a plan as an office writes it: five needs, seven services, a full week."""
    plan = blank_plan(town, **TEXTS | values)
    RecipientCertificate.objects.create(
        client=plan.client,
        number="0000001420",
        support_level="2",
        copayment_cap=9300,
        starts_on=date(2026, 4, 1),
    )
    make = ServiceProviderFactory
    works = make(office=town.office, name="みなとワークス", contact_name="波止", phone="0134000201")
    helper = make(office=town.office, name="ヘルパーステーションかもめ", phone="0134000202")
    kind = ServiceTypeFactory(code="46", name="就労継続支援B型")
    care = ServiceTypeFactory(code="11", name="居宅介護")
    lines = (
        ("決まった日に通って働き、工賃をためて音楽のライブに行きたい。", kind, works, "週4日"),
        ("一人暮らしに向けて、料理と掃除を自分でできるようになりたい。", care, helper, "月7.5時間"),
        ("母が元気なうちに、家を離れて泊まることに慣れたい。", None, None, "月1回"),
        ("入院せずに暮らしたい。薬を自分で管理したい。", None, None, "週1回"),
        ("休みの日に出かけて、話せる仲間をつくりたい。", None, None, "月2回"),
    )
    for position, (need, service, provider, quantity) in enumerate(lines, start=1):
        made = PlanNeedFactory(
            plan=plan,
            position=position,
            need=need,
            goal="週４日の通所を続け、疲れや不調を早めに職員へ伝えられる。",
            own_role="前の晩に支度をする。休む日は９時までに自分で電話する。",
            note="水曜は休養日。作業時間は体調に合わせて延ばす。",
            target_on=date(2026, 11, 1),
            review_on=date(2026, 8, 1),
        )
        for _line in range(2 if position > 3 else 1):
            PlannedServiceFactory(
                need=made,
                service_type=service,
                content="" if service else "訪問看護（医療保険）",
                provider=provider,
                provider_name="" if provider else "訪問看護しおさい",
                quantity=quantity,
            )
    _week(plan)
    return plan


def _week(plan):
    every = "0123456"
    rows = (
        (every, time(7), time(8), "起床・朝食・服薬", "", "routine"),
        ("0134", time(10), time(15), "就労継続支援B型", "みなとワークス", "service"),
        ("2", time(10), time(11, 30), "居宅介護（家事援助）", "かもめ", "service"),
        ("1", time(16), time(16, 30), "訪問看護", "", "medical"),
        ("6", time(10), time(12), "叔母と買物", "（第１・第３）", "informal"),
        (every, time(18), time(19), "夕食", "", "routine"),
        (every, time(22), time(7), "就寝", "", "routine"),
    )
    names = ("weekdays", "starts_at", "ends_at", "content", "provider_name", "kind")
    for position, row in enumerate(rows, start=1):
        WeekEntryFactory(plan=plan, position=position, **dict(zip(names, row, strict=True)))


def longest_plan(town):
    """Return a child's plan with the longest and the rarest texts in every field."""
    long = dict.fromkeys(
        ("wishes_client", "wishes_family", "overall_policy", "long_goal", "short_goal"), LONG_TEXT
    )
    long |= dict.fromkeys(("daily_activities", "other_services", "whole_picture"), LONG_TEXT)
    plan = blank_plan(town, kind="child", **long)
    plan.client.name = LONG_NAME
    plan.client.save()
    Guardian.objects.create(client=plan.client, name=LONG_NAME, relation="母" * 60)
    provider = ServiceProviderFactory(office=town.office, name="事" * 99 + "終", contact_name=RARE)
    for position in range(1, 4):
        need = PlanNeedFactory(
            plan=plan,
            position=position,
            need=f"{position}番の課題。{LONG_TEXT}",
            goal=LONG_TEXT[:900],
            own_role=LONG_TEXT[:900],
            note=LONG_TEXT[:900],
        )
        for number in range(6):
            PlannedServiceFactory(
                need=need,
                service_type=None,
                content=f"支援{position}-{number}終" + "支" * 180,
                quantity="量" * 60,
                provider=provider,
            )
    for number in range(40):
        WeekEntryFactory(
            plan=plan,
            weekdays="0123456",
            starts_at=time(number // 2 % 24, 30 * (number % 2)),
            ends_at=time(number // 2 % 24, 30 * (number % 2) + 20),
            content=f"予定{number}終" + "長" * 90,
            provider_name="人" * 100,
            kind="informal",
        )
    return plan
