"""From an annotated story to what the event heads are to say of it.

    lesson(doc, annotation, ties)  ->  tensors: those of event_heads.py, and the label and weight of each

An annotation gives an event's values and its anchor (the clause that states it), not the word that names it. So one
candidate inside the anchor is chosen as its trigger, the likeliest by word and kind, and no two events share one.
Other words of the kind inside an anchor name the same fact: they teach action, status and links too, but are
triggers of none. All other candidates name nothing; in doubt (the kind is one that the story has, or the sentence
tells a fact again) they weigh less.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from event_heads import NO_LABEL, Tensors, pair_tensors, story_tensors
from event_options import rate_key
from scipy.optimize import linear_sum_assignment
from spacy.tokens import Doc
from stories import Annotation

from extractor.events.candidates import Page, read_page
from extractor.events.indices import value_indices
from extractor.events.labels import ACTION_LABELS, COUNTRY, INDICATORS, KIND_LABELS, NONE, ROLES
from extractor.events.values import Value, find_values, plain_words, product_key
from extractor.knowledge.trade_terms import TERMS
from extractor.records import STATUSES

Ties = Mapping[tuple[str, str], float]
# How much a candidate weighs that is no trigger: inside an anchor, as a term of a kind that the story has, and where
# its sentence tells a fact again.
INSIDE, TERM, RETOLD = 0.5, 0.4, 0.2
# How much another word for a fact teaches of its action, status and links.
SECOND = 0.5
MEASURE, MEASURES = "measure", ("tariff", "restriction")
RATE, RATED = "percentage", ("tariff", "flow")
# Nouns that name a fact of the kind outright, in the singular: the best triggers.
HEADS = {
    "tariff": """tariff duty levy surcharge tax anti-dumping antidumping countervailing tariff-free duty-free
        countermeasure retaliation""",
    "restriction": """restriction quota ban embargo sanction control licence license curb limit cap barrier blacklist
        boycott prohibition restraint penalty requirement trq""",
    "talks": """talk negotiation meeting summit dialogue dialog discussion consultation round call renegotiation
        visit""",
    "agreement": """agreement deal pact accord truce treaty framework fta nafta usmca cafta tpp rcep ttip afcfta ceta
        partnership pledge purchase commitment""",
    "investigation": "investigation probe inquiry review",
    "dispute": """complaint lawsuit suit case ruling panel dispute appeal arbitration settlement petition challenge""",
    "flow": "export import shipment deficit surplus trade gap shortfall delivery sales purchase",
}
HEAD_WORDS = {
    kind: frozenset(
        form for word in words.split() for form in (word, word + "s", word[:-1] + "ies" if word[-1] == "y" else word)
    )
    for kind, words in HEADS.items()
}
AUXILIARIES = frozenset(
    "be is are was were been being am has have had having do does did 's 're 've will would can could may might should "
    "must shall get gets got".split()
)
HEDGES = frozenset(
    "said say says told announced plan plans planned planning consider considered considering expect expected "
    "threatened threaten threatens working work want wants wanted take taking made make took".split()
)
DESCRIBERS = frozenset({"trade", "import", "imports"})
SURE, LIKELY = 10.0, 8.0
NEVER = -50.0
TIE_SHARE, MOST_TIE, TIE_SMOOTHING = 0.02, 3.0, 4


@dataclass(frozen=True, slots=True)
class Word:
    """A candidate as the choice of triggers sees it; `after`: tag and word of the candidate that follows at once."""

    text: str
    tag: str
    is_rate: bool
    after: tuple[str, str] | None

    @property
    def term(self) -> str | None:
        """The kind that the word speaks for."""
        return TERMS.get(self.text) or (RATE if self.is_rate else None)


def learn_ties(stories: Iterable[tuple[Doc, Annotation]]) -> Ties:
    """How much more often a word stands in anchors of a kind than elsewhere, as a logarithm from 0 to 3."""
    inside: Counter[tuple[str, str]] = Counter()
    words: Counter[str] = Counter()
    for doc, annotation in stories:
        words.update(token.lower_ for token in doc if not token.is_space)
        for event in annotation["events"]:
            inside.update((word, event["kind"]) for word in set(re.findall(r"[\w-]+", event["anchor"].lower())))
    # Rare words are held back by a few more that were never seen.
    share = {tie: count / (words[tie[0]] + TIE_SMOOTHING) / TIE_SHARE for tie, count in inside.items()}
    return {tie: min(MOST_TIE, max(0.0, math.log(odds))) for tie, odds in share.items()}


def lesson(doc: Doc, annotation: Annotation, ties: Ties) -> Tensors:
    """The tensors of one marked story with their labels; `ties` come from `learn_ties`."""
    page = read_page(doc)
    values = find_values(doc, page)
    events = annotation["events"]
    chosen = choose(doc, page, events, ties)
    indices = value_indices(values, page)
    triggers = np.array(sorted(chosen.owners), np.int64)
    numbers = triggers.tolist()
    told = [(events[chosen.owners[at]], 1.0 if at in chosen.triggers else SECOND) for at in numbers]
    kinds = np.zeros(len(page.candidates), np.int64)
    for number in chosen.triggers:
        kinds[number] = KIND_LABELS.index(events[chosen.owners[number]]["kind"])
    labels = {
        "kind": torch.as_tensor(kinds),
        "weight": torch.as_tensor(_weights(page, values, events, chosen), dtype=torch.float32),
        "trigger_kind": _column(KIND_LABELS.index(event["kind"]) for event, _ in told),
        "trigger_action": _column(ACTION_LABELS.index(event["action"]) for event, _ in told),
        "trigger_status": _column(STATUSES.index(event["status"]) for event, _ in told),
        "trigger_indicator": _column(
            INDICATORS.index(event["indicator"]) if event.get("indicator") else NO_LABEL for event, _ in told
        ),
        "trigger_retaliatory": torch.tensor([float(bool(event["retaliatory"])) for event, _ in told]),
        "trigger_weight": torch.tensor([weight for _, weight in told]),
        "role": _column(ROLES.index(role_of(value, event)) for event, _ in told for value in values),
        "role_weight": torch.tensor([weight for _, weight in told for _ in values]),
    }
    return story_tensors(page, indices) | pair_tensors(page, indices, triggers) | labels


def _column(numbers: Iterable[int]) -> torch.Tensor:
    return torch.tensor(list(numbers), dtype=torch.long)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which candidates name which events: `triggers` one an event, `owners` all of them with their event's number;
    `inside`, those in any anchor; `words`, all candidates.
    """

    triggers: frozenset[int]
    owners: dict[int, int]
    inside: frozenset[int]
    words: list[Word]


