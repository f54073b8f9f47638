"""Sixty people of several offices and roles, beside those of the demo town."""

import json
import sys
from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone

from config.demo.build import build
from config.demo.town import PASSWORD
from staffing import actions
from staffing.choices import Job, Role
from staffing.models import Office, Posting, User

SINCE = date(2020, 4, 1)
#: Of twenty new people: where they work and as what.
PLACES = (
    *[("なぎさ", Job.SPECIALIST, Role.COUNSELLOR)] * 8,
    *[("なぎさ", Job.CLERK, Role.CLERK)] * 2,
    ("なぎさ", Job.CHIEF_SPECIALIST, Role.LEAD),
    *[("みさき", Job.SPECIALIST, Role.COUNSELLOR)] * 5,
    ("みさき", Job.CHIEF_SPECIALIST, Role.LEAD),
    *[("基幹センター", Job.FUNCTION_STAFF, Role.CORE_STAFF)] * 2,
    ("障がい福祉課", Job.OFFICIAL, Role.CITY),
)


def prepare(number: int, *, size: float) -> None:
    """Build the town with `number` people in all and print who they are as JSON."""
    if not User.objects.exists():
        build(timezone.now(), size=size)
    _hire(number)
    postings = Posting.objects.on(timezone.localdate()).select_related("user").order_by("pk")
    seen: Counter[int] = Counter()
    places = []
    for posting in postings:
        # The first of every office before the second of any: six people are of four offices.
        places.append((seen[posting.office_id], posting.pk, posting))
        seen[posting.office_id] += 1
    people = [
        {"pk": p.user_id, "login_id": p.user.login_id, "role": p.role, "office": p.office_id}
        | {"password": PASSWORD}
        for _rank, _pk, p in sorted(places)[:number]
    ]
    json.dump(people, sys.stdout)


@transaction.atomic
def _hire(number: int) -> None:
    offices = {office.short_name: office for office in Office.objects.all()}
    # One password for all, hashed once: half a second a person is nobody's work here.
    hashed = User.objects.exclude(password="").earliest("pk").password
    for count in range(number - Posting.objects.count()):
        place, job, role = PLACES[count % len(PLACES)]
        user = actions.create_user(
            by=None,
            password=None,
            office_id=offices[place].pk,
            login_id=f"load{count + 1}",
            name=f"荷重 {count + 1}号",
            name_kana="かじゅう",
        )
        User.objects.filter(pk=user.pk).update(password=hashed, must_change_password=False)
        actions.create_posting(
            by=None, user=user, office=offices[place], job=job, role=role, started_on=SINCE
        )
