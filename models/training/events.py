"""Train the event heads from annotated stories: `python models/training/events.py --help`.

An annotation gives an event's values and its anchor (the clause that states it), not the trigger's place. So: the
candidates inside the anchor whose word speaks for the event's kind are its mentions; candidates outside all anchors
are no mentions, at lower weight where the story has an event of their kind, since a fact may be told twice.
Our own samples and short stories are taught too: their annotations lie beside this file.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from extractor.events import Events, story_gist
from extractor.events.arguments import GROUPS, UNNAMED_REF, Offer, offers
from extractor.events.features import Candidate, candidates, trigger_features
from extractor.events.linear import Head, Linear
from extractor.events.reading import ACTION_HEAD, NONE, Calibration, Reader, log_odds
from extractor.language import load
from extractor.pipeline import prepared
from extractor.records import Event
from extractor.sources import find_inputs, read_inputs
from extractor.wire import WireStory

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
MEASURES = ("tariff", "restriction")
RETOLD_WEIGHT = 0.4
MIN_COUNT = 3
FOLDS = 3
# The heads whose rare labels weigh more.
BALANCED = frozenset("measure talks agreement investigation dispute flow indicator status retaliatory".split())
# Inverse of the regularisation of the heads that are not fitted at 0.5.
STRENGTH = {"status": 0.3}


@dataclass(slots=True)
class Sample:
    """A list of features with the label that one head should give it."""

    head: str
    features: list[str]
    label: str
    weight: float = 1.0


def same_name(a: str, b: str) -> bool:
    small, large = sorted((set(a.lower().split()), set(b.lower().split())), key=len)
    return bool(small) and small <= large


def product_key(text: str) -> str:
    return text.lower().replace("-", " ").split()[-1].rstrip("s")[:6] if text.strip() else ""


def numbers(item: dict[str, Any]) -> tuple[float, ...]:
    value = item["value"]
    return tuple(value) if isinstance(value, list) else (value,)


def mentions_of(event: dict[str, Any], text: str, story: Any, found: list[Candidate]) -> list[Candidate]:
    """The candidates that state `event`: inside its anchor, of its kind; any inside when none is of its kind."""
    start = text.find(event["anchor"])
    if start < 0:
        return []
    end = start + len(event["anchor"])
    inside = [c for c in found if start <= story[c.sentence][c.unit].start < end]
    wanted = {event["kind"], "measure"} if event["kind"] in MEASURES else {event["kind"]}
    if event["kind"] in ("tariff", "flow"):
        wanted.add("percentage")
    return [c for c in inside if c.term in wanted] or inside


def role_of(offer: Offer, event: dict[str, Any], doc: Doc) -> str:
    """The role the annotation gives a value in an event, or NONE."""
    if offer.sort == "country":
        if offer.ref == UNNAMED_REF:
            return NONE if event["actors"] else "actor"
        code = GROUPS.get(offer.ref) or doc._.countries[offer.ref].code
        return "actor" if code in event["actors"] else "target" if code in event["targets"] else NONE
    if offer.sort == "person":
        name = doc._.people[offer.ref].name
        return "person" if any(same_name(name, other) for other in event["people"]) else NONE
    if offer.sort == "product":
        key = product_key(doc._.products[offer.ref].text)
        return "product" if any(key == product_key(other) for other in event["products"]) else NONE
    if offer.sort == "date":
        value = doc._.dates[offer.ref].value
        return next((d["role"] for d in event["dates"] if d["value"] == value), NONE)
    rate = doc._.percentages[offer.ref]
    own = (rate.value,) if rate.value is not None else (rate.low, rate.high)
    return next((r["role"] for r in event["rates"] if numbers(r) == own), NONE)


def trigger_samples(features: list[str], event: dict[str, Any] | None, weight: float) -> Iterator[Sample]:
    yield Sample("kind", features, event["kind"] if event else NONE, weight)
    if event is None:
        return
    yield Sample(ACTION_HEAD.get(event["kind"], event["kind"]), features, event["action"])
    yield Sample("status", features, event["status"])
    yield Sample("retaliatory", features, "yes" if event["retaliatory"] else "no")
    if event["kind"] == "flow":
        yield Sample("indicator", features, event["indicator"])


def story_samples(doc: Doc, gold: dict[str, Any]) -> tuple[list[Sample], list[Sample]]:
    """Samples for the trigger heads and for the link heads from one story."""
    story, values = story_gist(doc)
    found = list(candidates(story))
    owner: dict[Candidate, dict[str, Any]] = {}
    for event in sorted(gold["events"], key=lambda event: -len(event["anchor"])):
        for candidate in mentions_of(event, doc.text, story, found):
            owner[candidate] = event
    kinds = {event["kind"] for event in gold["events"]}
    triggers, linked = [], []
    for candidate in found:
        event = owner.get(candidate)
        retold = event is None and (candidate.term in kinds or candidate.term in ("measure", "percentage"))
        weight = RETOLD_WEIGHT if retold and kinds else 1.0
        triggers += trigger_samples(trigger_features(story, candidate), event, weight)
        if event is not None:
            label = f"{event['kind']}/{event['action']}"
            made = offers(story, values, candidate, label)
            linked += [Sample(offer.sort, offer.features, role_of(offer, event, doc)) for offer in made]
    return triggers, linked


def fit(samples: list[Sample], strength: dict[str, float]) -> Linear:
    """Fit one softmax a head over shared rows of features."""
    counts: dict[str, int] = defaultdict(int)
    for sample in samples:
        for name in set(sample.features):
            counts[name] += 1
    names = [name for name, count in counts.items() if count >= MIN_COUNT]
    index = {name: row for row, name in enumerate(names)}
    by_head: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_head[sample.head].append(sample)
    heads, columns, biases, first = {}, [], [], 0
    for head, own in by_head.items():
        labels, weights, bias = fit_head(own, index, strength.get(head, 0.5))
        heads[head] = Head(tuple(labels), first)
        columns.append(weights)
        biases.append(bias)
        first += len(labels)
    matrix = np.concatenate(columns, axis=1).astype(np.float32)
    used = np.abs(matrix).max(axis=1) > 0.005
    rows = {name: row for row, name in enumerate(n for n, keep in zip(names, used, strict=True) if keep)}
    return Linear(rows, matrix[used], np.concatenate(biases).astype(np.float32), heads)


def balances(samples: list[Sample]) -> dict[str, float]:
    """Weights of a head's labels by the root of their rarity: talks are held ten times as often as broken off."""
    counts = Counter(sample.label for sample in samples)
    return {label: math.sqrt(len(samples) / (len(counts) * count)) for label, count in counts.items()}