def choose(doc: Doc, page: Page, events: list[Annotation], ties: Ties) -> Choice:
    """Choose the trigger of each event inside its anchor, so that all serve as well as they can together."""
    words = _words(doc, page)
    spans = [(start := page.text.find(event["anchor"]), start + len(event["anchor"])) for event in events]
    starts = [page.starts[word] for word in page.candidates]
    inside = [[number for number, start in enumerate(starts) if 0 <= first <= start < end] for first, end in spans]
    columns = sorted({number for numbers in inside for number in numbers})
    gains = np.full((len(events), len(columns)), NEVER)
    for row, (event, numbers) in enumerate(zip(events, inside, strict=True)):
        for place, number in enumerate(numbers):
            gains[row, columns.index(number)] = fitness(words[number], event["kind"], ties) - 0.01 * place
    pairs = zip(*linear_sum_assignment(-gains), strict=True)
    owners = {columns[column]: int(row) for row, column in pairs if gains[row, column] > NEVER}
    triggers = frozenset(owners)
    lengths = [end - first for first, end in spans]
    for row in sorted(range(len(events)), key=lambda row: lengths[row]):
        for number in inside[row]:
            if speaks(words[number].term, events[row]["kind"]):
                owners.setdefault(number, row)
    return Choice(triggers, owners, frozenset(columns), words)


