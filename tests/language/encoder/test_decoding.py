"""The best legal row of labels, against trying them all."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extractor.language.encoder.decoding import Bilou

LABELS = ("B-GPE", "O", "L-GPE", "U-GPE", "I-GPE", "L-ORG", "I-ORG", "U-ORG", "B-ORG")
BILOU = Bilou(LABELS)
# Whole numbers, so that sums are exact and ties can be had.
scores = st.integers(0, 4).flatmap(lambda size: arrays(np.float32, (size, 9), elements=st.integers(-9, 9)))


def row_of(labels: str) -> np.ndarray:
    """Scores that speak for these labels."""
    return np.array([[float(name == label) for name in LABELS] for label in labels.split()], np.float32).reshape(-1, 9)


def is_legal(row: tuple[int, ...], edges: list[int]) -> bool:
    parts = [row[first:end] for first, end in zip([0, *edges], [*edges, len(row)], strict=True)]
    return all(_well_formed([LABELS[number] for number in part]) for part in parts)


def _well_formed(labels: list[str]) -> bool:
    going = ""
    for label in labels:
        place, kind = label[0], label[2:]
        if (place in "IL" and kind != going) or (place in "OBU" and going):
            return False
        going = kind if place in "BI" else ""
    return not going


@given(scores=scores, data=st.data())
def test_no_legal_row_is_better(scores: np.ndarray, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(1, max(1, len(scores) - 1)))) if len(scores) > 1 else [])
    found = BILOU.best(scores, edges)
    legal = [row for row in product(range(9), repeat=len(scores)) if is_legal(row, edges)]
    assert is_legal(tuple(found.tolist()), edges)
    every = np.arange(len(scores))
    assert scores[every, found].sum() == max(scores[every, list(row)].sum() for row in legal)


ROWS = (
    ("O U-GPE O", [], [(1, 2, "GPE")]),
    ("B-GPE L-GPE U-ORG", [], [(0, 2, "GPE"), (2, 3, "ORG")]),
    ("B-ORG I-ORG I-ORG L-ORG", [], [(0, 4, "ORG")]),
    ("B-ORG L-ORG", [1], []),
    ("", [], []),
    ("O O", [0, 2], []),
)


@pytest.mark.parametrize(("labels", "paragraphs", "wanted"), ROWS)
def test_labels_make_mentions(labels: str, paragraphs: list[int], wanted: list[tuple[int, int, str]]) -> None:
    scores = row_of(labels)
    scores[:, LABELS.index("O")] += 0.6  # what is not quite certain is outside
    assert BILOU.mentions(scores, paragraphs) == wanted


@given(scores=scores, other=scores)
def test_a_paragraph_is_read_the_same_beside_any_other(scores: np.ndarray, other: np.ndarray) -> None:
    alone = BILOU.best(scores, [])
    assert BILOU.best(np.concatenate([scores, other]), [len(scores)])[: len(scores)].tolist() == alone.tolist()


@pytest.mark.parametrize("labels", [LABELS[1:], (*LABELS, "X-GPE"), (*LABELS, "O"), ("B-GPE", "L-GPE")])
def test_a_broken_set_of_labels_is_refused(labels: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="labels are O and"):
        Bilou(labels)


def test_names_alone_may_be_none() -> None:
    assert Bilou(("O",)).mentions(np.zeros((3, 1), np.float32), [1]) == []
