"""The word for a relative as a given member would say it: 「姉」, 「祖母」, 「おじ・おば」."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import Gender
from cases.choices_family import Kinship
from cases.rules.family import Family, Kin, Ties

K = Kinship


def kinship_word(family: Family, ties: Mapping[int, Ties], viewer: int, other: int) -> str:
    """Say what `other` is to `viewer`; an empty text where the tree does not tell."""
    if viewer == other:
        return _("the person (oneself)")
    kin, mine = family[other], ties[viewer]
    if kin.of == viewer and kin.relation and kin.relation != K.OTHER:
        return str(K(kin.relation).label)
    if other in (mine.father, mine.mother):
        return str((K.FATHER if other == mine.father else K.MOTHER).label)
    if other == mine.partner:
        return _by_sex(kin, K.HUSBAND, K.WIFE, str(K.PARTNER.label))
    if viewer in ties[other].parents:
        return _by_sex(kin, K.SON, K.DAUGHTER, pgettext("kinship", "Child"))
    if _are_siblings(ties, viewer, other):
        return _sibling(family[viewer], kin)
    return _far(ties, viewer, kin)


def _by_sex(kin: Kin, male: str, female: str, unknown: str) -> str:
    words = {Gender.MALE: str(K(male).label), Gender.FEMALE: str(K(female).label)}
    return words.get(kin.sex, unknown)


def _are_siblings(ties: Mapping[int, Ties], one: int, other: int) -> bool:
    shared = set(ties[one].parents) & set(ties[other].parents)
    return bool(shared) or other in ties[one].siblings


def _sibling(viewer: Kin, kin: Kin) -> str:
    unknown = pgettext("kinship", "Brother or sister")
    if viewer.born[0] == 9999 or kin.born[0] == 9999:
        said = {K.ELDER_BROTHER, K.ELDER_SISTER, K.YOUNGER_BROTHER, K.YOUNGER_SISTER}
        if viewer.of == kin.pk and viewer.relation in said:
            is_elder = viewer.relation in (K.YOUNGER_BROTHER, K.YOUNGER_SISTER)
        else:
            return unknown
    else:
        is_elder = kin.born <= viewer.born
    if is_elder:
        return _by_sex(kin, K.ELDER_BROTHER, K.ELDER_SISTER, unknown)
    return _by_sex(kin, K.YOUNGER_BROTHER, K.YOUNGER_SISTER, unknown)


def _far(ties: Mapping[int, Ties], viewer: int, kin: Kin) -> str:
    mine = ties[viewer]
    above = {grand for parent in mine.parents for grand in ties[parent].parents}
    below = {grand for child in ties[kin.pk].parents for grand in ties[child].parents}
    if kin.pk in above:
        return _by_sex(kin, K.GRANDFATHER, K.GRANDMOTHER, pgettext("kinship", "Grandparent"))
    if viewer in below:
        return _by_sex(kin, K.GRANDSON, K.GRANDDAUGHTER, pgettext("kinship", "Grandchild"))
    if any(_are_siblings(ties, parent, kin.pk) for parent in mine.parents):
        return _by_sex(kin, K.UNCLE, K.AUNT, pgettext("kinship", "Uncle or aunt"))
    if any(_are_siblings(ties, parent, viewer) for parent in ties[kin.pk].parents):
        return pgettext("kinship", "Nephew or niece")
    if mine.partner and kin.pk in ties[mine.partner].parents:
        return pgettext("kinship", "Parent-in-law")
    theirs = ties[kin.pk].partner
    if theirs and viewer in ties[theirs].parents:
        return pgettext("kinship", "Child's partner")
    in_law = [(mine.partner, kin.pk), (theirs, viewer)]
    if any(one and _are_siblings(ties, one, other) for one, other in in_law):
        return pgettext("kinship", "Brother- or sister-in-law")
    return ""
