"""How the self-made plans of two files of one person come together."""

from cases.file_merging import put_aside
from cases.models import Client
from plans.models import SelfPlan


def move_self_plans(kept: Client, given_up: Client) -> None:
    """Of two that have no end one stays; the other is put aside."""
    alive = SelfPlan.objects.alive().filter(ends_on=None)
    if alive.filter(client=kept).exists():
        put_aside(alive.filter(client=given_up))
    SelfPlan.objects.filter(client=given_up).update(client=kept)
