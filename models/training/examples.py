"""From corpora and annotated stories to words with what their source says of each.

    "Trump met Ishiba" + PERSON spans  ->  words, their shapes, and for each word what it may be called

Not every corpus says everything: the tree banks know no names, the name corpora no tags, the stories only their own
people. So a word carries not one label but the set of labels that its source leaves open, as a bit mask; tags and
sentence starts are -1 where the source is silent. Everything is cut by the program's own tokenizer. To teach another
corpus, add a function here and its line to corpora.py.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from extractor.language.encoder.shapes import FIRST, word_shapes

TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "ROLE", "PRODUCT")
MENTIONS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BILU"))
MENTION_ID = {label: number for number, label in enumerate(MENTIONS)}
SILENT = -1
# A text, and its mentions as (start, end, kind) in characters.
Marked = tuple[str, Sequence[tuple[int, int, str]]]
ALL = (1 << len(MENTIONS)) - 1
# What may end a sentence, or stand between two: behind and at these it is open whether one begins.
STOPS = frozenset(".!?…:;\"'”’“‘)]([–—-*,•|/#>_=")


def mask(*kinds: str) -> int:
    """The bits of every label of these kinds."""
    return sum(1 << MENTION_ID[f"{place}-{kind}"] for kind in kinds for place in "BILU")


OUTSIDE = 1 << MENTION_ID["O"]
# The open corpora mark neither titles nor goods: their "outside" leaves both open.
OPEN_OUTSIDE = OUTSIDE | mask("ROLE", "PRODUCT")


@dataclass(frozen=True, slots=True)
class Example:
    """One text as words, with what its source says of each."""

    source: str
    words: tuple[str, ...]
    shapes: np.ndarray  # int8[n]
    allowed: np.ndarray  # uint32[n], bits over MENTIONS
    tags: tuple[str | None, ...] = ()
    starts: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int8))  # int8[n], 1, 0 or SILENT


def example(source: str, doc: Doc, spans: Iterable[tuple[int, int, str]], outside: int) -> Example:
    """An example of one Doc and its labelled spans, given in tokens; `outside` is what all other words may be."""
    allowed = np.full(len(doc), outside, np.uint32)
    for first, end, label in spans:
        allowed[first:end] = [1 << MENTION_ID[f"{place}-{label}"] for place in places(end - first)]
    kept = [token.i for token in doc if not token.is_space]
    starts = np.full(len(kept), SILENT, np.int8)
    words = tuple(doc[i].text for i in kept)
    return Example(source, words, word_shapes(doc)[kept].astype(np.int8), allowed[kept], (None,) * len(kept), starts)


def places(length: int) -> str:
    """The BILU letters of a mention of so many words."""
    return "U" if length == 1 else f"B{'I' * (length - 2)}L"


# ---------------------------------------------------------------- the open corpora


def named(nlp: Language, path: Path) -> Iterator[Example]:
    """The corpora of named mentions, cut anew by our tokenizer."""
    for old in DocBin().from_disk(path).get_docs(nlp.vocab):
        if not _damaged(old):
            yield _recut(nlp, old, path.stem, OPEN_OUTSIDE)


def _damaged(doc: Doc) -> bool:
    """Whether "I" is called a person or "it" a place, as happens in the tweets: the whole text is then in doubt."""
    return any(ent.text.lower() in {"i", "you", "he", "she", "it", "we", "me"} for ent in doc.ents)


def _recut(nlp: Language, old: Doc, source: str, outside: int) -> Example:
    doc = nlp.make_doc(old.text)
    spans = [doc.char_span(e.start_char, e.end_char, label=e.label_, alignment_mode="expand") for e in old.ents]
    taken = spacy.util.filter_spans([span for span in spans if span is not None])
    return example(source, doc, [(span.start, span.end, span.label_) for span in taken], outside)


def tagged(nlp: Language, path: Path) -> Iterator[Example]:
    """The tree banks: tags and sentence starts. A word of ours that spans several of theirs takes the last one's."""
    for old in DocBin().from_disk(path).get_docs(nlp.vocab):
        doc = nlp.make_doc(old.text)
        theirs = {token.idx + len(token): token for token in old}
        begun = {token.idx for token in old if token.is_sent_start and not token.is_space}
        kept = [token for token in doc if not token.is_space]
        tags = tuple(_tag(token.text, theirs.get(token.idx + len(token))) for token in kept)
        starts = np.array([token.idx in begun for token in kept], np.int8)
        plain = example(path.stem, doc, (), ALL)
        yield replace(plain, tags=tags, starts=starts)


