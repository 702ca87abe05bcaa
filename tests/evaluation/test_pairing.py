"""Who is whose partner."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.evaluation.pairing import best_pairs, first_come


@st.composite
def matrices(draw: st.DrawFn) -> list[list[int]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    gains = st.one_of(st.integers(0, 3), st.integers(0, 1000))  # few different numbers: many ties
    return draw(st.lists(st.lists(gains, min_size=columns, max_size=columns), min_size=rows, max_size=rows))


def most(gains: Sequence[Sequence[int]]) -> int:
    """The greatest total, by trying every pairing."""
    if len(gains) > len(gains[0]):
        return most([list(column) for column in zip(*gains, strict=True)])
    columns = permutations(range(len(gains[0])), len(gains))
    return max(sum(gains[row][column] for row, column in enumerate(chosen)) for chosen in columns)


@given(matrices())
@example([[3, 1], [4, 0]])
@example([[0, 0, 0]])
def test_no_pairing_gains_more(gains: list[list[int]]) -> None:
    pairs = best_pairs(gains)
    assert sum(gains[row][column] for row, column in pairs) == most(gains)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert len(pairs) == min(len(gains), len(gains[0]))


def test_among_equals_the_first_ones_are_paired() -> None:
    assert best_pairs([[2, 2, 2], [2, 2, 2]]) == [(0, 0), (1, 1)]


def test_nothing_is_paired_with_nothing() -> None:
    assert best_pairs([]) == []
    assert best_pairs([[], []]) == []


def test_the_first_that_comes_is_taken() -> None:
    assert first_come(["a", "ab", "b"], ["ab", "a", "c"], lambda one, other: one in other) == [(0, 0)]
    assert first_come(["a", "a"], ["ab", "a"], lambda one, other: one in other) == [(0, 0), (1, 1)]
