"""When two wordings name the same: what a careful reader would not call an error.

    "Trump", "Donald Trump"                        one person: the words of one are among those of the other
    "trade minister", "Trade and Industry Minister"    one title: the same, and at least half of the words
    "Japanese cars", "automobiles"                 one good: the last words, singular, are the same or synonyms
    "Wednesday", "Wednesday afternoon"             one place: one holds the other

Case, accents, kinds of apostrophe and articles make no difference. Known misses: "auto parts" and "body parts"
are one good, for only the last word counts; "olives" and "olive", "purchases" and "purchase" are two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSAID = frozenset("the a an its his her their our".split())
_SIGNS = str.maketrans({"’": "'", "–": "-"})
_WORD = re.compile(r"[\w.&]+")
# Plural endings, each with what it stands for; the first that fits a word counts.
_PLURALS = (("ies", "y"), ("ves", "f"), ("ses", "s"), ("s", ""))
_SYNONYMS = {
    "auto": "car",
    "automobile": "car",
    "vehicle": "car",
    "aluminium": "aluminum",
    "chip": "semiconductor",
}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` without accents, in small letters, with plain quotes and dashes and single spaces."""
    letters = (sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join("".join(letters).translate(_SIGNS).split()).lower()


def words(text: str) -> list[str]:
    """Return the folded words of `text` that say something."""
    return [word for word in _WORD.findall(fold(text).replace("'s", "")) if word not in _UNSAID]


def same_name(one: str, other: str) -> bool:
    """Say whether two names can be those of one person: a surname alone is enough."""
    small, large = sorted((words(one), words(other)), key=len)
    return bool(small) and set(small) <= set(large)


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are one, but for a few words that qualify it."""
    small, large = sorted((set(words(text.replace("-", " "))) for text in (one, other)), key=len)
    return bool(small) and small <= large and 2 * len(small) >= len(large)


def same_place(one: str, other: str) -> bool:
    """Say whether two pieces of a story overlap, as far as their words can tell."""
    small, large = sorted((fold(one), fold(other)), key=len)
    return bool(small) and small in large


def product_key(text: str) -> str:
    """Return the word that stands for goods when they are compared."""
    said = words(text.replace("-", " "))
    head = _singular(said[-1]) if said else ""
    return _SYNONYMS.get(head, head)


def _singular(word: str) -> str:
    if word.endswith("ss"):
        return word
    ending = next((pair for pair in _PLURALS if word.endswith(pair[0]) and len(word) > len(pair[0]) + 2), None)
    return word.removesuffix(ending[0]) + ending[1] if ending else word
