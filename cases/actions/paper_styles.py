"""Set up how the official papers of a municipality look, from a day on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import PaperStyle
from config.common.filing import stored
from config.common.problems import Problem
from config.common.wareki import wareki
from staffing.models import Office, User
from staffing.saving import Refused, change, insert

LOGO = ("logo", "logo_type", "logo_sha256")


def create_style(
    office: Office,
    *,
    by: User,
    base: PaperStyle | None = None,
    logo: dict[str, Any] | None = None,
    drops_logo: bool = False,
    **values: Any,
) -> PaperStyle:
    """Begin a version; `logo` is a new image as the form checked it, else that of `base` stays."""
    _refuse_twin(office.pk, values)
    carried = {name: getattr(base, name) for name in LOGO} if base and not drops_logo else {}
    with _kept(logo) as kept, transaction.atomic():
        style = PaperStyle(office=office, **values | carried | kept)
        return insert(style, by=by, verb="paper_style.created")


def change_style(
    style: PaperStyle,
    *,
    by: User,
    version: int | None,
    today: date,
    logo: dict[str, Any] | None = None,
    drops_logo: bool = False,
    **values: Any,
) -> PaperStyle:
    """Change a version that does not hold yet, or only since today."""
    if style.starts_on < today:
        message = _("This version holds since %(day)s. Make a new version from another day.")
        raise Refused(Problem("holds", message % {"day": wareki(style.starts_on)}, "starts_on"))
    _refuse_twin(style.office_id, values, but=style.pk)
    gone = dict.fromkeys(LOGO, "") if drops_logo else {}
    with _kept(logo) as kept, transaction.atomic():
        changed = values | gone | kept
        return change(style, changed, by=by, version=version, verb="paper_style.changed")


def _refuse_twin(office_id: int, values: dict[str, Any], *, but: int | None = None) -> None:
    same = {"municipality": values["municipality"], "starts_on": values["starts_on"]}
    if PaperStyle.objects.alive().filter(office=office_id, **same).exclude(pk=but).exists():
        message = _("There is a version from this day already.")
        raise Refused(Problem("twin", message, "starts_on"))


@contextmanager
def _kept(logo: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """Store a new logo and give its columns; without one none of them changes."""
    if not logo:
        yield {}
        return
    with stored("logos", logo["file"], ending=logo["ending"]) as name:
        kind, digest = logo["content_type"], logo["sha256"]
        yield {"logo": name, "logo_type": kind, "logo_sha256": digest}
