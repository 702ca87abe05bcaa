"""Write down what was found: one record a person, each office once.

    "SEN. POOL ...", "Sen. Pool ...", "Senator Pool"      one role, as its best form stands: "Senator"
    "Commerce Secretary Pool ... Secretary Pool"          one role: the longer title holds the shorter

Unit: characters. Reading: `name` is the fullest form that the story has; "former" is the standing, not the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.language.people.coreference import Someone
from extractor.language.people.leaders import known_leader
from extractor.language.people.links import Link
from extractor.language.people.model import Standing
from extractor.language.people.names import fold
from extractor.language.people.offices import Offices
from extractor.language.people.scene import Scene
from extractor.records import Person, Role, Span

_SAME = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "prez": "president",
    "pm": "prime minister", "prof": "professor", "ustr": "trade representative", "advisor": "adviser",
    "undersecretary": "under secretary", "gen": "general", "vp": "vice president",
}  # fmt: skip
# A title with one of these is another office than the title without.
_RANKS = frozenset("vice deputy assistant under associate co junior nominee".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A title as found at one place; `plain` outside headlines."""

    words: tuple[str, ...]
    title: str
    of: str | None
    standing: Standing
    start: int
    end: int
    plain: bool


def people_of(scene: Scene, people: Sequence[Someone], links: Sequence[Link]) -> tuple[Person, ...]:
    """Return the records of the people of a text, in order of first mention."""
    offices = Offices(scene, people)
    found: dict[int, list[Found]] = {}
    states: dict[int, str] = {}
    for link in links:
        for someone in link.people:
            of, state = offices.of(someone, link)
            found.setdefault(id(someone), []).append(_found(scene, link, of))
            if state is not None:
                states.setdefault(id(someone), state)
    return tuple(_person(scene, someone, found.get(id(someone), ()), states.get(id(someone))) for someone in people)


def _found(scene: Scene, link: Link, of: str | None) -> Found:
    title = link.title
    text = title.text(scene)
    start, end = scene.words.span(title.first, title.last)
    return Found(_key(text), text, of, title.standing, start, end, title.first not in scene.headline)


def _key(text: str) -> tuple[str, ...]:
    words = fold(text).replace("-", " ").split()
    return tuple(" ".join(_SAME.get(word, word) for word in words).split())


def _person(scene: Scene, someone: Someone, found: Iterable[Found], state: str | None) -> Person:
    leader = known_leader(someone)
    return Person(
        name=" ".join(_text(scene, *someone.fullest).split()),
        roles=tuple(_role(scene, one) for one in _merged(found)),
        country=state or (leader.country if leader else None),
        mentions=tuple(_span(scene, *scene.words.span(first, last)) for first, last in dict.fromkeys(someone.spans)),
    )


def _text(scene: Scene, first: int, last: int) -> str:
    return scene.text[slice(*scene.words.span(first, last))]


def _span(scene: Scene, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=scene.text[start:end])


def _role(scene: Scene, found: Found) -> Role:
    return Role(title=found.title, of=found.of, standing=found.standing, mention=_span(scene, found.start, found.end))


def _merged(found: Iterable[Found]) -> list[Found]:
    """Leave out what another title of the same person says as well or better."""
    kept: list[Found] = []
    for one in found:
        rival = next((i for i, other in enumerate(kept) if _is_same(one, other)), None)
        if rival is None:
            kept.append(one)
        else:
            kept[rival] = _better(kept[rival], one)
    return [one for one in kept if not any(_holds(other, one) for other in kept if other is not one)]


def _is_same(one: Found, other: Found) -> bool:
    return one.words == other.words and (one.of == other.of or one.of is None or other.of is None)


def _better(one: Found, other: Found) -> Found:
    """Return the form to show of one title found twice: out of headlines, with its owner, spelt out."""

    def worth(found: Found) -> tuple[bool, bool, bool, int]:
        return found.plain, not found.title.isupper(), found.of is not None, -found.title.count(".")

    return other if worth(other) > worth(one) else one


def _holds(long: Found, short: Found) -> bool:
    more = set(long.words) - set(short.words)
    if (
        not more
        or set(short.words) - set(long.words)
        or (long.words[-1] != short.words[-1] and long.words[0] != short.words[0])
    ):
        return False
    return not more & _RANKS and (long.of == short.of or short.of is None)
