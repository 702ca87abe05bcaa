"""How training reads and judges: windows, batches, cases, losses, a teacher's opinion. Skipped without PyTorch."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from torch import Tensor

torch = pytest.importorskip("torch", reason="training needs PyTorch, which nothing else does: pip install torch")
TRAINING = Path(__file__).resolve().parents[1] / "models" / "training"
sys.path.insert(0, str(TRAINING))

import examples  # noqa: E402
import losses  # noqa: E402
import network  # noqa: E402
import spacy  # noqa: E402
from batches import LONGEST, Data, batches, cut, recased, stretches  # noqa: E402
from course import Course, Material, learn  # noqa: E402
from event_heads import Heads  # noqa: E402
from examples import MENTIONS, SILENT, Example, mask  # noqa: E402
from recipe import FULL, quick  # noqa: E402
from story_lessons import WINDOW, Models, laid  # noqa: E402

from extractor.language.encoder.shapes import FIRST, GLUED, LOWER, TITLE, UPPER, WITH_DIGITS  # noqa: E402

CPU = torch.device("cpu")
TAGS = {"NN": 0, "VB": 1}


def item(words: Sequence[str], *, source: str = "some", starts: int = SILENT) -> Example:
    count = len(words)
    allowed = np.full(count, examples.OUTSIDE, np.uint32)
    tags = ("NN", None) * count
    return Example(
        source, tuple(words), np.ones(count, np.int8), allowed, tags[:count], np.full(count, starts, np.int8)
    )


def by_letters(word: str) -> list[int]:
    """A piece a letter."""
    return [ord(letter) - 90 for letter in word]


# ---------------------------------------------------------------- windows and batches


@given(st.lists(st.integers(1, 8), min_size=1, max_size=200), st.integers(8, 40), st.integers(1, 60))
def test_windows_cover_every_word_and_are_never_too_long(lengths: list[int], longest: int, step: int) -> None:
    found = list(stretches(lengths, longest, step))
    assert {word for first, end in found for word in range(first, end)} == {*range(len(lengths))}
    assert all(first < end and sum(lengths[first:end]) <= longest for first, end in found)
    assert found == sorted(set(found))


def test_a_text_without_words_has_no_window() -> None:
    assert not list(cut([item([])], by_letters, TAGS, step=10))


def test_windows_are_laid_out_with_their_marks_and_padding() -> None:
    data = Data.of(list(cut([item(["ab", "c"]), item(["d"], source="other")], by_letters, TAGS, step=10)), CPU)
    assert data.pieces.tolist() == [[1, 7, 8, 9, 2], [1, 10, 2, 0, 0]]
    assert data.firsts.tolist() == [[1, 3], [1, 0]]
    assert data.tags.tolist() == [[0, SILENT], [0, SILENT]]
    assert data.rows(["other"]).tolist() == [1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, LONGEST), min_size=1, max_size=30), st.integers(200, 900), st.booleans())
def test_batches_hold_every_window_once_and_no_more_pieces_than_asked(
    lengths: list[int],
    size: int,
    shuffled: bool,  # noqa: FBT001
) -> None:
    data = Data.of(list(cut([item(["a"] * length) for length in lengths], by_letters, TAGS, step=LONGEST)), CPU)
    chooser = torch.Generator().manual_seed(0) if shuffled else None
    found = list(batches(data, torch.arange(len(lengths)), size, chooser))
    assert sorted(row for part in found for row in part.rows.tolist()) == [*range(len(lengths))]
    assert shuffled or all(part.pieces.numel() <= size for part in found if len(part.rows) > 1)
    assert all((part.pieces[part.at[0], part.firsts] == by_letters("a")[0]).all() for part in found)


def test_cases_change_whole_windows_and_keep_what_stands_around_a_word() -> None:
    row = torch.tensor([0, TITLE + FIRST, LOWER, UPPER + GLUED, 0], dtype=torch.int32)
    found = {tuple(each) for each in recased(row.repeat(500, 1), torch.Generator().manual_seed(0)).tolist()}
    assert found == {
        tuple(row.tolist()),
        (0, UPPER + FIRST, UPPER, UPPER + GLUED, 0),
        (0, LOWER + FIRST, LOWER, LOWER + GLUED, 0),
        (0, TITLE + FIRST, TITLE, TITLE + GLUED, 0),
    }


# ---------------------------------------------------------------- losses


def one_word(allowed: int, tag: str | None, start: int) -> Data:
    word = Example(
        "some", ("a",), np.ones(1, np.int8), np.array([allowed], np.uint32), (tag,), np.array([start], np.int8)
    )
    return Data.of(list(cut([word], by_letters, TAGS, step=10)), CPU)


def logits(label: str, tag: int, start: float) -> dict[str, Tensor]:
    mentions = torch.zeros(1, len(MENTIONS))
    mentions[0, MENTIONS.index(label)] = 20
    tags = torch.zeros(1, len(TAGS))
    tags[0, tag] = 20
    return {"mentions": mentions, "tags": tags, "starts": torch.tensor([[start]])}


def loss_of(data: Data, said: dict[str, Tensor], opinions: losses.Opinions | None = None) -> float:
    (part,) = batches(data, torch.arange(1), 100)
    return float(losses.loss(said, part, opinions))


def test_whatever_a_source_leaves_open_costs_nothing() -> None:
    silent = one_word(examples.ALL, None, SILENT)
    assert loss_of(silent, logits("B-GPE", 1, 5.0)) == 0
    either = one_word(mask("PERSON"), "NN", 1)
    assert loss_of(either, logits("U-PERSON", 0, 20.0)) == pytest.approx(0, abs=1e-4)
    assert loss_of(either, logits("I-PERSON", 0, 20.0)) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("said", [("O", 0, 20.0), ("U-PERSON", 1, 20.0), ("U-PERSON", 0, -20.0)])
def test_what_a_source_rules_out_costs_much(said: tuple[str, int, float]) -> None:
    assert loss_of(one_word(mask("PERSON"), "NN", 1), logits(*said)) > 5


def test_a_teacher_is_heard_within_what_the_source_allows() -> None:
    thinks = torch.zeros(1, len(MENTIONS))
    thinks[0, MENTIONS.index("O")], thinks[0, MENTIONS.index("U-GPE")] = 0.9, 0.1
    opinions = losses.Opinions(thinks, torch.tensor([[0.0, 1.0]]), torch.ones(1), torch.zeros(1, dtype=torch.long))
    word = one_word(mask("GPE"), None, SILENT)
    assert loss_of(word, logits("U-GPE", 1, 20.0), opinions) < loss_of(word, logits("O", 1, 20.0), opinions)
    assert loss_of(word, logits("U-GPE", 1, 20.0), opinions) < loss_of(word, logits("U-GPE", 0, 20.0), opinions)


# ---------------------------------------------------------------- encoder


def tiny_reader() -> network.Reader:
    torch.manual_seed(0)
    form = network.Form(40, width=24, inner=48, layers=1, heads=2, positions=200)
    return network.Reader(form, {"mentions": len(MENTIONS), "tags": len(TAGS), "starts": 1})


def test_an_opinion_has_a_row_for_each_word_of_each_window() -> None:
    data = Data.of(list(cut([item(["ab", "c"]), item(["d"])], by_letters, TAGS, step=10)), CPU)
    found = losses.opinions_of(tiny_reader(), data)
    assert found.mentions.shape == (3, len(MENTIONS))
    assert found.offset.tolist() == [0, 2]
    assert found.mentions.float().sum(1).tolist() == pytest.approx([1, 1, 1], abs=0.01)


def test_rounding_is_to_so_many_levels_and_lets_gradients_through() -> None:
    torch.manual_seed(0)
    layer, inputs = network.Linear(8, 4), torch.rand(2000, 8) * 2 - 1
    layer.watching = True
    layer(inputs)
    layer.watching, layer.rounding = False, True
    rounded = layer(inputs)
    assert not torch.equal(rounded, torch.nn.functional.linear(inputs, layer.weight, layer.bias))
    assert torch.allclose(rounded, torch.nn.functional.linear(inputs, layer.weight, layer.bias), atol=0.05)
    rounded.sum().backward()
    assert layer.weight.grad is not None
    assert bool(layer.weight.grad.any())


def learned(seed: int) -> network.Reader:
    """A tiny reader after some steps."""
    data = Data.of(list(cut([item(["ab", "c"], starts=0), item(["d"], starts=1)], by_letters, TAGS, step=10)), CPU)
    models = Models(tiny_reader(), Heads(24, 8, 8))
    learn(models, Material(data, torch.arange(2)), Course(30, rate=0.01, head_rate=0.05, size=100, seed=seed))
    return models.reader


def test_the_same_seed_teaches_the_same_and_what_is_taught() -> None:
    reader, again, other = learned(1), learned(1), learned(2)
    states = [each.state_dict()["heads.starts.weight"] for each in (reader, again, other)]
    assert torch.equal(states[0], states[1])
    assert not torch.equal(states[0], states[2])
    with torch.no_grad():
        said, _ = reader(torch.tensor([[1, 10, 2]]), torch.tensor([[0, 1, 0]]), torch.tensor([0]), torch.tensor([1]))
    assert said["starts"].item() > 0
    assert said["mentions"].argmax().item() == MENTIONS.index("O")


# ---------------------------------------------------------------- stories


@pytest.mark.parametrize("count", [1, 7, 150, 600])
def test_each_word_of_a_story_is_read_at_its_first_piece(count: int) -> None:
    words = ["ab", "c", "def"] * count
    text = laid(spacy.blank("en")(" \n".join(words)), by_letters)
    assert text.pieces.shape == text.shapes.shape
    assert text.pieces.shape[1] <= WINDOW
    assert text.pieces.ravel()[text.reads].tolist() == [by_letters(word)[0] for word in words]


def test_a_swapped_word_is_read_at_its_first_piece_and_one_that_vanishes_at_the_word_before() -> None:
    doc = spacy.blank("en")("ab c def gh")
    text = laid(doc, by_letters, {0: ("xy", "z"), 1: (), 3: ("Q1",)})
    assert text.pieces[0, 1:-1].tolist() == by_letters("xyzdefQ1")
    assert text.reads.tolist() == [1, 1, 4, 7]
    assert text.shapes[0, 1:-1].tolist() == [LOWER + FIRST] * 3 + [LOWER] * 3 + [WITH_DIGITS] * 2


def test_the_quick_recipe_has_all_stages_and_few_steps() -> None:
    short = quick(FULL)
    stages = {name: getattr(FULL, name) for name in ("first", "teacher", "student", "rounding")}
    assert all(getattr(short, name).steps < 10 < course.steps for name, course in stages.items())
    assert all(getattr(short, name).rate == course.rate for name, course in stages.items())
