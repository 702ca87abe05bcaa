"""Find the runs of words that have the shape of a person's name.

    "said Wang Shouwen, vice minister"      Wang Shouwen
    "Ursula von der Leyen", "J.D. Vance"    particles and initials inside
    "Treasury Secretary Scott Bessent"      Scott Bessent: title words are no part of it
    "Howard Baker", "Ban Ki-moon"           a word with another meaning behind a given name, or before one
    "TRADE GAPS Trump has", "Referee Al X"  what only stands before a name is left out

Unit: words. Reading: shape alone; mentions.py decides which runs are people.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from extractor.knowledge.persons import family_names, given_names, leaders_names
from extractor.language.people.lexicon import (
    CALENDAR,
    FUNCTION,
    HONORIFICS,
    NAMELESS,
    ORGANISATIONS,
    SPEECH,
    TITLE_WORDS,
    VERBS,
)  # fmt: skip
from extractor.language.people.names import PARTICLES, SUFFIXES, Name, is_given, is_initial, opens_eastern_name
from extractor.language.people.scene import Scene

# Words of organisations that are common family names, and heads that never are.
_FAMILIES = frozenset("park hall house street lake rivers day post bridge church forest bay press banks ball".split())
_OFFICES = frozenset(
    "president minister secretary senator ceo cfo representative ambassador spokesman spokeswoman chairman".split()
)
_GIVEN_FUNCTION = frozenset("he an so you do may".split())
# Particles that are as common otherwise: no name begins with them.
_DOUBTFUL = frozenset("al el la le do e y san st.".split())
_LONGEST_IN_HEADLINE = 5


def runs(scene: Scene, used: Container[int]) -> Iterator[Name]:
    """Yield the name-shaped runs, leaving out the words in `used`."""
    words = scene.words
    place, size = 0, len(words)
    while place < size:
        if not words.capital(place) or not _opens(scene, place, used) or _shouts(scene, place):
            place += 1
            continue
        last = _run_end(scene, place, used)
        first = place + 1 if last - place >= 2 and _only_leads(scene, place) else place
        yield Name(_with_particles(scene, first), last)
        place = last + 1


def from_headline(scene: Scene, run: Name, *, titled: bool) -> Name:
    """Keep of a run in a headline what the body confirms for a name, else what looks like one: "Ann Pool | Says"."""
    words = scene.words
    for last in range(min(run.last, run.first + _LONGEST_IN_HEADLINE), run.first, -1):
        if is_in_body(scene, Name(run.first, last)):
            return Name(run.first, last)
    second = _behind_particles(scene, run.first + 1) if run.first < run.last else run.last + 1
    if second > run.last or not is_given(words.words[run.first]):
        return Name(run.first, run.first)
    shouted = words.words[second].isupper() and not words.words[run.first].isupper()
    alone = not titled or is_in_body(scene, Name(run.first, run.first))  # "SEN. REID | URGES"
    loud = words.words[second].isupper() and alone
    verbal = words.lows[second] in VERBS or (loud and not _closes_a_name(scene, second))
    return Name(run.first, run.first if shouted or verbal else second)


def _closes_a_name(scene: Scene, place: int) -> bool:
    """Say whether what stands behind a word in capitals ends a name: "ANN POOL, A FARMER", "ANN POOL SAYS"."""
    words = scene.words
    after = place + 1
    if after >= len(words) or not words.joined(place):
        return words.gap(place)[:1] in (",", ".", ":")
    return words.lows[after] in SPEECH or words.lows[after] in FUNCTION or words.lows[after] in VERBS


def is_in_body(scene: Scene, run: Name) -> bool:
    """Say whether the first place outside headlines with the same words has them all with capitals."""
    words = scene.words
    wanted = words.lows[run.first : run.last + 1]
    for place in scene.body.get(wanted[0], ()):
        if words.lows[place : place + len(wanted)] == wanted:
            inside = range(place, place + len(wanted))
            return all(words.capital(one) or words.lows[one] in PARTICLES for one in inside)
    return False


def _shouts(scene: Scene, place: int) -> bool:
    """Say whether a word in capitals stands before one that is not: "TRADE GAPS Trump has ..."."""
    words = scene.words
    word = words.words[place]
    return len(word) > 3 and word.isupper() and "." not in word and _is_calm(scene, place)


def _is_calm(scene: Scene, place: int) -> bool:
    return scene.words.joined(place) and not scene.words.words[place + 1].isupper()


def _only_leads(scene: Scene, place: int) -> bool:
    """Say whether the first word of a sentence only leads a name: "Referee Al Pool"."""
    words = scene.words
    if words.joined(place - 1) or words.lows[place] in family_names():
        return False
    return not any(test(words.words[place]) for test in (is_given, is_initial)) and is_given(words.words[place + 1])


def _opens(scene: Scene, place: int, used: Container[int]) -> bool:
    """Say whether a word with a capital may open a name."""
    words = scene.words
    low = words.lows[place]
    if place in used or place in scene.skipped or (not low.isalpha() and any(map(str.isdigit, low))):
        return False
    if place in scene.places:  # "Chad Bown"
        further = words.joined(place) and words.capital(place + 1) and place + 1 not in scene.places
        return low in given_names() and further
    if low in given_names() and low not in FUNCTION:
        return True
    known = low in NAMELESS or low in SPEECH or low in TITLE_WORDS or low in ORGANISATIONS
    return not known or opens_eastern_name(scene, place)


def _run_end(scene: Scene, first: int, used: Container[int]) -> int:
    words = scene.words
    last = first
    while last < len(words) - 1:
        after = last + 1
        if words.lows[after] in SUFFIXES and words.gap(last) in (" ", ", ") and words.capital(after):
            return after
        if not words.joined(last) or after in scene.skipped:
            break
        ahead = _behind_particles(scene, after) if words.lows[last] not in ORGANISATIONS else after
        if not words.capital(ahead) or not _continues(scene, ahead, last, used):
            break
        last = ahead
    return last


def _behind_particles(scene: Scene, place: int) -> int:
    """Return the first word at or behind `place` that is no particle in small letters."""
    words = scene.words
    while words.lows[place] in PARTICLES and not words.capital(place) and words.joined(place):
        place += 1
    return place


def _continues(scene: Scene, place: int, before: int, used: Container[int]) -> bool:
    """Say whether a word with a capital goes on a name that reaches to `before`."""
    words = scene.words
    low, previous = words.lows[place], words.words[before]
    if place in used or low in HONORIFICS:
        return False
    if low in CALENDAR or low in FUNCTION:
        if (words.lows[before], low) in leaders_names():  # "Theresa May"
            return True
        fits = low in _GIVEN_FUNCTION and words.lows[before] in family_names()  # "Liu He"
        return fits and place not in scene.headline
    if is_initial(words.words[place]):
        return place not in scene.places
    if place not in scene.places and low not in ORGANISATIONS and low not in TITLE_WORDS:
        return not any(map(str.isdigit, low))
    return (is_given(previous) or is_initial(previous)) and _may_be_family(scene, place)


def _may_be_family(scene: Scene, place: int) -> bool:
    """Say whether a word with another meaning may be a family name behind a given one: "David French", "Ann Park"."""
    low = scene.words.lows[place]
    if place in scene.places:
        return scene.places[place].form in ("name", "demonym") and place not in scene.headline
    return low in _FAMILIES if low in ORGANISATIONS else low not in _OFFICES


def _with_particles(scene: Scene, first: int) -> int:
    """Take in the particles before a bare family name: "said von der Leyen"."""
    words = scene.words
    start = first
    while words.joined(start - 1) and words.lows[start - 1] in PARTICLES and not words.capital(start - 1):
        start -= 1
    return first if words.lows[start] in _DOUBTFUL else start
