"""A search text is kept for half a day, whoever still has the address."""

from datetime import timedelta

from django.utils import timezone

from staffing.models import SearchTicket
from staffing.searching import issue_ticket, ticket_text


def test_a_ticket_ends_after_twelve_hours(town):
    token = issue_ticket(town.counsellor, "やまだ", now=timezone.now())
    assert ticket_text(town.counsellor, token) == "やまだ"
    SearchTicket.objects.update(created_at=timezone.now() - timedelta(hours=12, minutes=1))
    assert ticket_text(town.counsellor, token) == ""
