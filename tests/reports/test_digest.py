"""週のまとめ: once per lead and week, however often the task runs."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from reports.actions.digest import send_digests
from reports.tasks import weekly_digest
from staffing.models import Notice
from tests.factories.cases import PromiseFactory

MONDAY = date(2026, 11, 23)


def told(user):
    return list(Notice.objects.filter(recipient=user, kind="digest"))


def run(day=MONDAY):
    return send_digests(today=day, now=timezone.now())


def test_each_lead_is_told_once_a_week_of_the_own_office(town):
    PromiseFactory(office=town.office, owner=town.lead, due_on=MONDAY - timedelta(days=1))
    first, again, next_week = run(), run(MONDAY + timedelta(days=2)), run(MONDAY + timedelta(7))
    assert (first, again[0]) == ((3, 0), 0)
    assert next_week[0] == 3
    notices = told(town.lead)
    assert len(notices) == 2
    assert "期限の過ぎた約束 1件" in notices[0].text
    assert "期限の過ぎた約束 0件" in told(town.stranger)[0].text
    assert not told(town.counsellor)


def test_mail_goes_to_those_who_want_it_and_names_nobody(town):
    town.lead.email, town.lead.preferences = "kakari@example.jp", {"digest_mail": True}
    town.lead.save()
    town.manager.email = "kanri@example.jp"
    town.manager.save()
    assert (run()[1], run()[1]) == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == ["kakari@example.jp"]
    assert "週のまとめ" in letter.subject


def test_a_mail_that_could_not_leave_is_sent_by_the_next_run(town, monkeypatch):
    town.lead.email, town.lead.preferences = "kakari@example.jp", {"digest_mail": True}
    town.lead.save()

    def broken(*args, **more):
        raise ConnectionRefusedError

    monkeypatch.setattr("reports.actions.digest.send_mail", broken)
    with pytest.raises(ConnectionRefusedError):
        run()
    monkeypatch.undo()
    assert run() == (0, 1)


def test_the_task_says_how_many_it_told(town):
    assert weekly_digest() == "3 / 0"
    assert weekly_digest() == "0 / 0"
