"""Find the goods and services that a story names, wherever it names them.

    "a 25% duty on frozen boneless beef"      ->  "frozen boneless beef"   HS 0201 0202
    "steel tariffs", "Chinese steel"          ->  "steel"                  HS 72
    "washing machines and solar panels"       ->  two goods                HS 8450; HS 8541
    "industrial and agricultural goods"       ->  one phrase, since neither adjective names a good alone
    "the steel industry", "U.S. Steel"        ->  nothing: an industry, a firm
    "goods", "Chinese products"               ->  nothing: they name no good

Which of them an event is about is decided in extractor/events. Reading: the shortest noun phrase that still names the
good; words of make, material and use stay, words of origin go. Names come from knowledge/goods.csv, alone, after
modifiers, in a row ("copper scrap"), or before a general noun ("pork products").
A capital letter must be owed to the place (start of a sentence, headline) or stand alone among small ones.
Misses: goods told by a clause ("items worth less than $800"), brands and models, services named by a verb.
To teach a good, add a line to knowledge/goods.csv; a modifier, or a word behind a good that shows that no trade in it
is meant, to knowledge/goods_words.csv.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractor.knowledge.goods import goods, goods_words
from extractor.records import Product, Span
from extractor.text import whole_text

GENERAL_NOUNS = goods_words("general noun")
MODIFIERS = goods_words("modifier")
COMPOUND_ENDS = goods_words("compound end")
NOT_BEFORE = goods_words("not before")
ADJECTIVES = goods_words("adjective")
FLOWS = goods_words("flow")
TRADE = goods_words("trade")
TITLES = TRADE | FLOWS | goods_words("title")
METALS = goods_words("metal")
SERVICES = goods_words("service")
INDUSTRIES = goods_words("industry")
NAMESAKES = goods_words("namesake")

_WORD = re.compile(r"\w+")
_JOINTS = frozenset({" ", "-", "\n", "\u2011", "\u2019 ", "' "})
_NOT_AFTER = re.compile(r"\b(?:goods (?:and|or) services\Z|(?:illegal|illicit|deadly)\s)", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:\A|(?<![A-Z])\.|[!?:;•*|\u2014\u2013\"“”\u2018(\n-])\s*\Z")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*[-\s]\Z")
_SHARED_HEAD = re.compile(
    rf"(?<!\w)(?:(?:\w+-)?(?:{'|'.join(sorted(MODIFIERS - set(goods())))})(?:, and |, or |, | and | or ))+\Z",
    re.IGNORECASE,
)
_SHARED_TRADE = re.compile(
    r"(?:(?:, and |, or |, | and | or )[a-z]+){1,3} (?:exports?|imports?|trade|tariffs|duties)\b"
)
_TRADE_BEFORE = re.compile(
    r"\b(?:restrict|curb|limit|control|ban|export|import|tariff|dut(?:y|ies)|sanction)\w*(?:\s[\w.]+){0,3}\s\Z"
)
_HEADLINE = 200
_LONGEST = 8


class _Taken(NamedTuple):
    """The places of names: where each starts, in order, and how far it and those before it reach."""

    starts: list[int]
    reaches: list[int]

    def meets(self, start: int, end: int) -> bool:
        """Say whether a name has a character in common with this place."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reaches[before - 1] > start


class _Words(NamedTuple):
    """The words of a text: where each begins and ends, and its small letters."""

    text: str
    places: list[tuple[int, int]]
    small: list[str]

    def joined(self, index: int) -> bool:
        """Say whether a word and the one before it can belong to one name."""
        if not 0 < index < len(self.small):
            return False
        return self.text[self.places[index - 1][1] : self.places[index][0]] in _JOINTS

    def hyphened(self, index: int) -> bool:
        """Say whether a hyphen binds a word to the one before it."""
        start = self.places[index][0] if index < len(self.small) else 0
        return start > 0 and self.text[start - 1] in "-\u2011" and self.places[index - 1][1] == start - 1


class _Names(NamedTuple):
    """goods.csv by the small letters of each name, and how many words a name with that first word can have."""

    codes: dict[str, tuple[str, ...]]
    written: dict[str, str]
    longest: dict[str, int]


