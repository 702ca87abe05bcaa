"""The words that titles of persons are made of.

    "deputy trade minister"   ->  modifier, field, head (an office of a state, goes before a bare surname)
    "former", "acting"        ->  standing
    "Mr.", "Sir"              ->  honorific: a name follows, but no role
    "Ministry", "Inc."        ->  organisation: a run of capitals with it names no person

To teach a word, add one line to titles.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor.knowledge import rows


class TitleWord(NamedTuple):
    """One word in one part that it plays; `body` is whose office it is, or which standing."""

    word: str
    body: str
    of: str
    address: bool


def words_of(part: str) -> dict[str, TitleWord]:
    """Return the words that play `part`: head, modifier, field, standing, honorific, organisation."""
    return _parts()[part]


@cache
def _parts() -> dict[str, dict[str, TitleWord]]:
    parts: dict[str, dict[str, TitleWord]] = {}
    for row in rows("titles"):
        word = TitleWord(row["word"], row["body"], row["of"], bool(row["address"]))
        parts.setdefault(row["part"], {})[word.word] = word
    return parts


@cache
def plurals() -> dict[str, str]:
    """Return the plural of each head with its singular: "secretaries" -> "secretary"."""
    return {_plural(word): word for word in words_of("head") if not word.endswith(".")} | {
        "sens.": "sen.",
        "reps.": "rep.",
    }


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeo":
        return f"{word[:-1]}ies"
    if word.endswith("man"):
        return f"{word[:-3]}men"
    return f"{word}es" if word.endswith(("s", "sh", "ch")) else f"{word}s"
