"""Which values of a story belong to which trade fact, and as what.

    "Japan was hit with 24% levies on exports to the US"
      "levies" -> Japan: target, the US: actor, 24%: rate

Each value is offered to a learned link head: rates, dates and goods where they stand in the trigger's sentence or
the one beside it; countries and people once each, from wherever in the story they stand, because a story names its
actors once and then takes them as read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractor.events.features import Candidate, link_features, stem
from extractor.events.gist import Gist, Unit
from extractor.knowledge.trade_terms import TERMS

# Groups of countries: everyone, who may be a target, and those without names ("more than 75 countries"), who keep a
# named country from being taken for the actor.
WORLD, WORLD_REF = "WLD", -2
UNNAMED, UNNAMED_REF = "unnamed", -3
GROUPS = {WORLD_REF: WORLD, UNNAMED_REF: UNNAMED}
_ALL_OF = frozenset(
    "countries country nations nation imports imported trading partners partner goods other foreign".split()
)
_WORLD_WORDS = frozenset("universal global globally worldwide across-the-board baseline blanket".split())
_GROUP_WORDS = frozenset("countries nations governments".split())
_SO_MANY = frozenset("<number> several many some few other dozen".split())
# How many sentences away a value may stand. Goods may also stand in the headline or the first sentence. Entities, which
# a story names once and then takes as read, may stand anywhere when they are among its leading figures or its
# headline's, or stand where the story speaks of the same kind of fact; of others one in thirty belongs to one.
REACH = {"percentage": 1, "date": 1, "product": 1, "country": 1, "person": 1}
OPENING = 2
LEADING = 2
ENTITIES = ("country", "person")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, sentence and unit, and its index among the Doc's records."""

    sentence: int
    unit: int
    ref: int


Places = dict[str, dict[str, list[Place]]]


@dataclass(frozen=True, slots=True)
class Values:
    """All values of a story by sort.

    `places`: where each stands, by its key, which is what makes two mentions the same value. By index among the Doc's
    records: `keys`; `traits`, what a head may know of a value. `ranks`: an entity's place, by key, among those of its
    sort, the most mentioned first. A country also stands where a holder of its offices does, who acts for it. `kinds`:
    of which kinds of fact each sentence speaks.
    """

    places: Places
    keys: dict[str, dict[int, str]]
    traits: dict[str, dict[int, str]]
    ranks: dict[str, dict[str, int]]
    kinds: list[frozenset[str]]


def values(
    story: Gist, *, keys: dict[str, dict[int, str]], traits: dict[str, dict[int, str]], officers: dict[int, int]
) -> Values:
    """Index the marked units of a story; `officers` leads from a person's index to that of the country acted for."""
    places: Places = defaultdict(lambda: defaultdict(list))
    for index, sentence in enumerate(story):
        for position, unit in enumerate(sentence):
            if unit.sort is not None:
                places[unit.sort][keys[unit.sort][unit.ref]].append(Place(index, position, unit.ref))
            elif (group := _group(sentence, position)) is not None:
                places["country"][GROUPS[group]].append(Place(index, position, group))
    _add_officers(places, keys["country"], officers)
    kinds = [frozenset(TERMS[unit.word] for unit in sentence if unit.word in TERMS) for sentence in story]
    return Values(places, keys, traits, {sort: _ranks(places[sort]) for sort in ENTITIES}, kinds)


def _add_officers(places: Places, codes: dict[int, str], officers: dict[int, int]) -> None:
    """Let a country stand where a holder of its offices does, in sentences that do not name it otherwise."""
    for found in list(places["person"].values()):
        country = officers.get(found[0].ref)
        if country is None:
            continue
        own = places["country"][codes[country]]
        named = {place.sentence for place in own}
        own += [Place(place.sentence, place.unit, country) for place in found if place.sentence not in named]


def _ranks(places: dict[str, list[Place]]) -> dict[str, int]:
    counts = Counter({key: len(found) for key, found in places.items() if key not in GROUPS.values()})
    return {key: rank for rank, (key, _) in enumerate(counts.most_common())}


def _group(sentence: list[Unit], position: int) -> int | None:
    """The group of countries that a word stands for, if it does."""
    word = sentence[position].word
    follower = sentence[position + 1].word if position + 1 < len(sentence) else ""
    if word in _WORLD_WORDS or (word in {"all", "every", "most"} and follower in _ALL_OF):
        return WORLD_REF
    if word in _GROUP_WORDS and position and sentence[position - 1].word in _SO_MANY:
        return UNNAMED_REF
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """A value offered to a trigger, by its nearest mention, with the features by which a head decides."""

    sort: str
    ref: int
    features: list[str]