def _tag(word: str, theirs: Any) -> str | None:
    if theirs is None:
        return None
    if "-" in word.strip("-") and word != theirs.text and theirs.tag_ in {"NN", "NNS", "VBN", "VBG", "JJ", "CD"}:
        return "JJ"  # Penn's reading of "90-day", "export-led": one word, an adjective
    return theirs.tag_ or None


# ---------------------------------------------------------------- the annotated stories


def stories(nlp: Language, pairs: Iterable[tuple[str, Mapping[str, Any]]], source: str) -> Iterator[Example]:
    """The annotated stories: their people, titles and goods are known, other names are left open."""
    for text, gold in pairs:
        doc = nlp.make_doc(text)
        names = [person["name"] for person in gold["people"]]
        titles = {role["title"] for person in gold["people"] for role in person["roles"]}
        goods = {good for event in gold["events"] for good in event["products"]}
        found = [
            *_found(doc, _name_forms(names), "PERSON"),
            *_found(doc, titles, "ROLE", ignore_case=True),
            *_found(doc, goods, "PRODUCT", ignore_case=True),
        ]
        spans = [(span.start, span.end, span.label_) for span in _first_come(found)]
        yield with_starts(example(source, doc, spans, ALL & ~mask("PERSON")))


def written(nlp: Language, texts: Iterable[Marked], source: str) -> Iterator[Example]:
    """The sentences of our own grammar (wire.texts): a mention that does not lie on whole words is left out."""
    for text, marks in texts:
        doc = nlp.make_doc(text)
        spans = (doc.char_span(start, end, label=label) for start, end, label in marks)
        taken = spacy.util.filter_spans([span for span in spans if span is not None])
        yield with_starts(example(source, doc, [(span.start, span.end, span.label_) for span in taken], OUTSIDE))


def with_starts(item: Example) -> Example:
    """The same with the sentence starts that are sure without annotation: lines begin one, words between words none.

    At a stop and behind one nothing is said.
    """
    starts = np.zeros(len(item.words), np.int8)
    edges = [{*word[:1], *word[-1:]} for word in item.words]
    stopped = np.array([bool(edge & STOPS) for edge in edges], bool)
    starts[stopped] = SILENT
    starts[1:][stopped[:-1]] = SILENT
    starts[item.shapes >= FIRST] = 1
    return replace(item, starts=starts)


def _name_forms(names: Sequence[str]) -> set[str]:
    forms = set()
    for name in names:
        words = name.split()
        forms |= {name, words[-1], " ".join(words[-2:]), " ".join((words[0], words[-1]))}
        if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+(?:-[a-z]+)?", name):
            forms.add(words[0])  # "Xi Jinping" is "Xi" later on, as "Donald Trump" may be "Donald" in a quote
    return {form for form in forms if len(form) > 1 and form[0].isupper()}


def _found(doc: Doc, phrases: Iterable[str], label: str, *, ignore_case: bool = False) -> list[Span]:
    ordered = sorted((re.escape(phrase) for phrase in phrases if phrase), key=len, reverse=True)
    if not ordered:
        return []
    flags = re.IGNORECASE if ignore_case or (label == "PERSON" and doc.text.isupper()) else 0
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", flags)
    spans = (doc.char_span(m.start(), m.end(), label=label) for m in pattern.finditer(doc.text))
    return [span for span in spans if span is not None]


def _first_come(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order given, each kept where no earlier one stands."""
    taken: set[int] = set()
    kept = []
    for span in spans:
        if not taken & set(range(span.start, span.end)):
            taken |= set(range(span.start, span.end))
            kept.append(span)
    return kept


# ---------------------------------------------------------------- plain text, for the teacher to label


def raw(nlp: Language, texts: Iterable[str], source: str) -> Iterator[Example]:
    """Stories that nobody annotated: everything is open."""
    for text in texts:
        yield example(source, nlp.make_doc(text), (), ALL)


# ---------------------------------------------------------------- variety


def renamed(item: Example, given: Sequence[str], family: Sequence[str], chooser: random.Random) -> Example:
    """The same text with other people in it: each word of a person's name becomes another name, the same one each time.

    Initials, particles ("van", "al-") and words in small letters stay.
    """
    people = mask("PERSON")
    single = (1 << MENTION_ID["U-PERSON"]) | (1 << MENTION_ID["L-PERSON"])
    new: dict[str, str] = {}
    words = list(item.words)
    for place, bits in enumerate(item.allowed.tolist()):
        word = words[place]
        if bits and not bits & ~people and len(word) > 2 and word[0].isupper() and word.isalpha():
            if word not in new:
                name = chooser.choice(family if bits & single else given)
                new[word] = name.upper() if word.isupper() else name
            words[place] = new[word]
    return replace(item, words=tuple(words))
