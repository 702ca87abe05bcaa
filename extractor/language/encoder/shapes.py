"""How a word is written, as a small number: the encoder's pieces have no capitals, so this tells it.

    "Mr McDonald, 24"  ->  Mr 2 · McDonald 14 (nothing before the comma) · , 8 · 24 6      and Mr 22 where a line begins

    1 tariffs   2 Tokyo, Jean-Pierre   3 USTR, U.S.   4 McDonald, iPhone   5 J, J.   6 2025   7 24%, 90-day, 1,000
    8 signs     9 letters of scripts without capitals      0 blanks
    +10 the next word follows without a blank     +20 the first word of the story or of a line

Unit: one of spaCy's tokens. The numbers are rows of a learned table: to change one is to train anew.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

COUNT = 40
GLUED, FIRST = 10, 20
LOWER, TITLE, UPPER, MIXED, CAPITAL, DIGITS, WITH_DIGITS, SIGN, CASELESS = range(1, 10)
_LONGEST = 64  # a longer word looks like its beginning, and the cache stays small


def word_shapes(doc: Doc) -> NDArray[np.int32]:
    """Return the shape of every token of a Doc, 0 for blanks."""
    return shapes_of([token.text for token in doc], *doc.to_array(["SPACY", "IS_SPACE"]).astype(bool).reshape(-1, 2).T)


def shapes_of(words: list[str], spaced: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the shapes of words, given which have a space behind them and which are blanks themselves."""
    shapes = np.fromiter((shape(word[:_LONGEST]) for word in words), np.int32, len(words))
    follows = np.append(~blank[1:], np.zeros(min(1, len(words)), bool))
    shapes[~spaced & follows] += GLUED
    shapes[_begin_lines(words, blank)] += FIRST
    shapes[blank] = 0
    return shapes


def _begin_lines(words: list[str], blank: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first word of all, and the first after each blank that holds a line break."""
    kept = np.flatnonzero(~blank)
    breaks = [place for place in np.flatnonzero(blank).tolist() if "\n" in words[place]]
    following = np.searchsorted(kept, [-1, *breaks])
    return kept[following[following < len(kept)]]


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """Return how a word is written, from 1 to 9."""
    if any(map(str.isdecimal, word)):
        return DIGITS if word.isdecimal() else WITH_DIGITS
    letters = "".join(filter(str.isalpha, word))
    if not letters:
        return SIGN
    return _case(letters, word)


def _case(letters: str, word: str) -> int:
    if letters.isupper():
        return UPPER if len(letters) > 1 else CAPITAL
    if letters.islower():
        return LOWER
    if word.istitle() or (letters[0].isupper() and letters[1:].islower()):
        return TITLE
    return MIXED if letters.upper() != letters.lower() else CASELESS
