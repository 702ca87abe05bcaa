"""The learned heads over the encoder's word vectors: what a word names, and which values belong to it.

    state  = GELU(own vector + mean of its sentence + mean of the first sentence + place in the story)
    state -> kind, action, status, indicator, retaliatory
    link   = GELU(trigger + its label + a value's mention + their product + distances + form + standing)
             averaged over the mentions of the value, each by a learned weight  -> role

The kinds are read first; where no word is likely to name a fact, nothing else is. Weights are made by models/training
(event_heads.py holds the same sums in PyTorch) and lie in half precision in heads.npz.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractor.events.candidates import Page
from extractor.events.indices import (
    AWAYS,
    DISTANCES,
    ELSEWHERE,
    FAR,
    PLACES,
    STANDS,
    ValueIndices,
    aways,
    distances,
    places,
)
from extractor.events.labels import (
    ACTION_LABELS,
    ACTION_MASK,
    FORMS,
    INDICATORS,
    KIND_LABELS,
    ROLE_MASK,
    ROLES,
    SORTS,
    Floats,
    Ints,
)
from extractor.records import STATUSES

# Candidates, and links, are read in blocks of so many rows, which stay in the processor's cache; of a long story's
# mentions only the nearest are offered, so that its time does not grow with the square of its length.
BLOCK = 256
MOST_MENTIONS = 128


def shapes(vector: int, state: int, link: int) -> dict[str, tuple[int, ...]]:
    """The name and shape of every array of weights, for these widths."""
    found: dict[str, tuple[int, ...]] = {"place.weight": (PLACES, state), "absent": (vector,)}
    outputs = {
        "kind": KIND_LABELS,
        "action": ACTION_LABELS,
        "status": STATUSES,
        "indicator": INDICATORS,
        "retaliatory": ("",),
    }
    linear = {"own": (state, vector), **{name: (len(labels), state) for name, labels in outputs.items()}}
    linear |= {f"link_{name}": (link, vector) for name in ("trigger", "value", "trigger_factor", "value_factor")}
    linear |= {"link_weight": (1, link), "link_role": (len(ROLES), link)}
    for name, shape in linear.items():
        found |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    found |= {"sentence.weight": (state, vector), "headline.weight": (state, vector)}
    found["link_state.weight"] = (link, state)
    rows = {"kind": len(KIND_LABELS), "action": len(ACTION_LABELS), "form": len(FORMS)}
    rows |= {name: size * len(SORTS) for name, size in (("away", AWAYS), ("distance", DISTANCES), ("stand", STANDS))}
    return found | {f"link_{name}.weight": (size, link) for name, size in rows.items()}


@dataclass(frozen=True, slots=True)
class Triggers:
    """The candidates that may name a fact, by number, with the chances of each label (columns as in labels.py)."""

    candidates: Ints
    states: Floats
    kinds: Floats
    actions: Floats
    statuses: Floats
    indicators: Floats
    retaliatory: Floats

    @property
    def kind(self) -> Ints:
        """The likeliest kind of each, none left out."""
        kinds: Ints = self.kinds[:, 1:].argmax(1) + 1
        return kinds


class Offers(NamedTuple):
    """Values offered to a trigger, by number, and their chances of each role [values, roles]."""

    values: Ints
    roles: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights, and what they make of a story."""

    weights: Mapping[str, Floats]

    def triggers(self, vectors: Floats, page: Page, *, floor: float) -> Triggers:
        """Read which candidates may name a fact with a chance of `floor` or more; `vectors` has a row for each word."""
        found = [(rows, states, kinds) for rows, states, kinds in self._kinds(vectors, page, floor)]
        width = self.weights["own.bias"].shape[0]
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _, _ in found)])
        states = np.concatenate([np.zeros((0, width), np.float32), *(states for _, states, _ in found)])
        kinds = np.concatenate([np.zeros((0, len(KIND_LABELS)), np.float32), *(kinds for _, _, kinds in found)])
        mask = ACTION_MASK[kinds[:, 1:].argmax(1) + 1]
        return Triggers(
            candidates=rows,
            states=states,
            kinds=kinds,
            actions=softmax(self._linear("action", states) + mask),
            statuses=softmax(self._linear("status", states)),
            indicators=softmax(self._linear("indicator", states)),
            retaliatory=_logistic(self._linear("retaliatory", states)[:, 0]),
        )

    def _kinds(self, vectors: Floats, page: Page, floor: float) -> Iterator[tuple[Ints, Floats, Floats]]:
        """By block: the candidates at or above the floor, their states, and the chances of their kinds."""
        means = np.add.reduceat(vectors, page.firsts) / np.diff(page.firsts, append=len(vectors))[:, None]
        around = means @ self.weights["sentence.weight"].T + means[0] @ self.weights["headline.weight"].T
        place = self.weights["place.weight"][places(page)]
        for first in range(0, len(page.candidates), BLOCK):
            words = page.candidates[first : first + BLOCK]
            states = self._linear("own", vectors[words])
            states += around[page.sentences[words]]
            states += place[first : first + BLOCK]
            states = gelu(states)
            kinds = softmax(self._linear("kind", states))
            rows = np.flatnonzero(1 - kinds[:, 0] >= floor)
            yield rows + first, states[rows], kinds[rows]

    def links(self, vectors: Floats, page: Page, triggers: Triggers, values: ValueIndices) -> Iterator[Offers]:
        """Read how each value belongs to each trigger, one trigger after the other."""
        words = page.candidates[triggers.candidates]
        own = self._trigger_parts(vectors[words], triggers)
        told = self._mention_parts(vectors, values)
        between = self._between()
        order = np.argsort(values.sentences, kind="stable")
        step = max(1, BLOCK // min(len(values.words), MOST_MENTIONS))
        for first in range(0, len(words), step):
            rows = slice(first, first + step)
            near = _nearest(values, order, int(page.sentences[words[first]]))
            offered = _only(values, near)
            states = told[1][near] * own[1][rows, None]
            states += told[0][near]
            states += own[0][rows, None]
            states += between.take(_classes(words[rows], page.sentences[words[rows]], offered), axis=0)
            yield from self._offers(gelu(states), offered)

    def _trigger_parts(self, vectors: Floats, triggers: Triggers) -> tuple[Floats, Floats]:
        """What a trigger adds to each of its links, and what it multiplies the mention's factor by."""
        adds = self._linear("link_trigger", vectors) + triggers.states @ self.weights["link_state.weight"].T
        adds += self.weights["link_kind.weight"][triggers.kind]
        adds += self.weights["link_action.weight"][triggers.actions.argmax(1)]
        return adds, self._linear("link_trigger_factor", vectors)

    def _mention_parts(self, vectors: Floats, values: ValueIndices) -> tuple[Floats, Floats]:
        """What a mention adds to each of its links, and its factor."""
        own = vectors[values.words]
        own[values.words < 0] = self.weights["absent"]
        stands = values.stands + STANDS * values.sorts
        adds = self._linear("link_value", own) + self.weights["link_stand.weight"][stands[values.owners]]
        adds += self.weights["link_form.weight"][values.forms]
        return adds, self._linear("link_value_factor", own)

    def _between(self) -> Floats:
        """What lies between trigger and mention, by `_classes`: for each sort how many sentences, and words within one.

        A mention is in another sentence, or so many words away: of the two tables one has a single row for each case.
        """
        away, distance = (self.weights[f"link_{name}.weight"] for name in ("away", "distance"))
        away, distance = (table.reshape(len(SORTS), -1, table.shape[1]) for table in (away, distance))
        apart, within = away + distance[:, [ELSEWHERE]], away[:, [FAR]] + distance
        return np.concatenate([apart, within], axis=1).reshape(-1, away.shape[2])

    def _offers(self, states: Floats, values: ValueIndices) -> Iterator[Offers]:
        """Average the states of each value's mentions by their learned weights, and read its role for each trigger."""
        owners, firsts, own = np.unique(values.owners, return_index=True, return_inverse=True)
        weights = self._linear("link_weight", states)[..., 0]
        weights = np.exp(weights - np.maximum.reduceat(weights, firsts, axis=1)[:, own])
        weights /= np.add.reduceat(weights, firsts, axis=1)[:, own]
        # A product of matrices, one with a row for each value: thrice as fast as sums of rows.
        whose = (np.arange(len(owners))[:, None] == own).astype(np.float32)
        pooled = (weights[:, None] * whose) @ states
        roles = softmax(self._linear("link_role", pooled) + ROLE_MASK[values.sorts[owners]])
        return (Offers(owners, chances) for chances in roles)

    def _linear(self, name: str, inputs: Floats) -> Floats:
        product: Floats = inputs @ self.weights[f"{name}.weight"].T
        product += self.weights[f"{name}.bias"]
        return product


def _classes(words: Ints, sentences: Ints, values: ValueIndices) -> Ints:
    """[triggers, mentions]: the row of what lies between them, in the table of `_between`."""
    within = distances(words, sentences, values)
    classes = np.where(within == ELSEWHERE, aways(sentences, values), AWAYS + within)
    return classes + (AWAYS + DISTANCES) * values.sorts[values.owners]


def _nearest(values: ValueIndices, order: Ints, sentence: int) -> Ints | slice:
    """The mentions nearest to a sentence, in their own order; `order` is that of their sentences."""
    if len(order) <= MOST_MENTIONS:
        return slice(None)
    place = int(np.searchsorted(values.sentences, sentence, sorter=order))
    around = order[max(0, place - MOST_MENTIONS) : place + MOST_MENTIONS]
    away = np.abs(values.sentences[around] - sentence)
    return np.sort(around[np.argsort(away, kind="stable")[:MOST_MENTIONS]])


def _only(values: ValueIndices, mentions: Ints | slice) -> ValueIndices:
    columns = {name: getattr(values, name)[mentions] for name in ("words", "sentences", "forms", "owners")}
    return replace(values, **columns)


def softmax(logits: Floats) -> Floats:
    """Chances of each row that sum to 1."""
    powers: Floats = np.exp(logits - logits.max(-1, keepdims=True, initial=-np.inf))
    powers /= powers.sum(-1, keepdims=True)
    return powers


def _logistic(logits: Floats) -> Floats:
    chances: Floats = np.exp(-logits)
    chances += 1
    return np.reciprocal(chances, out=chances)


# Abramowitz and Stegun 7.1.26: erf to within 2e-7, which numpy lacks.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERF_SCALE = 0.3275911


def gelu(inputs: Floats) -> Floats:
    """Return x * P(X <= x), X being a standard normal variable."""
    size = np.abs(inputs)
    share = size * np.float32(_ERF_SCALE * 0.5**0.5)
    share += 1
    np.reciprocal(share, out=share)
    # Half of what lies beyond |x|, times |x|: that much is taken from x on the right, and from nought on the left.
    tail = share * np.float32(_ERF[0] / 2)
    for coefficient in _ERF[1:]:
        tail += np.float32(coefficient / 2)
        tail *= share
    np.square(size, out=share)
    share *= np.float32(-0.5)
    tail *= np.exp(share, out=share)
    tail *= size
    found: Floats = np.maximum(inputs, 0)
    found -= tail
    return found


def read_heads(path: Path) -> Heads:
    """Read heads.npz. Raises OSError, KeyError or ValueError when it is missing, broken, or of other labels."""
    with np.load(path, allow_pickle=False) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    state, vector = weights["own.weight"].shape
    wanted = shapes(vector, state, weights["link_weight.weight"].shape[1])
    if found := [name for name, shape in wanted.items() if weights[name].shape != shape]:
        raise ValueError(f"{', '.join(found)} of {path.name} are of another shape than this version asks for")
    return Heads(weights)


def write_heads(path: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Write heads.npz in half precision; not compressed, since unpacking would take longer than reading."""
    np.savez(path, **{name: np.asarray(array, np.float16) for name, array in weights.items()})  # type: ignore[arg-type] # names are no option
