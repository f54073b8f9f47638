"""Files of the demo that only the people named may know of."""

from datetime import datetime, timedelta

from django.utils import timezone

from cases.actions import restrict_client
from cases.choices_access import RestrictionGround
from cases.models import Case
from config.common.fiscal import add_months_to_day
from config.demo.town import Town


def write_restrictions(town: Town, now: datetime) -> None:
    """Restrict two files: one of somebody who fled, one of a colleague's relative."""
    day = timezone.localtime(now).date() - timedelta(days=20)
    head, lead, mizuno, _sato, suzuki, _kobayashi = town.people[town.first.pk]
    for worker, ground, reason, readers, ends_on in (
        (
            mizuno,
            RestrictionGround.VIOLENCE,
            "元の配偶者に住所・通所先を知られないこと。電話は本人の携帯のみ。",
            [head, mizuno],
            None,
        ),
        (
            suzuki,
            RestrictionGround.RELATIVE,
            "職員の親族。ご本人の希望により担当者と管理者のみが閲覧する。",
            [head, lead, suzuki],
            add_months_to_day(day, 12),
        ),
    ):
        case = Case.objects.open().filter(worker=worker, deputy=None).order_by("pk").last()
        if case is None:  # a very small town
            continue
        restrict_client(
            case.client,
            by=head,
            today=day,
            now=now,
            ground=ground,
            reason=reason,
            readers=readers,
            ends_on=ends_on,
        )
