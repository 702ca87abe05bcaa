"""Tell where the name of an organisation begins and ends.

    leftward    "said | Bank of Japan"                 "Canadian Steel Producers Association"
    rightward   "China Center for International Economic Exchanges |"    "Temple & Webster |"    "Smith, Inc. |"

Unit: words. Reading: a run of capitals, with "of", "for", "on" and "and" inside. "and" goes on only where the name
already has "of" or "for", or soon ends in a word of organisations. Misses: names that begin small ("enVista").
"""

from __future__ import annotations

from extractor.knowledge.persons import family_names, given_names
from extractor.language.people.lexicon import (
    CALENDAR,
    FIELDS,
    FUNCTION,
    HEADS,
    HONORIFICS,
    NAMELESS,
    ORGANISATIONS,
    STANDING,
    STATE_BODIES,
)  # fmt: skip
from extractor.language.people.scene import Scene

SUFFIXES = frozenset("inc. inc llc llp ltd. ltd co. co corp. corp plc s.a. n.v.".split())
_LEFT_CONNECTORS = frozenset("of for and on de".split())
_RIGHT_CONNECTORS = frozenset("of for and on in the de du des".split())
_CAPITAL_FUNCTION = frozenset("new first all one next an".split())


def is_of_name(scene: Scene, place: int) -> bool:
    """Say whether a word with a capital may stand in a name: "New Structural Economics", but not "The" or "Monday"."""
    words = scene.words
    low = words.lows[place]
    if low not in FUNCTION or place in scene.places:  # "US"
        return low not in CALENDAR and low not in HONORIFICS
    return low in _CAPITAL_FUNCTION and words.joined(place) and words.capital(place + 1)


def leftward_start(scene: Scene, near: int) -> int:
    """Return the first word of the organisation that ends at word `near`."""
    words = scene.words
    first = near
    if not words.capital(near):  # "the foreign ministry"
        while words.joined(first - 1) and words.lows[first - 1] in FIELDS and not words.capital(first - 1):
            first -= 1
        return first
    while (before := _before(scene, first, near)) is not None:
        first = before
    return first


def _before(scene: Scene, first: int, near: int) -> int | None:
    """Return the word with which a name that reaches from `first` to `near` begins earlier, if it does."""
    words = scene.words
    before = first - 1
    if before < 0:
        return None
    if words.linked(before) and words.capital(before):
        return before
    low = words.lows[before]
    plural = words.owns(before) and low.endswith(("s", "men", "people")) and words.lows[near] in ORGANISATIONS
    if not words.joined(before) and not (plural and before not in scene.places):
        return None
    if low in _LEFT_CONNECTORS and words.joined(before - 1) and words.capital(before - 1):
        inner = words.lows[before - 1]
        ends = inner in ORGANISATIONS or (words.lows[near] in ORGANISATIONS and not (low == "and" and first == near))
        return before - 1 if ends and inner not in FUNCTION else None
    return before if words.capital(before) and _goes_before(scene, before, first, near) else None


def _goes_before(scene: Scene, before: int, first: int, near: int) -> bool:
    low = scene.words.lows[before]
    if not is_of_name(scene, before) or low in STANDING or (low in HEADS and low not in FIELDS):
        return False
    return before not in scene.places or _belongs(scene, before, first, near)


def _belongs(scene: Scene, before: int, first: int, near: int) -> bool:
    """Say whether a country is part of the name behind it: "Japan Airlines", not "U.S. Apple"."""
    lows = scene.words.lows[first : near + 1]
    named = any(low in ORGANISATIONS and low not in STATE_BODIES for low in lows)
    return named or scene.places[before].form == "name"


def rightward_end(scene: Scene, first: int) -> int:
    """Return the last word of the organisation that begins at word `first`."""
    last = first
    while (after := _after(scene, first, last)) is not None:
        last = after
    return last


def _after(scene: Scene, first: int, last: int) -> int | None:
    """Return the word with which a name that reaches from `first` to `last` ends later, if it does."""
    words = scene.words
    after = last + 1
    if after >= len(words):
        return None
    if not words.joined(last) and not _is_bridged(scene, first, last):
        return None
    low = words.lows[after]
    if words.joined(last) and low in _RIGHT_CONNECTORS and not words.capital(after):
        article = low != "and" and words.lows[after + 1 : after + 2] == ["the"] and words.joined(after)
        ahead = after + 1 + article
        return ahead if ahead < len(words) and words.joined(after) and _continues(scene, first, low, ahead) else None
    if low in SUFFIXES:
        return after
    if not words.capital(after) or not is_of_name(scene, after) or (words.joined(last) and _is_office(scene, after)):
        return None
    acronym = words.lows[last] in ORGANISATIONS or words.words[last].isupper()
    return None if acronym and _starts_a_name(scene, after) else after


def _is_bridged(scene: Scene, first: int, last: int) -> bool:
    """Say whether a name goes on over more than a blank: "Smith, Inc.", "A & B", "the Fund's China Division"."""
    words = scene.words
    after = last + 1
    if words.gap(last) == ", ":
        return words.lows[after] in SUFFIXES or (words.capital(after) and _lists_on(scene, first, after))
    return words.linked(last) or (words.owns(last) and after not in scene.places)


def _lists_on(scene: Scene, first: int, after: int) -> bool:
    """Say whether a comma is inside: "Committee on Food, Trade and Forestry"; "University of Iowa, Ames,"."""
    words = scene.words
    if words.lows[after] in FIELDS and "on" in words.lows[first:after]:
        return "and" in words.lows[after + 1 : after + 3]
    return words.lows[first : first + 2] == ["university", "of"] and words.gap(after)[:1] in (",", ".")


def _is_office(scene: Scene, place: int) -> bool:
    """Say whether a head stands for itself, and not within a name: "Tin Representative Office"."""
    words = scene.words
    within = words.joined(place) and words.capital(place + 1) and words.lows[place + 1] in ORGANISATIONS
    return words.lows[place] in HEADS and not within


def _continues(scene: Scene, first: int, connector: str, ahead: int) -> bool:
    """Say whether the name goes on at word `ahead`, behind a connector."""
    words = scene.words
    inside = set(words.lows[first:ahead])
    if connector == "in":  # "American Chamber of Commerce in China", but "Ohio University in China"
        place = scene.places.get(ahead)
        named = place is not None and place.form == "name"
        return named and bool({"of", "for"} & inside) and words.lows[first] != "university"
    if not words.capital(ahead) or not is_of_name(scene, ahead) or words.lows[ahead] in HEADS:
        return False
    if words.lows[ahead] == "ministry" and words.lows[ahead - 1] == "the":
        return False  # "Academy of Tin | of the Ministry of Commerce"
    soon = words.lows[ahead : ahead + 4]
    return connector != "and" or bool({"of", "for", "on"} & inside) or any(low in ORGANISATIONS for low in soon)


def _starts_a_name(scene: Scene, place: int) -> bool:
    """Say whether a person's name begins behind an organisation: "the Reform Commission | Wang Wei"."""
    words = scene.words
    low = words.lows[place]
    if not words.joined(place) or not words.capital(place + 1) or words.lows[place + 1] in ORGANISATIONS:
        return False
    return low not in NAMELESS and (low in given_names() or (low in family_names() and low not in FIELDS))
