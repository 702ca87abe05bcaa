"""A story's words, its sentences, and the words that may name a trade fact.

    "Japan was hit with 24% levies."  ->  candidates Japan, hit, 24, levies

Candidates are all nouns, verbs and adjectives, every trade term whatever its tag, and the first word of each
percentage ("25% on steel"): in annotated stories every fact is named by one of them. What a clause says of charges that
no border knows ("electricity tariffs", "stamp duty") names none, nor do "peace talks". Blanks are no words; places are
counted in words. Training and reading share this file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from spacy.strings import get_string_id

from extractor.events.labels import Ints
from extractor.knowledge.trade_terms import TERMS
from extractor.text import whole_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPEN_CLASSES = ("NN", "VB", "JJ")
_TERM_IDS = frozenset(map(get_string_id, TERMS))
_STARTS = 1
# Charges that no border knows, and duties that are no charges; talks and deals on other matters. To teach one, add it.
_AT_HOME = re.compile(
    r"\b(?:(?:electricity|power|tele(?:phone|com|communications?)|phone|mobile|roaming|rail(?:way)?|taxi|postal|feed-in"
    r"|utility|water)[ -]tariffs?"
    r"|(?:stamp|estate|death|inheritance|succession|fuel|alcohol|beer|air passenger|guard|jury|active|night|off)[ -]"
    r"dut(?:y|ies)"
    r"|(?:carbon|income|sales|corporate|corporation|value-added|payroll|wealth|property|inheritance|capital gains)[ -]"
    r"tax(?:es)?)\b",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"\b(?:import|export|customs|foreign|border|trade|abroad|overseas|retaliat|tariff|dut(?:y|ies)\b|lev(?:y|ies)\b)",
    re.IGNORECASE,
)
_OTHER_MATTERS = re.compile(
    r"\b(?:peace|cease-?fire|nuclear|coalition|budget|debt|wage|pay|climate(?: change)?|disarmament|arms|hostage|merger"
    r"|takeover|plea|labou?r|union)[ -]"
    r"(?:talks?|negotiations?|summit|deals?|agreements?|accords?|pacts?|treat(?:y|ies))\b"
    r"|\bParis (?:Climate )?(?:Agreement|Accord)\b",
    re.IGNORECASE,
)
# What each of these holds, found faster, and how far around it they reach.
_CHARGE = re.compile(r"[ -](?:tariff|dut(?:y|ies)|tax)")
_MEETING = re.compile(r"[ -](?:talk|negotiation|summit|deal|agreement|accord|pact|treat(?:y|ies))")
_REACH = 20
_CLAUSE = re.compile(r"(?:[^,;:.\n]|[,;:.](?!\s))+")


@dataclass(frozen=True, slots=True)
class Page:
    """Where a story's words, sentences and candidates stand.

    By word: `tokens`, its index in the Doc; `starts`, `ends`, its first and behind-last character; `sentences`.
    `firsts`: each sentence's first word. `candidates`: words.
    """

    text: str
    tokens: Ints
    starts: list[int]
    ends: list[int]
    sentences: Ints
    firsts: Ints
    candidates: Ints

    def word_at(self, offset: int) -> int:
        """The word that begins at a character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """The sentence of a character."""
        return int(self.sentences[self.word_at(offset)]) if self.starts else 0

    def bounds(self, sentence: int) -> tuple[int, int]:
        """First and behind-last character of a sentence."""
        behind = self.firsts[sentence + 1] if sentence + 1 < len(self.firsts) else len(self.starts)
        return self.starts[self.firsts[sentence]], self.ends[behind - 1]

    def whole_word(self, word: int) -> tuple[int, int]:
        """First and behind-last character of a word, with what a hyphen binds to it: "anti-dumping"."""
        start, end = self.starts[word], self.ends[word]
        if word >= 2 and self.text[self.starts[word - 1] : start] == "-" and self.ends[word - 2] == start - 1:
            start = self.starts[word - 2]
        return start, end


def read_page(doc: Doc) -> Page:
    """Find the words, sentences and candidates of a Doc that is marked with tags, sentences and percentages."""
    columns = doc.to_array(["IDX", "LENGTH", "IS_SPACE", "SENT_START", "TAG", "LOWER"]).reshape(-1, 6)
    tokens = np.flatnonzero(columns[:, 2] == 0)
    begun = np.cumsum(columns[:, 3] == _STARTS)[tokens]
    # A sentence of blanks alone does not count.
    sentences: Ints = np.cumsum(np.diff(begun, prepend=begun[:1]) > 0, dtype=np.int64)
    words = columns[tokens]
    starts = words[:, 0].astype(np.int64)
    text = whole_text(doc)
    chosen = np.array(_may_name(doc, words[:, 4].tolist(), words[:, 5].tolist(), starts.tolist()), bool)
    small = _lowered(text)
    for first, end in chain(_charges_at_home(text, small), _around(_MEETING, _OTHER_MATTERS, text, small)):
        chosen &= (starts < first) | (starts >= end)
    return Page(
        text=text,
        tokens=tokens,
        starts=starts.tolist(),
        ends=(starts + words[:, 1].astype(np.int64)).tolist(),
        sentences=sentences,
        firsts=np.flatnonzero(np.diff(sentences, prepend=-1)),
        candidates=np.flatnonzero(chosen),
    )


def _lowered(text: str) -> str:
    """The text in small letters, each in its place."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[0] for letter in text)


def _around(cue: re.Pattern[str], wanted: re.Pattern[str], text: str, small: str) -> Iterator[tuple[int, int]]:
    """Where the wanted stands around its cues, which are looked for in small letters."""
    for found in cue.finditer(small):
        near = wanted.finditer(text, max(0, found.start() - _REACH), found.end() + _REACH)
        yield from (match.span() for match in near)


def _charges_at_home(text: str, small: str) -> Iterator[tuple[int, int]]:
    """The clauses that speak of such charges and of nothing beyond the border."""
    if next(_around(_CHARGE, _AT_HOME, text, small), None) is None:
        return
    for clause in _CLAUSE.finditer(text):
        rest, charges = _AT_HOME.subn("", clause[0])
        if charges and not _ABROAD.search(rest):
            yield clause.span()


def _may_name(doc: Doc, tags: list[int], lows: list[int], starts: list[int]) -> list[bool]:
    """Which words are nouns, verbs or adjectives that begin with a letter, terms, or first in a percentage."""
    text, strings = whole_text(doc), doc.vocab.strings
    wanted = {tag for tag in set(tags) if strings[tag].startswith(OPEN_CLASSES)}
    rates = {percentage.mention.start for percentage in doc._.percentages}
    return [
        (tag in wanted and text[start].isalpha()) or low in _TERM_IDS or start in rates
        for tag, low, start in zip(tags, lows, starts, strict=True)
    ]
