"""Service providers in the one search box: by name, reading, telephone and contact person."""

from urllib.parse import urlencode

from django.db.models import DateField, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.finding import Group, Wanted, add_group, holding, told_together
from plans.models import ServiceProvider
from staffing.models import User
from staffing.permissions import Permission


def connect() -> None:
    """Register the group; called once when the app is ready."""
    add_group(
        Group(
            key="providers",
            label=_("Service providers"),
            permission=Permission.CLIENT_VIEW,
            rows=_rows,
            shown=_shown,
            # Everybody reads the list; only some may change an entry.
            url=lambda _key, title: f"{reverse('plans:provider-list')}?{urlencode({'q': title})}",
            order=40,
        )
    )


def _rows(user: User, wanted: Wanted) -> QuerySet:
    fits = holding(wanted, "name", "contact_name", "note") | Q(name_kana__contains=wanted.kana)
    if wanted.digits:
        fits |= Q(phone__contains=wanted.digits)
    return ServiceProvider.objects.visible_to(user).filter(fits).order_by("name_kana", "pk")


def _shown(_wanted: Wanted) -> tuple:
    told = told_together("phone", "contact_name", "note")
    return Value(None, DateField()), F("name"), told
