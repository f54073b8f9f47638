"""What the members of a family are to each other, and what cannot be."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices_family import Bond, Kinship
from cases.rules import Kin, family_ties, kinship_word, place_family, place_ring, tree_problems
from cases.rules.wrapping import cells, wrap

#: 浅井家: the son of 50 whose page it is, his mother of 80, the dead father, brother and sister.
ASAI = [
    Kin(1, gender="male", birth_on=date(1976, 5, 1)),
    Kin(2, "mother", 1, birth_on=date(1946, 2, 3)),
    Kin(3, "father", 1, birth_year=1942),
    Kin(4, "younger_sister", 1, birth_on=date(1980, 1, 1)),
    Kin(5, "elder_brother", 1, birth_on=date(1972, 1, 1)),
    Kin(6, "daughter", 4),
    Kin(7, "husband", 4, birth_year=1979),
    Kin(8, "aunt", 1),
]


def family(*kin):
    return {one.pk: one for one in (kin or ASAI)}


def word(viewer, other, people=None):
    people = people or family()
    return kinship_word(people, family_ties(people), viewer, other)


def test_brothers_and_sisters_share_the_parents_somebody_named_for_one():
    ties = family_ties(family())
    assert [ties[pk].parents for pk in (1, 4, 5)] == [(3, 2)] * 3
    assert ties[6].parents == (7, 4)


@pytest.mark.parametrize(
    ("viewer", "other", "expected"),
    [
        (1, 2, Kinship.MOTHER),
        (2, 1, Kinship.SON),
        (2, 4, Kinship.DAUGHTER),
        (4, 5, Kinship.ELDER_BROTHER),
        (5, 4, Kinship.YOUNGER_SISTER),
        (2, 6, Kinship.GRANDDAUGHTER),
        (6, 3, Kinship.GRANDFATHER),
        (6, 5, Kinship.UNCLE),
        (7, 4, Kinship.WIFE),
        (3, 2, Kinship.WIFE),
    ],
)
def test_everybody_has_the_word_that_the_reader_would_use(viewer, other, expected):
    assert word(viewer, other) == expected.label


@pytest.mark.parametrize(
    ("kin", "code", "field"),
    [
        (Kin(9, "mother", 1), "second-parent", "relation"),
        (Kin(9, "son", 9), "circle", "relation"),
        (Kin(9, "father", 2, birth_year=1960), "younger-parent", "age"),
        (Kin(9, "mother", 2, birth_on=date(1950, 1, 1)), "younger-parent", "birth_on"),
        (Kin(9, "other", 1, father=3, mother=3), "same-parent", "mother"),
        (Kin(9, "other", 1, father=9), "self", "father"),
        (Kin(3, "father", 1, mother=6), "own-ancestor", "mother"),
        (Kin(2, "mother", 1, partner=5), "parent-partner", "partner"),
    ],
)
def test_what_no_family_can_be_is_refused_at_its_field(kin, code, field):
    people = family() | {kin.pk: kin}
    found = tree_problems(people, kin.pk)
    assert [(problem.code, problem.field) for problem in found] == [(code, field)]


def test_two_mothers_of_each_other_are_a_circle():
    people = family(Kin(1, "mother", 2), Kin(2, "mother", 1))
    assert [problem.code for problem in tree_problems(people, 2)] == ["circle"]


@pytest.mark.parametrize("kin", ASAI[1:])
def test_a_true_family_is_accepted(kin):
    assert tree_problems(family(), kin.pk) == []


def place(people, *, start=1, together=frozenset()):
    lines = dict.fromkeys(people, 2)
    ties = family_ties(people)
    return place_family(people, ties, start=start, lines=lines, together=set(together))


def test_generations_stand_below_each_other_and_children_in_the_order_of_birth():
    placed = place(family(), together={1, 2})
    at = {sign.pk: sign for sign in placed.signs}
    assert at[3].y == at[2].y == at[8].y < at[1].y == at[4].y == at[7].y < at[6].y
    assert at[5].x < at[1].x < at[4].x
    assert at[2].x - at[3].x == at[4].x - at[7].x == 116
    assert len(placed.frames) == 2


def test_those_who_live_together_alone_stand_in_one_frame():
    people = family(*ASAI[:2])
    placed = place(people, together={1, 2})
    assert len(placed.frames) == 1


RELATIONS = st.sampled_from([kinship.value for kinship in Kinship])


@given(st.lists(st.tuples(RELATIONS, st.integers(1, 12), st.integers(1920, 2020)), max_size=11))
def test_nobody_stands_on_somebody_else_whatever_was_typed(rows):
    people = family(Kin(1), *(Kin(n, r, of, birth_year=y) for n, (r, of, y) in enumerate(rows, 2)))
    placed = place(people, together=set(people))
    spots = {(sign.x, sign.y) for sign in placed.signs}
    assert len(spots) == len(people)
    signs = sorted(placed.signs, key=lambda sign: (sign.y, sign.x))
    for one, other in pairwise(signs):
        assert one.y != other.y or other.x - one.x >= 115


@pytest.mark.parametrize("number", [1, 2, 8, 16, 30])
def test_no_circle_of_the_ring_lies_over_another(number):
    placed = place_ring([Bond.STRESSED] * number)
    circles = [placed.centre, *placed.circles]
    for place, one in enumerate(circles):
        for other in circles[place + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= one.radius + other.radius
        assert one.radius <= one.x <= placed.size - one.radius


@given(st.text(max_size=80), st.integers(4, 20), st.integers(1, 4))
def test_wrapped_words_fit_their_lines(text, width, most):
    lines = wrap(text, width, most=most)
    assert len(lines) <= most
    assert all(cells(line) <= width for line in lines)
