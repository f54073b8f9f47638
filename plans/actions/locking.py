"""What every verb on a plan asks first: is it still there, and may it still be written."""

from django.utils.translation import gettext as _

from cases.models import Case, Client
from config.common.problems import Problem
from plans.models import ServiceUsePlan
from staffing.saving import Refused, StaleState


def locked(plan: ServiceUsePlan) -> ServiceUsePlan:
    """Return the plan as it is now, held until the end of the transaction."""
    found = ServiceUsePlan.objects.alive().select_for_update().filter(pk=plan.pk).first()
    if found is None:
        raise StaleState(plan)
    return found


def writable(plan: ServiceUsePlan) -> ServiceUsePlan:
    """Return the plan held for writing; a version that was agreed is refused."""
    found = locked(plan)
    if found.is_frozen:
        message = _("This version was agreed and is kept as it is. Start a new version to change.")
        raise Refused(Problem("frozen", message))
    return found


def open_case(client: Client) -> Case:
    """Return the client's open case, held; plans belong to a case that has not ended."""
    found = Case.objects.alive().open().select_for_update().filter(client=client).first()
    if found is None:
        message = _("This person has no open case. Open a case on the person's page first.")
        raise Refused(Problem("no-case", message))
    return found