@cache
def _names() -> _Names:
    codes = {name.lower(): hs for name, hs in goods().items()}
    written = {name.lower(): name for name in goods() if name != name.lower()}
    longest: dict[str, int] = {}
    for name in codes:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return _Names(codes, written, longest)


def find_products(text: str, *, names: Iterable[tuple[int, int]] = ()) -> Iterator[Product]:
    """Yield every mention of a good in `text`, in order.

    `names` are the places of names of persons, firms and countries: no capitalised word in them is a good.
    """
    words = _split(text)
    taken = _taken(names)
    floor = 0
    for first, last in _phrases(words):
        start, end = words.places[first][0], words.places[last - 1][1]
        if _is_goods(words, first, last) and _owes_capital(words, first, last, taken):
            reach = _shared_head(words, first, last, floor)
            floor = end
            span = Span(start=start - reach, end=end, text=text[start - reach : end])
            codes = () if reach else _codes(words, first, last)
            yield Product(text=" ".join(span.text.split()), hs=codes, mention=span)


def _own_end(words: _Words, first: int, last: int) -> int:
    """Return a phrase's end without the noun that two metals share: "steel and aluminum products"."""
    shared = last - first == 2 and first > 1 and words.small[first] in METALS and words.small[first - 2] in METALS
    return first + 1 if shared and words.small[first - 1] in ("and", "or") else last


def _split(text: str) -> _Words:
    places = [match.span() for match in _WORD.finditer(text)]
    return _Words(text, places, [text[start:end].lower() for start, end in places])


def _phrases(words: _Words) -> Iterator[tuple[int, int]]:
    """Yield the first word of each phrase that may name a good and the one behind its last."""
    longest = _names().longest
    done = 0
    for index, word in enumerate(words.small):
        if index < done or not (word in longest or word in GENERAL_NOUNS or word in ADJECTIVES):
            continue
        if end := _phrase_end(words, index, done):
            first = _phrase_start(words, index, done)
            done = end
            yield first, _own_end(words, first, end)


def _phrase_end(words: _Words, index: int, floor: int) -> int:
    """Return the index behind the goods and general nouns that stand in a row from `index`, 0 where none does."""
    end = _name_end(words, index)
    if not end and words.small[index] in GENERAL_NOUNS and index > floor and _is_modifier(words, index - 1):
        end = index + 1
    if not end:
        return _adjective_end(words, index)
    while (
        end - index < _LONGEST
        and words.joined(end)
        and (more := _name_end(words, end) or _general_noun_end(words, end))
    ):
        end = more
    return 0 if words.hyphened(end) and words.small[end] in COMPOUND_ENDS else end


def _name_end(words: _Words, index: int) -> int:
    """Return the index behind the longest name of goods.csv that begins at `index`, 0 where none does."""
    names = _names()
    for size in range(min(names.longest.get(words.small[index], 0), len(words.small) - index), 0, -1):
        name = " ".join(words.small[index : index + size])
        if name in names.codes and all(words.joined(place) for place in range(index + 1, index + size)):
            written = names.written.get(name)
            if not written or written == _as_written(words, index, index + size):
                return index + size
    return 0


def _general_noun_end(words: _Words, index: int) -> int:
    word = words.small[index]
    return index + 1 if word in GENERAL_NOUNS and f"{word}s" not in GENERAL_NOUNS else 0


def _adjective_end(words: _Words, index: int) -> int:
    """Return the index behind "agricultural exports", or behind the adjective in "the agricultural trade deficit"."""
    if words.small[index] not in ADJECTIVES:
        return 0
    start, end = words.places[index]
    behind = words.small[index + 1] if words.joined(index + 1) else ""
    if behind in FLOWS:
        return index + 2
    traded = _SHARED_TRADE.match(words.text, end) or _TRADE_BEFORE.search(words.text, max(0, start - 50), start)
    return index + 1 if traded or behind in TRADE else 0


