"""The clients of the demo: who they are, whose they are, and how often they are seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from config.common.fiscal import add_months, age_on, month_end, month_of
from config.demo import names
from config.demo.plan_texts import ADULTS, CHILDREN

#: Clients in the care of each person of the first office, in the order of its posts. Sato has too
#: many, Kobayashi works part-time: a manager must see it at a glance.
SHARES = (9, 44, 66, 88, 64, 34)
WITHOUT_PLAN = 45
SECOND_OFFICE_CLIENTS = 24
#: How far back the log and the reports of the demo reach.
YEARS_BACK = 2
#: So many days before the plan is agreed the municipality has decided.
DECIDED_BEFORE = 20


@dataclass
class Person:
    """A client to be registered, with everything the demo needs to know."""

    number: int
    name: str
    kana: str
    gender: str
    birth_on: date
    address: str
    phone: str
    profile: dict
    interval: int
    #: Index of the person in charge among the office's people.
    worker: int
    opened_on: date

    def is_child(self, on: date) -> bool:
        """Whether the child's form is used on a day."""
        return age_on(self.birth_on, on) < 18


def people(rng: Random, today: date, *, count: int, shares: tuple[int, ...]) -> Iterator[Person]:
    """Yield invented clients; the same seed gives the same people."""
    families, women, men = map(names.pairs, (names.FAMILY_NAMES, names.WOMEN, names.MEN))
    workers = [index for index, share in enumerate(shares) for _ in range(share)]
    rng.shuffle(workers)
    used: set[str] = set()
    for number in range(count):
        while True:
            gender = rng.choice(("female", "male"))
            family, given = rng.choice(families), rng.choice(women if gender == "female" else men)
            name = f"{family[0]} {given[0]}"
            if name not in used:
                break
        used.add(name)
        is_child = rng.random() < 0.12
        profile = rng.choice(CHILDREN if is_child else ADULTS)
        worker = workers[number % len(workers)]
        yield Person(
            number=number,
            name=name,
            kana=f"{family[1]} {given[1]}",
            gender=gender,
            birth_on=_birthday(rng, today, is_child=is_child, profile=profile),
            address=f"北海道潮見市{rng.choice(names.TOWNS)}{rng.randint(1, 5)}丁目"
            f"{rng.randint(1, 30)}-{rng.randint(1, 20)}",
            phone=f"0134{rng.randint(100000, 999999)}",
            profile=profile,
            # The busy one also has the people who are seen most often.
            interval=rng.choices((1, 3, 6), (22, 40, 38) if worker == 3 else (7, 33, 60))[0],
            worker=worker,
            opened_on=today - timedelta(days=rng.randint(800, 2500)),
        )


def _birthday(rng: Random, today: date, *, is_child: bool, profile: dict) -> date:
    low, high = (7, 16) if is_child else (19, 63)
    if profile is CHILDREN[1]:
        low, high = 3, 5
    return today - timedelta(days=rng.randint(low * 366, high * 365))


@dataclass(frozen=True)
class Term:
    """A decision period with the day the plan for it was agreed."""

    starts_on: date
    ends_on: date
    consented_on: date

    @property
    def decided_on(self) -> date:
        """The day of the decision: the draft lies before it, meeting and plan after it."""
        return self.consented_on - timedelta(days=DECIDED_BEFORE)


def terms(rng: Random, person: Person, today: date) -> list[Term]:
    """Return the periods of a client that reach back more than a year without a gap.

    Adults hold three years, children and some adults one year after another; a period ends with
    the month of birth, as municipalities often decide.
    """
    this_month = month_of(today)
    ahead = (person.birth_on.month - this_month.month) % 12
    last = add_months(this_month, ahead)
    if not person.is_child(today) and rng.random() < 0.6:
        end = add_months(last, 12) if ahead < 11 else last
        start = add_months(end, -35)
        while start < add_months(this_month, -24):
            start, end = add_months(start, 12), add_months(end, 12)
        return [_term(rng, start, end)]
    current = _term(rng, add_months(last, -11), last)
    before = _term(rng, add_months(last, -23), add_months(last, -12))
    return [before, current]


def _term(rng: Random, start: date, end: date) -> Term:
    agreed = start - timedelta(days=rng.randint(4, 20))
    return Term(start, month_end(end), agreed)