def _words(doc: Doc, page: Page) -> list[Word]:
    rates = {percentage.mention.start for percentage in doc._.percentages}
    chosen = page.candidates.tolist()
    texts = [page.text[slice(*page.whole_word(word))].lower() for word in chosen]
    tags = [doc[page.tokens[word]].tag_ for word in chosen]
    followed = [word + 1 == after for word, after in zip(chosen, [*chosen[1:], -1], strict=False)]
    return [
        Word(text, tags[at], page.starts[chosen[at]] in rates, (tags[at + 1], texts[at + 1]) if followed[at] else None)
        for at, text in enumerate(texts)
    ]


def fitness(word: Word, kind: str, ties: Ties) -> float:
    """How well a candidate serves as the trigger of a fact of this kind."""
    score = _by_word(word, kind, ties)
    if word.after is not None and word.after[0].startswith("NN"):
        # "trade deal", "tariff hike": the noun behind it is the head.
        score -= 1.5 * (score >= SURE and TERMS.get(word.after[1]) in (kind, MEASURE))
        score -= 1.5 * (score >= LIKELY and kind == "flow" and word.text in DESCRIBERS)
    return score


def _by_word(word: Word, kind: str, ties: Ties) -> float:
    if {word.text, word.text.rpartition("-")[2]} & HEAD_WORDS[kind]:
        return 12.0
    if TERMS.get(word.text) == kind:
        return SURE
    if TERMS.get(word.text) == MEASURE and kind in MEASURES:
        return LIKELY
    if word.is_rate:
        return 6.0 if kind in RATED else 1.0
    if word.text in AUXILIARIES:
        return 0.0
    common = word.tag.startswith("NN") and not word.tag.startswith("NNP")
    score = 3.0 if word.tag.startswith("V") else 2.5 if common else 1.0
    return score + ties.get((word.text, kind), 0.0) - 1.5 * (word.text in HEDGES)


def speaks(term: str | None, kind: str) -> bool:
    """Whether a term can stand for a fact of this kind."""
    return term == kind or (term == MEASURE and kind in MEASURES) or (term == RATE and kind in RATED)


def _weights(page: Page, values: list[Value], events: list[Annotation], chosen: Choice) -> list[float]:
    kinds = {event["kind"] for event in events}
    kinds |= {MEASURE} if kinds.intersection(MEASURES) else set()
    here: dict[int, set[int]] = defaultdict(set)
    for number, value in enumerate(values):
        for mention in value.mentions:
            here[mention.sentence].add(number)
    weights = []
    for number, word in enumerate(chosen.words):
        if number in chosen.triggers:
            weights.append(1.0)
        elif number in chosen.inside:
            weights.append(INSIDE)
        elif word.term in kinds:
            own = [values[other] for other in here[int(page.sentences[page.candidates[number]])]]
            again = [event for event in events if speaks(word.term, event["kind"]) and retells(event, own)]
            weights.append(RETOLD if len(again) == 1 else TERM)
        else:
            weights.append(1.0)
    return weights


def retells(event: Annotation, here: list[Value]) -> bool:
    """Whether a sentence's values are enough to know the event by: its rate, its goods and a party, two parties."""
    shared = Counter(value.sort for value in here if role_of(value, event) != NONE)
    if event["rates"]:
        return shared["percentage"] > 0
    if event["products"]:
        return shared["product"] > 0 and shared[COUNTRY] > 0
    return shared[COUNTRY] >= 2


def role_of(value: Value, event: Annotation) -> str:
    """The role that an annotation gives a value in an event, or NONE."""
    if value.sort == COUNTRY:
        return "actor" if value.key in event["actors"] else "target" if value.key in event["targets"] else NONE
    if value.sort == "person":
        return "person" if any(same_name(value.key, name) for name in event["people"]) else NONE
    if value.sort == "product":
        return "product" if any(value.key == product_key(text) for text in event["products"]) else NONE
    if value.sort == "date":
        return next((date["role"] for date in event["dates"] if date["value"] == value.key), NONE)
    return next((rate["role"] for rate in event["rates"] if rate_key(rate) == value.key), NONE)


def same_name(one: str, other: str) -> bool:
    """Whether one name holds all words of the other: "Trump", "Donald Trump"."""
    small, large = sorted((set(plain_words(one)), set(plain_words(other))), key=len)
    return bool(small) and small <= large
