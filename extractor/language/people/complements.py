"""Read what stands behind the head of a title.

    "Secretary | of State | for Political Affairs"  a field: part of the title
    "ambassador | to China"                         a post: part of the title
    "trade representative | nominee"                the standing
    "nominee | for U.S. trade representative"       the office: part of the title, its country the owner
    "chief | of staff"                              part of the title
    "president | of Ford", "head | of trade policy" left to complement_owners.py

Unit: words.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.language.people.complement_owners import BEFORE_OWNER, with_owner
from extractor.language.people.lexicon import DETERMINERS, FIELDS, HEADS, STANDING, VERBS
from extractor.language.people.model import Owner, Standing, Title
from extractor.language.people.organisations import rightward_end
from extractor.language.people.scene import Scene

_FIELDED = frozenset("minister vice-minister secretary under-secretary undersecretary commissioner negotiator".split())
_POSTED = frozenset("ambassador envoy representative delegate consul emissary counselor counsellor".split())
_SEATED = frozenset("democrat republican member".split())
_LONGEST_FIELD = 7
_MISSIONS = frozenset("embassy mission consulate office delegation".split())
_PRONOUNS = frozenset("its his her their our".split())
_CHOSEN = frozenset("nominee pick candidate".split())


def with_complement(scene: Scene, title: Title) -> Title:
    """Return the title with its complement and, when one stands there, its owner."""
    words = scene.words
    if title.head == "head" and title.plural and title.first and words.lows[title.first - 1] == "who":
        title = replace(title, plural=False, determined=True)  # "who heads X"
        return with_owner(scene, title, "at", title.right + 1)
    title = _with_standing(scene, _with_staff(scene, title))
    after = title.right + 1
    if not words.joined(after - 1) or not words.joined(after):
        return title
    preposition = words.lows[after]
    if title.head in _POSTED and preposition in ("to", "in", "at"):
        return _with_post(scene, title, after + 1)
    if title.head in _CHOSEN and preposition == "for":
        return _with_office(scene, title, after + 1)
    if title.head in _FIELDED and preposition in ("of", "for") and (end := _field_end(scene, after + 1)) is not None:
        return _with_field(scene, title, end)
    seated = preposition == "on" and title.head in _SEATED  # "the top Democrat on the Tin Committee"
    return with_owner(scene, title, preposition, after + 1) if seated or preposition in BEFORE_OWNER else title


def _with_staff(scene: Scene, title: Title) -> Title:
    if title.head != "chief" or scene.words.lows[title.last + 1 : title.last + 3] != ["of", "staff"]:
        return title
    return replace(title, last=title.last + 2, right=title.last + 2)


def _with_standing(scene: Scene, title: Title) -> Title:
    """As in "trade representative nominee", "president-elect"; an abbreviation in brackets may follow too."""
    words = scene.words
    after = title.last + 1
    if after >= len(words):
        return title
    row = STANDING.get(words.lows[after])
    if row and row.body == "nominee" and (words.joined(after - 1) or words.gap(after - 1) == "-"):
        return replace(title, right=after, standing="nominee")
    bracketed = words.gap(after - 1) == " (" and words.gap(after)[:2] == ") " and words.words[after].isupper()
    return replace(title, right=after) if bracketed else title


def _with_field(scene: Scene, title: Title, end: int) -> Title:
    """Take in a field, and what may follow it: another ("for Political Affairs"), or an owner."""
    words = scene.words
    title = replace(title, last=end, right=end, extended=True)
    if not words.joined(end) or words.lows[end + 1] not in BEFORE_OWNER or not words.joined(end + 1):
        return title
    further = _field_end(scene, end + 2) if words.lows[end + 1] == "for" else None
    if further is not None:
        return replace(title, last=further, right=further)
    return with_owner(scene, title, words.lows[end + 1], end + 2)


def _field_end(scene: Scene, start: int) -> int | None:
    """Return the last word of a field: "Economy, Trade and Industry"."""
    words = scene.words
    first = start + (words.lows[start] in ("the", "its"))
    if first >= len(words):
        return None
    if words.lows[first] not in FIELDS:
        return _affairs_end(scene, first)
    end = first
    while end + 1 < len(words) and (further := _further_field(scene, first, end)) is not None:
        end = further
    return end


def _affairs_end(scene: Scene, first: int) -> int | None:
    """Return the last word of a field that begins with a region: "East Asian and Pacific Affairs"."""
    words = scene.words
    end = first
    while words.joined(end) and (words.capital(end) or words.lows[end] == "and") and end - first < _LONGEST_FIELD:
        end += 1
        if words.lows[end] == "affairs":
            return end
    return None


def _further_field(scene: Scene, first: int, end: int) -> int | None:
    words = scene.words
    after, gap = end + 1, words.gap(end)
    if gap not in (" ", ", "):
        return None
    if words.lows[after] in FIELDS:
        return after if gap == " " or "and" in words.lows[after + 1 : after + 4] else None
    if words.lows[after] != "and" or not words.joined(after):
        return None
    low = words.lows[after + 1]
    fits = words.capital(after + 1) == words.capital(first) and (low in FIELDS or words.capital(after + 1))
    return after + 1 if fits and low not in HEADS and low not in STANDING else None


def _with_post(scene: Scene, title: Title, start: int) -> Title:
    """As in "ambassador to the United States", "representative in Geneva"."""
    words = scene.words
    first = start + (words.lows[start] in DETERMINERS)
    if first >= len(words) or not words.capital(first):
        return title
    place = scene.places.get(first)
    end = place.last if place is not None and place.form != "demonym" else rightward_end(scene, first)
    if words.joined(end) and words.lows[end + 1] in _MISSIONS:  # "counsellor in its Washington embassy"
        owner = Owner("state", place.code, first, end) if place and words.lows[start] not in _PRONOUNS else None
        return replace(title, right=end + 1, extended=True, owner=title.owner or owner)
    return replace(title, last=end, right=end, extended=True)


def _with_office(scene: Scene, title: Title, start: int) -> Title:
    """As in "nominee for U.S. trade representative": the office belongs to the title, the country does not."""
    words = scene.words
    head = next((place for place in range(start, min(start + 6, len(words))) if words.lows[place] in HEADS), None)
    if head is None or not VERBS.isdisjoint(words.lows[start:head]):
        return title
    standing: Standing = title.standing if title.head == "candidate" else "nominee"
    title = replace(title, last=head, right=head, extended=True, standing=standing)
    place = next((scene.places[inside] for inside in range(start, head) if inside in scene.places), None)
    if place is None:
        return title
    owner = Owner("state", place.code, place.first, place.last)
    return replace(title, owner=owner, omitted=(place.first, place.last))
