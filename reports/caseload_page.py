"""The page of 担当件数 (S34): rows with their charts' numbers, links to the records, sentences."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.rows import family_name
from config.common.charts import scale_top
from config.common.fiscal import add_months
from config.common.keys import page_url
from config.common.tags import month as month_words
from config.common.tags import month_name
from reports.caseload_words import difference, office_sentence, own_sentence, staff_sentence
from reports.choices import CaseloadPart
from reports.figures import OfficeCaseload, PersonCaseload, RegionCaseload, coming_months
from reports.rules.caseload import MONTHS, standing, tenths

NOBODY = "none"
UNSEEN = "＊"
SORTS = ("over", "name", "served", "contracts", "overdue")


def records_url(month: date, part: str, *, worker: int | str | None = None, kind: str = "") -> str:
    """Return the address of exactly the records behind one number."""
    asked = {"month": f"{month:%Y-%m}", "of": part, "worker": worker, "kind": kind}
    # Digits and codes: there is nothing to quote.
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{page_url('reports:caseload-detail')}?{query}"


def office_page(
    office: OfficeCaseload, *, viewer_id: int, may_see_all: bool, sort: str = "over"
) -> dict[str, Any]:
    """Return what the page shows: everybody's rows, or one's own and the office's sums."""
    shown = [p for p in office.people if may_see_all or p.worker_id == viewer_id]
    people = sorted((p for p in shown if p.worker_id), key=_order(sort))
    loads = [person.load for person in people]
    top = scale_top([*(load.served for load in loads), *(load.average for load in loads)])
    coming = [number for person in people for number in person.coming]
    rows = [person_row(person, office) for person in people]
    return {
        "office": office,
        "rows": rows,
        "unassigned": next((_nobody(p, office) for p in shown if p.worker_id is None), None),
        "total": _total(office),
        "per_head": _per_head(office),
        "top": top,
        "outlook_top": scale_top(coming),
        "answer": _answer(office, people, viewer_id, may_see_all=may_see_all),
        "average_months": (add_months(office.month, -MONTHS), add_months(office.month, -1)),
        "outlook": [row["outlook"] for row in rows if row["outlook"]],
        "sort": sort,
    }


def _answer(office: OfficeCaseload, people, viewer_id: int, *, may_see_all: bool) -> str:
    if may_see_all:
        first = staff_sentence(people, office.standard)
    else:
        own = next((p for p in people if p.worker_id == viewer_id), None)
        first = own_sentence(own.load.average, office.standard) if own else ""
    words = {"first": first, "second": office_sentence(office)}
    return (pgettext("two sentences", "%(first)s %(second)s") % words).strip()


def _order(sort: str):
    keys = {
        "over": lambda p: (-p.load.average, p.name_kana),
        "name": lambda p: (p.name_kana, p.worker_id),
        "served": lambda p: (-p.load.served, p.name_kana),
        "contracts": lambda p: (-p.contracts, p.name_kana),
        "overdue": lambda p: (-p.monitoring.overdue, p.name_kana),
    }
    return keys.get(sort, keys["over"])


def person_row(person: PersonCaseload, office: OfficeCaseload) -> dict[str, Any]:
    """Return one person's row, each number with its words and its address."""
    load, standard, worker = person.load, office.standard, person.worker_id
    average = tenths(load.average)
    label = _("%(name)s: %(served)d clients, six-month average %(average)s")
    return {
        "person": person,
        "load": load,
        "average": average,
        "note": _note(person),
        "label": label % {"name": person.name, "served": load.served, "average": average},
        "difference": difference(load.average, standard) if standard else "",
        "tone": str(standing(load.average, standard)) if standard else "",
        "outlook": _outlook(person, office) if person.is_posted else None,
        "urls": _urls(office.month, worker),
    }


def _urls(month: date, worker: int | str | None) -> dict[str, str]:
    parts = {str(part): records_url(month, part, worker=worker) for part in CaseloadPart}
    for kind in ("adult", "child"):
        parts[kind] = records_url(month, CaseloadPart.SERVED, worker=worker, kind=kind)
    return parts


def _note(person: PersonCaseload) -> str:
    if not person.is_posted:
        return _("no longer a specialist here")
    if person.months_here is None:
        return ""
    if person.months_here == 0:
        return _("new this month")
    words = ngettext("here for %(months)d month", "here for %(months)d months", person.months_here)
    return words % {"months": person.months_here}


def _nobody(person: PersonCaseload, office: OfficeCaseload) -> dict[str, Any]:
    return {"person": person, "urls": _urls(office.month, NOBODY)}


def _total(office: OfficeCaseload) -> dict[str, Any]:
    counts = [person.monitoring for person in office.people]
    return {
        "load": office.load,
        "average": tenths(office.load.average),
        "contracts": sum(person.contracts for person in office.people),
        "due": sum(count.due for count in counts),
        "done": sum(count.done for count in counts),
        "overdue": sum(count.overdue for count in counts),
        "urls": _urls(office.month, None),
    }


def _per_head(office: OfficeCaseload) -> dict[str, Any]:
    heads, quotient = office.specialists, office.quotient
    contracts = sum(person.contracts for person in office.people)
    return {
        "served": _share(office.load.served, heads),
        "quotient": tenths(quotient) if quotient is not None else "―",
        "difference": difference(quotient, office.standard)
        if quotient is not None and office.standard
        else "",
        "contracts": _share(contracts, heads),
        "heads": tenths(office.average_heads),
    }


def _share(number: int, heads: int) -> str:
    return str(tenths(Fraction(number, heads))) if heads else "―"


def _outlook(person: PersonCaseload, office: OfficeCaseload) -> dict[str, Any] | None:
    if not any(person.coming):
        return None
    months, highest = coming_months(office.month), max(person.coming)
    peak = months[person.coming.index(highest)]
    is_over = bool(office.standard and highest > office.standard)
    words = _("%(number)d in %(month)s") if is_over else _("at most %(number)d a month")
    label = _("Outlook of %(name)s from %(month)s: %(numbers)s")
    return {
        "name": family_name(person.name),
        "words": words % {"number": highest, "month": month_name(peak)},
        "is_over": is_over,
        "numbers": person.coming,
        "names": _month_names(months),
        "label": label
        % {
            "name": person.name,
            "month": month_words(months[0]),
            "numbers": "、".join(str(number) for number in person.coming),
        },
    }


def _month_names(months: Iterable[date]) -> list[str]:
    first, *others = months
    return [month_name(first), *(str(month.month) for month in others)]


def region_page(region: RegionCaseload) -> dict[str, Any]:
    """Return what the page of the region shows; ＊ stands for what must not be seen."""
    lines = [
        {
            "name": line.name,
            "served": _seen(line.served),
            "adults": _seen(line.adults),
            "children": _seen(line.children),
            "average": _seen(line.average),
            "specialists": line.specialists,
            "quotient": _seen(line.quotient) if line.heads else "―",
            "required": _seen(line.required),
            "shortfall": _seen(line.shortfall),
        }
        for line in region.lines
    ]
    sums = {"served": _seen(region.served), "average": _seen(region.average)}
    return {"region": region, "lines": lines, "sums": sums}


def _seen(figure: int | Fraction | None) -> str:
    if figure is None:
        return UNSEEN
    return str(tenths(figure)) if isinstance(figure, Fraction) else str(figure)
