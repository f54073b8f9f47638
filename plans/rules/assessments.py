"""Rules of the assessment: how far an area is, what keeps it from being finished, what to mind.

Source: 運営基準 第15条第2項 (domain 2.2, 2.3): the specialist visits the person at home or where
they stay, meets person and family, and plans from that; place and day are the proof of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.common.problems import Problem, before_opening
from config.common.wareki import wareki
from plans.choices import SectionState

__all__ = [
    "AREA_TEXTS",
    "area_problems",
    "area_state",
    "changed_texts",
    "evidence_warnings",
    "finish_problems",
    "visit_problems",
]

#: What is written of an area, in the order of the paper.
AREA_TEXTS = ("fact", "words", "view", "strength")


def area_state(texts: Iterable[str], *, has_needs: bool, is_done: bool) -> SectionState:
    """Return how far an area is: untouched, begun, or done as its writer says."""
    if is_done:
        return SectionState.DONE
    return SectionState.STARTED if has_needs or any(texts) else SectionState.EMPTY


def area_problems(*, fact: str, is_done: bool) -> list[Problem]:
    """Return what keeps an area from being marked as done: a fact is written, be it 支障なし."""
    if is_done and not fact.strip():
        message = _("Write the present situation first; that nothing hinders is a fact too.")
        return [Problem("no-fact", message, "fact")]
    return []


def visit_problems(
    *, held_on: date | None, opened_on: date, previous_on: date | None = None, today: date
) -> list[Problem]:
    """Return what is wrong with the day of the interview; `previous_on` is that of the last one."""
    if held_on and held_on > today:
        message = _("This day is still to come. Check the year.")
        return [Problem("future", message, "held_on")]
    if held_on and held_on < opened_on:
        return [before_opening("held_on", opened_on)]
    if held_on and previous_on and held_on < previous_on:
        message = _("The last assessment was later, on %(day)s. Check the day.")
        words = message % {"day": wareki(previous_on, "short")}
        return [Problem("before-last", words, "held_on")]
    return []


def finish_problems(
    *,
    held_on: date | None,
    place_kind: str,
    present: Iterable[str],
    states: Mapping[str, str],
    open_note: str,
    opened_on: date,
    contracted_on: date | None,
    previous_on: date | None,
    today: date,
) -> list[Problem]:
    """Return what keeps an assessment from being finished and frozen.

    `states` are the states of its areas by their names, `previous_on` the day of the last finished
    one. An area may stay open, but then it is said why: nothing is skipped unseen.
    """
    asked = [
        (held_on, "no-day", _("Write the day of the interview first."), "held_on"),
        (place_kind, "no-place", _("Write where the interview was first."), "place_kind"),
        (list(present), "nobody", _("Write who was present first."), "present"),
    ]
    problems = [Problem(code, words, field) for value, code, words, field in asked if not value]
    problems += visit_problems(
        held_on=held_on, opened_on=opened_on, previous_on=previous_on, today=today
    )
    if held_on and contracted_on and held_on < contracted_on:
        message = _("The assessment lies before the contract. Check both days.")
        problems.append(Problem("before-contract", message, "held_on"))
    not_done = [name for name, state in states.items() if state != SectionState.DONE]
    if all(state == SectionState.EMPTY for state in states.values()):
        problems.append(Problem("empty", _("No area is written yet.")))
    elif not_done and not open_note.strip():
        message = _("Not done yet: %(areas)s. Say which were not talked about, and why.")
        words = message % {"areas": pgettext("list of names", ", ").join(not_done)}
        problems.append(Problem("open-areas", words, "open_note"))
    return problems


def evidence_warnings(*, has_place: bool, is_visit: bool, met_person: bool) -> list[str]:
    """Return what an inspection would ask about the visit (domain 2.3 (a), (b)).

    `is_visit`: the place was the home, or the facility or hospital where the person is.
    """
    warnings = []
    if not has_place:
        warnings.append(_("The place of the interview is not written: it proves the visit."))
    elif not is_visit:
        warnings.append(
            _("The interview was neither at home nor where the person stays. The law asks for it.")
        )
    if not met_person:
        warnings.append(_("The person was not present. The law asks to meet the person."))
    return warnings


def changed_texts(
    now: Mapping[str, str], before: Mapping[str, str] | None, *, names: Iterable[str] = AREA_TEXTS
) -> tuple[str, ...]:
    """Return which texts of an area differ from the last assessment; none where there is none."""
    if before is None:
        return ()
    return tuple(name for name in names if now[name].strip() != before[name].strip())
