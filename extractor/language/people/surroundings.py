"""What a story names around a title: the states and organisations that may own it.

    "TOKYO - Prime Minister Ishiba"                 the state named last before, else the one named most
    "... Washington said. Trade Minister Wang Wei"  among states named, one where such family names are common
    "Apple ... said its chief executive"            the organisation that the paragraph names most before

Unit: words. Reading: the United States have no ministers, premiers or chancellors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from extractor.knowledge.persons import family_names, given_names
from extractor.language.people.coreference import Someone
from extractor.language.people.lexicon import HEADS, MODIFIERS, NAMELESS, ORGANISATIONS, STATE_BODIES
from extractor.language.people.mentions import NOBODY
from extractor.language.people.model import Title
from extractor.language.people.organisations import rightward_end
from extractor.language.people.scene import Scene

_FARTHEST = 600
_NOBODY = [[word] for word in NOBODY]
_HOMES = {"chinese": ("CHN", "TWN", "HKG", "SGP"), "korean": ("KOR", "PRK"), "vietnamese": ("VNM",)}
_NOT_AMERICAN = frozenset(
    "minister vice-minister premier vice-premier chancellor pm secretary president pres. prez leader".split()
)


class Surroundings:
    """The states and organisations of a scene, to be asked which stand near."""

    def __init__(self, scene: Scene, people: Sequence[Someone]) -> None:
        self.scene = scene
        self.named = Counter(place.code for place in set(scene.places.values()))
        self.holders = {
            place: someone for someone in people for first, last in someone.spans for place in range(first, last + 1)
        }
        places = sorted(set(scene.places.values()))
        self._places = places, [place.first for place in places]
        foreign = [place for place in places if place.code != "USA"]
        self._foreign = foreign, [place.first for place in foreign]

    def state_near(self, place: int, someone: Someone, title: Title | None = None) -> str | None:
        """Return the state that an office at word `place` is most likely of."""
        if home := self.home(someone):
            return home
        foreign = title is not None and title.head in _NOT_AMERICAN
        places, firsts = self._foreign if foreign else self._places
        before = bisect_left(firsts, place)
        if before and self.scene.words.starts[firsts[before - 1]] > self._line_start(place):
            return places[before - 1].code
        ranked = (code for code, _ in self.named.most_common() if not (foreign and code == "USA"))
        return next(ranked, None)

    def home(self, someone: Someone) -> str | None:
        """Return the state among those named where such family names are common."""
        family, *given = someone.parts
        homes = _HOMES.get(family_names().get(family, ""), ())
        if not given or not ("-" in given[0] or family not in given_names()):
            return None
        return max((code for code in homes if code in self.named), key=self.named.__getitem__, default=None)

    def organisation_before(self, title: Title, kinds: str) -> str | None:
        """Return the organisation that the paragraph, else the story, names most before a title; of several, the first.

        `kinds` are words of which it must hold one, as far as they are words that organisations have.
        """
        wanted = ORGANISATIONS & set(kinds.split())
        words = self.scene.words
        line, farthest = words.at(self._line_start(title.left) + 1), max(0, title.left - _FARTHEST)
        end = bisect_left(self._names, (title.left,))
        for start in (max(line, farthest), farthest):
            near = self._names[bisect_left(self._names, (start,)) : end]
            found = Counter(
                name for first, last, name in near if not wanted or wanted & {*words.lows[first : last + 1]}
            )
            if found:
                return found.most_common(1)[0][0]
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
        known = low in NAMELESS or low in HEADS or low in STATE_BODIES or low in MODIFIERS
        return not known and place not in self.scene.places and not self._is_dateline(place)

    def _is_dateline(self, place: int) -> bool:
        words = self.scene.words
        gap = words.gap(place)
        follows = gap[:1] == "," or "-" in gap or "(" in gap
        return follows and words.words[place].isupper() and "\n" in words.gap(place - 1)
