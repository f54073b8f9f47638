"""The other records of one visit to a household (同行記録)."""

from cases.models import Client, Consultation
from staffing.models import User


def joint_records(record: Consultation, *, user: User) -> list[Consultation]:
    """Return the records of the same visit about people whose files this user may see."""
    if not record.visit_id:
        return []
    people = Client.objects.visible_to(user)
    found = Consultation.objects.visible_to(user).filter(
        visit=record.visit_id, client__in=people.values("pk")
    )
    return list(found.exclude(pk=record.pk).select_related("client", "visit").order_by("pk"))
