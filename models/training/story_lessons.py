"""Whole stories for the encoder and the event heads together, annotated or as a teacher reads them.

    told(doc, annotation, ties, pieces)  ->  Lesson: the story in windows, where its words are read, the heads' tensors
    untold(doc, pieces)                  ->  the same without labels;  judged(lesson, models) gives it a teacher's
    packs(lessons, ...)                  ->  Pack, Pack, ...: some stories as one
    retold(pack, models)                 ->  annotated ones with a teacher's chances beside the labels

Windows lie, and words are read in them, as at run time (extractor.language.encoder.windows).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain

import network
import numpy as np
import torch
from batches import CLS, SEP, Cutter
from event_heads import CHOICES, Heads, Tensors, arrays_of, collate, pair_tensors, story_tensors
from event_lessons import Ties, lesson
from spacy.tokens import Doc
from stories import Annotation
from swaps import Swaps, Words, swaps
from torch import Tensor

from extractor.events import heads
from extractor.events.candidates import Page, read_page
from extractor.events.indices import ValueIndices, value_indices
from extractor.events.labels import ROLES
from extractor.events.values import find_values
from extractor.language.encoder.shapes import shapes_of
from extractor.language.encoder.windows import lay

WINDOW, OVERLAP = 256, 48
# A teacher's stories: what a candidate's chance to name a fact must be for its opinion on the rest to be heard.
LIKELY = 0.25


@dataclass(frozen=True, slots=True)
class Text:
    """A story in windows of one length, and the place of each word in them, as if they stood in one row."""

    pieces: np.ndarray
    shapes: np.ndarray
    reads: np.ndarray


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story, and what the event heads are told and asked of it."""

    text: Text
    tensors: Tensors


@dataclass(frozen=True, slots=True)
class Untold:
    """A story without labels; its page and values are kept, for a teacher to give it some."""

    text: Text
    page: Page
    values: ValueIndices


@dataclass(frozen=True, slots=True)
class Pack:
    """Some lessons as one, on a device: `rows` and `firsts` say where each word is read."""

    pieces: Tensor
    shapes: Tensor
    rows: Tensor
    firsts: Tensor
    tensors: Tensors


@dataclass(frozen=True, slots=True)
class Models:
    """An encoder and the event heads over its vectors."""

    reader: network.Reader
    events: Heads


def laid(doc: Doc, pieces: Cutter, swapped: Swaps | None = None) -> Text:
    """Lay windows over a story, with some words swapped; what vanishes is read where the word before it is."""
    kept = np.array([token.i for token in doc if not token.is_space], np.int64)
    texts = [(token.text,) for token in doc]
    for number, words in (swapped or {}).items():
        texts[number] = words
    cut = [list(chain.from_iterable(map(pieces, texts[number]))) for number in kept]
    counts = np.fromiter(map(len, cut), np.int32, len(cut))
    windows = lay(counts, longest=WINDOW, overlap=OVERLAP)
    flat = np.fromiter(chain.from_iterable(cut), np.int32, int(counts.sum()))
    shapes = np.repeat(_shapes(doc, texts)[kept], counts)
    at_last = np.maximum.accumulate(np.where(counts > 0, np.arange(len(counts)), 0))
    return Text(windows.fill(flat, begin=CLS, end=SEP), windows.fill(shapes, begin=0, end=0), windows.reads[at_last])


def _shapes(doc: Doc, texts: Sequence[Words]) -> np.ndarray:
    """How the words are written, several in the place of one as the last of them."""
    spaced, blank = doc.to_array(["SPACY", "IS_SPACE"]).astype(bool).reshape(-1, 2).T
    return shapes_of([words[-1] if words else "" for words in texts], spaced, blank)


def told(doc: Doc, annotation: Annotation, ties: Ties, pieces: Cutter) -> Lesson:
    """The lesson of an annotated story, marked by the pipeline."""
    return Lesson(laid(doc, pieces), lesson(doc, annotation, ties))


def told_otherwise(lesson: Lesson, doc: Doc, pieces: Cutter, chooser: random.Random) -> Lesson:
    """The same lesson told of other things."""
    return replace(lesson, text=laid(doc, pieces, swaps(doc, chooser)))


def untold(doc: Doc, pieces: Cutter) -> Untold:
    """A story that nobody annotated, marked by the pipeline."""
    page = read_page(doc)
    return Untold(laid(doc, pieces), page, value_indices(find_values(doc, page), page))


