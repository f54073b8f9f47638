"""What members of a family are to each other, read from a few statements (続柄).

Each entry says what one member is to another one (「母」 of the client). From these statements and
the parents and partners that were named outright come the ties of the whole family, the word for
everybody as a given member would say it, and what cannot be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from cases.choices import Gender
from cases.choices_family import Kinship
from config.common.problems import Problem

K = Kinship
MALE = {K.FATHER, K.HUSBAND, K.SON, K.ELDER_BROTHER, K.YOUNGER_BROTHER}
MALE |= {K.GRANDFATHER, K.GRANDSON, K.UNCLE}
FEMALE = {K.MOTHER, K.WIFE, K.DAUGHTER, K.ELDER_SISTER, K.YOUNGER_SISTER}
FEMALE |= {K.GRANDMOTHER, K.GRANDDAUGHTER, K.AUNT}
PARTNERS = {K.HUSBAND, K.WIFE, K.PARTNER}
CHILDREN = {K.SON, K.DAUGHTER}
SIBLINGS = {K.ELDER_BROTHER, K.ELDER_SISTER, K.YOUNGER_BROTHER, K.YOUNGER_SISTER}
#: How many generations below the other one a relative stands whom no tie reaches.
STEPS = {K.GRANDFATHER: -2, K.GRANDMOTHER: -2, K.UNCLE: -1, K.AUNT: -1}
STEPS |= {K.GRANDSON: 2, K.GRANDDAUGHTER: 2}


@dataclass(frozen=True)
class Kin:
    """One member as far as the family tree goes: keys of others, what is known of the birth."""

    pk: int
    relation: str = ""
    of: int | None = None
    gender: str = ""
    birth_on: date | None = None
    birth_year: int | None = None
    father: int | None = None
    mother: int | None = None
    partner: int | None = None

    @property
    def sex(self) -> str:
        """The gender, else what the relation says of it."""
        said = Gender.MALE if self.relation in MALE else ""
        return self.gender or said or (Gender.FEMALE if self.relation in FEMALE else "")

    @property
    def born(self) -> tuple[int, int, int]:
        """For the order of birth: who is not known stands last."""
        if self.birth_on:
            return (self.birth_on.year, self.birth_on.month, self.birth_on.day)
        return (self.birth_year or 9999, 0, 0)


@dataclass
class Ties:
    """The closest ones of a member."""

    father: int | None = None
    mother: int | None = None
    partner: int | None = None
    siblings: set[int] = field(default_factory=set)

    @property
    def parents(self) -> tuple[int, ...]:
        return tuple(key for key in (self.father, self.mother) if key)


Family = Mapping[int, Kin]


def family_ties(family: Family) -> dict[int, Ties]:
    """Return the ties of every member; what was named outright goes before what relations say."""
    ties = {
        kin.pk: Ties(
            *(key if key in family else None for key in (kin.father, kin.mother, kin.partner))
        )
        for kin in family.values()
    }
    for kin in family.values():
        if kin.partner in family:
            _pair(ties, kin.pk, kin.partner)
    for kin in family.values():
        if kin.of in family and kin.of != kin.pk:
            _read(ties, kin, family[kin.of])
    _share_parents(family, ties)
    _second_parents(family, ties)
    _share_parents(family, ties)
    for tie in ties.values():
        if tie.father and tie.mother:
            _pair(ties, tie.father, tie.mother)
    return ties


def _read(ties: dict[int, Ties], kin: Kin, other: Kin) -> None:
    mine, theirs = ties[kin.pk], ties[other.pk]
    if kin.relation == K.FATHER:
        theirs.father = theirs.father or kin.pk
    elif kin.relation == K.MOTHER:
        theirs.mother = theirs.mother or kin.pk
    elif kin.relation in PARTNERS:
        _pair(ties, kin.pk, other.pk)
    elif kin.relation in CHILDREN and other.sex == Gender.FEMALE:
        mine.mother = mine.mother or other.pk
    elif kin.relation in CHILDREN:
        mine.father = mine.father or other.pk
    elif kin.relation in SIBLINGS:
        mine.siblings.add(other.pk)
        theirs.siblings.add(kin.pk)


def _pair(ties: dict[int, Ties], one: int, other: int) -> None:
    # A second partner stands beside the family without a line.
    if ties[one].partner in (None, other) and ties[other].partner in (None, one):
        ties[one].partner, ties[other].partner = other, one


def _share_parents(family: Family, ties: dict[int, Ties]) -> None:
    """Brothers and sisters have the same parents, unless it was said otherwise."""
    for group in sibling_groups(family, ties):
        for side in ("father", "mother"):
            known = next((getattr(ties[pk], side) for pk in group if getattr(ties[pk], side)), None)
            for pk in group:
                if getattr(ties[pk], side) is None and known not in group:
                    setattr(ties[pk], side, known)


def _second_parents(family: Family, ties: dict[int, Ties]) -> None:
    """A child of one parent is the partner's too, where nothing else is known."""
    for tie in ties.values():
        if tie.father and not tie.mother:
            partner = ties[tie.father].partner
            if partner and family[partner].sex != Gender.MALE:
                tie.mother = partner
        elif tie.mother and not tie.father:
            partner = ties[tie.mother].partner
            if partner and family[partner].sex != Gender.FEMALE:
                tie.father = partner


