"""The comparison of two samples tells a difference from chance."""

from random import Random

from tests.bench.signing_in import MUST, separable


def test_samples_of_one_distribution_are_not_told_apart():
    draw = Random(7)
    for _round in range(20):
        first, second = ([draw.gauss(100, 5) for _try in range(200)] for _sample in range(2))
        assert separable(first, second) > MUST / 10


def test_a_small_shift_of_everything_is_seen():
    draw = Random(7)
    first = [draw.gauss(100, 5) for _try in range(200)]
    assert separable(first, [value + 3 for value in first]) < MUST


def test_equal_samples_are_equal():
    assert separable([1.0] * 200, [1.0] * 200) == 1
