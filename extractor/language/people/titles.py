"""Find the phrases that say what someone is.

    "Japan's top trade negotiator"                          title "top trade negotiator", owner JPN
    "the White House press secretary"                       title "press secretary", owner USA
    "chief executive of carmaker Ford"                      title "chief executive", owner "Ford"
    "head of trade policy at the British Chamber"           title "head of trade policy", owner "British Chamber"
    "former Commerce Department official"                   standing former

Unit: words. Reading: a title is a head noun with the modifiers and fields before it and, behind it, an "of" phrase in
small letters or of a ministry's field; what a capital, a possessive or a country names is the owner. What stands
before the head is read here, what stands behind it in complements.py.
To teach a head, modifier or field, add a line to knowledge/titles.csv.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from extractor.language.people.complements import with_complement
from extractor.language.people.lexicon import (
    DETERMINERS,
    FIELDS,
    FUNCTION,
    HEADS,
    MODIFIERS,
    NAMELESS,
    OFFICES,
    ORGANISATIONS,
    PLURALS,
    STANDING,
    VERBS,
)  # fmt: skip
from extractor.language.people.model import Owner, Standing, Title
from extractor.language.people.names import is_given, is_initial
from extractor.language.people.organisations import SUFFIXES
from extractor.language.people.owners import owner_before, pronoun_at
from extractor.language.people.scene import Scene

Kind = Literal["part", "small", "standing", "bound"]

# Heads before which any capitalised words are a field: "Steel Secretary", "Economic Revitalisation Minister".
_FIELDED = frozenset("minister vice-minister secretary under-secretary undersecretary commissioner negotiator".split())
_COMPOUNDS = {"general": frozenset("secretary attorney consul director surgeon solicitor inspector governor".split())}
_BODIES = frozenset(
    "association chamber council committee federation ministry department institute board bureau center academy".split()
)
# Modifiers that a country may part from the rest: "Assistant U.S. Trade Representative".
_PARTED = frozenset("deputy assistant vice chief top senior lead leading principal under associate executive".split())
_COUNTED = frozenset("under first second third two one no. number".split())
_PARTIES = frozenset("republican democratic democrat conservative liberal labour labor gop".split())
_LAWMAKERS = frozenset("senator sen. representative rep. congressman congresswoman".split())
# Heads that are verbs too, and what makes them so.
_VERBAL = frozenset("host head chair anchor coach partner whip pick".split())
_BEFORE_VERBS = frozenset("to will would can could should may might must".split())
# Heads that are family names behind a given name: "Peter King", "Howard Baker".
_SURNAMES = frozenset(
    "king prince pope judge justice speaker marshal baker butcher brewer bishop singer dean partner boss shipper"
    " planter merchant host miner farmer chancellor chief coach".split()
)
_MOST_UNKNOWN = 4


def find_titles(scene: Scene) -> list[Title]:
    """Return the titles of a text in order, no head inside another title."""
    found: list[Title] = []
    words = scene.words
    taken = len(words)
    for place in range(len(words) - 1, -1, -1):
        low = words.lows[place]
        if low in OFFICES and place < taken and place not in scene.skipped and _is_head(scene, place):
            head = low if low in HEADS else PLURALS[low]
            title = Title(head=head, head_at=place, first=place, last=place, left=place, right=place)
            found.append(with_complement(scene, _with_words_before(scene, replace(title, plural=low != head))))
            taken = found[-1].first
    return found[::-1]


def _is_head(scene: Scene, place: int) -> bool:
    """Say whether a word that may be a head is one: no family name, no verb, no first half of another noun."""
    words = scene.words
    low = words.lows[place]
    before = words.lows[place - 1] if words.joined(place - 1) else ""
    if low in STANDING and before in HEADS:  # "trade representative nominee"
        return False
    if low == "pm":
        return words.words[place] == "PM"
    if low == "representatives" and words.lows[place - 2 : place] == ["house", "of"]:
        return False
    if words.capital(place):
        halved = low in FIELDS and words.joined(place) and words.lows[place + 1] in ORGANISATIONS
        return not halved and not _is_a_name(scene, place)  # "Justice Department", "Peter King"
    return not (low in _VERBAL and before in _BEFORE_VERBS) and not _is_halved(
        scene, place
    )  # "to host", "the executive arm"


def _is_a_name(scene: Scene, place: int) -> bool:
    """Say whether a head with a capital is a family name: "Howard Baker said"."""
    words = scene.words
    if not words.joined(place - 1) or not words.capital(place - 1) or place - 1 in scene.places:
        return False
    if not (is_given(words.words[place - 1]) or is_initial(words.words[place - 1])) or words.lows[place - 1] == "a":
        return False
    return words.lows[place] in _SURNAMES or any(first < place <= last for first, last in scene.persons)


def _is_halved(scene: Scene, place: int) -> bool:
    words = scene.words
    if not words.joined(place) or words.capital(place + 1):
        return False
    low = words.lows[place + 1]
    known = low in FUNCTION or low in VERBS or low in HEADS or low in STANDING or low in MODIFIERS
    return not known and not low.endswith(("ed", "ing", "ly", "s"))


def _with_words_before(scene: Scene, title: Title) -> Title:
    """Walk left over the words of the title; small words that no table knows count only if something bounds them."""
    words = scene.words
    first, unknown = title.first, 0
    kind: Kind = "bound"
    while words.joined(place := first - unknown - 1) or _is_tied(scene, place):
        kind = _kind(scene, title, place, first)
        if kind == "part":
            first, unknown = place, 0
        elif kind == "small" and unknown < _MOST_UNKNOWN:
            unknown += 1
        else:
            break
    start = first - unknown
    if kind == "standing":
        return _closed(scene, title, start, start - 1, STANDING[words.lows[start - 1]].body)
    start = start if unknown and _is_bound(scene, start) else first
    return _closed(scene, title, start, start, title.standing)


def _is_tied(scene: Scene, place: int) -> bool:
    """Say whether a hyphen, or "&" between two fields, ties word `place` to the next."""
    words = scene.words
    if place < 0 or words.gap(place) == "-":
        return place >= 0
    return words.gap(place) == " & " and words.lows[place] in FIELDS and words.lows[place + 1] in FIELDS


def _kind(scene: Scene, title: Title, place: int, first: int) -> Kind:
    """Say what the word `place` is to a title that so far begins at `first`."""
    words = scene.words
    low = words.lows[place]
    if place in scene.places or words.owns(place):
        return "bound"
    if low in STANDING:
        return "standing"
    if low in _COMPOUNDS.get(title.head, ()) or low in MODIFIERS or low in FIELDS:
        return "bound" if _is_outside(scene, title, place) else "part"
    if low == "and":
        inside = first == place + 1 and words.joined(place - 1) and words.lows[place - 1] in FIELDS
        return "part" if inside and words.lows[first] in FIELDS else "bound"
    if words.capital(place):
        return "part" if _is_unknown_field(scene, title, place, first) else "bound"
    known = low in FUNCTION or low in VERBS or low in OFFICES or low in ("ministry", "department")
    return "bound" if known or words.capital(title.head_at) else "small"


def _is_unknown_field(scene: Scene, title: Title, place: int, first: int) -> bool:
    """Say whether an unknown word with a capital is what a ministry is for: "Steel Secretary"."""
    low = scene.words.lows[place]
    if title.head not in _FIELDED or low in NAMELESS or low in ORGANISATIONS or low in HEADS:
        return False
    return first == title.head_at or scene.words.lows[first] not in MODIFIERS


def _is_outside(scene: Scene, title: Title, place: int) -> bool:
    """Say whether a word that titles are made of is part of something else here."""
    words = scene.words
    if not words.capital(place):
        return words.lows[place] in _COUNTED and words.capital(title.head_at)
    return _ends_an_organisation(scene, title, place) or _is_inside_organisation(scene, place)


def _ends_an_organisation(scene: Scene, title: Title, place: int) -> bool:
    """As in "Monetary Fund | Managing Director", "Fox News | host"."""
    words = scene.words
    low = words.lows[place]
    if title.head in _FIELDED or low in HEADS:
        return False
    if not words.capital(title.head_at) and title.body in ("firm", "job"):
        return not words.opens_sentence(place)  # "Associate researcher Ann Pool"
    if low not in ORGANISATIONS or low in ("house", "senate", "press"):
        return False
    outer = words.lows[place - 1] if words.joined(place - 1) and words.capital(place - 1) else "the"
    if outer in SUFFIXES:
        return False  # "Tin Co. | Global Strategist"
    return outer not in FUNCTION and outer not in HEADS


def _is_inside_organisation(scene: Scene, place: int) -> bool:
    """As in "Chamber of Commerce | president", "Institute of Trade and Finance | director"."""
    words = scene.words
    if place < 2 or not words.joined(place - 1) or words.lows[place] not in FIELDS:
        return False
    connector, outer = words.lows[place - 1], words.lows[place - 2]
    if outer in HEADS:
        return False
    if connector in ("of", "for"):
        return words.capital(place - 2) and outer not in FIELDS
    return connector == "and" and not _BODIES.isdisjoint(words.lows[max(0, place - 6) : place - 1])


def _is_bound(scene: Scene, first: int) -> bool:
    """Say whether something before word `first` shows that a phrase begins there."""
    words = scene.words
    if not words.joined(first - 1):
        return first == 0 or words.owns(first - 1) or any(mark in words.gap(first - 1) for mark in ",—–\n")
    low = words.lows[first - 1]
    return low in DETERMINERS or first - 1 in scene.places or (words.capital(first - 1) and low in ORGANISATIONS)


def _closed(scene: Scene, title: Title, first: int, left: int, standing: str) -> Title:
    """Read what stands before the title: owner, standing, article, and modifiers that the owner parts from it."""
    words = scene.words
    owner, outer = owner_before(scene, left)
    omitted = (outer, left - 1) if owner and owner.kind == "state" and not owner.possessive else None
    if owner and owner.kind == "field":  # "Foreign Ministry spokesman" keeps its ministry
        first = owner.first
    left = outer
    while owner and not owner.possessive and words.joined(left - 1):
        low = words.lows[left - 1]
        if low in STANDING:
            standing = STANDING[low].body
        elif low in _PARTED and (omitted or first == left):
            first = left - 1
        else:
            break
        left -= 1
    if owner and owner.kind == "name" and owner.possessive:
        left = _left_of_office(scene, left)
    if owner is None and words.joined(left - 2) and words.joined(left - 1) and words.lows[left - 1] == "own":
        left -= 1  # "his own adviser"
    determined = words.joined(left - 1) and words.lows[left - 1] in DETERMINERS
    first = _without_party(scene, title, first)
    if title.head == "commissioner" and words.lows[first] == "european" and first < title.last:
        owner, first = owner or Owner("state", "EUN", first, first), first + 1
    return replace(
        title,
        first=first,
        left=left - determined,
        owner=owner or (pronoun_at(scene, left - 1) if determined else None),
        determined=determined or bool(owner and owner.possessive),
        standing=cast("Standing", standing),
        omitted=omitted if omitted and first < omitted[0] else None,
    )


def _left_of_office(scene: Scene, left: int) -> int:
    """Return where "President Pool's | adviser" begins: with the title of the person who owns the other."""
    words = scene.words
    if not words.joined(left - 1) or words.lows[left - 1] not in HEADS or not HEADS[words.lows[left - 1]].address:
        return left
    while words.joined(left - 1) and (words.capital(left - 1) or left - 1 in scene.places):
        left -= 1
    return left


def _without_party(scene: Scene, title: Title, first: int) -> int:
    """Leave the party out of a lawmaker's title: "Republican | Senator"."""
    while title.head in _LAWMAKERS and first < title.last and scene.words.lows[first] in _PARTIES:
        first += 1
    return first
