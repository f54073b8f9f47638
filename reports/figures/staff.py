"""Who is posted as a specialist, and how many heads that makes in each month."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from config.common.fiscal import month_end
from config.common.prepared import prepared
from reports.figures.legal import LegalNumbers
from staffing.choices import FigureCode, Job
from staffing.models import Posting


@dataclass(frozen=True, slots=True)
class Post:
    """The posting of a specialist (相談支援専門員) or a support worker (相談支援員)."""

    office_id: int
    user_id: int
    name: str
    name_kana: str
    is_specialist: bool
    started_on: date
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the posting is in force on a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on >= day)


def posts_between(offices: Collection[int], first: date, last: date) -> list[Post]:
    """Return the posts that touch the days from `first` to `last`, the oldest first."""
    return [Post(*row) for row in _posts(offices=tuple(offices), first=first, last=last)]


@prepared
def _posts(*, offices: tuple[int, ...], first: date, last: date) -> QuerySet:
    return (
        Posting.objects.filter(
            Q(is_specialist=True) | Q(job=Job.SUPPORT_WORKER),
            Q(ended_on=None) | Q(ended_on__gte=first),
            office_id__in=offices,
            started_on__lte=last,
            deleted_at=None,
        )
        .order_by("started_on", "pk")
        .values_list(
            "office_id",
            "user_id",
            "user__name",
            "user__name_kana",
            "is_specialist",
            "started_on",
            "ended_on",
        )
    )


def specialists(posts: Sequence[Post], day: date) -> int:
    """Count the specialists posted on a day, each person once."""
    return len({post.user_id for post in posts if post.is_specialist and post.holds_on(day)})


def heads(posts: Sequence[Post], day: date, numbers: LegalNumbers) -> Decimal:
    """Return the heads of the quotient (取扱件数) on a day.

    A specialist is one head; a support worker the share that the law gives on that day, none
    before it did. A person with two postings counts once.
    """
    share = numbers.on(FigureCode.SUPPORT_WORKER_SHARE, day) or Decimal(0)
    held = [post for post in posts if post.holds_on(day)]
    full = {post.user_id for post in held if post.is_specialist}
    others = {post.user_id for post in held} - full
    return len(full) + len(others) * share


def monthly_heads(
    posts: Sequence[Post], months: Sequence[date], numbers: LegalNumbers
) -> list[Decimal]:
    """Return the heads of each month, as they are on its last day."""
    return [heads(posts, month_end(month), numbers) for month in months]
