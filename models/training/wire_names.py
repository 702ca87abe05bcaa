"""The names that `wire_people` makes people of: given names and surnames of about sixty peoples, in Latin letters.

    cultures()  ->  Culture(form="spanish", codes=("ECU",), men=("Abel", ...), women=..., families=..., feminine=...)

Names: PyPI Faker, by the rows of wire_locales.csv; Cyrillic, Greek and Georgian ones are written in Latin letters.
For other scripts wire_names.csv has lists of our own.
"""

from __future__ import annotations

import csv
import importlib
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

NAMES = Path(__file__).with_name("wire_names.csv")
LOCALES = Path(__file__).with_name("wire_locales.csv")


def _letters(letters: str, latin: str) -> dict[str, str]:
    return {letter: piece.replace("_", "") for letter, piece in zip(letters, latin.split(), strict=True)}


_LETTERS = (
    _letters("абвгдежзийклмнопрстуфхцчшщ", "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch")
    | _letters("ъыьэюяёєіїґђјљњћџѓќʼ", "_ y _ e yu ya yo e i i g dj j lj nj c dz gj kj _")
    | _letters("αβγδεζηθικλμνξοπρστυφχψως", "a v g d e z i th i k l m n x o p r s t y f ch ps o s")
    | _letters("άέήίόύώϊϋΐ", "a e i i o y o i y i")
    | _letters(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
    )
)
_LATIN = {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "ə": "e", "ð": "d", "þ": "th", "ŋ": "n"}
# Faker writes "Mcdaniel", "Oconnor".
_CELTIC = re.compile(r"^(Mc|O(?=connor|neal|neil|donnell|brien|keefe|reilly|hara))([a-z])")
# Faker's stand-in, and titles that some parents gave as names.
_NO_NAMES = frozenset("Doe Captain Major Judge Doctor General Governor Commodore Squire Prince King Duke".split())
_NAME = re.compile(r"[A-Z'’][\w'’]+(?:[ -][\w'’]+){0,3}")


class Culture(NamedTuple):
    """Where people come from, and what they are called."""

    form: str
    codes: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]
    feminine: tuple[str, ...]


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return `text` without accents, as older wires write: "Łódź" -> "Lodz"."""
    if text.isascii():
        return text
    text = "".join(_LATIN.get(char, _LATIN.get(char.lower(), "").title() or char) for char in text)
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _latin(name: str) -> str:
    """Write a Cyrillic, Greek or Georgian name in Latin letters."""
    if not any(char in _LETTERS for char in name.lower()):
        return name
    return "".join(_LETTERS.get(char, char) for char in name.lower()).title()


@cache
def cultures() -> tuple[list[Culture], list[float]]:
    """Return all cultures, and their weights summed up."""
    own = _own_names()
    found = []
    for row in _rows(LOCALES):
        form, codes = row["form"], tuple(row["codes"].split())
        found.append(_from_faker(row["locale"], form, codes) if row["locale"] else own[form])
    return found, list(accumulate(float(row["weight"]) for row in _rows(LOCALES)))


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _from_faker(locale: str, form: str, codes: tuple[str, ...]) -> Culture:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider

    def first_of(*names: str) -> tuple[str, ...]:
        return next(found for name in names if (found := _clean(getattr(provider, name, ()))))

    families = first_of("last_names_male", "unisex_last_names", "last_names", "first_names")
    men = first_of("first_names_male", "first_names")
    women = first_of("first_names_female", "first_names")
    return Culture(
        form,
        codes,
        men,
        women,
        families,
        first_of("last_names_female", "unisex_last_names", "last_names", "first_names"),
    )


def _clean(names: Iterable[str]) -> tuple[str, ...]:
    latin = {_CELTIC.sub(_celtic, _latin(name).strip()) for name in names} - _NO_NAMES
    return tuple(sorted(name for name in latin if _NAME.fullmatch(name) and len(name) < 22))


def _celtic(found: re.Match[str]) -> str:
    return found[1].replace("O", "O'") + found[2].upper()


def _own_names() -> dict[str, Culture]:
    parts: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in _rows(NAMES):
        parts[row["culture"]][row["part"]] = tuple(row["names"].split())
    return {
        form: Culture(form, own["codes"], own["men"], own["women"], own["families"], own["families"])
        for form, own in parts.items()
    }


def family_name(rng: random.Random) -> str:
    """Return a surname of the West, without accents; one in five is made up."""
    if rng.random() < 0.2:
        return _inventor()(rng)
    western = cultures()[0][:12]
    return plain(rng.choice(rng.choice(western).families))


def invented(rng: random.Random) -> str:
    """Return a surname that sounds like one, and is none."""
    return _inventor()(rng)


@cache
def _inventor() -> _Inventor:
    return _Inventor(name for culture in cultures()[0] if culture.form == "western" for name in culture.families[:300])


class _Inventor:
    """Makes up surnames that sound like those given: each letter follows the two before it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.after: dict[str, list[str]] = defaultdict(list)
        for name in names:
            padded = f"^^{plain(name).lower()}$" if name.isalpha() else ""
            for index in range(2, len(padded)):
                self.after[padded[index - 2 : index]].append(padded[index])

    def __call__(self, rng: random.Random) -> str:
        while True:
            name = "^^"
            while len(name) < 13 and not name.endswith("$"):
                name += rng.choice(self.after[name[-2:]])
            if name.endswith("$") and len(name) > 6:
                return name[2:-1].title()
