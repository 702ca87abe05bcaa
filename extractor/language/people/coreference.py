"""Gather all mentions of one person.

    "Scott Bessent ... Bessent ... Mr. Bessent"     one person, named by the fullest form
    "Ryosei Akazawa", "Akazawa Ryosei"              one: the same words in another order
    "Susan C. Schwab", "Sue Schwab"                 one: a short form of the given name
    "Hillary Clinton", "Bill Clinton"               two; a bare "Clinton" is the one named last before it
    "SCHWAB URGES TALKS"                            a name of the body counts in a headline in any case

Reading: a bare family name found anywhere is a mention, but not inside a longer name ("Trump Tower", "Ivanka Trump")
and not in "the Trump administration".
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.knowledge.persons import Leader, given_names, leaders
from extractor.language.people.lexicon import FUNCTION, ORGANISATIONS
from extractor.language.people.mentions import NOBODY, Mention
from extractor.language.people.names import PARTICLES, SUFFIXES, fold, is_family_first, is_initial
from extractor.language.people.scene import Scene

Extent = tuple[int, int]
Parts = tuple[str, ...]

_SENTENCE_END = re.compile(r"[.!?\n“\"]\s*$")
_NAMED_AFTER = frozenset("tariff tariffs republicans democrats".split())
_SHORTEST_SHORT_FORM = 3
_MADAM = frozenset("mrs. mrs ms. ms mme madam".split())
JUNIOR = frozenset(("jr.", "jr"))


@cache
def _heads_of_state() -> dict[str, Leader]:
    return {fold(leader.short): leader for leader in leaders() if leader.office and leader.alone}


def head_of_state(part: str) -> Leader | None:
    """Return the head of state or government whom stories call by this name alone."""
    return _heads_of_state().get(part)


@cache
def _call_names() -> frozenset[str]:
    """Return the names by which leaders are called that are not the last of their names: "lula"."""
    return frozenset(fold(leader.short) for leader in leaders() if not leader.name.endswith(leader.short))


@dataclass(slots=True, eq=False)
class Someone:
    """A person in the making: all spans of words that name him or her, in order, and the words of the fullest form."""

    parts: Parts
    initials: Parts
    spans: list[Extent] = field(default_factory=list)
    fullest: Extent = (0, 0)
    #: Heads of the titles that stand before the name.
    offices: set[str] = field(default_factory=set)

    @property
    def family(self) -> set[str]:
        """The words by which a story may call the person alone."""
        first, *rest = self.parts
        alone = not rest or is_family_first(self.parts) or first in _call_names()
        return {first, *rest} if alone else set(rest)

    def distance(self, place: int) -> tuple[bool, int]:
        """Say how far before word `place` the person is named; who is named only behind it comes last."""
        earlier = bisect_right(self.spans, (place, place))
        return (False, place - self.spans[earlier - 1][0]) if earlier else (True, self.spans[0][0])


def gather(scene: Scene, mentions: Sequence[Mention]) -> list[Someone]:
    """Return the people of a text in order of first mention."""
    gathering = _Gathering(scene)
    sizes = [len(_parts(scene, mention)[0]) for mention in mentions]
    for mention, size in zip(mentions, sizes, strict=True):
        if size > 1 and not mention.weak:
            gathering.add_full(mention)
    shorts = [mention for mention, size in zip(mentions, sizes, strict=True) if size == 1]
    for mention in sorted(shorts, key=lambda mention: not mention.office):  # "President Trump" tells more than "Trump"
        gathering.add_short(mention)
    gathering.spread((mention.first, mention.last) for mention in mentions)
    return sorted(gathering.people, key=lambda someone: someone.spans[0])


def _parts(scene: Scene, mention: Mention) -> tuple[Parts, Parts]:
    """Return the folded words of a name without particles and suffixes, and its initials."""
    words = scene.words.words[mention.first : mention.last + 1]
    whole = [word for word in words if not (is_initial(word) or word.lower() in SUFFIXES)]
    named = [fold(word) for word in whole if word.lower() not in PARTICLES or word.lower() in given_names()]
    if words[-1].lower() in JUNIOR and named and (head := head_of_state(named[-1])) and not head.name.endswith("."):
        named.append("jr")  # "Donald Trump Jr." is not the president
    return tuple(named), tuple(fold(word) for word in words if is_initial(word))


class _Gathering:
    """The people found so far, each under every word of the name."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.people: list[Someone] = []
        self.by_part: dict[str, list[Someone]] = {}

    def add_full(self, mention: Mention) -> None:
        """Add a mention of more than one word: to someone of compatible name, or as a new person."""
        parts, initials = _parts(self.scene, mention)
        for someone in (known for part in dict.fromkeys(parts) for known in self.by_part.get(part, ())):
            if _is_same(someone, parts, initials):
                self._attach(someone, mention)
                self._fill(someone, mention, parts, initials)
                return
        self._add(mention, parts, initials)

    def add_short(self, mention: Mention) -> None:
        """Add a mention of one word: to the one it is the family name of, or as a new person."""
        (part,), initials = _parts(self.scene, mention)
        someone = self._nearest(part, mention.first, mention.office) or self._family_first(part)
        if someone is not None and not _is_relative(someone, part, mention.office):
            self._attach(someone, mention)
            if len(someone.parts) == 1 and self._is_fuller(mention, someone):
                someone.fullest = (mention.first, mention.last)
        elif not mention.weak:
            self._add(mention, (part,), initials)

    def spread(self, taken: Iterable[Extent]) -> None:
        """Find the bare family names that no evidence of their own has shown."""
        words = self.scene.words
        families = {part for someone in self.people for part in someone.family}
        covered = {place for first, last in taken for place in range(first, last + 1)}
        for place, low in enumerate(words.lows):
            part = low if low.isascii() and low[2:3] != "-" else fold(low)
            if part in families and place not in covered and (someone := self._nearest(part, place)) is not None:
                first, last = self._reach(someone, place)
                if _stands_alone(self.scene, first, last, families):
                    covered.update(range(first, last + 1))
                    insort(someone.spans, (first, last))

    def _add(self, mention: Mention, parts: Parts, initials: Parts) -> None:
        span = (mention.first, mention.last)
        someone = Someone(parts, initials, [span], span, {mention.office} - {""})
        self.people.append(someone)
        self._index(someone, parts)

    def _attach(self, someone: Someone, mention: Mention) -> None:
        insort(someone.spans, (mention.first, mention.last))
        someone.offices |= {mention.office} - {""}

    def _index(self, someone: Someone, parts: Parts) -> None:
        for number, part in enumerate(dict.fromkeys(parts)):
            if number or len(parts) == 1 or part not in given_names() or part in someone.family:  # others share it
                self.by_part.setdefault(part, []).append(someone)

    def _fill(self, someone: Someone, mention: Mention, parts: Parts, initials: Parts) -> None:
        """Let a fuller form of the name be the one shown."""
        if not self._is_fuller(mention, someone):
            return
        someone.fullest = (mention.first, mention.last)
        someone.initials = initials or someone.initials
        if len(parts) >= len(someone.parts):
            self._index(someone, tuple(part for part in parts if part not in someone.parts))
            someone.parts = parts

    def _is_fuller(self, mention: Mention, someone: Someone) -> bool:
        def fullness(first: int, last: int) -> tuple[int, bool, int]:
            words = self.scene.words
            return last - first, not words.words[last].isupper(), words.ends[last] - words.starts[first]

        return fullness(mention.first, mention.last) > fullness(*someone.fullest)

    def _nearest(self, part: str, place: int, office: str = "") -> Someone | None:
        """Return the person whose family name this is: of several, the holder of the office, else a head of state,
        else the one named last before.
        """
        rivals = [someone for someone in self.by_part.get(part, ()) if part in someone.family]
        if len(rivals) > 1:
            kin = self._is_woman(place)  # "Mrs. Trump" is not the president
            titled = [someone for someone in rivals if office in someone.offices]
            rivals = titled or [someone for someone in rivals if _is_relative(someone, part) == kin] or rivals
        return min(rivals, key=lambda someone: someone.distance(place)) if rivals else None

    def _family_first(self, part: str) -> Someone | None:
        """Return the one whose name begins with this word, if it is no given name we know: "Akazawa Ryosei"."""
        rivals = [someone for someone in self.by_part.get(part, ()) if someone.parts[0] == part]
        return rivals[0] if len(rivals) == 1 and part not in given_names() else None

    def _is_woman(self, place: int) -> bool:
        words = self.scene.words
        return words.joined(place - 1) and words.lows[place - 1] in _MADAM

    def _reach(self, someone: Someone, place: int) -> Extent:
        """Return how far other words of the person's name stand around word `place`: "von der Heide", "Akagi Ryo"."""
        words = self.scene.words
        first, last = someone.fullest
        whole = {*map(fold, words.words[first : last + 1]), *someone.parts}
        first = last = place
        while words.joined(first - 1) and fold(words.words[first - 1]) in whole:
            first -= 1
        while words.joined(last) and fold(words.words[last + 1]) in whole:
            last += 1
        return first, last


