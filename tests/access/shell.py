"""Addresses of the frame and of one's own account."""

from django.utils import timezone

from staffing.choices import ImportStage
from staffing.models import Draft, ImportRun, Notice, Session
from tests.access import ALL, Row

PUBLIC = {"login", "healthz", "monitoring:calendar-feed"}

#: They refuse whatever was not issued to the same person: tested in tests/staffing/test_frame.py.
TOKEN_GUARDED = {"office-switch", "staffing:draft-save", "staffing:draft-discard"}


def brought(user, now):
    return ImportRun.objects.create(
        office=user.access.offices[0], made_by=user, kind="clients", stage=ImportStage.CHECKED
    )


#: Objects that belong to one person: tested in tests/staffing, not by role.
PERSONAL = {
    "staffing:draft-delete": lambda user, now: Draft.objects.create(
        user=user, key="x", label="x", path="/", saved_at=now
    ),
    "staffing:notice-open": lambda user, now: Notice.objects.create(
        recipient=user, key="x", kind="x", text="x"
    ),
    "staffing:import-detail": brought,
    "staffing:import-write": brought,
    "staffing:import-discard": brought,
    "staffing:import-result": brought,
    "session-end": lambda user, now: Session.objects.create(
        key_digest="x", user=user, started_at=now, seen_at=now, confirmed_at=now, expires_at=now
    ),
}

ROWS = {
    "logout": Row(ALL, method="post"),
    "preferences": Row(ALL),
    "password-change": Row(ALL),
    "code-check": Row(ALL),
    "confirm-identity": Row(ALL),
    "second-factor": Row(ALL),
    "second-factor-enrol": Row(ALL),
    "recovery-codes": Row(ALL, method="post"),
    "second-factor-remove": Row(ALL, method="post"),
    "session-overview": Row(ALL),
    "session-end-others": Row(ALL, method="post"),
    "echo": Row(ALL, method="post", data={"text": "R8.11.24"}),
    "search": Row(ALL, method="post", data={"q": "やまだ"}),
    "gallery": Row(ALL),
    "staffing:draft-list": Row(ALL),
    "staffing:notice-list": Row(ALL),
    "staffing:notice-read-all": Row(ALL, method="post"),
}


def drafts(town, number):
    for count in range(number):
        Draft.objects.create(
            user=town.manager, key=f"{number}-{count}", label="x", path="/", saved_at=timezone.now()
        )


def notices(town, number):
    for count in range(number):
        Notice.objects.create(recipient=town.manager, key=f"{number}-{count}", kind="x", text="x")


def lists_brought(town, number):
    for _count in range(number):
        brought(town.manager, None)


GROW = {
    "staffing:import-list": lists_brought,
    "staffing:draft-list": drafts,
    "staffing:notice-list": notices,
}
