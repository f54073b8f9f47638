"""Whose account a manager may touch: whoever resets a password can log in with it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from staffing.models import Posting
from tests.factories.staffing import PostingFactory

ACTS = ("staffing:password-reset", "staffing:second-factor-reset", "staffing:user-stop")


def statuses(browser, person):
    return {browser.post(reverse(act, args=[person.pk])).status_code for act in ACTS}


def end_here(town):
    yesterday = timezone.localdate() - timedelta(days=1)
    Posting.objects.filter(user=town.counsellor).update(ended_on=yesterday)


def test_an_administrator_posted_here_is_no_way_to_all_accounts(sign_in, town):
    PostingFactory(user=town.administrator, office=town.office)
    assert statuses(sign_in(town.manager), town.administrator) == {403}


def test_who_works_at_another_office_now_is_left_to_that_office(sign_in, town):
    end_here(town)
    PostingFactory(user=town.counsellor, office=town.other_office)
    assert statuses(sign_in(town.manager), town.counsellor) == {403}
    page = sign_in(town.manager).get(town.counsellor.get_absolute_url()).content.decode()
    assert reverse(ACTS[0], args=[town.counsellor.pk]) not in page


def test_who_works_nowhere_now_is_still_in_the_managers_hands(sign_in, town):
    end_here(town)
    assert 403 not in statuses(sign_in(town.manager), town.counsellor)


def test_who_begins_next_month_gets_a_password_from_the_new_manager(sign_in, town):
    soon = timezone.localdate() + timedelta(days=20)
    PostingFactory(user=town.stranger, office=town.office, started_on=soon)
    assert 403 not in statuses(sign_in(town.manager), town.stranger)
