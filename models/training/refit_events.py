"""The event heads once more, on stories as the finished pipeline marks them.

Until here they have read the vectors of unrounded weights, and candidates and sentences as an earlier reader marked
them. What they read at run time differs a little in all three; a few rounds, with the encoder left as it is, make up
for it. Our own samples and the seed story, which show each kind, action and status, come several times in a round.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from event_heads import Heads, Tensors, collate, loss
from event_lessons import Ties, lesson
from spacy.tokens import Doc
from stories import Annotation

from extractor.events.candidates import read_page

ROUNDS, SIZE, RATE, DECAY, SEED = 6, 8, 3e-4, 0.05, 31
OFTEN = 8
GRADIENT = 1.0


class Read(NamedTuple):
    """A story's word vectors [n, H] as the finished graph gives them, and the lesson on it."""

    vectors: torch.Tensor
    tensors: Tensors


def read(docs: Iterable[Doc], annotations: Iterable[Annotation], ties: Ties) -> Iterator[Read]:
    """The lessons of marked stories; one without a word that may name a fact teaches nothing."""
    for doc, annotation in zip(docs, annotations, strict=True):
        page = read_page(doc)
        if len(page.candidates):
            yield Read(torch.as_tensor(doc.tensor[page.tokens].astype(np.float32)), lesson(doc, annotation, ties))


def teach_again(heads: Heads, stories: Sequence[Read], often: Sequence[Read]) -> None:
    """Go on teaching these heads; the stories of `often` come OFTEN times in a round."""
    torch.manual_seed(SEED)
    chooser = random.Random(SEED)
    told = [*stories, *(story for story in often for _ in range(OFTEN))]
    steps = ROUNDS * -(-len(told) // SIZE)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    heads.train()
    for _ in range(ROUNDS):
        chooser.shuffle(told)
        for first in range(0, len(told), SIZE):
            part = told[first : first + SIZE]
            tensors = collate([story.tensors for story in part])
            optimizer.zero_grad()
            loss(heads(torch.cat([story.vectors for story in part]), tensors), tensors).backward()  # type: ignore[no-untyped-call] # torch's own
            torch.nn.utils.clip_grad_norm_(heads.parameters(), GRADIENT)
            optimizer.step()
            schedule.step()
    heads.eval()
