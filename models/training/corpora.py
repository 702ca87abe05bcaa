"""All that the encoder learns from, in one list of examples with annotations and one without.

    annotated(nlp, sources)  ->  open corpora, annotated stories, our own sentences, the stories with others' names
    plain(nlp, sources)      ->  news that nobody annotated, for the teacher to judge

README.md says where each comes from and under which licence. `EVAL_conll03_dev.spacy`, and every file of a development
or test set, is for measuring only and is not read here.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import spacy
from examples import Example, named, raw, renamed, stories, tagged, written
from spacy.language import Language
from stories import HERE, Annotation, annotated_stories, read_lines, wire_story
from wire import texts
from wire_people import make_person

from extractor.knowledge.trade_terms import may_tell_of_trade

# Importing it makes the tokenizer known to spaCy, in a checkout that is not installed too.
from extractor.language import tokens  # noqa: F401
from extractor.wire import WireStory

STORIES, WIRE, NEWS = "stories", "wire", "news"
WIRE_SENTENCES, WIRE_SEED = 48_000, 1
PEOPLE, PEOPLE_SEED = 6000, 5
COPIES = 2
# News that tells of trade: one word in so many, in a story of some length, of which the beginning will do.
TRADE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|imports?|exports?|trade|quotas?|embargo|sanctions|anti-?dumping|wto|gatt|customs)\b",
    re.IGNORECASE,
)
LEAST_TRADE, LEAST_WORDS, MOST_CHARACTERS = 1 / 220, 60, 6000
ANNOTATED_NEWS = HERE / "news.gold.jsonl"
WIRES, WIRES_STEP = "reuters", 17  # most of the raw news is wires of 1987
TOKENIZER = {"@tokenizers": "extractor.WireTokenizer.v1"}
Item = TypeVar("Item")


class Sources(NamedTuple):
    """Where the data lies; of each, `most` texts are read, or all."""

    corpora: Path
    gold: Path
    background: Path
    most: int | None = None

    def few(self, items: Iterable[Item]) -> Iterator[Item]:
        """The first `most` of these."""
        return islice(items, self.most)


def blank() -> Language:
    """A pipeline that cuts words as the trained one will."""
    return spacy.blank("en", config={"nlp": {"tokenizer": TOKENIZER}})


def people() -> list[dict[str, str]]:
    """Invented people, whose names go into stories and whose name pieces stay in the vocabulary."""
    chooser = random.Random(PEOPLE_SEED)
    return [make_person(chooser) for _ in range(PEOPLE)]


def annotated(nlp: Language, sources: Sources) -> list[Example]:
    """Every example that says something of its words."""
    pairs = [(story.text, annotation) for story, annotation in sources.few(annotated_stories(sources.gold))]
    told = list(stories(nlp, pairs, STORIES))
    return [
        *sources.few(named(nlp, sources.corpora / "ner_train.spacy")),
        *sources.few(tagged(nlp, sources.corpora / "ud_train.spacy")),
        *told,
        *sources.few(written(nlp, texts(sources.most or WIRE_SENTENCES, seed=WIRE_SEED), WIRE)),
        *with_other_names(told),
    ]


def with_other_names(told: Iterable[Example]) -> Iterator[Example]:
    """Copies of the stories with invented people in them."""
    parts = [{person.get(f"{form}:PERSON", "") for person in people()} for form in "fs"]
    given, family = (sorted(name for name in names if name.isalpha()) for names in parts)
    chooser = random.Random(PEOPLE_SEED)
    told = list(told)
    return (renamed(item, given, family, chooser) for _ in range(COPIES) for item in told)


def plain(nlp: Language, sources: Sources) -> list[Example]:
    """News without annotations."""
    told = chain(sources.few(raw_news(sources.corpora)), sources.few(background(sources.background)))
    return list(raw(nlp, (story.text for story in told), NEWS))


def trade_news(corpora: Path) -> list[WireStory]:
    """The stories among them that tell of trade, those that speak of it most first."""
    shares = [(_trade_share(story.body), story) for story in raw_news(corpora)]
    chosen = sorted((pair for pair in shares if pair[0] > LEAST_TRADE), key=itemgetter(0), reverse=True)
    return [replace(story, body=_beginning(story.body)) for _, story in chosen]


def other_news(corpora: Path) -> list[WireStory]:
    """News without a word of trade, which holds no event: all that is general, and every 17th of the wires of 1987."""
    others = [story for story in raw_news(corpora) if not (TRADE.search(story.text) or may_tell_of_trade(story.text))]
    wires = [story for story in others if story.id.startswith(WIRES)]
    chosen = [story for story in others if not story.id.startswith(WIRES)] + wires[::WIRES_STEP]
    return [replace(story, body=_beginning(story.body)) for story in chosen]


def _trade_share(text: str) -> float:
    """How many of a text's words speak of trade; none where it is short or says one thing only once."""
    words, terms = len(text.split()), len(TRADE.findall(text))
    return terms / words if words >= LEAST_WORDS and terms > 1 else 0.0


def _beginning(text: str) -> str:
    start = text[:MOST_CHARACTERS]
    return text if start == text else start.rpartition("\n")[0] or start


def raw_news(corpora: Path) -> Iterator[WireStory]:
    """The stories that nobody annotated."""
    with gzip.open(corpora / "raw_news.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (wire_story(json.loads(line)) for line in lines)


def annotated_news(corpora: Path) -> list[tuple[WireStory, Annotation]]:
    """Those that we have annotated; news.gold.jsonl gives anchors by their places, for the words are not ours."""
    told = {annotation["id"]: annotation for annotation in read_lines(ANNOTATED_NEWS)}
    return [(story, with_anchors(told[story.id], story.text)) for story in raw_news(corpora) if story.id in told]


def with_anchors(annotation: Annotation, text: str) -> Annotation:
    """The same, with the anchors of its events as they stand in the text."""
    events = [event | {"anchor": text[slice(*event["anchor"])]} for event in annotation["events"]]
    return annotation | {"events": events}


def background(path: Path) -> list[WireStory]:
    """Stories that are not about trade."""
    return list(map(wire_story, read_lines(path)))


def words_of(items: Iterable[Example]) -> Iterator[str]:
    """All words whose pieces the vocabulary should keep: those of the examples, and the invented people's names."""
    for item in items:
        yield from item.words
    for person in people():
        yield from (person[form] for form in ("f:PERSON", "s:PERSON") if form in person)


def tag_names(items: Iterable[Example]) -> list[str]:
    """The tags that the tree banks use."""
    return sorted({tag for item in items for tag in item.tags if tag})


def part_of_gold(folder: Path, part: str) -> Iterator[tuple[WireStory, Any]]:
    """The stories of one part of the annotated ones ("dev") with their annotations."""
    by_id = {annotation["id"]: annotation for annotation in read_lines(folder / f"{part}.gold.jsonl")}
    return ((story, by_id[story.id]) for story in map(wire_story, read_lines(folder / f"{part}.stories.jsonl")))