def offers(story: Gist, found: Values, candidate: Candidate, label: str) -> Iterator[Offer]:
    """Yield every value that may belong to the candidate, which was found to name `label`."""
    here = Counter(unit.sort for unit in story[candidate.sentence] if unit.sort)
    kind = label.partition("/")[0]
    for sort, by_key in found.places.items():
        for key, places in by_key.items():
            nearest = min(places, key=lambda place: _distance(place, candidate))
            kindred = sort in ENTITIES and any(kind in found.kinds[place.sentence] for place in places)
            if not (kindred and key not in GROUPS.values()) and not _in_reach(found, sort, key, nearest, candidate):
                continue
            own = [place for place in places if place.sentence == candidate.sentence]
            features = list(_features(story, candidate, own or [nearest], label))
            where = "in" if own else "out"
            features.append(f"here={min(here[sort], 3)}:{where}:{label}")
            if not own:
                features += _kindred_link(story, found, places, label)
            if sort in ENTITIES:
                features += _standing(found, Entity(sort, key, nearest.ref, where), label)
            yield Offer(sort, nearest.ref, features)


def _in_reach(found: Values, sort: str, key: str, nearest: Place, candidate: Candidate) -> bool:
    away = abs(nearest.sentence - candidate.sentence)
    if key in GROUPS.values():
        return away == 0
    if away <= REACH[sort] or (sort == "product" and nearest.sentence < OPENING):
        return True
    return sort in ENTITIES and (
        found.ranks[sort].get(key, LEADING) < LEADING or found.places[sort][key][0].sentence == 0
    )


def _distance(place: Place, candidate: Candidate) -> tuple[int, int, int]:
    away = place.sentence - candidate.sentence
    # Of two equally near sentences, the one before goes first: a story refers back.
    return abs(away), int(away > 0), abs(place.unit - candidate.unit) if not away else -place.unit


def _features(story: Gist, candidate: Candidate, places: list[Place], label: str) -> Iterator[str]:
    first, *others = sorted(places, key=lambda place: abs(place.unit - candidate.unit))
    sentence = story[first.sentence]
    if first.sentence == candidate.sentence:
        yield from link_features(sentence, candidate.unit, first.unit, label)
        for other in others:
            yield from (f"also:{name}" for name in link_features(sentence, candidate.unit, other.unit, label)[4:9])
        return
    away = max(-4, min(4, first.sentence - candidate.sentence))
    kind = label.partition("/")[0]
    before = sentence[first.unit - 1].word if first.unit else "<edge>"
    after = sentence[first.unit + 1].word if first.unit + 1 < len(sentence) else "<edge>"
    yield f"away={away}:{label}"
    yield f"away={away}:form={sentence[first.unit].tag}"
    yield f"away:b={before}:{kind}"
    yield f"away:a={stem(after)}:{kind}"
    yield f"away:first={first.unit == 0}:{kind}:{away}"


def _kindred_link(story: Gist, found: Values, places: list[Place], label: str) -> Iterator[str]:
    """How a value from another sentence is linked there to a word of the same kind: "Lee, who will join the talks"."""
    kind = label.partition("/")[0]
    place = next((place for place in places if kind in found.kinds[place.sentence]), None)
    if place is not None:
        sentence = story[place.sentence]
        terms = (position for position, unit in enumerate(sentence) if TERMS.get(unit.word) == kind)
        nearest = min(terms, key=lambda position: abs(position - place.unit))
        yield from (f"kin:{name}" for name in link_features(sentence, nearest, place.unit, label))


class Entity(NamedTuple):
    """A country or person as offered: `where` is "in" or "out" of the trigger's sentence."""

    sort: str
    key: str
    ref: int
    where: str


def _standing(found: Values, entity: Entity, label: str) -> Iterator[str]:
    """How much of a figure the entity is in the story, and which one it is."""
    sort, key, ref, where = entity
    rank = min(found.ranks[sort].get(key, 9), 4)
    kind = label.partition("/")[0]
    yield f"rank={rank}:{where}:{sort}"
    yield f"rank={rank}:{where}:{label}"
    if any(place.sentence == 0 for place in found.places[sort][key]):
        yield f"headline:{where}:{label}"
    trait = found.traits[sort].get(ref, "")
    yield f"trait={trait}:{where}:{kind}"
    yield f"trait={trait}:{where}:{label}"
    kindred = sum(kind in found.kinds[place.sentence] for place in found.places[sort][key])
    yield f"kindred={min(kindred, 3)}:{where}:{sort}"
    yield f"kindred={min(kindred, 3)}:{where}:{sort}:{label}"
    yield f"of={min(len(found.ranks[sort]), 5)}:{rank}:{where}"