def fit_head(samples: list[Sample], index: dict[str, int], strength: float) -> tuple[list[str], Any, Any]:
    """Weights (features x labels) and bias of one head by regularised logistic regression."""
    indptr, indices = [0], []
    for sample in samples:
        indices += sorted({index[name] for name in sample.features if name in index})
        indptr.append(len(indices))
    data = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(samples), len(index)))
    labels = sorted({sample.label for sample in samples})
    balance = balances(samples) if samples[0].head in BALANCED else dict.fromkeys(labels, 1.0)
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(
        data,
        [sample.label for sample in samples],
        sample_weight=[sample.weight * balance[sample.label] for sample in samples],
    )
    weights, bias = model.coef_.T, model.intercept_
    if len(labels) == 2:
        weights = np.concatenate([np.zeros_like(weights), weights], axis=1)
        bias = np.array([0.0, bias[0]])
    return labels, weights, bias


def is_right(event: Event, golds: list[dict[str, Any]]) -> bool:
    """Whether kind, action, parties and rates of an event are those of an annotated one."""
    rates = sorted((rate.value,) if rate.value is not None else (rate.low, rate.high) for rate in event.rates)
    own = (event.kind, event.action, event.indicator, sorted(event.actors), sorted(event.targets), rates)
    return any(
        own
        == (
            gold["kind"],
            gold["action"],
            gold.get("indicator"),
            sorted(gold["actors"]),
            sorted(gold["targets"]),
            sorted(map(numbers, gold["rates"])),
        )
        for gold in golds
    )


