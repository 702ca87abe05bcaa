"""How far the encoder's heads are from what the sources allow, and from what a teacher thinks within that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import network
import torch
from batches import Batch, Data, batches
from examples import SILENT
from torch import Tensor
from torch.nn import functional

TAGS_SHARE = STARTS_SHARE = 0.5
IMPOSSIBLE = -1e9
# What a teacher strikes out wholly, but a source allows, is not nought.
DOUBT = 1e-4
OPINION_SIZE = 65536  # pieces in a batch where nothing is learned
Logits = Mapping[str, Tensor]


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a teacher thinks of every word of every window, as probabilities in half precision."""

    mentions: Tensor  # [all words, M]
    tags: Tensor
    starts: Tensor
    offset: Tensor  # [N] where the words of a window begin

    def places(self, part: Batch) -> Tensor:
        """The rows of a batch's words."""
        return self.offset[part.rows[part.at[0]]] + part.at[1]


def loss(logits: Logits, part: Batch, opinions: Opinions | None) -> Tensor:
    """The loss of mentions, tags and sentence starts together."""
    allowed = open_labels(part.allowed, logits["mentions"].shape[1])
    if opinions is None:
        return _by_source(logits, part, allowed)
    return _by_teacher(logits, part, allowed, opinions)


def open_labels(allowed: Tensor, count: int) -> Tensor:
    """Bits [n] -> bool [n, count]."""
    return (allowed[:, None] >> torch.arange(count, device=allowed.device)[None]) & 1 > 0


def _by_source(logits: Logits, part: Batch, allowed: Tensor) -> Tensor:
    """Whatever a source allows is as good as all else that it allows; where it is silent there is no loss."""
    spoken = functional.log_softmax(logits["mentions"], 1)
    known = ~allowed.all(1)
    missed = -torch.logsumexp(spoken.masked_fill(~allowed, IMPOSSIBLE), 1)[known].sum()
    tagged = functional.cross_entropy(logits["tags"], part.tags, ignore_index=SILENT, reduction="sum")
    told = part.starts != SILENT
    begun = functional.binary_cross_entropy_with_logits(
        logits["starts"][:, 0], part.starts.clamp(min=0).float(), told.float(), reduction="sum"
    )
    return (
        missed / known.sum().clamp(min=1)
        + TAGS_SHARE * tagged / (part.tags != SILENT).sum().clamp(min=1)
        + STARTS_SHARE * begun / told.sum().clamp(min=1)
    )


def _by_teacher(logits: Logits, part: Batch, allowed: Tensor, opinions: Opinions) -> Tensor:
    """The teacher's opinion, less what the source rules out; tags and starts that a source gives go before it."""
    place = opinions.places(part)
    wanted = (opinions.mentions[place].float() + DOUBT) * allowed
    wanted = wanted / wanted.sum(1, keepdim=True)
    mentions = -(wanted * functional.log_softmax(logits["mentions"], 1)).sum(1).mean()
    given = functional.one_hot(part.tags.clamp(min=0), logits["tags"].shape[1]).float()
    tags = torch.where((part.tags != SILENT)[:, None], given, opinions.tags[place].float())
    tagged = -(tags * functional.log_softmax(logits["tags"], 1)).sum(1).mean()
    starts = torch.where(part.starts != SILENT, part.starts.float(), opinions.starts[place].float())
    begun = functional.binary_cross_entropy_with_logits(logits["starts"][:, 0], starts)
    return mentions + TAGS_SHARE * tagged + STARTS_SHARE * begun


@torch.no_grad()
def opinions_of(model: network.Reader, data: Data) -> Opinions:
    """What a teacher thinks of every word."""
    model.eval()
    offset = torch.cumsum(data.counts, 0) - data.counts
    words, device = int(data.counts.sum()), data.pieces.device
    sizes = {name.removesuffix(".bias"): len(bias) for name, bias in model.heads.named_parameters() if bias.ndim == 1}
    found = {name: torch.zeros((words, size), dtype=torch.float16, device=device) for name, size in sizes.items()}
    for part in batches(data, torch.arange(len(data.counts), device=device), OPINION_SIZE):
        place = offset[part.rows[part.at[0]]] + part.at[1]
        with torch.autocast(device.type, torch.bfloat16):
            logits, _ = model(part.pieces, part.shapes, part.at[0], part.firsts)
        for name, values in logits.items():
            odds = torch.sigmoid(values) if name == "starts" else torch.softmax(values, 1)
            found[name][place] = odds.half()
    return Opinions(found["mentions"], found["tags"], found["starts"][:, 0], offset)
