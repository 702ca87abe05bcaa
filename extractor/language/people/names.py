"""Tell from its shape what a word or a run of words may be in a person's name.

    "J.", "H.W."                    initials
    "Susan", "Jean-Claude"          given names that we know
    "Wang Shouwen", "Moon Jae-in"   family name first: a known one and syllables that fit

Unit: words. Comparison is without case, accents and periods.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from extractor.knowledge.persons import family_names, given_names
from extractor.language.people.lexicon import FUNCTION, TITLE_WORDS
from extractor.language.people.scene import Scene

PARTICLES = frozenset(
    "de da do dos das del della di du la le der den des van von vom zu zur ten ter bin bint ibn al el abu y e af av st."
    " san".split()
)
SUFFIXES = frozenset("jr. jr sr. sr ii iii iv".split())

_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.?-?)+\.|[^\W\d_a-z]")
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in"
    r"|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,3}}")
_HYPHENED = re.compile(r"[a-z]{1,6}-[a-z]{1,6}")
_SHORTEST_WITHOUT_DOUBT = 4
_ARABIC_ARTICLES = ("al-", "el-")


class Name(NamedTuple):
    """A run of words, both ends included."""

    first: int
    last: int


def fold(word: str) -> str:
    """Return a word in lower case without accents, periods and the Arabic article, for comparison."""
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
        word = "".join(char for char in plain if not unicodedata.combining(char))
    low = word.lower().replace(".", "")
    return low[3:] if low[:3] in _ARABIC_ARTICLES else low


def is_initial(word: str) -> bool:
    """Say whether a word is an initial or some: "J.", "H.W."."""
    return len(word) <= 6 and _INITIAL.fullmatch(word) is not None


def is_given(word: str) -> bool:
    """Say whether a word is a given name that we know."""
    return fold(word.split("-", maxsplit=1)[0]) in given_names()


def stands_first(scene: Scene, name: Name) -> bool:
    """Say whether a run looks like family name and given name in East Asian order: "Wang Shouwen", "Moon Jae-in"."""
    words = scene.words
    if not 1 <= name.last - name.first <= 2 or words.lows[name.first] not in family_names():
        return False
    given = [fold(word) for word in words.words[name.first + 1 : name.last + 1]]
    if is_given(given[0]):
        return False
    if len(given) == 2:
        return all(len(word) <= 5 or _PINYIN.fullmatch(word) for word in given)
    return _is_eastern(given[0])


def is_family_first(parts: Sequence[str]) -> bool:
    """Say whether folded words of a name have the family name first: "lee jae-myung", not "lee iacocca"."""
    family, *given = parts
    if family not in family_names() or family not in given_names():
        return family in family_names()
    return len(given) == 2 or (len(given) == 1 and _is_eastern(given[0]) and not is_given(given[0]))


def opens_eastern_name(scene: Scene, place: int) -> bool:
    """Say whether a word with another meaning opens a name in East Asian order: "He Weiwen", "Long Yongtu"."""
    words = scene.words
    family = words.lows[place]
    if family not in family_names() or not words.joined(place) or not words.capital(place + 1):
        return False
    low = words.lows[place + 1]
    if low in FUNCTION or low in TITLE_WORDS:
        return False
    if family_names()[family] == "vietnamese":
        return words.joined(place + 1) and words.capital(place + 2)
    return len(low) >= _SHORTEST_WITHOUT_DOUBT and _is_eastern(low) and not is_given(low)


def _is_eastern(low: str) -> bool:
    return bool(_PINYIN.fullmatch(low) or _HYPHENED.fullmatch(low))
