"""What the caseload says in sentences: who is over the standard, how the office stands."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.rows import family_name
from reports.figures import OfficeCaseload, PersonCaseload
from reports.rules.caseload import Standing, standing, tenths


def difference(average: Fraction, standard: int) -> str:
    """Write how far an average is from the standard: +4.8, あと 2.5."""
    if average > standard:
        return f"+{tenths(average) - standard}"
    return _("%(number)s left") % {"number": standard - tenths(average)}


def people_over(people: Sequence[PersonCaseload], standard: int | None) -> list[PersonCaseload]:
    """Return who is over the standard, the most first."""
    if not standard:
        return []
    over = [person for person in people if person.load.average > standard]
    return sorted(over, key=lambda person: -person.load.average)


def staff_sentence(people: Sequence[PersonCaseload], standard: int | None) -> str:
    """Say who is over the standard."""
    if not standard:
        return _("No standard caseload is registered for this month.")
    over = people_over(people, standard)
    if not over:
        return _("Nobody is over the standard of %(standard)d.") % {"standard": standard}
    names = pgettext("list of names", ", ").join(
        f"{family_name(person.name)} {difference(person.load.average, standard)}" for person in over
    )
    sentence = ngettext(
        "%(number)d person is over the standard of %(standard)d (%(names)s).",
        "%(number)d people are over the standard of %(standard)d (%(names)s).",
        len(over),
    )
    return sentence % {"number": len(over), "standard": standard, "names": names}


def own_sentence(average: Fraction, standard: int | None) -> str:
    """Say to one person how their average stands."""
    if not standard:
        return _("No standard caseload is registered for this month.")
    numbers = {"average": tenths(average), "standard": standard}
    if standing(average, standard) == Standing.OVER:
        sentence = _(
            "Your six-month average is %(average)s, %(over)s more than the standard of "
            "%(standard)d."
        )
        return sentence % {**numbers, "over": tenths(average) - standard}
    sentence = _(
        "Your six-month average is %(average)s, %(left)s less than the standard of %(standard)d."
    )
    return sentence % {**numbers, "left": standard - tenths(average)}


def office_sentence(office: OfficeCaseload) -> str:
    """Say how the average per specialist stands to the threshold."""
    if office.quotient is None:
        return _("No specialist was posted in the six months before.")
    numbers = {"average": tenths(office.quotient), "threshold": office.threshold}
    if not office.threshold:
        return _("The average per specialist is %(average)s.") % numbers
    if office.quotient >= office.threshold:
        return _("The average per specialist is %(average)s: %(threshold)d or more.") % numbers
    return _("The average per specialist is %(average)s, below %(threshold)d.") % numbers