def sibling_groups(family: Family, ties: Mapping[int, Ties]) -> list[list[int]]:
    """Return the groups of brothers and sisters, each in the order of birth."""
    groups, seen = [], set()
    for start in family:
        if start in seen:
            continue
        group, waiting = [], [start]
        while waiting:
            pk = waiting.pop()
            if pk not in seen:
                seen.add(pk)
                group.append(pk)
                waiting += ties[pk].siblings
        groups.append(sorted(group, key=lambda pk: (family[pk].born, pk)))
    return groups


def generations(family: Family, ties: Mapping[int, Ties], start: int) -> dict[int, int]:
    """Return how many generations below `start` everybody stands (parents: -1)."""
    steps: dict[int, list[tuple[int, int]]] = {pk: [] for pk in family}
    for pk, tie in ties.items():
        same = [*tie.siblings, *([tie.partner] if tie.partner else [])]
        for other, step in [*((p, -1) for p in tie.parents), *((s, 0) for s in same)]:
            steps[pk].append((other, step))
            steps[other].append((pk, -step))
    for kin in family.values():
        if kin.of in family and kin.of != kin.pk:
            step = STEPS.get(kin.relation)
            steps[kin.of].append((kin.pk, step)) if step else None
            steps[kin.pk].append((kin.of, -step)) if step else None
    found: dict[int, int] = {}
    for first in (start, *family):
        waiting = [] if first in found else [(first, 0)]
        while waiting:
            pk, level = waiting.pop(0)
            if pk not in found:
                found[pk] = level
                waiting += [(other, level + step) for other, step in steps[pk]]
    return found


def tree_problems(family: Family, changed: int) -> list[Problem]:
    """Return why the family cannot be as the entry `changed` now says, each at its field."""
    kin, problems = family[changed], []
    if kin.of == changed or _comes_back(family, changed):
        message = _("The relations lead back to the same person. Check the relation.")
        return [Problem("circle", message, "relation")]
    named = {"father": kin.father, "mother": kin.mother, "partner": kin.partner}
    for name, other in named.items():
        if other == changed:
            message = _("Nobody can be one's own parent or partner.")
            problems.append(Problem("self", message, name))
    if kin.father and kin.father == kin.mother:
        message = _("Father and mother cannot be the same person.")
        problems.append(Problem("same-parent", message, "mother"))
    ties = family_ties(family)
    problems += _taken(family, kin, ties)
    if problems:
        return problems
    if any(pk in ancestors(ties, pk) for pk in family):
        message = _("By these relations somebody would be one's own ancestor. Check the relation.")
        return [Problem("own-ancestor", message, _blamed(kin))]
    for pk, tie in ties.items():
        if tie.partner and tie.partner in tie.parents and changed in (pk, tie.partner):
            message = _("Parent and child cannot be partners. Check the relation.")
            return [Problem("parent-partner", message, "partner" if kin.partner else "relation")]
    return _too_young(family, ties, kin)


def _blamed(kin: Kin) -> str:
    return next((name for name in ("mother", "father") if getattr(kin, name)), "relation")


def _comes_back(family: Family, start: int) -> bool:
    seen, pk = {start}, family[start].of
    while pk in family:
        if pk in seen:
            return True
        seen.add(pk)
        pk = family[pk].of
    return False


def _taken(family: Family, kin: Kin, ties: Mapping[int, Ties]) -> list[Problem]:
    """A second father or mother of the same person."""
    if kin.of not in family or kin.relation not in (K.FATHER, K.MOTHER):
        return []
    held = getattr(ties[kin.of], kin.relation)
    rivals = [
        other
        for other in family.values()
        if other.pk != kin.pk and other.of == kin.of and other.relation == kin.relation
    ]
    if held == kin.pk and not rivals:
        return []
    message = _("This person already has a %(relation)s in the table. Check the relation.")
    return [Problem("second-parent", message % {"relation": K(kin.relation).label}, "relation")]


def ancestors(ties: Mapping[int, Ties], pk: int) -> set[int]:
    """Return everybody above a member; the member too when the tree runs in a circle."""
    found, waiting = set(), list(ties[pk].parents)
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting += ties[parent].parents
    return found


def _too_young(family: Family, ties: Mapping[int, Ties], kin: Kin) -> list[Problem]:
    for pk, tie in ties.items():
        for parent in tie.parents:
            if kin.pk in (pk, parent) and _is_younger(family[parent], family[pk]):
                message = _("A parent would be younger than the child. Check birth and relation.")
                place = "birth_on" if kin.birth_on else "age" if kin.birth_year else "relation"
                return [Problem("younger-parent", message, place)]
    return []


def _is_younger(parent: Kin, child: Kin) -> bool:
    if parent.birth_on and child.birth_on:
        return parent.birth_on >= child.birth_on
    years = [kin.birth_on.year if kin.birth_on else kin.birth_year for kin in (parent, child)]
    return None not in years and years[0] > years[1]
