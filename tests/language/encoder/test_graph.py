"""The graph against the same maths in numpy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

HEADS = 4
Arrays = dict[str, np.ndarray]


def run(model: Any, pieces: np.ndarray, shapes: np.ndarray, reads: np.ndarray) -> Arrays:
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_outputs()]
    return dict(zip(names, session.run(names, {"pieces": pieces, "shapes": shapes, "reads": reads}), strict=True))


class Reference:
    """BERT as the books have it, with the rounding of the int8 graph where `rounds`."""

    def __init__(self, weights: Arrays, *, rounds: bool) -> None:
        self.weights, self.rounds = weights, rounds

    def rows(self, matrix: np.ndarray, levels: int) -> np.ndarray:
        scales = np.abs(matrix).max(1, keepdims=True) / levels
        return np.rint(matrix / scales) * scales if self.rounds else matrix

    def linear(self, states: np.ndarray, name: str, source: str | None = None) -> np.ndarray:
        if self.rounds and name.startswith("layers"):
            scale, zero = (self.weights[f"{source or name}.input_{part}"] for part in ("scale", "zero"))
            states = (np.clip(np.rint(states / scale) + zero, 0, 255) - zero) * scale
        weight = self.weights[f"{name}.weight"]
        return (
            states @ (self.rows(weight, 63) if name.startswith("layers") else weight).T + self.weights[f"{name}.bias"]
        )

    def norm(self, states: np.ndarray, name: str) -> np.ndarray:
        centred = states - states.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def attention(self, states: np.ndarray, name: str) -> np.ndarray:
        split = (*states.shape[:2], HEADS, -1)
        query, key, value = (
            self.linear(states, f"{name}.{part}", f"{name}.query").reshape(split).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1]))
        return (scores / scores.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(states.shape)

    def layer(self, states: np.ndarray, name: str) -> np.ndarray:
        out = self.linear(self.attention(states, name), f"{name}.out")
        states = self.norm(states + out, f"{name}.attention_norm")
        up = self.linear(states, f"{name}.up")
        wide = up * 0.5 * (1 + np.vectorize(math.erf)(up / math.sqrt(2)))
        return self.norm(states + self.linear(wide, f"{name}.down"), f"{name}.output_norm")

    def __call__(self, pieces: np.ndarray, shapes: np.ndarray, reads: np.ndarray) -> Arrays:
        embedded = self.rows(self.weights["embed.pieces"], 127)[pieces] + self.weights["embed.shapes"][shapes]
        states = self.norm(embedded + self.weights["embed.positions"][: pieces.shape[1]], "embed.norm")
        for number in range(2):
            states = self.layer(states, f"layers.{number}")
        vectors = states.reshape(-1, states.shape[-1])[reads]
        heads = {name: self.linear(vectors, f"heads.{name}") for name in ("mentions", "tags", "starts")}
        return heads | {"starts": heads["starts"][:, 0], "vectors": vectors}


@pytest.fixture
def inputs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chooser = np.random.default_rng(1)
    pieces, shapes = chooser.integers(1, 100, (3, 21)), chooser.integers(0, 40, (3, 21))
    reads = np.sort(chooser.permutation(63)[:20])
    return pieces.astype(np.int32), shapes.astype(np.int32), reads.astype(np.int32)


@pytest.mark.parametrize(("precision", "error"), [("fp32", 1e-4), ("int8", 0.1)])
@pytest.mark.parametrize("output", ["mentions", "tags", "starts", "vectors"])
def test_graph_does_the_maths(
    graph: Any, weights: Arrays, inputs: Any, precision: str, error: float, output: str
) -> None:
    found = run(graph.build(weights, heads=HEADS, precision=precision), *inputs)
    wanted = Reference(weights, rounds=precision == "int8")(*inputs)
    # A value that stands between two levels may fall to either.
    assert np.abs(found[output] - wanted[output]).max() < error


def test_rounding_is_not_the_exact_maths(graph: Any, weights: Arrays, inputs: Any) -> None:
    exact, rounded = (run(graph.build(weights, heads=HEADS, precision=name), *inputs) for name in ("fp32", "int8"))
    assert np.abs(exact["vectors"] - rounded["vectors"]).max() > 0.1


def test_a_window_is_read_the_same_bits_in_any_company(graph: Any, weights: Arrays, inputs: Any) -> None:
    model = graph.build(weights, heads=HEADS)
    pieces, shapes, _ = inputs
    together = run(model, pieces, shapes, np.arange(63, dtype=np.int32))["mentions"]
    alone = [
        run(model, pieces[n : n + 1], shapes[n : n + 1], np.arange(21, dtype=np.int32))["mentions"] for n in range(3)
    ]
    assert np.array_equal(together, np.concatenate(alone))


def test_weights_have_seven_bits(graph: Any, weights: Arrays) -> None:
    values, scales = graph.rounded_rows(weights["layers.0.up.weight"], 63)
    assert np.abs(values).max(1).tolist() == [63] * len(scales)


def test_layers_are_counted_from_the_weights(graph: Any, weights: Arrays) -> None:
    assert graph.layers(weights) == 2


def test_an_unknown_precision_is_refused(graph: Any, weights: Arrays) -> None:
    with pytest.raises(ValueError, match='"int8" or "fp32"'):
        graph.build(weights, precision="int4")
