"""What a story names around a title: the states and organisations that may own it.

    "TOKYO - ... Finance Minister Ann Pool"         the state that the story is told from
    "Chile said ... Finance Minister Ann Pool"      else the one named last before, else the one named most
    "... Washington said. Trade Minister Wang Wei"  among states named, one where such family names are common
    "Apple ... said its chief executive"            the organisation that the paragraph names most before

Unit: words. Reading: the United States have no ministers, premiers or chancellors.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from extractor.knowledge.persons import family_names, given_names
from extractor.knowledge.provinces import first_words, provinces
from extractor.language.people.coreference import Someone
from extractor.language.people.lexicon import HEADS, MODIFIERS, NAMELESS, ORGANISATIONS, STATE_BODIES
from extractor.language.people.mentions import NOBODY
from extractor.language.people.model import Title
from extractor.language.people.organisations import rightward_end
from extractor.language.people.scene import Scene

_FARTHEST = 600
_FARTHEST_PROVINCE = 80
_NOBODY = [[word] for word in NOBODY]
_HOMES = {"chinese": ("CHN", "TWN", "HKG", "SGP"), "korean": ("KOR", "PRK"), "vietnamese": ("VNM",)}
#: "The company's founder" may be of one that is not called a company.
_ANY_FIRM = frozenset("company firm group business".split())
_MOST_BEFORE_DATELINE = 6
_DATELINE = re.compile(r"[^\n]{0,45}? ?(?:[-–—:(]|\n)")
_OPENING = frozenset("national international federal global".split())
_NOT_AMERICAN = frozenset(
    "minister vice-minister premier vice-premier chancellor pm secretary president pres. prez leader".split()
)


class Surroundings:
    """The states and organisations of a scene, to be asked which stand near."""

    def __init__(self, scene: Scene, people: Sequence[Someone]) -> None:
        self.scene = scene
        self.holders = {
            place: someone for someone in people for first, last in someone.spans for place in range(first, last + 1)
        }
        places = sorted(set(scene.places.values()))
        self.named = Counter(place.code for place in places)  # of two named equally often the first counts more
        self._places = places, [place.first for place in places]
        foreign = [place for place in places if place.code != "USA"]
        self._foreign = foreign, [place.first for place in foreign]

    def state_near(
        self, place: int, someone: Someone, title: Title | None = None, *, but: str | None = None
    ) -> str | None:
        """Return the state that an office at word `place` is most likely of; `but` is one that it is not of."""
        if home := self.home(someone):
            return home
        foreign = title is not None and title.head in _NOT_AMERICAN
        post = but or self._post(title)
        if self.dateline and self.dateline != post and not (foreign and self.dateline == "USA"):
            return self.dateline
        places, firsts = self._foreign if foreign else self._places
        before = bisect_left(firsts, place)
        while before and places[before - 1].code == post:
            before -= 1
        if before and self.scene.words.starts[firsts[before - 1]] > self._line_start(place):
            return places[before - 1].code
        ranked = (code for code, _ in self.named.most_common() if code != post and not (foreign and code == "USA"))
        return next(ranked, None)

    @cached_property
    def dateline(self) -> str | None:
        """The state of the capital, in capitals, that the story is told from: "ISLAMABAD, May 3 (Reuters) - "."""
        words = self.scene.words
        for place in self._places[0][:_MOST_BEFORE_DATELINE]:
            told = words.words[place.first].isupper() and place.first not in self.scene.headline
            if told and place.form == "capital" and _DATELINE.match(words.text, words.ends[place.last]):
                return place.code
        return None

    def _post(self, title: Title | None) -> str | None:
        """Return the state that an envoy is sent to, and thus is not of: "ambassador to Canada"."""
        inside = range(title.head_at + 1, title.last + 1) if title else ()
        return next((self.scene.places[place].code for place in inside if place in self.scene.places), None)

    def government_before(self, place: int) -> str | None:
        """Return the state whose seat is the last state that the paragraph names before word `place`."""
        places, firsts = self._places
        before = bisect_left(firsts, place)
        if not before or self.scene.words.starts[firsts[before - 1]] < self._line_start(place):
            return None
        return places[before - 1].code if places[before - 1].form == "government" else None

    def province_before(self, place: int, head: str) -> str | None:
        """Return the province named last before word `place`, not far, whose head is called `head`."""
        words = self.scene.words
        for first in range(place - 1, max(-1, place - _FARTHEST_PROVINCE), -1):
            if words.lows[first] in first_words() and words.capital(first):
                ends = range(first, min(first + 3, place))
                named = (provinces().get(words.phrase(first, last).lower()) for last in ends)
                found = next((province for province in named if province), None)
                if found and found.head == head:
                    return words.phrase(first, first + found.name.count(" "))
        return None

    def home(self, someone: Someone) -> str | None:
        """Return the state among those named where such family names are common."""
        family, *given = someone.parts
        homes = _HOMES.get(family_names().get(family, ""), ())
        if not given or not ("-" in given[0] or family not in given_names()):
            return None
        return max((code for code in homes if code in self.named), key=self.named.__getitem__, default=None)

    def organisation_is_nearer(self, place: int) -> bool:
        """Say whether an organisation, and not a state, is named last before word `place` in its paragraph."""
        line = self._line_start(place)
        end = bisect_left(self._names, (place,))
        states, firsts = self._places
        before = bisect_left(firsts, place)
        named = self._names[end - 1] if end else None
        if named is None or self.scene.words.starts[named[0]] < line:
            return False
        return not before or states[before - 1].first <= named[1]

    def organisation_before(self, title: Title, kinds: str, *, nearest: bool = False) -> str | None:
        """Return the organisation that the paragraph, else the story, names most before a title.

        Of several it is the first, or the `nearest` of all. `kinds` are words of which it must hold one, as far as they
        are words that organisations have.
        """
        wanted = (ORGANISATIONS & set(kinds.split())) - _ANY_FIRM
        words = self.scene.words
        line, farthest = words.at(self._line_start(title.left) + 1), max(0, title.left - _FARTHEST)
        end = bisect_left(self._names, (title.left,))
        for start in (max(line, farthest), farthest):
            near = self._names[bisect_left(self._names, (start,)) : end]
            found = Counter(
                name for first, last, name in near if not wanted or wanted & {*words.lows[first : last + 1]}
            )
            if found:
                return near[-1][2] if nearest else found.most_common(1)[0][0]
        return None

    def organisation_at(self, place: int) -> str | None:
        """Return the organisation that begins at word `place`."""
        return self.scene.words.phrase(place, rightward_end(self.scene, place)) if self._opens_name(place) else None

    def _line_start(self, place: int) -> int:
        return self.scene.text.rfind("\n", 0, self.scene.words.starts[place])

    @cached_property
    def _names(self) -> list[tuple[int, int, str]]:
        """What looks like an organisation outside headlines: first word, last word, name."""
        words = self.scene.words
        found = []
        place = 0
        while place < len(words):
            if not words.capital(place) or not self._opens_name(place):
                place += 1
                continue
            last = rightward_end(self.scene, place)
            if place not in self.scene.headline and words.lows[last + 1 : last + 2] not in _NOBODY:
                mark = self.scene.places.get(place - 1) if words.joined(place - 1) else None
                first = mark.first if mark else place  # "U.S. | Chamber of Commerce"
                found.append((place, last, words.phrase(first, last)))
            place = last + 1
        return found

    def _opens_name(self, place: int) -> bool:
        """Say whether a word may open the name of an organisation."""
        words = self.scene.words
        if place >= len(words) or not words.capital(place) or place in self.holders or place in self.scene.skipped:
            return False
        low = words.lows[place]
        known = low in NAMELESS or low in HEADS or low in STATE_BODIES or (low in MODIFIERS and low not in _OPENING)
        return not known and place not in self.scene.places and not self._is_dateline(place)

    def _is_dateline(self, place: int) -> bool:
        words = self.scene.words
        gap = words.gap(place)
        follows = gap[:1] == "," or "-" in gap or "(" in gap
        return follows and words.words[place].isupper() and "\n" in words.gap(place - 1)
