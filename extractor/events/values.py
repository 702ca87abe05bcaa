"""The values of a story that may belong to its trade facts: each once, with all its mentions.

    "Japan ... Tokyo ... 24% ... the 24-percent levy"  ->  country JPN (2 mentions), percentage 24 (2 mentions)

Values are alike by code, name, number and unit, TIMEX3 value, or the head noun of the good. A country also stands
where the holders of its offices do, who act for it. "All countries", which no component marks, is a country of its
own, WLD, there in every story and mostly without a mention. Training and reading share this file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.events.labels import COUNTRY

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractor.events.candidates import Page
    from extractor.records import Percentage, Span

WORLD = "WLD"
NO_RECORD = -1
_WORLD_WORDS = re.compile(
    r"\b(?:universal|global(?:ly)?|worldwide|across-the-board|baseline|blanket|(?:all|every|most)\s+(?:countries|country"
    r"|nations?|imports?|imported|trading|partners?|goods|other|foreign))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w.&]+")
_ARTICLES = frozenset("the a an its his her their our".split())
_PLURALS = (("ies", "y"), ("ves", "f"), ("ses", "s"), ("s", ""))
# Goods with two names.
_SAME_GOOD = {
    "automobile": "car",
    "auto": "car",
    "vehicle": "car",
    "aluminium": "aluminum",
    "chip": "semiconductor",
}


class Mention(NamedTuple):
    """One place of a value, and the index of its record among those of its sort on the Doc."""

    start: int
    end: int
    sentence: int
    form: str
    record: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value, `key` being what makes two mentions the same, with its mentions in order of the text."""

    sort: str
    key: str
    mentions: tuple[Mention, ...]


def find_values(doc: Doc, page: Page) -> list[Value]:
    """All values of a marked Doc: countries, the world, people, percentages, dates, products."""
    marks = doc._
    return [
        *_countries(marks, page),
        _world(page),
        *_people(marks, page),
        *_same("percentage", marks.percentages, page, key=percentage_key, form=lambda record: record.unit),
        *_same("date", marks.dates, page, key=lambda record: record.value, form=lambda record: record.kind),
        *_same("product", marks.products, page, key=lambda record: product_key(record.text), form=lambda _: ""),
    ]


def percentage_key(record: Percentage) -> str:
    """What makes two percentages the same: number or range, and unit."""
    numbers = (record.value,) if record.value is not None else (record.low, record.high)
    return f"{[round(number, 4) for number in numbers if number is not None]} {record.unit}"


@lru_cache(maxsize=1 << 12)
def product_key(text: str) -> str:
    """What makes two goods the same: the last word, in the singular."""
    words = plain_words(text.replace("-", " "))
    noun = _singular(words[-1]) if words else ""
    return _SAME_GOOD.get(noun, noun)


def plain_words(text: str) -> list[str]:
    """The words of a name in small letters, without accents, articles and "'s"."""
    plain = unicodedata.normalize("NFKD", text).replace("’", "'").lower().replace("'s", "")
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(bare) if word not in _ARTICLES]


def _singular(word: str) -> str:
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def _at(span: Span, page: Page, form: str, record: int) -> Mention:
    return Mention(span.start, span.end, page.sentence_at(span.start), form, record)


def _countries(marks: Any, page: Page) -> Iterator[Value]:
    officers: dict[str | None, list[Span]] = defaultdict(list)
    for person in marks.people:
        officers[person.country] += person.mentions
    for record, country in enumerate(marks.countries):
        if country.kind == "bloc" and not country.alpha2:  # of groups of states the EU alone acts
            continue
        found = [_at(mention, page, mention.form, record) for mention in country.mentions]
        found += [_at(mention, page, "officer", record) for mention in officers[country.code]]
        yield Value(COUNTRY, country.code, tuple(sorted(found)))


def _world(page: Page) -> Value:
    found = _WORLD_WORDS.finditer(page.text)
    mentions = (Mention(m.start(), m.end(), page.sentence_at(m.start()), "group", NO_RECORD) for m in found)
    return Value(COUNTRY, WORLD, tuple(mentions))


def _people(marks: Any, page: Page) -> Iterator[Value]:
    for record, person in enumerate(marks.people):
        title = person.roles[0].title if person.roles else ""
        found = sorted(_at(mention, page, title, record) for mention in person.mentions)
        yield Value("person", person.name, tuple(found))


def _same(sort: str, records: Iterable[Any], page: Page, *, key: Any, form: Any) -> Iterator[Value]:
    """One value for all records of one key."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for number, record in enumerate(records):
        groups[key(record)].append(_at(record.mention, page, form(record), number))
    return (Value(sort, name, tuple(sorted(found))) for name, found in groups.items())