def _is_relative(someone: Someone, part: str, office: str | None = None) -> bool:
    """Say whether someone only shares the family name of a head of state, who may be meant by the `office`."""
    head = head_of_state(part)
    if head is None or len(someone.parts) == 1 or (office is not None and office != head.office.split()[-1]):
        return False
    named = [fold(word) for word in head.name.split()]
    return not (someone.parts[0] in named or any(_same_given(someone.parts[0], word) for word in named))


def _is_same(someone: Someone, parts: Parts, initials: Parts) -> bool:
    """Say whether a name of more than one word may be someone's."""
    known = someone.parts
    if len(known) == 1 or (initials and someone.initials and initials[0][:1] != someone.initials[0][:1]):
        return False
    if ("jr" in parts) != ("jr" in known):
        return False
    if set(parts) == set(known):
        return True
    if set(parts) < set(known) or set(known) < set(parts):
        return parts[0] == known[0] or parts[-1] in known
    return parts[-1] == known[-1] and _same_given(parts[0], known[0])


def _same_given(one: str, other: str) -> bool:
    """Say whether two given names may be one: "sue" and "susan", "steve" and "steven"."""
    formal = given_names()
    if (formal.get(one) or one) == (formal.get(other) or other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_SHORT_FORM and long.startswith(short) and one in formal and other in formal


def _stands_alone(scene: Scene, first: int, last: int, families: set[str]) -> bool:
    """Say whether words of someone's name are a mention where they stand."""
    words = scene.words
    if last in scene.skipped or last in scene.places or not words.capital(last):
        return False
    if words.lows[last] in FUNCTION and not words.words[last].isupper():
        return False
    return _ends_alone(scene, last, families) and _begins_alone(scene, first)


def _ends_alone(scene: Scene, place: int, families: set[str]) -> bool:
    """Say whether no longer name goes on behind a word: not "Trump Tower", "Trump administration"."""
    words = scene.words
    after = place + 1
    if after >= len(words) or not (words.joined(place) or words.gap(place) == "-"):
        return True
    low = words.lows[after]
    if low in NOBODY:
        return False
    if place in scene.headline or not words.capital(after):
        return True
    known = low in FUNCTION or low in families or low in _NAMED_AFTER
    return known and low not in ORGANISATIONS


def _begins_alone(scene: Scene, place: int) -> bool:
    """Say whether no longer name begins before a word: not "Ivanka Trump", but "Meanwhile Trump"."""
    words = scene.words
    before = place - 1
    if place in scene.headline or not words.joined(before) or not words.capital(before):
        return True
    if words.lows[before] in FUNCTION or not words.lows[before].isalpha():
        return True
    return before == 0 or _SENTENCE_END.search(words.gap(before - 1)) is not None
