"""Build the graph that the encoder component runs, by hand, from plain arrays.

    pieces [B, L], shapes [B, L], reads [R]  ->  mentions [R, M], tags [R, T], starts [R], vectors [R, H]

A row of `pieces` is one window, [CLS] ... [SEP], and every window of a run has the same length: nothing is padded, so
there is no mask. `reads` says where words are read, as places in the flattened windows; all other places end before the
last layer's feed-forward half, which they would only pass for nothing. The form is BERT's: normed after each half.

What is measured, on one core with AVX-512 (microseconds a piece, six layers): int8 products 55, attention 21 in windows
of 128 and 33 of 256, GELU 6, norms 3, rounding 3. SkipLayerNormalization takes 23 where Add and LayerNormalization take
3; a mask costs attention 16, for it keeps the blockwise kernel out; QAttention is slower than three products and
MultiHeadAttention.

Int8: weights by output channel in seven bits, since processors without VNNI (AVX2) add two products in 16 bits, which
eight bits overflow; inputs in eight bits by a scale learned in training (`layers.N.query.input_scale`), never by what
else is in the run. Embeddings are rows of int8 with a scale each. The rest is fp32.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray
Weights = Mapping[str, Array]

WEIGHT_LEVELS = 63  # seven bits
ROW_LEVELS = 127
EPSILON = 1e-12
OUTPUTS = ("mentions", "tags", "starts")
_MICROSOFT = "com.microsoft"
_OPSETS = (helper.make_opsetid("", 20), helper.make_opsetid(_MICROSOFT, 1))
_IR_VERSION = 9  # what goes with opset 20, so that an onnxruntime of the same age reads it


def build(weights: Weights, *, heads: int = 12, precision: str = "int8") -> onnx.ModelProto:
    """Build the graph of as many layers as there are weights of; `precision` is "int8" or "fp32"."""
    if precision not in {"int8", "fp32"}:
        raise ValueError(f'precision is "int8" or "fp32", not {precision!r}')
    graph = Graph(weights, exact=precision == "fp32")
    states = _embed(graph)
    count = layers(weights)
    for number in range(count):
        states = _layer(graph, states, f"layers.{number}", heads=heads, last=number == count - 1)
    _heads(graph, states)
    return graph.model()


def layers(weights: Weights) -> int:
    """How many layers these weights are of."""
    return len({name.split(".")[1] for name in weights if name.startswith("layers.")})


class Graph:
    """Nodes and constants, collected in order. A value is known by its name."""

    def __init__(self, weights: Weights, *, exact: bool) -> None:
        self.weights, self.exact = weights, exact
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Array | None = None) -> str:
        """Add a constant, by default the weight of that name."""
        if name not in self.constants:
            array = np.asarray(self.weights[name], np.float32) if value is None else value
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node of one output."""
        domain = _MICROSOFT if kind in {"MatMulIntegerToFloat", "MultiHeadAttention"} else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def norm(self, states: str, name: str) -> str:
        """Add a layer norm."""
        parts = [self.constant(f"{name}.{part}") for part in ("weight", "bias")]
        return self.add("LayerNormalization", [states, *parts], f"{name}.y", axis=-1, epsilon=EPSILON)

    def rounded(self, states: str, name: str) -> str:
        """Add the rounding of a linear layer's input, where the graph rounds."""
        if self.exact:
            return states
        scale = self.constant(f"{name}.input_scale", np.asarray(self.weights[f"{name}.input_scale"], np.float32))
        zero = self.constant(f"{name}.input_zero", np.asarray(self.weights[f"{name}.input_zero"], np.uint8))
        return self.add("QuantizeLinear", [states, scale, zero], f"{name}.input")

    def linear(self, states: str, name: str, *, rounded_as: str | None = None) -> str:
        """Add a linear layer over `states`, which were rounded under its own name or that of another layer."""
        bias = self.constant(f"{name}.bias")
        if self.exact:
            weight = self.constant(f"{name}.weight", np.asarray(self.weights[f"{name}.weight"], np.float32).T)
            product = self.add("MatMul", [states, weight], f"{name}.product")
            return self.add("Add", [product, bias], f"{name}.y")
        rounded_as = rounded_as or name
        values, scales = rounded_rows(self.weights[f"{name}.weight"], WEIGHT_LEVELS)
        weight = self.constant(f"{name}.weight", values.T)
        scale = self.constant(f"{name}.scale", scales)
        inputs = [states, weight, f"{rounded_as}.input_scale", scale, f"{rounded_as}.input_zero", "", bias]
        return self.add("MatMulIntegerToFloat", inputs, f"{name}.y")

    def model(self) -> onnx.ModelProto:
        """All of it as a model, which says how many pieces, positions and shapes it knows."""
        sizes = {name: len(self.weights[f"embed.{name}"]) for name in ("pieces", "positions", "shapes")}
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["B", "L"]) for name in ("pieces", "shapes")]
        inputs.append(helper.make_tensor_value_info("reads", TensorProto.INT32, ["R"]))
        wide = {name: len(self.weights[f"heads.{name}.bias"]) for name in ("mentions", "tags")}
        wide["vectors"] = self.weights["embed.pieces"].shape[1]
        outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["R", size]) for name, size in wide.items()]
        outputs.append(helper.make_tensor_value_info("starts", TensorProto.FLOAT, ["R"]))
        graph = helper.make_graph(self.nodes, "encoder", inputs, outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=_OPSETS, ir_version=_IR_VERSION, producer_name="extractor")
        helper.set_model_props(model, {name: str(size) for name, size in sizes.items()})
        return model


