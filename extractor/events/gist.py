"""A sentence as the event reader sees it: words, with every marked value folded into one unit of its sort.

    "Japan was hit with 24% levies on exports to the US"
      ->  <country> was hit with <percentage> levies on exports to the <country>

What is learned on such gists carries over to other countries, rates, days and goods. A unit that stands for a value
keeps its place among the Doc's records (`ref`), so that an argument found in the gist leads back to its record.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractor.knowledge.trade_terms import TERMS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractor.records import Span

# Where two marks overlap, the sort named first wins.
SORTS = ("percentage", "date", "country", "person", "product")


class Unit(NamedTuple):
    """A word, or one marked value: `sort` is None for words, `ref` the value's index among the Doc's records."""

    word: str
    tag: str
    start: int
    end: int
    sort: str | None = None
    ref: int = -1


Gist = list[list[Unit]]


def gist(doc: Doc) -> Gist:
    """Fold each sentence of a marked Doc; sentences without words are left out."""
    tokens = list(doc)
    marks = _marks(doc, [token.idx for token in tokens])
    story: Gist = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.is_sent_start or not story:
            story.append([])
        if position in marks:
            behind, sort, ref, form = marks[position]
            last = tokens[behind - 1]
            story[-1].append(Unit(f"<{sort}>", form, token.idx, last.idx + len(last), sort, ref))
            position = behind
            continue
        if not token.is_space:
            word = "<number>" if token.like_num else token.lower_
            _append(story[-1], Unit(word, token.tag_, token.idx, token.idx + len(token)))
        position += 1
    return [sentence for sentence in story if sentence]


def _append(sentence: list[Unit], unit: Unit) -> None:
    """Add a word; the parts of a compound, which the tokenizer splits at its hyphens, become one: "anti-dumping"."""
    if len(sentence) >= 2 and sentence[-1].word == "-":
        before, hyphen = sentence[-2:]
        if before.sort is None and before.end == hyphen.start and hyphen.end == unit.start:
            del sentence[-2:]
            unit = Unit(f"{before.word}-{unit.word}", unit.tag, before.start, unit.end)
    sentence.append(unit)


def _marks(doc: Doc, offsets: list[int]) -> dict[int, tuple[int, str, int, str]]:
    """Map the index of a mark's first token to (index behind its last token, sort, ref, form)."""
    taken: set[int] = set()
    marks = {}
    for sort, ref, span, form in _values(doc):
        # Not `doc.char_span`: it walks through the Doc for every span that cuts a token.
        first, behind = bisect_right(offsets, span.start) - 1, bisect_left(offsets, span.end)
        cover = range(first, behind)
        if taken.isdisjoint(cover):
            taken.update(cover)
            marks[first] = (behind, sort, ref, form)
    return marks


def _values(doc: Doc) -> Iterator[tuple[str, int, Span, str]]:
    marks = doc._
    for ref, percentage in enumerate(marks.percentages):
        yield "percentage", ref, percentage.mention, percentage.unit
    for ref, date in enumerate(marks.dates):
        yield "date", ref, date.mention, date.kind
    for ref, country in enumerate(marks.countries):
        for mention in country.mentions:
            yield "country", ref, mention, mention.form
    for ref, person in enumerate(marks.people):
        for mention in person.mentions:
            yield "person", ref, mention, "person"
    for ref, product in enumerate(marks.products):
        # "sanctions", "exports", "tariffs": a word that can name a fact stays a word, whatever else it is.
        if product.text.lower() not in TERMS:
            yield "product", ref, product.mention, "product"
