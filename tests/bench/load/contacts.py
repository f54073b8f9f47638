"""The contacts of ten years in the order of time, with their entries in the trail."""

from datetime import date, datetime, timedelta
from random import Random

from cases.models import Appointment, Consultation, ConsultationContent, Promise
from config.common.fiscal import add_months, month_end, month_of
from config.demo.log_texts import NEXT_STEPS, UNREGISTERED
from staffing.models import AuditEntry
from tests.bench.load.people import Pools
from tests.bench.load.rows import Book
from tests.bench.load.town import Place
from tests.bench.load.words import RARE, RARE_TIMES, contact
from tests.bench.sizes import Size

#: The person whose page is measured has as many contacts whatever the size is.
KNOWN_CONTACTS = 60
TO_UTC = timedelta(hours=9)


class ContactWriter:
    """Writes contacts of one month after the other, each at an office by its share."""

    def __init__(
        self, book: Book, places: list[Place], pools: list[Pools], rng: Random, now: datetime
    ) -> None:
        self.book, self.places, self.pools, self.rng, self.now = book, places, pools, rng, now
        self.today = (now + TO_UTC).date()
        self.known, _worker = pools[0].in_care[0]
        for pool in pools:
            pool.in_care = [pair for pair in pool.in_care if pair[0] != self.known]

    def write(self, size: Size) -> None:
        """Write all contacts; ten of the first office hold the rare words."""
        number, every = 0, max(1, size.contacts // RARE_TIMES)
        first = add_months(month_of(self.today), 1 - size.months)
        shares = [place.share for place in self.places]
        for step in range(size.months):
            count = size.contacts * (step + 1) // size.months - number
            month = add_months(first, step)
            moments = sorted(self._moment(month) for _ in range(count))
            offices = self.rng.choices(range(len(self.places)), shares, k=count)
            for moment, index in zip(moments, offices, strict=True):
                number += 1
                is_rare = number % every == every // 2
                self._contact(0 if is_rare else index, month, moment, is_rare=is_rare)
        self._known(size)

    def _moment(self, month: date) -> datetime:
        """A naive UTC moment of office hours; in the present month none after now."""
        is_present = month == month_of(self.today)
        last = self.today.day if is_present else month_end(month).day
        rng = self.rng.random
        at = datetime(month.year, month.month, 1 + int(rng() * last), int(rng() * 9))
        return min(at + timedelta(minutes=5 * int(rng() * 12)), self.now)

    def _contact(self, index: int, month: date, moment: datetime, *, is_rare: bool) -> None:
        place, pool, rng = self.places[index], self.pools[index], self.rng
        if not is_rare and rng.random() < 0.06:
            name, is_anonymous, route, text = rng.choice(UNREGISTERED)
            worker = rng.choice(place.staff)
            whom = {"caller_name": name, "is_anonymous": is_anonymous, "route": route}
            self._row(place, worker, moment, ("call", "other", ("services",), text), whom)
            return
        past = pool.past.get(month, [])
        chosen = int(rng.random() * (len(past) + len(pool.in_care)))
        pair = past[chosen] if chosen < len(past) else pool.in_care[chosen - len(past)]
        said = contact(rng)
        if is_rare:
            said = (*said[:3], said[3] + RARE)
        self._row(place, pair[1], moment, said, {"client_id": pair[0]})

    def _row(self, place: Place, worker: int, moment: datetime, said: tuple, whom: dict) -> None:
        book, rng = self.book, self.rng
        method, counterpart, contents, text = said
        written = moment + timedelta(minutes=20)
        key = book[Consultation].add(
            office_id=place.office.pk,
            occurred_at=moment,
            method=method,
            counterpart=counterpart,
            minutes=5 + 5 * int(rng.random() * 12),
            text=text,
            worker_id=worker,
            created_at=written,
            updated_at=written,
            created_by_id=worker,
            updated_by_id=worker,
            **whom,
        )
        for content in contents:
            book[ConsultationContent].add(consultation_id=key, content=content)
        client = whom.get("client_id")
        book[AuditEntry].add(
            at=written,
            user_id=worker,
            office_id=place.office.pk,
            verb="consultation.created",
            object_type="cases.consultation",
            object_id=key,
            client_id=client,
        )
        if rng.random() < 0.05:
            book[Promise].add(
                office_id=place.office.pk,
                client_id=client,
                consultation_id=key,
                text=rng.choice(NEXT_STEPS),
                due_on=moment.date() + timedelta(days=7),
                owner_id=worker,
                closed_at=written + timedelta(days=5),
                closing_note="済",
            )

    def _known(self, size: Size) -> None:
        place = self.places[0]
        count = min(KNOWN_CONTACTS, size.contacts // 2)
        for number in range(count, 0, -1):
            moment = self.now.replace(second=0, microsecond=0) - timedelta(days=7 * number)
            whom = {"client_id": self.known}
            self._row(place, place.staff[0], moment, contact(self.rng), whom)

    def write_work(self) -> None:
        """Write what is planned for this month and the next weeks, and what was promised."""
        first = month_of(self.today)
        last = month_end(first) + timedelta(days=14)
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        for place, pool in zip(self.places, self.pools, strict=True):
            for index, (client, worker) in enumerate(pool.in_care):
                owner = {"office_id": place.office.pk, "client_id": client}
                begins = datetime.combine(days[index % len(days)], datetime.min.time())
                begins += timedelta(hours=index % 8)
                self.book[Appointment].add(
                    **owner,
                    worker_id=worker,
                    starts_at=begins,
                    ends_at=begins + timedelta(hours=1),
                    title="モニタリング",
                    place="自宅",
                )
                if index % 3 == 0:
                    self.book[Promise].add(
                        **owner,
                        text=self.rng.choice(NEXT_STEPS),
                        due_on=self.today + timedelta(days=index % 30 - 3),
                        owner_id=worker,
                    )
