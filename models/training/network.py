"""The encoder and its heads in PyTorch, as they are trained: BERT (MiniLM) or MPNet, with word shapes at the bottom.

    pieces [B, L], shapes [B, L]  ->  vectors [B, L, H]  ->  at each word's first piece: mentions, tags, starts

Where `rounding` is on, a linear layer rounds its weights and inputs as the exported int8 graph will, so that the last
steps learn with it (straight-through gradients); where `watching` is on, it learns the range of its inputs. Weights go
in and out as plain arrays under the names that graph.py reads.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extractor.language.encoder.shapes import COUNT

WEIGHT_LEVELS = 63  # seven bits: two products fit 16 bits also on processors that add them in pairs (AVX2)
INPUT_LEVELS = 255
SHAPES = COUNT


@dataclass(frozen=True, slots=True)
class Form:
    """The sizes of an encoder."""

    vocabulary: int
    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    positions: int = 512
    norm_epsilon: float = 1e-12
    relative: bool = False  # MPNet adds a learned bias for the distance of two pieces


class Linear(nn.Linear):
    """A linear layer that can round its weights and its input as int8 arithmetic does."""

    low: Tensor
    high: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.rounding = False
        self.watching = False
        self.register_buffer("low", torch.zeros(()))
        self.register_buffer("high", torch.zeros(()))

    def forward(self, inputs: Tensor) -> Tensor:
        """The product, rounded where that is on."""
        if self.watching:
            self._watch(inputs)
        if not self.rounding:
            return super().forward(inputs)
        return functional.linear(self._rounded(inputs), self._rounded_weight(), self.bias)

    def scale_and_zero(self) -> tuple[Tensor, Tensor]:
        """The step between two levels of the input, and the level that means nought."""
        scale = (self.high - self.low).clamp(min=1e-6) / INPUT_LEVELS
        return scale, (-self.low / scale).round().clamp(0, INPUT_LEVELS)

    @torch.no_grad()
    def _watch(self, inputs: Tensor) -> None:
        flat = inputs.detach().float().flatten()
        sample = flat[torch.randint(len(flat), (min(len(flat), 200_000),), device=flat.device)]
        low, high = torch.quantile(sample, torch.tensor([0.00002, 0.99998], device=flat.device))
        share = 0.1 if self.high > self.low else 1.0
        self.low += share * (low.clamp(max=0) - self.low)
        self.high += share * (high.clamp(min=0) - self.high)

    def _rounded(self, inputs: Tensor) -> Tensor:
        scale, zero = self.scale_and_zero()
        exact = inputs.float()
        level = (exact / scale + zero).clamp(0, INPUT_LEVELS)
        level = level + (level.round() - level).detach()
        return ((level - zero) * scale).to(inputs.dtype)

    def _rounded_weight(self) -> Tensor:
        scale = self.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_LEVELS
        rounded = (self.weight / scale).round().clamp(-WEIGHT_LEVELS, WEIGHT_LEVELS) * scale
        return self.weight + (rounded - self.weight).detach()


class Layer(nn.Module):
    """One transformer layer, normed after each half."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.heads = form.heads
        self.query, self.key, self.value, self.out = (Linear(form.width, form.width) for _ in range(4))
        self.up, self.down = Linear(form.width, form.inner), Linear(form.inner, form.width)
        self.attention_norm = nn.LayerNorm(form.width, eps=form.norm_epsilon)
        self.output_norm = nn.LayerNorm(form.width, eps=form.norm_epsilon)

    def forward(self, states: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """States of all pieces to those of the next layer; `bias` is added to every attention score."""
        shape = (*states.shape[:2], self.heads, -1)
        query, key, value = (part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        drop = dropout if self.training else 0.0
        bias = bias.to(query.dtype)
        read = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias, dropout_p=drop)
        mixed = self.out(read.transpose(1, 2).reshape(states.shape))
        states = self.attention_norm(states + functional.dropout(mixed, dropout, self.training))
        moved = self.down(functional.gelu(self.up(states)))
        normed: Tensor = self.output_norm(states + functional.dropout(moved, dropout, self.training))
        return normed


class Encoder(nn.Module):
    """Pieces and shapes to vectors."""

    def __init__(self, form: Form, dropout: float = 0.1) -> None:
        super().__init__()
        self.form, self.dropout = form, dropout
        self.pieces = nn.Embedding(form.vocabulary, form.width, padding_idx=0)
        self.positions = nn.Embedding(form.positions, form.width)
        self.shapes = nn.Embedding(SHAPES, form.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(form.width, eps=form.norm_epsilon)
        self.layers = nn.ModuleList(Layer(form) for _ in range(form.layers))
        self.distances = nn.Embedding(32, form.heads) if form.relative else None

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """A vector for each piece [B, L, H]."""
        length = pieces.shape[1]
        states: Tensor = self.pieces(pieces) + self.positions.weight[:length] + self.shapes(shapes)
        states = functional.dropout(self.norm(states), self.dropout, self.training)
        bias = torch.zeros(pieces.shape, device=pieces.device).masked_fill(pieces == 0, -1e4)[:, None, None, :]
        if self.distances is not None:
            bias = bias + self.distances(_buckets(length, pieces.device)).permute(2, 0, 1)[None]
        for layer in self.layers:
            states = layer(states, bias, self.dropout)
        return states


def _buckets(length: int, device: torch.device) -> Tensor:
    """MPNet's 32 classes of distance: exact up to 8 pieces, then by the logarithm up to 128, for either side."""
    place = torch.arange(length, device=device)
    distance = -(place[None, :] - place[:, None])
    after = (distance < 0).long() * 16
    distance = distance.abs()
    far = 8 + (torch.log(distance.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return after + torch.where(distance < 8, distance, far.clamp(max=15))


class Reader(nn.Module):
    """An encoder with the heads that name, tag and split."""

    def __init__(self, form: Form, outputs: Mapping[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(form, dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(form.width, size) for name, size in outputs.items()})
        self.dropout = dropout

    def forward(self, pieces: Tensor, shapes: Tensor, rows: Tensor, firsts: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """The logits of every head, and the vector, for each word: `rows` and `firsts` say where its first piece is."""
        words = self.encoder(pieces, shapes)[rows, firsts]
        dropped = functional.dropout(words, self.dropout, self.training)
        return {name: head(dropped).float() for name, head in self.heads.items()}, words


def linears(model: nn.Module) -> dict[str, Linear]:
    """The layers that the exported graph computes in int8, by name."""
    return {name: module for name, module in model.named_modules() if isinstance(module, Linear)}


def from_bert(model: Reader, arrays: Mapping[str, np.ndarray]) -> None:
    """Fill in MiniLM's weights; the rows of its vocabulary are ours already (pretrained.py)."""
    encoder = model.encoder
    _copy(encoder.pieces.weight, arrays["embeddings.word_embeddings.weight"])
    first_type = arrays["embeddings.token_type_embeddings.weight"][0]
    _copy(encoder.positions.weight, arrays["embeddings.position_embeddings.weight"] + first_type)
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
    names |= {"out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm"}
    _fill(encoder, arrays, names)


def from_mpnet(model: Reader, arrays: Mapping[str, np.ndarray]) -> None:
    """Fill in MPNet's weights; the rows of its vocabulary are ours already. Its positions begin at the third row."""
    encoder = model.encoder
    _copy(encoder.pieces.weight, arrays["embeddings.word_embeddings.weight"])
    _copy(encoder.positions.weight, arrays["embeddings.position_embeddings.weight"][2:514])
    if encoder.distances is None:
        raise ValueError("MPNet is relative: make its Form so")
    _copy(encoder.distances.weight, arrays["encoder.relative_attention_bias.weight"])
    names = {short: f"attention.attn.{short[0]}" for short in ("query", "key", "value", "out")}
    _fill(encoder, arrays, names | {"attention_norm": "attention.LayerNorm"})


def _fill(encoder: Encoder, arrays: Mapping[str, np.ndarray], names: Mapping[str, str]) -> None:
    names = {**names, "up": "intermediate.dense", "down": "output.dense", "output_norm": "output.LayerNorm"}
    for number, layer in enumerate(encoder.layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                array = arrays[f"encoder.layer.{number}.{theirs}.{part}"]
                _copy(getattr(getattr(layer, ours), part), array)
    for part in ("weight", "bias"):
        _copy(getattr(encoder.norm, part), arrays[f"embeddings.LayerNorm.{part}"])


@torch.no_grad()
def _copy(parameter: Tensor, array: np.ndarray) -> None:
    parameter.copy_(torch.as_tensor(np.asarray(array, np.float32)))


def arrays_of(model: Reader) -> dict[str, np.ndarray]:
    """The weights under the names that graph.py reads, with the static scales of the inputs."""
    encoder = model.encoder
    found: dict[str, Any] = {
        "embed.pieces": encoder.pieces.weight,
        "embed.positions": encoder.positions.weight,
        "embed.shapes": encoder.shapes.weight,
        "embed.norm.weight": encoder.norm.weight,
        "embed.norm.bias": encoder.norm.bias,
    }
    found |= {name: value for name, value in encoder.named_parameters() if name.startswith("layers.")}
    found |= {f"heads.{name}": value for name, value in model.heads.named_parameters()}
    for name, layer in linears(encoder).items():
        scale, zero = layer.scale_and_zero()
        found |= {f"{name}.input_scale": scale, f"{name}.input_zero": zero}
    return {name: value.detach().float().cpu().numpy() for name, value in found.items()}
