"""Linear heads: what they sum, and that weights survive the disk."""

from pathlib import Path

import numpy as np
import pytest

from extractor.events.linear import Head, Linear, read

HEADS = {"colour": Head(("red", "blue"), 0), "size": Head(("small", "large", "huge"), 2)}


@pytest.fixture
def heads() -> Linear:
    weights = np.array([[2, 0, 0, 1, 0], [0, 1, 3, 0, 0]], dtype=np.float32)
    rows = {"w=sky": 0, "w=rose": 1}
    return Linear(rows, weights, np.array([0, 0, 0, 0, -1], dtype=np.float32), HEADS)


def test_scores_are_the_sum_of_the_known_features(heads: Linear) -> None:
    assert heads.scores(["w=sky", "w=rose", "w=never seen"]) == [2, 1, 3, 1, -1]


def test_a_feature_told_twice_counts_once_and_order_does_not_matter(heads: Linear) -> None:
    assert heads.scores(["w=rose", "w=sky", "w=rose"]) == heads.scores(["w=sky", "w=rose"])


def test_chances_of_a_head_sum_to_one_and_follow_its_scores(heads: Linear) -> None:
    chances = heads.probabilities("size", heads.scores(["w=rose"]))
    assert sum(chances.values()) == pytest.approx(1)
    assert sorted(chances, key=chances.__getitem__) == ["huge", "large", "small"]


def test_no_feature_leaves_the_bias(heads: Linear) -> None:
    assert heads.scores([]) == [0, 0, 0, 0, -1]


def test_weights_survive_the_disk(heads: Linear, tmp_path: Path) -> None:
    heads.save(tmp_path / "weights.npz")
    again = read(tmp_path / "weights.npz")
    assert again.heads == heads.heads
    assert again.scores(["w=sky", "w=rose"]) == heads.scores(["w=sky", "w=rose"])


def test_what_is_no_weights_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match="allow_pickle"):
        read(path)
