"""An annotated story told of other things: other countries, people, goods, figures and days, and in other words.

    "Japan was hit with 24% levies"  ->  "Kenya was hit with 31% duties"

What the event heads are told and asked counts words, so it holds for the new telling too: a word becomes another, or
several, or vanishes. A thing is the same one throughout a story, and some stay what they are, for who usually does what
is worth knowing as well. Why: without this the encoder learned the annotated stories by heart (97 of 100 slots right,
where on new stories 64 were).

    swaps(doc, chooser)  ->  {number of the token: its new words, none where it vanishes}
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token
from wire_names import family_name, invented

from extractor.knowledge.countries import names, places
from extractor.knowledge.goods import goods
from extractor.records import Span

Words = tuple[str, ...]
Swaps = dict[int, Words]
WORDS = Path(__file__).with_name("swap_words.txt")
# How likely it is that a story's things of a sort are swapped at all, and then each of them.
SHARES = {"countries": (0.75, 0.75), "people": (0.75, 0.7), "goods": (0.7, 0.6), "figures": (0.75, 0.65)}
DAYS_SHARE, WORDS_SHARE, USUAL_SHARE = 0.6, 0.25, 0.7
USUAL = """USA CHN JPN EUN CAN MEX IND KOR GBR DEU FRA BRA AUS RUS TWN IDN VNM THA TUR ARG ZAF NGA EGY SAU CHE NZL MYS
    PHL PAK BGD CHL COL PER ITA ESP POL UKR IRN KEN MAR NOR SGP""".split()
# What stands in where a country has no such form; one that has neither keeps its own.
INSTEAD = {"abbreviation": "name", "government": "capital"}
MONTHS = "January February March April May June July August September October November December".split()
MONTHS_SHORT = [f"{month[:3]}." for month in MONTHS]
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
YEARS_MOVED = (-7, -3, -1, 1, 2, 4)
_YEAR = re.compile(r"(?:19[6-9]|20[0-2])\d")
_PLAIN_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")


def swaps(doc: Doc, chooser: random.Random) -> Swaps:
    """Choose what to swap in a story that the pipeline has marked, and for what."""
    found: Swaps = {}
    for mention, words in _things(doc, chooser):
        _put(found, doc, mention, words)
    for sort in (_figures, _days, _other_words):
        found |= {number: words for number, words in sort(doc, chooser) if number not in found}
    return found


def _put(found: Swaps, doc: Doc, mention: Span, words: Words) -> None:
    """One word a token as far as they go, the rest with the last; nothing where the mention does not lie on tokens."""
    span = doc.char_span(mention.start, mention.end)
    numbers = [] if span is None else [token.i for token in span if not token.is_space]
    if numbers and not found.keys() & set(numbers):
        last = len(numbers) - 1
        found |= {number: words[at:] if at == last else words[at : at + 1] for at, number in enumerate(numbers)}


def _things(doc: Doc, chooser: random.Random) -> Iterator[tuple[Span, Words]]:
    for sort in (_countries, _people, _products):
        yield from sort(doc, chooser)


def _countries(doc: Doc, chooser: random.Random) -> Iterator[tuple[Span, Words]]:
    share = _share("countries", chooser)
    taken = {country.code for country in doc._.countries}
    for country in doc._.countries:
        if country.code in _forms() and chooser.random() < share:
            taken.add(other := _another(taken, chooser))
            forms = sorted({mention.form for mention in country.mentions})
            new = {form: _written(other, form, chooser) for form in forms}
            for mention in country.mentions:
                if written := new[mention.form]:
                    yield mention, _like(written, mention.text, capitals=mention.form != "abbreviation")


def _people(doc: Doc, chooser: random.Random) -> Iterator[tuple[Span, Words]]:
    share = _share("people", chooser)
    for person in doc._.people:
        if chooser.random() < share:
            yield from _renamed(person.mentions, chooser)


def _products(doc: Doc, chooser: random.Random) -> Iterator[tuple[Span, Words]]:
    share = _share("goods", chooser)
    new: dict[str, Words] = {}
    for product in doc._.products:
        text = product.mention.text
        if text.lower() not in new:
            other = chooser.choice(_goods(plural=text.endswith("s")))
            new[text.lower()] = tuple(other.split()) if chooser.random() < share else ()
        if new[text.lower()]:
            yield product.mention, _like(new[text.lower()], text)


def _share(sort: str, chooser: random.Random) -> float:
    """How likely each thing of a sort is to be swapped in this story: nought in some stories."""
    at_all, each = SHARES[sort]
    return each if chooser.random() < at_all else 0.0


@cache
def _forms() -> dict[str, dict[str, list[str]]]:
    """The names of each country by form, the everyday one first; without those that mean something else as well."""
    found: dict[str, dict[str, list[str]]] = {
        place.code: defaultdict(list, name=[place.name])
        for place in places().values()
        if place.kind == "country" or place.code in USUAL
    }
    for text, named in names().items():
        for name in named:
            if name.code in found and not name.guard and (not text.isupper() or name.form == "abbreviation"):
                found[name.code][name.form].append(text)
    return found


def _another(taken: set[str], chooser: random.Random) -> str:
    pool = USUAL if chooser.random() < USUAL_SHARE else list(_forms())
    return chooser.choice([code for code in pool if code not in taken] or pool)


def _written(code: str, form: str, chooser: random.Random) -> Words:
    forms = _forms()[code]
    known = forms.get(form) or forms.get(INSTEAD.get(form, form)) or [""]
    return tuple((known[0] if chooser.random() < USUAL_SHARE else chooser.choice(known)).split())


def _renamed(mentions: Sequence[Span], chooser: random.Random) -> Iterator[tuple[Span, Words]]:
    """Each word of a person's name becomes another, the same one each time."""
    new: dict[str, str] = {}
    for mention in mentions:
        words = mention.text.split()
        if all(map(_PLAIN_NAME.fullmatch, words)):
            for at, word in enumerate(words):
                if word.lower() not in new:
                    new[word.lower()] = family_name(chooser) if at == len(words) - 1 else invented(chooser)
            yield mention, tuple(_cased(new[word.lower()], word) for word in words)


