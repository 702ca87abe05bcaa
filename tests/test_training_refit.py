"""The heads for tags and sentence starts learn once more: what they learn, and what stays as it was."""

import sys
from pathlib import Path

import numpy as np
import pytest
import spacy

torch = pytest.importorskip("torch", reason="training needs PyTorch, which nothing else does: pip install torch")
pytest.importorskip("faker", reason="training sentences take their names from Faker, a package for training only")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models" / "training"))

import refit  # noqa: E402 - found in models/training
from examples import SILENT  # noqa: E402

WIDTH, TAGS = 8, 3


def toy_words(count: int) -> refit.Words:
    """Words whose first three numbers tell the tag and whose fourth tells a start; every tenth tag is unknown."""
    chooser = torch.Generator().manual_seed(4)
    vectors = torch.randn((count, WIDTH), generator=chooser)
    tags = vectors[:, :TAGS].argmax(1)
    tags[::10] = SILENT
    return refit.Words(vectors, tags, (vectors[:, 3] > 0).float(), torch.ones(count))


def untaught() -> dict[str, np.ndarray]:
    sizes = {"tags": TAGS, "starts": 1, "mentions": 5}
    weights = {f"heads.{name}.weight": np.zeros((size, WIDTH), np.float32) for name, size in sizes.items()}
    return weights | {f"heads.{name}.bias": np.zeros(size, np.float32) for name, size in sizes.items()}


def test_both_heads_learn_and_nothing_else_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refit, "RATE", 0.05)
    before, words = untaught(), toy_words(20_000)
    after = refit.refitted(before, words)
    tags = words.vectors.numpy() @ after["heads.tags.weight"].T + after["heads.tags.bias"]
    known = words.tags.numpy() != SILENT
    assert (tags.argmax(1) == words.tags.numpy())[known].mean() > 0.95
    starts = words.vectors.numpy() @ after["heads.starts.weight"][0] + after["heads.starts.bias"]
    assert ((starts > 0) == words.starts.numpy().astype(bool)).mean() > 0.95
    assert {name for name in after if not np.array_equal(after[name], before[name])} == {
        f"heads.{name}.{part}" for name in refit.HEADS for part in ("weight", "bias")
    }


def test_silver_is_split_by_the_rule_and_tagged_by_the_doc() -> None:
    doc = spacy.blank("en")("Talks ended.\nNobody signed. Nobody spoke.")
    for token in doc:
        token.tag_ = "NN"
    [item] = refit.silver([doc], "stories")
    assert [word for word, start in zip(item.words, item.starts, strict=True) if start] == ["Talks", "Nobody", "Nobody"]
    assert {*item.tags} == {"NN"}
