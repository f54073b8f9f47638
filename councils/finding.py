"""Meetings in the one search box: by their body, agenda, discussion and decisions."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.finding import Group, Wanted, add_group, holding, told_together
from councils.models import AgendaItem, Meeting
from staffing.models import User
from staffing.permissions import Permission

#: What of a meeting is looked into, and of each item of its agenda.
OWN = ("body__name", "purpose", "place", "remaining", "materials_sent", "materials_handed")
ITEM = ("title", "discussion", "decision__text")


def connect() -> None:
    """Register the group; called once when the app is ready."""
    add_group(
        Group(
            key="meetings",
            label=_("Meetings"),
            permission=Permission.COUNCIL_VIEW,
            rows=_rows,
            shown=_shown,
            url=lambda key, _title: reverse("councils:meeting-detail", args=[key]),
            order=30,
        )
    )


def _items(wanted: Wanted) -> QuerySet:
    return AgendaItem.objects.filter(holding(wanted, *ITEM))


def _rows(user: User, wanted: Wanted) -> QuerySet:
    fits = holding(wanted, *OWN) | Q(pk__in=_items(wanted).values("meeting"))
    return Meeting.objects.visible_to(user).filter(fits).order_by("-held_on", "-pk")


def _shown(wanted: Wanted) -> tuple:
    """The day, the body, and the item of the agenda that holds the text, else the meeting's own."""
    told = told_together("title", "discussion", Coalesce("decision__text", Value("")))
    item = _items(wanted).filter(meeting=OuterRef("pk")).annotate(words=told).values("words")[:1]
    own = told_together("purpose", "place", "remaining")
    return F("held_on"), F("body__name"), Coalesce(Subquery(item), own)