@torch.no_grad()
def judged(story: Untold, models: Models) -> Lesson:
    """A story as a teacher reads it: what it thinks of every candidate, and of each likely one's links."""
    models.reader.eval()
    device = next(models.reader.parameters()).device
    pack = _pack([Lesson(story.text, story_tensors(story.page, story.values))], device)
    vectors = vectors_of(models.reader, pack).cpu().numpy()
    chances = opinion(heads.Heads(arrays_of(models.events)), vectors, story)
    return Lesson(story.text, chances)


def opinion(reader: heads.Heads, vectors: np.ndarray, story: Untold) -> Tensors:
    """The tensors of a story with the chances that the heads give: `soft_...`, by which the links are weighed too."""
    page, values = story.page, story.values
    every = reader.triggers(vectors, page, floor=0.0)
    likely = np.flatnonzero(1 - every.kinds[:, 0] >= LIKELY)
    found = replace(every, **{field.name: getattr(every, field.name)[likely] for field in fields(every)})
    roles = [offers.roles for offers in reader.links(vectors, page, found, values)] if len(likely) else []
    weight = 1 - found.kinds[:, 0]
    chances = {
        "soft_kind": every.kinds,
        "soft_action": found.actions,
        "soft_status": found.statuses,
        "soft_indicator": found.indicators,
        "soft_retaliatory": found.retaliatory,
        "soft_role": np.concatenate([np.zeros((0, len(ROLES)), np.float32), *roles]),
        "trigger_kind": found.kind,
        "trigger_action": found.actions.argmax(1),
        "trigger_weight": weight,
        "role_weight": np.repeat(weight, len(values.sorts)),
    }
    soft = {name: torch.as_tensor(array) for name, array in chances.items()}
    return story_tensors(page, values) | pair_tensors(page, values, found.candidates) | soft


@torch.no_grad()
def retold(pack: Pack, models: Models) -> Pack:
    """Annotated stories with what a teacher thinks of them beside the labels: `soft_...`."""
    models.reader.eval()
    models.events.eval()
    logits = models.events(vectors_of(models.reader, pack), pack.tensors)
    soft = {f"soft_{name}": torch.softmax(logits[name], 1) for name in CHOICES}
    return replace(pack, tensors={**pack.tensors, **soft, "soft_retaliatory": torch.sigmoid(logits["retaliatory"])})


def vectors_of(reader: network.Reader, pack: Pack) -> Tensor:
    """Word vectors in full precision, for the event heads are small and their sums long."""
    with torch.autocast(pack.pieces.device.type, torch.bfloat16):
        _, vectors = reader(pack.pieces, pack.shapes, pack.rows, pack.firsts)
    return torch.as_tensor(vectors).float()


def packs(lessons: Sequence[Lesson], device: torch.device, *, size: int, rounds: int, seed: int) -> list[Pack]:
    """Put `size` lessons together, and all of them `rounds` times, each time in other company."""
    chooser = random.Random(seed)
    found = []
    for _ in range(rounds):
        order = list(lessons)
        chooser.shuffle(order)
        # A rest of less than half the size is left out: its few stories would weigh too much.
        found += [_pack(order[at : at + size], device) for at in range(0, len(order) - size // 2, size)]
    return found


def _pack(lessons: Sequence[Lesson], device: torch.device) -> Pack:
    longest = max(item.text.pieces.shape[1] for item in lessons)
    pieces, shapes, rows, firsts, before = [], [], [], [], 0
    for text in (item.text for item in lessons):
        behind = ((0, 0), (0, longest - text.pieces.shape[1]))
        pieces.append(np.pad(text.pieces, behind))
        shapes.append(np.pad(text.shapes, behind))
        row, first = np.divmod(text.reads, text.pieces.shape[1])
        rows.append(row + before)
        firsts.append(first)
        before += len(text.pieces)
    tensors = collate([item.tensors for item in lessons])
    return Pack(
        pieces=torch.as_tensor(np.concatenate(pieces), device=device),
        shapes=torch.as_tensor(np.concatenate(shapes), device=device),
        rows=torch.as_tensor(np.concatenate(rows), device=device),
        firsts=torch.as_tensor(np.concatenate(firsts), device=device),
        tensors={name: column.to(device) for name, column in tensors.items()},
    )