@cache
def _goods(*, plural: bool) -> list[str]:
    return sorted(name for name in goods() if name.endswith("s") == plural and len(name.split()) < 3)


def _figures(doc: Doc, chooser: random.Random) -> Iterator[tuple[int, Words]]:
    """Figures get other digits, the same figure the same ones; years are none."""
    if not (share := _share("figures", chooser)):
        return
    new: dict[str, str] = {}
    for token in doc:
        if any(map(str.isdecimal, token.text)) and not _YEAR.fullmatch(token.text):
            if token.text not in new:
                new[token.text] = _redrawn(token.text, chooser) if chooser.random() < share else token.text
            yield token.i, (new[token.text],)


def _redrawn(figure: str, chooser: random.Random) -> str:
    first = next(at for at, sign in enumerate(figure) if sign.isdecimal())
    return "".join(
        sign if not sign.isdecimal() else chooser.choice("123456789") if at == first else chooser.choice("0123456789")
        for at, sign in enumerate(figure)
    )


def _days(doc: Doc, chooser: random.Random) -> Iterator[tuple[int, Words]]:
    """Months, weekdays and years move on, all by as many."""
    if chooser.random() > DAYS_SHARE:
        return
    moved = [(row, chooser.randrange(1, len(row))) for row in (MONTHS, MONTHS_SHORT, WEEKDAYS)]
    years = chooser.choice(YEARS_MOVED)
    for token in doc:
        text = token.text
        for row, by in moved:
            if text in row and (text != "May" or _before_a_figure(token)):
                yield token.i, (row[(row.index(text) + by) % len(row)],)
        if _YEAR.fullmatch(text):
            yield token.i, (str(int(text) + years),)


def _before_a_figure(token: Token) -> bool:
    """Whether "May" is the month."""
    return token.i + 1 < len(token.doc) and token.nbor().text[0].isdecimal()


def _other_words(doc: Doc, chooser: random.Random) -> Iterator[tuple[int, Words]]:
    others = _alike()
    for token in doc:
        # "May" is rather a month.
        if token.lower_ in others and token.text != "May" and chooser.random() < WORDS_SHARE:
            yield token.i, (_cased(chooser.choice(others[token.lower_]), token.text),)


@cache
def _alike() -> dict[str, list[str]]:
    """Of each word those that stand for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        row = [] if line.startswith("#") else line.split()
        for word in row:
            found[word].update(set(row) - {word})
    return {word: sorted(others) for word, others in found.items()}


def _like(words: Words, text: str, *, capitals: bool = True) -> Words:
    """These words written as the text is: in capitals throughout, or with one at the beginning."""
    if text.isupper() and capitals and len(text) > 1:
        return tuple(word.upper() for word in words)
    begin: Callable[[str], str] = (lambda word: word[:1].upper() + word[1:]) if text[:1].isupper() else str
    return (begin(words[0]), *words[1:])


def _cased(word: str, text: str) -> str:
    return _like((word,), text)[0]
