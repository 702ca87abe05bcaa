"""Read the owner that stands before a title: a state, organisation or person.

    "the U.S. | Treasury secretary"         state USA
    "Bank of Japan | governor"              name "Bank of Japan"
    "Chinese | Commerce Ministry spokesman" field: the ministry belongs to the title; its state is CHN
    "Trump's | top adviser"                 name "Trump", possessive: offices.py knows that he is a person
    "the European Union (EU)'s | chief"     state EUN
    "Quebec, whose | premier"               name "Quebec"

Unit: words.
"""

from __future__ import annotations

from extractor.language.people.lexicon import (
    DETERMINERS,
    FIELDS,
    FUNCTION,
    MODIFIERS,
    NAMELESS,
    OFFICES,
    ORGANISATIONS,
    STANDING,
)  # fmt: skip
from extractor.language.people.model import Owner
from extractor.language.people.organisations import leftward_start
from extractor.language.people.scene import Scene

_MINISTRIES = frozenset("ministry department dept. office bureau".split())
_PRONOUNS = frozenset("his her its their our".split())


def owner_before(scene: Scene, left: int) -> tuple[Owner | None, int]:
    """Return the owner that ends before word `left`, and where the phrase begins with it."""
    words = scene.words
    near = left - 1
    owns = words.owns(near)
    if near > 0 and words.gap(near)[:1] == ")" and words.gap(near - 1) == " (" and words.words[near].isupper():
        owner, outer = _named(scene, near - 1, owns=owns)
        return (owner, outer) if owner is not None else (None, left)
    if near < 0 or near in scene.skipped or not (owns or words.joined(near)):
        return None, left
    owner, outer = _named(scene, near, owns=owns)
    return (owner, outer) if owner is not None else (None, left)


def pronoun_at(scene: Scene, place: int) -> Owner | None:
    """Return the owner that the determiner at word `place` means."""
    low = scene.words.lows[place]
    if low == "whose" and place:
        return _named(scene, place - 1, owns=True)[0]
    return Owner("pronoun", low, place, place, possessive=True) if low in _PRONOUNS else None


def _named(scene: Scene, near: int, *, owns: bool) -> tuple[Owner | None, int]:
    words = scene.words
    place = scene.places.get(near)
    if place is not None and not _ends_a_name(scene, place.first):
        return Owner("state", place.code, place.first, near, owns), place.first
    low = words.lows[near]
    bare = owns and not words.capital(near) and words.joined(near - 1) and words.lows[near - 1] in DETERMINERS
    if bare or low in NAMELESS or not (words.capital(near) or low in _MINISTRIES):  # "the ministry's"
        return _noun(scene, near) if owns and low not in FUNCTION else (None, near)
    if (low in OFFICES or low in STANDING) and words.lows[near - 2 : near] != ["house", "of"]:
        return None, near
    first = leftward_start(scene, near)
    if not owns and _is_ministry(scene, first, near):
        state, outer = owner_before(scene, first)
        return Owner("field", words.phrase(first, near), first, near, state=state), outer
    return Owner("name", words.phrase(first, near), first, near, owns), first


def _noun(scene: Scene, near: int) -> tuple[Owner | None, int]:
    """Return "the country's", "the company's" as an owner."""
    words = scene.words
    first = near - (words.joined(near - 1) and words.lows[near - 1] in DETERMINERS)
    return Owner("noun", words.lows[near], first, near, possessive=True), first


def _ends_a_name(scene: Scene, first: int) -> bool:
    """Say whether a country ends a longer name: "Bank of Japan", "JSW Steel USA"."""
    words = scene.words
    before = first - 1
    if not words.joined(before):
        return False
    low = words.lows[before]
    if low == "of":
        return words.joined(before - 1) and words.capital(before - 1) and words.lows[before - 1] in ORGANISATIONS
    if scene.places[first].form not in ("name", "abbreviation") or before in scene.places:
        return False
    if before in scene.headline and words.words[before].isupper():  # "MEETS JAPAN'S MINISTER"
        return False
    return words.capital(before) and not (low in NAMELESS or low in OFFICES or low in STANDING or low in MODIFIERS)


def _is_ministry(scene: Scene, first: int, last: int) -> bool:
    """Say whether words name a ministry: "Foreign Ministry", "Department of Commerce"."""
    lows = scene.words.lows
    if lows[first : last + 1] == ["house", "of", "representatives"]:
        return True
    if lows[last] in _MINISTRIES:
        return last > first and lows[last - 1] in FIELDS
    named = lows[first] in _MINISTRIES and last - first >= 2 and lows[first + 1] in ("of", "for")
    return named and lows[last] in FIELDS
