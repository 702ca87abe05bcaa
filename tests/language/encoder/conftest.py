"""A tiny encoder with random weights, written as a trained one is."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

import extractor.language.encoder  # noqa: F401 # makes the component known
from extractor.language.encoder.form import Form

if TYPE_CHECKING:
    from spacy.language import Language

TRAINING = Path(__file__).resolve().parents[3] / "models" / "training"
WORDS = "the a in on of to said will trade tariff tariffs goods steel japan china u . , - ' s mori takeshi 2 4 percent"
KINDS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "ROLE", "PRODUCT")
TAGS = ("NN", "NNP", "VBD", "IN", ".")
WIDTH, INNER = 48, 96
LINEARS = dict.fromkeys(("query", "key", "value", "out"), (WIDTH, WIDTH)) | {
    "up": (INNER, WIDTH),
    "down": (WIDTH, INNER),
}
FORM = Form(
    mentions=("O", *(f"{place}-{kind}" for kind in KINDS for place in "BILU")), tags=TAGS, window=64, overlap=16
)


def training_module(name: str) -> Any:
    """A module of models/training, which are scripts beside each other."""
    pytest.importorskip("onnx", reason="graphs are built with onnx, which only training needs: pip install onnx")
    sys.path.insert(0, str(TRAINING))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(TRAINING))


def random_weights(vocabulary: int = 128, *, layers: int = 2, seed: int = 0) -> dict[str, np.ndarray]:
    """Random weights that make every label come up, with scales that fit them."""
    chooser = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return (chooser.normal(size=shape) * 0.4).astype(np.float32)

    weights = {
        "embed.pieces": array(vocabulary, WIDTH),
        "embed.positions": array(64, WIDTH),
        "embed.shapes": array(40, WIDTH),
    }
    norms = [f"layers.{number}.{part}_norm" for number in range(layers) for part in ("attention", "output")]
    for name in ("embed.norm", *norms):
        weights |= {f"{name}.weight": 1 + array(WIDTH) / 4, f"{name}.bias": array(WIDTH) / 4}
    for name, (outputs, inputs) in (
        (f"layers.{n}.{name}", size) for n in range(layers) for name, size in LINEARS.items()
    ):
        weights |= {f"{name}.weight": array(outputs, inputs), f"{name}.bias": array(outputs)}
        weights |= {
            f"{name}.input_scale": np.array(0.05),
            f"{name}.input_zero": np.array(128 if inputs == WIDTH else 8),
        }
    for name, size in (("mentions", len(FORM.mentions)), ("tags", len(TAGS)), ("starts", 1)):
        weights |= {f"heads.{name}.weight": array(size, WIDTH), f"heads.{name}.bias": array(size) / 4}
    return weights


def save_tokenizer(path: Path) -> Path:
    """A WordPiece vocabulary of a few words, and of all letters."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    marks = ("[PAD]", "[CLS]", "[SEP]", "[UNK]")
    pieces = dict.fromkeys([*marks, *WORDS.split(), *letters, *(f"##{letter}" for letter in letters)])
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.enable_padding(length=128)  # to be ignored
    tokenizer.save(str(path))
    return path


@pytest.fixture(scope="session")
def graph() -> Any:
    """The module that builds graphs."""
    return training_module("graph")


@pytest.fixture(scope="session")
def weights() -> dict[str, np.ndarray]:
    """The arrays of the tiny encoder."""
    return random_weights()


@pytest.fixture(scope="session")
def tokenizer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vocabulary of the tiny encoder."""
    return save_tokenizer(tmp_path_factory.mktemp("pieces") / "tokenizer.json")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, weights: dict[str, np.ndarray], tokenizer_file: Path) -> Path:
    """The folder of a tiny encoder. Tests that break it work on a copy."""
    place = tmp_path_factory.mktemp("model") / "encoder"
    training_module("encoder_folder").write_encoder(place, weights, form=FORM, tokenizer_file=tokenizer_file)
    return place


@pytest.fixture(scope="session")
def reader(folder: Path) -> Language:
    """A blank pipeline with the tiny encoder, which leaves vectors too."""
    nlp = spacy.blank("en")
    nlp.add_pipe("encoder", config={"vectors": True}).from_disk(folder)  # type: ignore[attr-defined]
    return nlp
