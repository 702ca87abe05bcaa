"""Linear classifiers over named features: several heads that read one list of features.

A feature is any string ("w=tariffs"); a head is a named group of labels whose scores make one softmax. Weights are kept
by the feature's name, so that what was learned can be read. Trained by models/training/events.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head's labels stand among the columns of the weights."""

    labels: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights (features x labels), bias (labels), the row of each feature, and the heads that share them."""

    rows: dict[str, int]
    weights: Floats
    bias: Floats
    heads: dict[str, Head]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Sum the rows of the features that are known, each once: one score a label."""
        # Sorted, because floats summed in another order may differ in their last bit.
        known = sorted({row for row in map(self.rows.get, features) if row is not None})
        total = np.add.reduce(self.weights.take(known, axis=0), axis=0) + self.bias
        return total.tolist()  # type: ignore[no-any-return]

    def probabilities(self, head: str, scores: list[float]) -> dict[str, float]:
        """Turn the scores of one head into chances that sum to 1."""
        place = self.heads[head]
        own = scores[place.first : place.first + len(place.labels)]
        most = max(own)
        powers = [math.exp(score - most) for score in own]
        total = sum(powers)
        return {label: power / total for label, power in zip(place.labels, powers, strict=True)}

    def save(self, path: Path) -> None:
        """Write `path` (.npz): names of the rows, weights in half precision, bias, and the heads as JSON."""
        heads = json.dumps({name: [head.labels, head.first] for name, head in self.heads.items()})
        names = np.frombuffer("\n".join(self.rows).encode(), dtype=np.uint8)
        # Not compressed: unpacking would take longer than all the rest of reading it.
        np.savez(path, names=names, weights=self.weights.astype(np.float16), bias=self.bias, heads=np.array(heads))


def read(path: Path) -> Linear:
    """Read what `Linear.save` wrote. Raises OSError, KeyError or ValueError when it is not that."""
    with np.load(path, allow_pickle=False) as stored:
        heads = {name: Head(tuple(labels), first) for name, (labels, first) in json.loads(str(stored["heads"])).items()}
        names = stored["names"].tobytes().decode().split("\n")
        rows = dict(zip(names, range(len(names)), strict=True))
        return Linear(rows, stored["weights"].astype(np.float32), stored["bias"].astype(np.float32), heads)
