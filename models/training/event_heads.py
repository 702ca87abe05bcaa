"""The event heads in PyTorch, as they are trained: the same sums as extractor/events/heads.py.

    lesson(page, values, labels...)  ->  tensors of one story      (event_lessons.py makes them)
    collate([...])                   ->  those of several as of one, whose word vectors stand one after the other
    Heads()(vectors, tensors)        ->  logits;  loss(...) what training makes small
    save(heads, folder, ...)         ->  heads.npz and options.json, as the component "events" reads them

What the heads are told of a story comes from extractor/events itself (indices.py), so that training and reading
cannot drift apart; `largest_gap` measures that their sums have not.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extractor.events import HEADS, OPTIONS, heads
from extractor.events.candidates import Page
from extractor.events.indices import AWAYS, DISTANCES, PLACES, STANDS, ValueIndices, aways, distances, places
from extractor.events.labels import ACTION_LABELS, ACTION_MASK, FORMS, INDICATORS, KIND_LABELS, ROLE_MASK, ROLES, SORTS
from extractor.events.options import Calibration, Options, write_options
from extractor.records import STATUSES

Tensors = dict[str, Tensor]
LOSS_WEIGHTS = {"kind": 1.0, "action": 1.0, "status": 1.0, "retaliatory": 0.5, "indicator": 0.5, "role": 1.0}
CHOICES = ("kind", "action", "status", "indicator", "role")
NO_LABEL = -100
# Most words name nothing, and most values belong elsewhere: the heads begin with that.
NONE_BIAS = {"kind": 3.0, "link_role": 2.0}
EMBEDDING_SPREAD = 0.05


def story_tensors(page: Page, values: ValueIndices) -> Tensors:
    """What the heads are told of one story, but for its triggers."""
    found = {
        "candidates": page.candidates,
        "candidate_sentences": page.sentences[page.candidates],
        "headlines": np.zeros_like(page.candidates),
        "places": places(page),
        "sentences": page.sentences,
        "mentions": values.words,
        "forms": values.forms,
        "owners": values.owners,
        "sorts": values.sorts,
        "stands": values.stands,
    }
    return {name: torch.as_tensor(array) for name, array in found.items()}


def pair_tensors(page: Page, values: ValueIndices, triggers: np.ndarray) -> Tensors:
    """Each trigger with each mention, and with each value; `triggers` are numbers of candidates."""
    words = page.candidates[triggers]
    sentences = page.sentences[words]
    rows = np.arange(len(triggers))
    count, told = len(values.sorts), len(values.words)
    found = {
        "triggers": np.asarray(triggers, np.int64),
        "pair_rows": np.repeat(rows, told),
        "pair_mentions": np.tile(np.arange(told), len(rows)),
        "aways": aways(sentences, values).ravel(),
        "distances": distances(words, sentences, values).ravel(),
        "pairs": (rows[:, None] * count + values.owners).ravel(),
        "pair_values": np.tile(np.arange(count), len(rows)),
    }
    return {name: torch.as_tensor(array) for name, array in found.items()}


# What each index counts: the stories before it in a batch shift it by as many.
COUNTED = {
    "candidates": "sentences",
    "candidate_sentences": "bounds",
    "headlines": "bounds",
    "sentences": "bounds",
    "mentions": "sentences",
    "owners": "sorts",
    "triggers": "candidates",
    "pair_rows": "triggers",
    "pair_mentions": "mentions",
    "pairs": "pair_values",
    "pair_values": "sorts",
}


def collate(stories: Sequence[Tensors]) -> Tensors:
    """The tensors of several stories as of one, whose word vectors stand one after the other."""
    names = set.intersection(*(set(story) for story in stories))
    columns: dict[str, list[Tensor]] = {name: [] for name in names}
    before: dict[str, int] = {}
    for story in stories:
        for name in names:
            shift = before.get(COUNTED.get(name, ""), 0)
            own = story[name]
            columns[name].append(torch.where(own < 0, own, own + shift) if shift else own)
        sizes = {name: len(column) for name, column in story.items()}
        sizes["bounds"] = int(story["sentences"].max()) + 1 if len(story["sentences"]) else 0
        before = {name: before.get(name, 0) + size for name, size in sizes.items()}
    return {name: torch.cat(column) for name, column in columns.items()}


class Heads(nn.Module):
    """All heads of the events; the names are those of the arrays in heads.npz."""

    role_mask: Tensor
    action_mask: Tensor

    def __init__(self, vector: int = 384, state: int = 256, link: int = 192, dropout: float = 0.3) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.own = nn.Linear(vector, state)
        self.sentence, self.headline = (nn.Linear(vector, state, bias=False) for _ in range(2))
        self.place = nn.Embedding(PLACES, state)
        self.kind, self.action = nn.Linear(state, len(KIND_LABELS)), nn.Linear(state, len(ACTION_LABELS))
        self.status, self.indicator = nn.Linear(state, len(STATUSES)), nn.Linear(state, len(INDICATORS))
        self.retaliatory = nn.Linear(state, 1)
        self.link_trigger, self.link_value = nn.Linear(vector, link), nn.Linear(vector, link)
        self.link_trigger_factor, self.link_value_factor = nn.Linear(vector, link), nn.Linear(vector, link)
        self.link_state = nn.Linear(state, link, bias=False)
        self.link_kind, self.link_action = nn.Embedding(len(KIND_LABELS), link), nn.Embedding(len(ACTION_LABELS), link)
        self.link_away, self.link_distance, self.link_stand = (
            nn.Embedding(size * len(SORTS), link) for size in (AWAYS, DISTANCES, STANDS)
        )
        self.link_form = nn.Embedding(len(FORMS), link)
        self.link_weight, self.link_role = nn.Linear(link, 1), nn.Linear(link, len(ROLES))
        self.absent = nn.Parameter(torch.zeros(vector))
        self.register_buffer("role_mask", torch.as_tensor(ROLE_MASK), persistent=False)
        self.register_buffer("action_mask", torch.as_tensor(ACTION_MASK), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=EMBEDDING_SPREAD)
        for name, bias in NONE_BIAS.items():
            nn.init.constant_(getattr(self, name).bias[:1].data, bias)

    def forward(self, vectors: Tensor, story: Tensors, labels: tuple[Tensor, Tensor] | None = None) -> Tensors:
        """The logits of every head; `labels` are the kinds and actions of the triggers, by which links are read."""
        states = self._states(vectors, story)
        own = self.drop(states[story["triggers"]])
        kinds, actions = labels or (story["trigger_kind"], story["trigger_action"])
        return {
            "kind": self.kind(self.drop(states)),
            "action": self.action(own) + self.action_mask[kinds],
            "status": self.status(own),
            "indicator": self.indicator(own),
            "retaliatory": self.retaliatory(own)[:, 0],
            "role": self._roles(vectors, story, states, (kinds, actions)),
        }

    def _states(self, vectors: Tensor, story: Tensors) -> Tensor:
        count = int(story["sentences"].max()) + 1
        sums = vectors.new_zeros(count, vectors.shape[1]).index_add(0, story["sentences"], vectors)
        means = sums / torch.bincount(story["sentences"], minlength=count).clamp(min=1)[:, None]
        states = self.own(self.drop(vectors[story["candidates"]])) + self.place(story["places"])
        states = states + self.sentence(means)[story["candidate_sentences"]] + self.headline(means)[story["headlines"]]
        return functional.gelu(states)

    def _roles(self, vectors: Tensor, story: Tensors, states: Tensor, labels: tuple[Tensor, Tensor]) -> Tensor:
        told = story["mentions"]
        mentions = self.drop(torch.where((told >= 0)[:, None], vectors[told.clamp(min=0)], self.absent))
        own = self.drop(vectors[story["candidates"][story["triggers"]]])
        trigger = self.link_trigger(own) + self.link_state(states[story["triggers"]])
        trigger = trigger + self.link_kind(labels[0]) + self.link_action(labels[1])
        standing = story["stands"] + STANDS * story["sorts"]
        value = self.link_value(mentions) + self.link_stand(standing[story["owners"]]) + self.link_form(story["forms"])
        rows, cells = story["pair_rows"], story["pair_mentions"]
        sorts = story["sorts"][story["owners"]][cells]
        links = trigger[rows] + value[cells]
        links = links + self.link_trigger_factor(own)[rows] * self.link_value_factor(mentions)[cells]
        links = links + self.link_away(story["aways"] + AWAYS * sorts)
        links = functional.gelu(links + self.link_distance(story["distances"] + DISTANCES * sorts))
        pooled = _pooled(links, self.link_weight(links)[:, 0], story["pairs"], len(story["pair_values"]))
        return self.link_role(self.drop(pooled)) + self.role_mask[story["sorts"][story["pair_values"]]]


def _pooled(links: Tensor, weights: Tensor, pairs: Tensor, count: int) -> Tensor:
    """The mean of the links of each pair, weighed by the softmax of their weights."""
    most = weights.new_full((count,), -1e4).scatter_reduce(0, pairs, weights.detach(), "amax")
    powers = torch.exp(weights - most[pairs])
    sums = links.new_zeros(count, links.shape[1]).index_add(0, pairs, links * powers[:, None])
    return sums / powers.new_zeros(count).index_add(0, pairs, powers).clamp(min=1e-6)[:, None]


def loss(logits: Tensors, story: Tensors) -> Tensor:
    """Sums over all candidates, triggers and links, by the weight of each, for one trigger."""
    weight = story["trigger_weight"]
    parts = {"kind": (_cross(logits["kind"], story["kind"]) * story["weight"]).sum()}
    for name in ("action", "status", "indicator"):
        parts[name] = (_cross(logits[name], story[f"trigger_{name}"]) * weight).sum()
    answers = logits["retaliatory"], story["trigger_retaliatory"]
    parts["retaliatory"] = functional.binary_cross_entropy_with_logits(*answers, weight, reduction="sum")
    parts["role"] = (_cross(logits["role"], story["role"]) * story["role_weight"]).sum()
    total = sum(part * LOSS_WEIGHTS[name] for name, part in parts.items())
    return torch.as_tensor(total) / weight.sum().clamp(min=1)


def _cross(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(logits, labels, reduction="none", ignore_index=NO_LABEL)


def arrays_of(model: Heads) -> dict[str, np.ndarray]:
    """The weights as arrays under the names of heads.npz."""
    return {name: value.detach().float().cpu().numpy() for name, value in model.named_parameters()}


def save(model: Heads, folder: Path, *, options: Options | None = None, calibration: Calibration | None = None) -> None:
    """Write what the component "events" reads."""
    folder.mkdir(parents=True, exist_ok=True)
    heads.write_heads(folder / HEADS, arrays_of(model))
    write_options(folder / OPTIONS, options or Options(), calibration or Calibration())


@torch.no_grad()
def largest_gap(model: Heads, page: Page, values: ValueIndices, vectors: np.ndarray) -> float:
    """The largest difference between the chances that this module and the one at run time give for a story."""
    model.eval()
    reader = heads.Heads(arrays_of(model))
    found = reader.triggers(vectors, page, floor=0.0)
    roles = np.concatenate([offers.roles for offers in reader.links(vectors, page, found, values)])
    story = story_tensors(page, values) | pair_tensors(page, values, found.candidates)
    labels = torch.as_tensor(found.kind), torch.as_tensor(found.actions.argmax(1))
    logits = model(torch.as_tensor(vectors), story, labels)
    pairs = {"kind": found.kinds, "action": found.actions, "status": found.statuses, "indicator": found.indicators}
    gaps = [np.abs(logits[name].softmax(1).numpy() - array).max() for name, array in (pairs | {"role": roles}).items()]
    gaps.append(np.abs(logits["retaliatory"].sigmoid().numpy() - found.retaliatory).max())
    return float(max(gaps))
