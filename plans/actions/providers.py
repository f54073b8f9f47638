"""The office's own list of service providers."""

from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from config.common.problems import Problem
from plans.models import ServiceProvider, ServiceUsePlan
from staffing.models import Office, User
from staffing.saving import Refused, change, insert, remove


def create_provider(office: Office, *, by: User, **fields: Any) -> ServiceProvider:
    """Register a provider for one office."""
    return insert(ServiceProvider(office=office, **fields), by=by, verb="provider.created")


def change_provider(
    provider: ServiceProvider, *, by: User, version: int | None, **values: Any
) -> ServiceProvider:
    """Change a provider's entry; plans that name it show the new entry."""
    return change(provider, values, by=by, version=version, verb="provider.changed")


@transaction.atomic
def remove_provider(provider: ServiceProvider, *, by: User, reason: str) -> None:
    """Delete a provider from the list; refused while a plan that holds or is written names it."""
    ServiceProvider.objects.select_for_update().filter(pk=provider.pk).values_list("pk").first()
    if number := plans_naming(provider).count():
        message = ngettext(
            "%(number)s plan still names this provider. Change the plan first.",
            "%(number)s plans still name this provider. Change the plans first.",
            number,
        )
        raise Refused(Problem("in-use", message % {"number": number}))
    remove(provider, by=by, reason=reason)


def plans_naming(provider: ServiceProvider):
    """The plans of today, newest versions and those that hold, with this provider in a line."""
    plans = ServiceUsePlan.objects.alive().in_use()
    return plans.filter(
        needs__deleted_at=None,
        needs__services__deleted_at=None,
        needs__services__provider=provider,
    ).distinct()
