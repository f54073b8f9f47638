"""The office's own list of service providers."""

from typing import Any

from plans.models import ServiceProvider
from staffing.models import Office, User
from staffing.saving import change, insert


def create_provider(office: Office, *, by: User, **fields: Any) -> ServiceProvider:
    """Register a provider for one office."""
    return insert(ServiceProvider(office=office, **fields), by=by, verb="provider.created")


def change_provider(
    provider: ServiceProvider, *, by: User, version: int | None, **values: Any
) -> ServiceProvider:
    """Change a provider's entry; plans that name it show the new entry."""
    return change(provider, values, by=by, version=version, verb="provider.changed")
