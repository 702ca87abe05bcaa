"""Linear classifiers over named features: several heads that read one list of features.

A feature is any string ("word=tariffs"); its row of weights is found by a 64-bit hash, so that no vocabulary of
strings has to be kept. A head is a named group of labels whose scores make one softmax. Trained by
models/training/events.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head's labels stand among the columns of the weights."""

    labels: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights (features x labels), bias (labels), and the heads that share them."""

    rows: dict[int, int]
    weights: Floats
    bias: Floats
    heads: dict[str, Head]

    def scores(self, features: Iterable[str]) -> Floats:
        """Sum the rows of the features that are known, in no order: an array of one score a label."""
        known = {row for name in features if (row := self.rows.get(get_string_id(name))) is not None}
        total: Floats = self.weights[sorted(known)].sum(axis=0) + self.bias
        return total

    def probabilities(self, head: str, scores: Floats) -> dict[str, float]:
        """Turn the scores of one head into chances that sum to 1."""
        place = self.heads[head]
        own = scores[place.first : place.first + len(place.labels)]
        powers = np.exp(own - own.max())
        return dict(zip(place.labels, (powers / powers.sum()).tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write `path` (.npz): hashes, weights in half precision, bias, and the heads as JSON."""
        heads = json.dumps({name: [head.labels, head.first] for name, head in self.heads.items()})
        hashes = np.fromiter(self.rows, dtype=np.uint64, count=len(self.rows))
        weights = self.weights.astype(np.float16)
        np.savez_compressed(path, hashes=hashes, weights=weights, bias=self.bias, heads=np.array(heads))


def read(path: Path) -> Linear:
    """Read what `Linear.save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
    with np.load(path, allow_pickle=False) as stored:
        heads = {name: Head(tuple(labels), first) for name, (labels, first) in json.loads(str(stored["heads"])).items()}
        rows = {int(key): row for row, key in enumerate(stored["hashes"].tolist())}
        return Linear(rows, stored["weights"].astype(np.float32), stored["bias"].astype(np.float32), heads)
