"""The countries of ISO 3166-1 and every name that a story may give them.

    "Japanese", "Tokyo", "JAPAN"   ->  JPN, as demonym, capital, name
    "the White House", "U.S."      ->  USA, as government, abbreviation
    "New Mexico"                   ->  a decoy: longer than "Mexico", and no country

Reading: a former state has the code of the one state that took its seat (Burma MMR, West Germany DEU, Soviet Union
RUS, a guard "former" has the story warn); one with several heirs (Czechoslovakia, Yugoslavia) has none. "Korea" alone
is the South, "Congo" alone COD. A group of states that acts as one (the G7) is a bloc with a code of its own.
To teach a name, add one line to country_names.csv.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, cast

from extractor.knowledge import rows

Form = Literal["name", "abbreviation", "demonym", "capital", "government"]
Kind = Literal["country", "territory", "bloc"]

_FIRST_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")
_NEEDS_CONTEXT = frozenset({"georgia", "listed", "prefix", "told", "island"})
# Of the same length as what they replace, so that offsets stay true.
_PLAIN = (("’", "'"), ("‘", "'"), ("\n", " "), ("\xa0", " "), ("‑", "-"), ("–", "-"))


class Place(NamedTuple):
    """A country, territory or bloc; of the blocs the European Union alone has an `alpha2`."""

    code: str
    alpha2: str
    kind: Kind
    name: str


class Name(NamedTuple):
    """One way to write a place; `code` is empty for a decoy, `guard` names the check that a mention has to pass."""

    text: str
    form: Form
    code: str
    guard: str = ""


@cache
def places() -> dict[str, Place]:
    """Return every place by its alpha-3 code."""
    return {
        row["alpha3"]: Place(row["alpha3"], row["alpha2"], cast(Kind, row["kind"]), row["name"])
        for row in rows("countries")
    }


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """Return what each spelling may name; more than one place only for the likes of "North and South Korea"."""
    found: dict[str, tuple[Name, ...]] = {}
    for name in _table():
        for text in {name.text, name.text.upper()}:
            if all(other.code != name.code for other in found.get(text, ())):  # "Opec" in capitals is "OPEC"
                found[text] = (*found.get(text, ()), name._replace(text=text))
    return found


@cache
def names_by_first_word() -> dict[str, tuple[str, ...]]:
    """Return the spellings that begin with a word, longest first."""
    found: dict[str, list[str]] = {}
    for text in sorted(names(), key=len, reverse=True):
        found.setdefault(_FIRST_WORD.findall(text)[0], []).append(text)
    return {word: tuple(texts) for word, texts in found.items()}


def code_of(name: str) -> str | None:
    """Return the alpha-3 code that a name in any form stands for: "Japanese", "the U.S.", "Tokyo's"; else None.

    A name that only its context can settle ("Georgia") has none, nor has a bloc but the European Union.
    """
    known = names()
    bare = _ARTICLE.sub("", plain(name).strip(), count=1)
    hit = known.get(bare) or known.get(_POSSESSIVE.sub("", bare))
    if not hit or hit[0].guard in _NEEDS_CONTEXT or not hit[0].code:
        return None
    return hit[0].code if places()[hit[0].code].alpha2 else None


def plain(text: str) -> str:
    """Return `text` with the quotes, hyphens and spaces of the tables, each character in its place."""
    for fancy, simple in _PLAIN:
        text = text.replace(fancy, simple)
    return text


def _table() -> list[Name]:
    own = [Name(row["name"], "name", row["alpha3"], row["guard"]) for row in rows("countries")]
    return own + [
        Name(row["name"], cast(Form, row["form"]), row["code"], row["guard"]) for row in rows("country_names")
    ]