def calibrate(docs: list[Doc], golds: list[dict[str, Any]]) -> Calibration:
    """Fit the curve from the heads' chances to being right, on stories that the heads of each fold have not seen."""
    chances, right = [], []
    for fold in range(FOLDS):
        others = [number for number in range(len(docs)) if number % FOLDS != fold]
        component = Events(train([docs[number] for number in others], [golds[number] for number in others]))
        for doc, gold in zip(docs[fold::FOLDS], golds[fold::FOLDS], strict=True):
            found = component(doc)._.events
            chances += [log_odds(event.confidence) for event in found]
            right += [is_right(event, gold["events"]) for event in found]
    curve = LogisticRegression(C=100).fit(np.array(chances)[:, None], right)
    return Calibration(float(curve.coef_[0, 0]), float(curve.intercept_[0]))


def read_lines(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def train(docs: list[Doc], golds: list[dict[str, Any]]) -> Reader:
    """Fit all heads on annotated stories."""
    triggers, linked = [], []
    for doc, gold in zip(docs, golds, strict=True):
        own, others = story_samples(doc, gold)
        triggers += own
        linked += others
    return Reader(fit(triggers, STRENGTH), fit(linked, STRENGTH))


def wire_story(story: dict[str, Any]) -> WireStory:
    """Make a wire story of one as it lies in a file of stories."""
    day = date.fromisoformat(story["date"]) if story["date"] else None
    return WireStory(source="", wire_id=story["id"], title=story["title"], body=story["text"], published=day)


def own_stories() -> Iterator[WireStory]:
    """The stories of samples/; one without an id of its own is named by its folder."""
    for item in read_inputs(find_inputs([str(SAMPLES)])):
        if isinstance(item, WireStory):
            yield item if item.wire_id else replace(item, wire_id=Path(item.source).parent.name)


def annotated_stories(gold: Path) -> list[tuple[WireStory, dict[str, Any]]]:
    """All annotated stories with their annotations: those in `gold`, its seed story, and our own."""
    seed = WireStory(
        source="", wire_id="seed-japan-talks", body=(gold / "seed-japan-talks.txt").read_text(encoding="utf-8")
    )
    # The seed story is the measure of the first release: it counts for three.
    stories = [*map(wire_story, read_lines(gold / "train.stories.jsonl")), *[seed] * 3, *own_stories()]
    files = (gold / "train.gold.jsonl", gold / "seed.gold.jsonl", HERE / "samples.gold.jsonl")
    by_id = {annotation["id"]: annotation for file in files for annotation in read_lines(file)}
    own = [(wire_story(story | {"date": story["published"]}), story) for story in read_lines(HERE / "own.gold.jsonl")]
    return [(story, by_id[story.id]) for story in stories] + own


def marked(nlp: Language, stories: Iterable[WireStory]) -> list[Doc]:
    """Run the pipeline up to the events."""
    return list(nlp.pipe(prepared(story, nlp=nlp) for story in stories))


def write_heads(model: Path, *, gold: Path, background: Path) -> None:
    """Train the heads on annotated stories, and on others that hold no event, into the pipeline's folder events/."""
    nlp = load(model, without=("events",))
    stories, golds = map(list, zip(*annotated_stories(gold), strict=True))
    # Every other background story: the rest stays unseen, to count false alarms on.
    others = [wire_story(story) for story in read_lines(background)][::2]
    golds += [{"events": []} for _ in others]
    docs = marked(nlp, stories + others)
    replace(train(docs, golds), calibration=calibrate(docs, golds)).save(model / "events")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated stories")
    parser.add_argument("--background", type=Path, required=True, help="stories that are not about trade")
    parser.add_argument("--model", type=Path, required=True, help="the trained pipeline; its folder events/ is written")
    args = parser.parse_args()
    write_heads(args.model, gold=args.gold, background=args.background)


if __name__ == "__main__":
    main()
