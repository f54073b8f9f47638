"""Warnings before the qualification of a specialist ends (現任研修の期限, domain 8.2)."""

from collections import defaultdict
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from config.common.wareki import wareki
from staffing.actions import notify
from staffing.models import Notice, Posting, StaffTraining, User
from staffing.permissions import Permission, holders
from staffing.qualification import Qualification, qualification_on, step_of

KIND = "qualification"


def send_qualifications(*, today: date) -> int:
    """Tell the specialist and who leads the office, once at 12 and 6 months and when it lapsed."""
    told = 0
    sent = set(Notice.objects.filter(kind=KIND).values_list("recipient_id", "key"))
    trainings = _trainings()
    leads: dict[int, list[User]] = {}
    posts = Posting.objects.on(today).filter(is_specialist=True, user__is_active=True)
    for post in posts.select_related("user", "office").order_by("user_id", "pk"):
        found = qualification_on(trainings[post.user_id], today)
        step = found and step_of(found, today)
        if found is None or step is None:
            continue
        if post.office_id not in leads:
            leads[post.office_id] = list(
                holders(Permission.RECORD_APPROVE, post.office, on=today).order_by("pk")
            )
        key = f"{KIND}:{post.user_id}:{found.until:%Y%m%d}:{step}"
        for person in {user.pk: user for user in (post.user, *leads[post.office_id])}.values():
            if (person.pk, key) in sent:
                continue
            sent.add((person.pk, key))
            with translation.override(person.language):
                text = _words(post.user, found)
            url = reverse("staffing:user-detail", args=[post.user_id])
            told += notify(person, key=key, kind=KIND, text=text, url=url)
    return told


def _trainings() -> dict[int, list[tuple[str, date]]]:
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    rows = StaffTraining.objects.alive().values_list("user_id", "kind", "completed_on")
    for user, kind, day in rows:
        found[user].append((kind, day))
    return found


def _words(user: User, found: Qualification) -> str:
    words = {"name": user.name, "day": wareki(found.until)}
    if found.is_lapsed:
        text = _("%(name)s: the qualification ended on %(day)s without a renewal training.")
        return text % words
    return _("%(name)s: the renewal training is to be finished by %(day)s.") % words
