"""Cut a text into the words that the grammar of names and titles walks over.

    "Mr. Lee's U.S.-born aide"  ->  Mr. | Lee | U.S. | born | aide

Unit: a word is a run of letters and digits with its inner hyphens, apostrophes and ampersands; an abbreviation keeps
its period; the possessive 's is no part of the word and is asked for with `owns`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Messrs|Mme|Jr|Sr|St|Hon|Sens?|Reps?|Gov|Pres|Amb|Prof|Gen|Lt|Col|Capt|Adm|Sgt|Rev"
    "|Corp|Inc|Co|Ltd|Bros|No|Dept"
)
# "Cook-led", "president-elect", "ex-minister": what a hyphen adds here is a word of its own.
_SUFFIXES = (
    r"(?:led|era|based|backed|owned|born|listed|made|makers?|style|appointed|headquartered|focused"
    r"|elect|designate|nominee)\b"
)
_WORD = re.compile(
    rf"(?!(?<=['’])[sS]\b)(?:(?:{_ABBREVIATIONS}|{_ABBREVIATIONS.upper()})\.|(?:[^\W\d_a-zß-öø-ÿ]\.){{1,6}}(?!\w)"
    rf"|(?:[eE]x|[tT]hen)(?=-)|[^\W_]+(?:['’](?!(?i:s)\b)[^\W_]+|[-‑&/]+(?!{_SUFFIXES})[^\W_]+|\.[a-z0-9]+\b)*)"
)
_POSSESSIVE = re.compile(r"\)?['’][sS]?(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, by number: where each starts and ends, as written and in lower case."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, place: int) -> str:
        """Return what stands between word `place` and the next, or the end; before the first word for -1."""
        start = self.ends[place] if place >= 0 else 0
        return self.text[start : self.starts[place + 1] if place + 1 < len(self.words) else None]

    def joined(self, place: int) -> bool:
        """Say whether one blank alone parts word `place` from the next."""
        return (
            0 <= place < len(self.words) - 1
            and self.starts[place + 1] - self.ends[place] == 1
            and self.text[self.ends[place]] in " \xa0"
        )

    def phrase(self, first: int, last: int) -> str:
        """Return the text from word `first` to word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def owns(self, place: int) -> bool:
        """Say whether word `place` carries a possessive before the next word: "Ford's chief"."""
        return bool(0 <= place < len(self.words) - 1 and _POSSESSIVE.match(self.gap(place)))

    def capital(self, place: int) -> bool:
        """Say whether word `place` begins with a capital, an Arabic article aside: "al-Sisi"."""
        word = self.words[place]
        return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())

    def opens_sentence(self, place: int) -> bool:
        """Say whether word `place` has its capital from where it stands: at the head of a sentence or line."""
        before = self.gap(place - 1)
        return place == 0 or "\n" in before or before.rstrip(" “\"'‘(")[-1:] in (".", "!", "?", ":")

    def linked(self, place: int) -> bool:
        """Say whether word `place` and the next are one name: "Temple & Webster", "Export–Import"."""
        return 0 <= place < len(self.words) - 1 and self.gap(place) in (" & ", " + ", "–", "-")

    def at(self, offset: int) -> int:
        """Return the number of the first word that starts at or behind `offset`."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the words from `first` to `last`, both included."""
        return self.starts[first], self.ends[last]


def cut(text: str) -> Words:
    """Return the words of `text`."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    return Words(text, [s for s, _ in spans], [e for _, e in spans], words, [word.lower() for word in words])


def numbers(words: Words, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield, for each stretch of characters, the first and the last word in it; stretches without a word yield none."""
    for start, end in spans:
        first, last = words.at(start), words.at(end) - 1
        if first <= last:
            yield first, last
