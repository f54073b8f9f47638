"""The secondments (出向, C-02) that somebody may know of."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case
from staffing.models import Posting, User
from staffing.permissions import Permission


def secondments(user: User) -> QuerySet:
    """The secondments to one's offices, and those of one's corporations' people elsewhere.

    `cases_number` are the open cases in charge; of another office's cases there is no number.
    """
    mine = user.access.offices_with(Permission.CASE_ASSIGN)
    homes = {o.corporation_id for o in user.access.offices if o.pk in mine and o.corporation_id}
    cases = Case.objects.visible_to(user).open()
    held = cases.filter(office=OuterRef("office"), worker=OuterRef("user")).order_by()
    number = held.values("worker").annotate(number=Count("*")).values("number")
    rows = Posting.objects.filter(deleted_at=None).exclude(home_corporation=None)
    rows = rows.filter(Q(office_id__in=mine) | Q(home_corporation_id__in=homes))
    return rows.annotate(cases_number=Coalesce(Subquery(number), 0))
