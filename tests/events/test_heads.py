"""Heads: the sums they do, the blocks they do them in, and their weights on the disk."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from extractor.events import heads as module
from extractor.events.candidates import Page, read_page
from extractor.events.heads import Heads, Triggers, gelu, read_heads, softmax, write_heads
from extractor.events.indices import ValueIndices, value_indices
from extractor.events.labels import ACTION_LABELS, KIND_LABELS, ROLES, SORT_ROLES, SORTS, Floats
from extractor.events.values import find_values
from extractor.records import ACTIONS

Marker = Callable[[str], Doc]

TEXT = "Japan imposed 10% tariffs on steel on Monday. China hit cars. Lin met Mori on all imports of 20%. " * 8


@pytest.fixture
def story(mark: Marker) -> tuple[Page, Floats, ValueIndices]:
    doc = mark(TEXT)
    page = read_page(doc)
    return page, doc.tensor[page.tokens], value_indices(find_values(doc, page), page)


def read(heads: Heads, story: tuple[Page, Floats, ValueIndices], floor: float = 0.5) -> tuple[Triggers, list[Floats]]:
    page, vectors, values = story
    found = heads.triggers(vectors, page, floor=floor)
    return found, [offers.roles for offers in heads.links(vectors, page, found, values)]


def test_gelu_is_x_times_the_normal_share_below_x() -> None:
    inputs = np.linspace(-9, 9, 2001, dtype=np.float32)
    wanted = [x * 0.5 * math.erfc(-x / math.sqrt(2)) for x in inputs.tolist()]
    np.testing.assert_allclose(gelu(inputs), wanted, atol=2e-6)
    assert gelu(inputs).dtype == np.float32


def test_softmax_sums_to_one_whatever_the_logits() -> None:
    np.testing.assert_allclose(softmax(np.array([[1e4, 0, -1e4], [0, 0, 0]], np.float32)).sum(1), 1)
    assert softmax(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_chances_sum_to_one_and_keep_to_the_labels_of_kind_and_sort(
    heads: Heads, story: tuple[Page, Floats, ValueIndices]
) -> None:
    found, links = read(heads, story)
    assert len(found.candidates) == len(links) > 50
    for chances in (found.kinds, found.actions, found.statuses, found.indicators, *links):
        np.testing.assert_allclose(chances.sum(1), 1, atol=1e-5)
    able = [[label in ACTIONS[KIND_LABELS[kind]] for label in ACTION_LABELS] for kind in found.kind.tolist()]
    assert found.actions[~np.array(able)].max() == 0
    roles = [[role in ("none", *SORT_ROLES[SORTS[sort]]) for role in ROLES] for sort in story[2].sorts]
    assert max(own[~np.array(roles)].max() for own in links) == 0


def test_blocks_of_any_size_give_the_same(
    heads: Heads, story: tuple[Page, Floats, ValueIndices], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, links = read(heads, story)
    monkeypatch.setattr(module, "BLOCK", 7)
    again, others = read(heads, story)
    assert again.candidates.tolist() == found.candidates.tolist()
    np.testing.assert_allclose(again.kinds, found.kinds, atol=1e-6)
    np.testing.assert_allclose(np.stack(others), np.stack(links), atol=1e-5)


def test_of_very_many_mentions_only_the_nearest_are_offered(
    heads: Heads, story: tuple[Page, Floats, ValueIndices], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_MENTIONS", 3)
    page, vectors, values = story
    found = heads.triggers(vectors, page, floor=0.5)
    for number, offers in zip(found.candidates, heads.links(vectors, page, found, values), strict=True):
        sentence = page.sentences[page.candidates[number]]
        assert 1 <= len(offers.values) <= 3
        assert all(np.abs(values.sentences[values.owners == own] - sentence).min() <= 2 for own in offers.values)


def test_where_nothing_is_likely_nothing_more_is_read(mark: Marker, make_heads: Callable[..., Heads]) -> None:
    doc = mark(TEXT)
    page = read_page(doc)
    found = make_heads(none=50).triggers(doc.tensor[page.tokens], page, floor=0.1)
    assert len(found.candidates) == len(found.states) == len(found.actions) == 0


def test_weights_survive_the_disk(heads: Heads, tmp_path: Path) -> None:
    write_heads(tmp_path / "heads.npz", heads.weights)
    again = read_heads(tmp_path / "heads.npz")
    assert {*again.weights} == {*heads.weights}
    assert all((again.weights[name] == array).all() for name, array in heads.weights.items())


def test_weights_of_other_labels_are_refused(heads: Heads, tmp_path: Path) -> None:
    write_heads(tmp_path / "heads.npz", {**heads.weights, "kind.bias": np.zeros(3)})
    with pytest.raises(ValueError, match=r"kind.bias of heads.npz are of another shape"):
        read_heads(tmp_path / "heads.npz")


def test_what_is_no_weights_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "heads.npz"
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match="allow_pickle"):
        read_heads(path)
