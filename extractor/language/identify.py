"""Tell the language of a story, as ISO 639-1.

Most stories are English, and a glance at their small words shows it; py3langid, which takes a second to load, is asked
only about the rest. Stories too short to tell count as English, and so do tables of figures.
"""

from __future__ import annotations

import re

SMALL_WORDS = frozenset("the of to and in a that for on is was with as by at from it be has have will are an".split())
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4000
_LEAST_LETTERS = 60
# English news has a share of 0.3; other languages, lists and tables stay below 0.1.
_ENGLISH_SHARE = 0.1
# Tables of prices are taken for no language (zxx), for Pidgin, or narrowly for any other: they are read as English. The
# margin is one of log-likelihood; a sentence in another language leads by far more.
_NO_LANGUAGE = frozenset({"zxx", "pcm"})
_CLEARLY = 20.0


def language_of(text: str) -> str:
    """Return the code of the language that `text` is most likely written in."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    english = sum(word in SMALL_WORDS for word in words)
    if sum(map(len, words)) < _LEAST_LETTERS or english >= _ENGLISH_SHARE * len(words):
        return "en"
    import py3langid  # type: ignore[import-untyped]

    ranked: list[tuple[str, float]] = py3langid.rank(text[:_LOOKED_AT])
    code, score = ranked[0]
    return code if code not in _NO_LANGUAGE and score - dict(ranked)["en"] >= _CLEARLY else "en"