def rounded_rows(matrix: Array, levels: int) -> tuple[Array, Array]:
    """Each row as int8 of so many levels either way, and its scale."""
    scales = np.abs(matrix).max(1).astype(np.float32) / np.float32(levels)
    scales[scales == 0] = 1
    return np.clip(np.rint(matrix / scales[:, None]), -levels, levels).astype(np.int8), scales


def _embed(graph: Graph) -> str:
    pieces = _piece_rows(graph)
    shapes = graph.add("Gather", [graph.constant("embed.shapes"), "shapes"], "embed.shape_rows")
    length = graph.add("Shape", ["pieces"], "length", start=1, end=2)
    nought = graph.constant("nought", np.zeros(1, np.int64))
    positions = graph.add("Slice", [graph.constant("embed.positions"), nought, length], "embed.position_rows")
    words = graph.add("Add", [pieces, shapes], "embed.words")
    return graph.norm(graph.add("Add", [words, positions], "embed.sum"), "embed.norm")


def _piece_rows(graph: Graph) -> str:
    if graph.exact:
        return graph.add("Gather", [graph.constant("embed.pieces"), "pieces"], "embed.piece_rows")
    values, scales = rounded_rows(graph.weights["embed.pieces"], ROW_LEVELS)
    rows = graph.add("Gather", [graph.constant("embed.pieces", values), "pieces"], "embed.piece_values")
    scale = graph.add("Gather", [graph.constant("embed.scales", scales[:, None]), "pieces"], "embed.piece_scales")
    return graph.add(
        "Mul", [graph.add("Cast", [rows], "embed.piece_floats", to=TensorProto.FLOAT), scale], "embed.rows"
    )


def _layer(graph: Graph, states: str, name: str, *, heads: int, last: bool) -> str:
    mixed = _attention(graph, states, name, heads)
    if last:
        mixed, states = (_read(graph, value) for value in (mixed, states))
    out = graph.linear(graph.rounded(mixed, f"{name}.out"), f"{name}.out")
    states = graph.norm(graph.add("Add", [out, states], f"{name}.attention_sum"), f"{name}.attention_norm")
    down = graph.linear(graph.rounded(_widened(graph, states, name), f"{name}.down"), f"{name}.down")
    return graph.norm(graph.add("Add", [down, states], f"{name}.output_sum"), f"{name}.output_norm")


def _attention(graph: Graph, states: str, name: str, heads: int) -> str:
    query = f"{name}.query"
    rounded = graph.rounded(states, query)
    parts = [graph.linear(rounded, f"{name}.{part}", rounded_as=query) for part in ("query", "key", "value")]
    return graph.add("MultiHeadAttention", parts, f"{name}.mixed", num_heads=heads)


def _read(graph: Graph, value: str) -> str:
    width = graph.weights["embed.pieces"].shape[1]
    flat = graph.constant("flat", np.array([-1, width], np.int64))
    return graph.add("Gather", [graph.add("Reshape", [value, flat], f"{value}.flat"), "reads"], f"{value}.read")


def _widened(graph: Graph, states: str, name: str) -> str:
    return graph.add("Gelu", [graph.linear(graph.rounded(states, f"{name}.up"), f"{name}.up")], f"{name}.wide")


def _heads(graph: Graph, states: str) -> None:
    """Add all heads as one product, and cut it."""
    weight = np.concatenate([graph.weights[f"heads.{name}.weight"] for name in OUTPUTS]).astype(np.float32)
    bias = np.concatenate([graph.weights[f"heads.{name}.bias"] for name in OUTPUTS]).astype(np.float32)
    inputs = [states, graph.constant("heads.weight", weight.T), graph.constant("heads.bias", bias)]
    graph.add("Gemm", inputs, "heads.y")
    sizes = [len(graph.weights[f"heads.{name}.bias"]) for name in OUTPUTS]
    cut = [graph.add("Slice", ["heads.y", *_bounds(graph, sizes, place)], f"heads.{place}") for place in range(3)]
    graph.add("Identity", [cut[0]], "mentions")
    graph.add("Identity", [cut[1]], "tags")
    graph.add("Squeeze", [cut[2], graph.constant("one", np.ones(1, np.int64))], "starts")
    graph.add("Identity", [states], "vectors")


def _bounds(graph: Graph, sizes: Sequence[int], place: int) -> list[str]:
    first = sum(sizes[:place])
    ends = {"first": first, "end": first + sizes[place]}
    bounds = [graph.constant(f"heads.{place}.{name}", np.array([value])) for name, value in ends.items()]
    return [*bounds, graph.constant("one", np.ones(1, np.int64))]
