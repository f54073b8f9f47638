"""地域移行・地域定着 of the demo: who could leave, one on the way out, one at home again."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.models import Client
from config.common.fiscal import add_months_to_day
from config.demo.town import Town
from plans import actions
from plans.models import CommunitySupport
from staffing.models import User

STAYS = (
    ("psychiatric", "しおみ病院", "3病棟", 104, "unsure", "外は少しこわい。弟に会いたい。"),
    ("facility", "海風の園", "2ユニット", 187, "wants", "自分の部屋がほしい。鍵のある部屋。"),
    ("hospital", "市立病院", "東5階", 8, "unasked", ""),
)
OUTINGS = (
    (
        91,
        "interview",
        "しおみ病院 面談室",
        "暮らしの希望を聞いた。猫の写真を見せてくれた。",
    ),
    (
        74,
        "outing",
        "駅前商店街",
        "駅前まで歩き、喫茶店で休んだ。人の多い所は疲れるとのこと。",
    ),
    (60, "service_trial", "あおば工房", "午前の作業を体験。箱折りを一時間。また来たいと話した。"),
    (39, "night_trial", "グループホームかもめ", "二泊。夜は眠れた。朝食の支度を職員と一緒にした。"),
    (18, "housing", "港町の不動産店", "二件を見学。段差のない一階の部屋が気に入った。"),
)
CALLS = (
    (
        70,
        time(2, 20),
        "call",
        "本人",
        "眠れず不安だと電話。",
        "15分話を聴く。翌朝こちらから電話した。",
    ),
    (41, time(10, 0), "regular", "自宅", "月一度の定期の連絡。食事と服薬は続いている。", ""),
    (
        23,
        time(21, 40),
        "call",
        "本人",
        "上の階の音が気になると電話。",
        "管理会社への連絡を翌日手伝うことにした。",
    ),
    (
        22,
        time(9, 30),
        "emergency_visit",
        "自宅",
        "前夜の電話を受けて訪問。落ち着いていた。",
        "",
    ),
)


def write_community(town: Town, today: date) -> None:
    """Write three stays, a transition and a settlement of adults of the first office."""
    worker = town.people[town.first.pk][2]
    adults = Client.objects.filter(office=town.first, birth_on__lt=add_months_to_day(today, -360))
    mine = adults.filter(
        cases__worker=worker,
        cases__closed_on=None,
        plans__consented_on__isnull=False,
        family_entries=None,
    ).order_by("-pk")
    clients = list(mine.select_related("office").distinct()[:5])
    if len(clients) < 5:  # a town that was made small
        return
    staying, (leaving, settled) = clients[:3], clients[3:5]
    for client, (kind, place, ward, months, wish, words) in zip(staying, STAYS, strict=True):
        actions.register_stay(
            client,
            by=worker,
            today=today,
            kind=kind,
            place=place,
            ward=ward,
            since_on=add_months_to_day(today, -months),
            wish=wish,
            wish_words=words,
            asked_on=None if wish == "unasked" else today - timedelta(days=30),
            obstacles="住む所、日中に行く所、緊急のときの連絡先" if words else "",
            contact_name="大沢",
            contact_role="精神保健福祉士",
            contact_phone="0134551234",
        )
    _transition(leaving, worker, today)
    _settlement(settled, worker, today)


def _transition(client: Client, worker: User, today: date) -> None:
    begun = today - timedelta(days=92)
    stay = actions.register_stay(
        client,
        by=worker,
        today=today,
        kind="psychiatric",
        place="しおみ病院",
        ward="2病棟",
        since_on=add_months_to_day(today, -63),
        wish="wants",
        wish_words="港の見えるアパートで、猫と暮らしたい。",
        asked_on=begun - timedelta(days=20),
        contact_name="森",
        contact_role="病棟看護師長",
        contact_phone="0134551235",
    )
    support = actions.start_support(
        client,
        kind="transition",
        by=worker,
        today=today,
        stay=stay,
        worker=worker,
        starts_on=begun,
        ends_on=add_months_to_day(begun, 6) - timedelta(days=1),
    )
    _agreed(
        support,
        worker,
        today,
        begun,
        wish=stay.wish_words,
        goal="春までに退院し、通える場所のあるアパートでの暮らしを始める。",
        content="月2回、外出に同行する（相談支援専門員）。\n通所と宿泊の体験を組む（病院・事業所）。\n"
        "年内に住まいを決める（本人・相談支援専門員・不動産店）。",
        caution="人の多い時間を避ける。疲れたときは早めに切り上げる。",
        move_planned_on=today + timedelta(days=45),
    )
    for days, kind, place, text in OUTINGS:
        ends = {"until_on": today - timedelta(days=days - 2)} if kind == "night_trial" else {}
        _entry(support, worker, today, days, time(13, 30), kind, place, text, "", **ends)


def _settlement(client: Client, worker: User, today: date) -> None:
    begun = today - timedelta(days=120)
    support = actions.start_support(
        client,
        kind="settlement",
        by=worker,
        today=today,
        worker=worker,
        ground="alone",
        starts_on=begun,
        ends_on=add_months_to_day(begun, 12) - timedelta(days=1),
        day_phone="0134551200",
        night_phone="0134559999",
        line_note="夜間は当番の携帯に転送。つながらないときは5分後に折り返す。",
        moved_to=client.address,
    )
    _agreed(
        support,
        worker,
        today,
        begun,
        wish="ひとりで暮らし続けたい。困ったときに電話できると安心。",
        goal="不安なときに早めに相談し、入院せずに暮らしを続ける。",
        content="24時間の電話（当番）。月1回の定期の連絡。緊急のときの訪問。",
        caution="",
    )
    rows = (
        ("相談支援センター（当番）", "0134559999", "いつでも", "不安なとき"),
        ("姉", "0134558201", "夕方から21時", "話を聴いてほしいとき"),
        ("しおみ病院", "0134551234", "いつでも", "薬を飲んでも眠れないとき"),
    )
    columns = ("name", "phone", "hours", "purpose")
    lines = [dict(zip(columns, row, strict=True)) for row in rows]
    actions.write_crisis_sheet(
        support,
        by=worker,
        version=None,
        lines=lines,
        triggers="寝不足が続く。予定が急に変わる。",
        signs="電話に出なくなる。カーテンを閉めたままにする。",
        own_ways="あたたかい飲みものを飲む。頓服を飲んで横になる。",
        wanted_help="ゆっくり話を聴く。次の日に様子を見に来る。",
        unwanted="大勢で来ること。大きな声。",
        medicine="しおみ病院（水曜日・大沢先生）　頓服は1日2回まで",
        sheet_agreed_on=begun + timedelta(days=3),
    )
    for days, clock, kind, place, text, response in CALLS:
        _entry(support, worker, today, days, clock, kind, place, text, response)


def _agreed(
    support: CommunitySupport, worker: User, today: date, begun: date, **texts: object
) -> None:
    plan = actions.write_community_plan(support, by=worker, today=today, drafted_on=begun, **texts)
    day = begun + timedelta(days=3)
    actions.agree_to_community_plan(
        plan,
        by=worker,
        version=None,
        today=today,
        consented_on=day,
        consented_by=support.client.name,
        delivered_on=day,
    )


def _entry(support, worker, today, days, clock, kind, place, text, response, **more) -> None:
    at = timezone.make_aware(datetime.combine(today - timedelta(days=days), clock))
    actions.add_entry(
        support,
        by=worker,
        today=today,
        also_log=True,
        kind=kind,
        occurred_at=at,
        minutes=20 if kind == "call" else 90,
        place=place,
        text=text,
        response=response,
        worker=worker,
        **more,
    )
