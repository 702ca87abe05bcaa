"""Tags and sentence starts once more, on the word vectors of the finished graph.

Event lessons pull the vectors of trade words ("tariffs") to where tree banks, which hardly know these words, left no
trace, and the two linear heads that tag and split misread them there. So these two alone learn anew, on what the int8
graph makes of the tree banks and of the annotated stories. The stories' tags are a pipeline's that no event lesson
has touched, their sentence starts the rule's (language/sentences.py), and they weigh half.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from examples import ALL, SILENT, Example, example
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from extractor.language.encoder.model import Model
from extractor.language.sentences import sentence_starts

SEED, EPOCHS, BATCH, RATE, DECAY = 0, 6, 4096, 2e-3, 1e-3
STORY_WEIGHT = 0.5
HEADS = ("tags", "starts")
Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of many texts: their vectors [n, H], tags (or SILENT), whether a sentence begins, and what they weigh."""

    vectors: Tensor
    tags: Tensor
    starts: Tensor
    weights: Tensor


def silver(docs: Iterable[Doc], source: str) -> Iterator[Example]:
    """Docs as a pipeline tagged them, split by the rule."""
    for doc in docs:
        kept = [token for token in doc if not token.is_space]
        begun = {*sentence_starts(doc.text)}
        starts = np.array([token.idx in begun for token in kept], np.int8)
        yield replace(example(source, doc, (), ALL), tags=tuple(token.tag_ for token in kept), starts=starts)


def read_words(model: Model, parts: Iterable[tuple[Sequence[Example], float]]) -> Words:
    """What the graph makes of these examples, each part with the weight of its words."""
    numbers = {tag: number for number, tag in enumerate(model.form.tags)}
    rows = [
        (
            model.read(item.words, item.shapes.astype(np.int32), outputs=["vectors"])["vectors"],
            [numbers.get(tag or "", SILENT) for tag in item.tags],
            item.starts,
            np.full(len(item.words), weight, np.float32),
        )
        for items, weight in parts
        for item in items
        if item.words
    ]
    vectors, tags, starts, weights = (torch.as_tensor(np.concatenate(column)) for column in zip(*rows, strict=True))
    return Words(vectors, tags.long(), starts.float(), weights)


def refitted(weights: Mapping[str, NDArray[np.float32]], words: Words) -> Weights:
    """The arrays of an encoder (named as in graph.py) with these two heads learned anew."""
    heads = nn.ModuleDict({name: _head(weights, name) for name in HEADS})
    torch.manual_seed(SEED)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(words.tags) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(words.tags)).split(BATCH):
            optimizer.zero_grad()
            _loss(heads, words, rows).backward()  # type: ignore[no-untyped-call] # torch's own
            optimizer.step()
            schedule.step()
    return {**weights, **{f"heads.{name}": value.detach().numpy() for name, value in heads.named_parameters()}}


def _head(weights: Mapping[str, NDArray[np.float32]], name: str) -> nn.Linear:
    rows, columns = weights[f"heads.{name}.weight"].shape
    head = nn.Linear(columns, rows)
    parts = {part: torch.tensor(weights[f"heads.{name}.{part}"], dtype=torch.float32) for part in ("weight", "bias")}
    head.load_state_dict(parts)
    return head


def _loss(heads: nn.ModuleDict, words: Words, rows: Tensor) -> Tensor:
    vectors, weights = words.vectors[rows], words.weights[rows]
    tags = functional.cross_entropy(heads["tags"](vectors), words.tags[rows], reduction="none", ignore_index=SILENT)
    starts = functional.binary_cross_entropy_with_logits(
        heads["starts"](vectors)[:, 0], words.starts[rows], reduction="none"
    )
    return ((tags + starts) * weights).mean()
