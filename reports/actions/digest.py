"""The weekly digest of an office for those who lead it: in the application, by e-mail if wanted."""

from datetime import date, datetime

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from reports.figures import count_each
from reports.figures.week import week_sets
from staffing.actions import notify
from staffing.models import Notice, Office, User
from staffing.permissions import Permission, access_for, holders

KIND = "digest"


def week_key(today: date) -> str:
    """Return how the notices of a week begin: however often the task runs, they are the same."""
    year, week, _day = today.isocalendar()
    return f"{KIND}:{year}-{week:02d}:"


def send_digests(*, today: date, now: datetime) -> tuple[int, int]:
    """Tell every lead of every office once a week; return how many notices and mails are new."""
    told = 0
    for office in Office.objects.filter(deleted_at=None, is_user=True).order_by("pk"):
        for person in holders(Permission.RECORD_APPROVE, office, on=today):
            told += _tell(person, office, today)
    return told, _mail(week_key(today), now)


def _tell(person: User, office: Office, today: date) -> bool:
    key = f"{week_key(today)}{office.pk}"
    if Notice.objects.filter(recipient=person, key=key).exists():
        return False
    access_for(person, on=today)
    numbers = count_each(person, week_sets(person, office.pk, today))
    with translation.override(person.language):
        sentence = _(
            "This week at %(office)s: %(promises)d promises late, %(monitoring)d monitorings"
            " overdue, %(unchecked)d records of last week not confirmed, %(questions)d questions"
            " waiting."
        )
        text = sentence % {"office": office.label, **numbers}
    return notify(person, key=key, kind=KIND, text=text, url=reverse("reports:morning"))


def _mail(key: str, now: datetime) -> int:
    """Mail what was not mailed yet to those who want it; numbers only, no person's name."""
    waiting = Notice.objects.filter(
        key__startswith=key,
        mailed_at=None,
        recipient__preferences__digest_mail=True,
        recipient__is_active=True,
    ).exclude(recipient__email="")
    sent = 0
    for notice in waiting.select_related("recipient").order_by("pk"):
        mine = Notice.objects.filter(pk=notice.pk, mailed_at=None)
        if not mine.update(mailed_at=now):
            continue  # another run was faster
        try:
            _send(notice)
        except OSError:
            Notice.objects.filter(pk=notice.pk).update(mailed_at=None)
            raise
        sent += 1
    return sent


def _send(notice: Notice) -> None:
    with translation.override(notice.recipient.language):
        body = "\n\n".join((notice.text, _("Open Tsunagi for the details.")))
        send_mail(_("Weekly digest"), body, None, [notice.recipient.email])
