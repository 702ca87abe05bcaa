"""Teach an encoder and its event heads a number of steps. Each step reads some windows, and some whole stories.

    learn(models, Material(data, rows, ...), Course(steps=970, rate=6e-5))

The rates rise over the first steps and fall to nought in a line. The seed fixes what is read when, and what is dropped;
on a GPU the sums may still differ in the last digits.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import event_heads
import network
import torch
from batches import UNKNOWN, Batch, Data, batches, recased
from event_heads import Tensors
from losses import Opinions, loss
from story_lessons import Models, Pack, vectors_of
from torch import Tensor, nn
from torch.nn import functional

from extractor.events.labels import KIND_LABELS

DECAY, EVENT_DECAY, BETAS, LONGEST_GRADIENT = 0.01, 0.05, (0.9, 0.98), 1.0
VECTOR_DROPOUT = 0.1
LEAST_TRIGGERS = 8.0
REPORTS = 5
BATCH = 8192  # pieces
FLOW = KIND_LABELS.index("flow")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast to learn: rates of the encoder, of its heads and shapes, of the event heads.

    `size`: pieces in a batch of windows, which come every `every` steps. `event_share`: the weight of stories beside
    them; a share of `hidden` pieces of the annotated ones is made unknown, lest they be learned by heart.
    """

    steps: int
    rate: float
    head_rate: float = 1e-3
    event_rate: float = 1e-3
    size: int = BATCH
    event_share: float = 0.1
    every: int = 1
    hidden: float = 0.0
    warm: float = 0.06
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """What to learn from: these rows of the data, by a teacher's opinions where there are any; annotated and judged
    stories.
    """

    data: Data
    rows: Tensor
    opinions: Opinions | None = None
    told: Sequence[Pack] = ()
    judged: Sequence[Pack] = ()


def learn(models: Models, material: Material, course: Course) -> None:
    """Teach the models this material."""
    torch.manual_seed(course.seed)
    chooser = torch.Generator().manual_seed(course.seed)
    optimizer = _optimizer(models, course)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step / course.steps, course.warm))
    windows = _endless(lambda: batches(material.data, material.rows, course.size, chooser))
    stories = [
        (_shuffled(packs, course.seed + number), tell)
        for number, (packs, tell) in enumerate(
            ((material.told, partial(_told_loss, hidden=course.hidden)), (material.judged, _judged_loss))
        )
        if packs
    ]
    _each(models, nn.Module.train)
    sums, begun = torch.zeros(2, device=material.rows.device), time.monotonic()
    for step in range(course.steps):
        if step % course.every == 0:
            part = next(windows)
            named = _window_loss(models, part, recased(part.shapes, chooser), material.opinions)
            torch.autograd.backward(named)
            sums[0] += named.detach()
        for packs, tell in stories:
            told = course.event_share * tell(models, next(packs))
            torch.autograd.backward(told)
            sums[1] += told.detach()
        for model in (models.reader, models.events):
            nn.utils.clip_grad_norm_(model.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        if (step + 1) % max(1, course.steps // REPORTS) == 0:
            means = " ".join(f"{value / (step + 1):.4f}" for value in sums.tolist())
            print(f"  step {step + 1}/{course.steps}: {means}, {time.monotonic() - begun:.0f} s", flush=True)
    _each(models, nn.Module.eval)


def _optimizer(models: Models, course: Course) -> torch.optim.Optimizer:
    fresh: list[nn.Parameter] = []
    known: list[nn.Parameter] = []
    for name, parameter in models.reader.named_parameters():
        (fresh if name.startswith("heads") or "shapes" in name else known).append(parameter)
    groups = [
        {"params": known, "lr": course.rate, "weight_decay": DECAY},
        {"params": fresh, "lr": course.head_rate, "weight_decay": DECAY},
        {"params": list(models.events.parameters()), "lr": course.event_rate, "weight_decay": EVENT_DECAY},
    ]
    return torch.optim.AdamW(groups, betas=BETAS)


def _slope(done: float, warm: float) -> float:
    return min(1.0, done / warm + 0.01) * (1 - done)


def _each(models: Models, do: Callable[[nn.Module], object]) -> None:
    for model in (models.reader, models.events):
        do(model)


def _endless(make: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    while True:
        yield from make()


def _shuffled(packs: Sequence[Pack], seed: int) -> Iterator[Pack]:
    chooser = random.Random(seed)
    return _endless(lambda: chooser.sample(packs, len(packs)))


def _window_loss(models: Models, part: Batch, shapes: Tensor, opinions: Opinions | None) -> Tensor:
    with torch.autocast(shapes.device.type, torch.bfloat16):
        logits, _ = models.reader(part.pieces, shapes, part.at[0], part.firsts)
    return loss(logits, part, opinions)


def _told_loss(models: Models, pack: Pack, *, hidden: float = 0.0) -> Tensor:
    """What the annotations say; where a teacher has spoken too, half of it is what that thinks."""
    if hidden:
        unseen = (torch.rand(pack.pieces.shape, device=pack.pieces.device) < hidden) & (pack.pieces > UNKNOWN)
        pack = replace(pack, pieces=pack.pieces.masked_fill(unseen, UNKNOWN))
    vectors = functional.dropout(vectors_of(models.reader, pack), VECTOR_DROPOUT)
    logits = models.events(vectors, pack.tensors)
    said = event_heads.loss(logits, pack.tensors)
    return (said + _soft_loss(logits, pack.tensors, least=1.0)) / 2 if "soft_kind" in pack.tensors else said


def _judged_loss(models: Models, pack: Pack) -> Tensor:
    logits = models.events(vectors_of(models.reader, pack), pack.tensors)
    return _soft_loss(logits, pack.tensors, least=LEAST_TRIGGERS)


def _soft_loss(logits: Tensors, story: Tensors, *, least: float) -> Tensor:
    """Cross entropy with a teacher's chances, by its certainty that a candidate names a fact at all."""
    weight = story["trigger_weight"]
    weights = {
        "kind": torch.ones_like(story["soft_kind"][:, 0]),
        "action": weight,
        "status": weight,
        "indicator": weight * (story["trigger_kind"] == FLOW),
        "role": story["role_weight"],
    }
    total = event_heads.LOSS_WEIGHTS["retaliatory"] * functional.binary_cross_entropy_with_logits(
        logits["retaliatory"], story["soft_retaliatory"], weight, reduction="sum"
    )
    for name in event_heads.CHOICES:
        cross = functional.cross_entropy(logits[name], story[f"soft_{name}"], reduction="none")
        total = total + event_heads.LOSS_WEIGHTS[name] * (cross * weights[name]).sum()
    return total / weight.sum().clamp(min=least)


@torch.no_grad()
def watch(reader: network.Reader, data: Data, rows: Tensor) -> None:
    """Learn the range of every layer's input from these windows, then switch the rounding of the int8 graph on."""
    layers = network.linears(reader.encoder).values()
    for layer in layers:
        layer.watching = True
    for part in batches(data, rows, 2 * BATCH, torch.Generator().manual_seed(0)):
        reader(part.pieces, part.shapes, part.at[0], part.firsts)
    for layer in layers:
        layer.watching, layer.rounding = False, True
