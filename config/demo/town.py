"""The demo town: corporations, offices, and who works where since when."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from config.common.fiscal import fiscal_range, fiscal_year
from staffing import actions
from staffing.choices import Dedication, Employment, Job, NewRule, OfficeKind, Role
from staffing.models import Corporation, Municipality, Office, User

#: Everybody of the demo signs in with it; the demo runs only on one's own machine.
PASSWORD = "tsunagi-demo-2026"
SINCE = date(2019, 4, 1)
FULL, PART = Employment.FULL_TIME, Employment.PART_TIME
ONLY, SHARED = Dedication.DEDICATED, Dedication.CONCURRENT


@dataclass(frozen=True)
class Post:
    """One person of the demo: ID, name, kana and the posting."""

    login_id: str
    name: str
    kana: str
    job: str
    role: str
    title: str = ""
    employment: str = FULL
    dedication: str = ONLY
    is_specialist: bool = True
    weekly_hours: int = 40
    fte: int | None = None
    note: str = ""
    since: date = SINCE
    #: Seconded from the other corporation, until the end of the fiscal year.
    is_seconded: bool = False


#: The six posts of the paper: manager and chief concurrent, three full-time and one part-time.
FIRST_OFFICE = [
    Post(
        "kanri",
        "柴崎 誠一",
        "しばさき せいいち",
        Job.MANAGER,
        Role.MANAGER,
        dedication=SHARED,
        note="一般/特定",
    ),
    Post(
        "kakari",
        "早川 修平",
        "はやかわ しゅうへい",
        Job.SPECIALIST,
        Role.LEAD,
        title="係長",
        dedication=SHARED,
        note="一般/特定",
    ),
    Post("mizuno", "水野 あかり", "みずの あかり", Job.SPECIALIST, Role.COUNSELLOR),
    Post("sato", "佐藤 みゆき", "さとう みゆき", Job.SPECIALIST, Role.COUNSELLOR),
    Post("suzuki", "鈴木 健一", "すずき けんいち", Job.SPECIALIST, Role.COUNSELLOR),
    Post(
        "kobayashi",
        "小林 りか",
        "こばやし りか",
        Job.SPECIALIST,
        Role.COUNSELLOR,
        employment=PART,
        weekly_hours=30,
        fte=1,
        is_seconded=True,
    ),
]
SECOND_OFFICE = [
    Post("kanri2", "大槻 京子", "おおつき きょうこ", Job.MANAGER, Role.MANAGER, dedication=SHARED),
    Post(
        "naka",
        "中里 亮",
        "なかざと りょう",
        Job.SPECIALIST,
        Role.COUNSELLOR,
        since=date(2022, 4, 1),
    ),
    Post(
        "jimu",
        "関口 直美",
        "せきぐち なおみ",
        Job.CLERK,
        Role.CLERK,
        is_specialist=False,
        since=date(2023, 4, 1),
    ),
]
CORE_OFFICE = [
    Post(
        "kikan",
        "永瀬 隆",
        "ながせ たかし",
        Job.FUNCTION_STAFF,
        Role.CORE_STAFF,
        since=date(2021, 4, 1),
    ),
    Post(
        "chiiki",
        "花岡 順子",
        "はなおか じゅんこ",
        Job.COMMUNITY_STAFF,
        Role.CORE_STAFF,
        is_specialist=False,
        since=date(2021, 4, 1),
        is_seconded=True,
    ),
]
CITY_OFFICE = [
    Post(
        "shi",
        "内海 純一",
        "うつみ じゅんいち",
        Job.OFFICIAL,
        Role.CITY,
        is_specialist=False,
        since=date(2024, 4, 1),
    ),
]


@dataclass
class Town:
    """The offices of the demo and their people, each list with the head first."""

    first: Office
    second: Office
    core: Office
    city: Office
    municipality: Municipality
    people: dict[int, list[User]] = field(default_factory=dict)

    def head(self, office: Office) -> User:
        """The first person of an office."""
        return self.people[office.pk][0]


def build_town() -> Town:
    """Make municipality, corporations, offices, people and the administrator."""
    city = Municipality.objects.create(name="潮見市", prefecture="北海道", code="990001")
    neighbour = Municipality.objects.create(name="白砂町", prefecture="北海道", code="990002")
    ours = Corporation.objects.create(name="社会福祉法人 潮見福祉会", name_kana="しおみふくしかい")
    other = Corporation.objects.create(name="社会福祉法人 岬の会", name_kana="みさきのかい")
    town = Town(
        first=_office(
            "潮見地域障がい者相談支援センターなぎさ",
            "なぎさ",
            ours,
            city,
            [city, neighbour],
            OfficeKind.SPECIFIC,
            OfficeKind.CHILD,
            OfficeKind.GENERAL,
            OfficeKind.COMMISSIONED,
            phone="0134000101",
            address="北海道潮見市港町1-2-3 港ビル3階",
            number="0190000011",
            # Saturdays are on call: with the holidays this makes the paper's number of days.
            open_weekdays=[0, 1, 2, 3, 4, 5],
            has_work_categories=True,
            new_rule=NewRule.YEAR,
        ),
        second=_office(
            "相談支援センター みさき",
            "みさき",
            other,
            city,
            [city],
            OfficeKind.SPECIFIC,
            OfficeKind.CHILD,
            phone="0134000202",
            address="北海道潮見市長浜4-5",
            number="0190000029",
            has_work_categories=True,
        ),
        core=_office(
            "潮見市基幹相談支援センター",
            "基幹センター",
            ours,
            city,
            [city, neighbour],
            OfficeKind.CORE,
            phone="0134000303",
            address="北海道潮見市花園1-1 市民会館2階",
            has_work_categories=True,
        ),
        city=_office(
            "潮見市 障がい福祉課",
            "障がい福祉課",
            None,
            city,
            [city],
            OfficeKind.MUNICIPALITY,
            phone="0134000404",
            address="北海道潮見市花園2-12-1",
        ),
        municipality=city,
    )
    for office, posts in (
        (town.first, FIRST_OFFICE),
        (town.second, SECOND_OFFICE),
        (town.core, CORE_OFFICE),
        (town.city, CITY_OFFICE),
    ):
        town.people[office.pk] = [_person(office, post, other) for post in posts]
    actions.create_user(
        by=None,
        password=PASSWORD,
        login_id="admin",
        name="管理 太郎",
        name_kana="かんり たろう",
        is_administrator=True,
    )
    return town


def _office(name, short_name, corporation, municipality, serves, *kinds, **fields) -> Office:
    return actions.create_office(
        by=None,
        name=name,
        short_name=short_name,
        corporation=corporation,
        municipality=municipality,
        serves=serves,
        kinds=kinds,
        postal_code="047-0000",
        **fields,
    )


def _person(office: Office, post: Post, home: Corporation) -> User:
    user = actions.create_user(
        by=None,
        password=PASSWORD,
        office_id=office.pk,
        login_id=post.login_id,
        name=post.name,
        name_kana=post.kana,
    )
    actions.create_posting(
        by=None,
        user=user,
        office=office,
        job=post.job,
        role=post.role,
        title=post.title,
        employment=post.employment,
        dedication=post.dedication,
        is_specialist=post.is_specialist,
        weekly_hours=post.weekly_hours,
        fte=post.fte,
        started_on=post.since,
        note=post.note,
        **_secondment(post, home),
    )
    return user


def _secondment(post: Post, home: Corporation) -> dict:
    if not post.is_seconded:
        return {}
    _first, last = fiscal_range(fiscal_year(timezone.localdate()))
    return {"home_corporation": home, "ended_on": last}


def accounts() -> list[tuple[str, str, str]]:
    """Return (staff ID, name, what the person is) for the printed list."""
    places = (
        ("なぎさ", FIRST_OFFICE),
        ("みさき", SECOND_OFFICE),
        ("基幹センター", CORE_OFFICE),
        ("障がい福祉課", CITY_OFFICE),
    )
    rows = [
        (post.login_id, post.name, f"{place}・{Role(post.role).label}")
        for place, posts in places
        for post in posts
    ]
    return [*rows, ("admin", "管理 太郎", "システム管理者")]