def _phrase_start(words: _Words, first: int, floor: int) -> int:
    floor = max(floor, first - _LONGEST)
    while first > floor and words.joined(first) and _is_modifier(words, first - 1):
        first -= 2 if words.hyphened(first - 1) and first - 2 >= floor else 1
    return first


def _is_modifier(words: _Words, index: int) -> bool:
    """Say whether a word modifies the one behind it: "frozen", "zinc-coated"."""
    if index < 0 or not words.joined(index + 1):
        return False
    if words.hyphened(index):
        return words.small[index] in COMPOUND_ENDS and not words.hyphened(index + 1)
    return words.small[index] in MODIFIERS


def _is_goods(words: _Words, first: int, last: int) -> bool:
    """Say whether a phrase means goods, and not an industry, a price, or half of a longer word."""
    start, end = words.places[first][0], words.places[last - 1][1]
    if words.hyphened(first) or _NOT_AFTER.search(words.text, max(0, start - 10), end):
        return False
    if not words.joined(last):
        return True
    behind = words.small[last]
    if words.hyphened(last):
        return behind in TRADE or behind in FLOWS
    return behind not in NOT_BEFORE or (words.small[last - 1] in SERVICES and behind in INDUSTRIES)


def _taken(names: Iterable[tuple[int, int]]) -> _Taken:
    places = sorted(names)
    return _Taken([start for start, _ in places], list(accumulate((end for _, end in places), max)))


def _owes_capital(words: _Words, first: int, last: int, names: _Taken) -> bool:
    """Say whether a capital letter, if there is one, is owed to the place: a sentence's start, a headline."""
    start, end = words.places[first][0], words.places[last - 1][1]
    phrase = words.text[start:end]
    if phrase.islower() or " ".join(words.small[first:last]) in _names().written:
        return True
    if words.small[first] in NAMESAKES or names.meets(start, end):
        return False
    if words.text.startswith("U.S. Steel", max(0, start - 5)):  # behind "U.S." old wires write any word large
        return False
    if _SENTENCE_START.search(words.text, max(0, start - 4), start) or _in_headline(words.text, start):
        return True
    if words.joined(last) and words.text[words.places[last][0]].isupper():
        return words.small[last] in TITLES
    return _CAPITAL_BEFORE.search(words.text, max(0, start - 20), start) is None


def _in_headline(text: str, place: int) -> bool:
    """Say whether a place lies in a line of capitalised words."""
    start = text.rfind("\n", max(0, place - _HEADLINE), place) + 1
    end = text.find("\n", place, place + _HEADLINE)
    line = text[start:end] if end >= 0 else text[start : place + _HEADLINE]
    long_words: list[str] = [word for word in _WORD.findall(line) if len(word) > 3]
    if len(line) >= _HEADLINE or line.rstrip().endswith("."):
        return False
    return sum(word[0].isupper() for word in long_words) * 3 >= len(long_words) * 2


def _shared_head(words: _Words, first: int, last: int, floor: int) -> int:
    """Return how far a phrase reaches back over adjectives that share its noun: "industrial and farm goods"."""
    start = words.places[first][0]
    if words.small[last - 1] not in GENERAL_NOUNS:
        return 0
    shared = _SHARED_HEAD.search(words.text, max(floor, start - 60), start)
    return start - shared.start() if shared else 0


def _codes(words: _Words, first: int, last: int) -> tuple[str, ...]:
    """Return the codes of the longest name at the phrase's end, else of the one before its general noun."""
    codes = _names().codes
    for end in range(last, first, -1):
        for begin in range(first, end):
            if found := codes.get(" ".join(words.small[begin:end])):
                return found
        if words.small[end - 1] not in GENERAL_NOUNS:
            break
    return ()


def _as_written(words: _Words, first: int, last: int) -> str:
    return " ".join(words.text[start:end] for start, end in words.places[first:last])


Doc.set_extension("products", default=(), force=True)


@Language.component("products", assigns=["doc._.products"], requires=["doc.ents"])
def products(doc: Doc) -> Doc:
    """Mark the goods of a story."""
    names = [(entity.start_char, entity.end_char) for entity in doc.ents]
    doc._.products = tuple(find_products(whole_text(doc), names=names))
    return doc
