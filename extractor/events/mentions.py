"""From the heads' chances to the mentions of trade facts: what each says, and which values it holds to be its own.

    "Japan was hit with 24% levies on exports to the US"
      "levies"  ->  tariff/impose, actual; USA actor, JPN target, 24 rate

A measure has an actor, and talks have two parties: for these a country that is only likelier than the others will do.
In talks and deals every party is an actor. The world may be hit by a fact, but never does one. A plain refusal before
the word ("ruled out") decides the status, whatever the head says; and where it refuses a measure by its bare name, the
action is that it comes, never that it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.events.labels import (
    ACTION_LABELS,
    COUNTRY,
    INDICATORS,
    KIND_LABELS,
    ROLES,
)
from extractor.events.lists import find_lists, told_apart
from extractor.events.status import plain_status, refuses_to_impose
from extractor.events.values import WORLD, Value
from extractor.records import STATUSES, Status

if TYPE_CHECKING:
    from extractor.events.candidates import Page
    from extractor.events.heads import Offers, Triggers
    from extractor.events.options import Options

SHARED = frozenset({"talks/hold", "agreement/reach", "agreement/sign"})
MEASURES = frozenset({"tariff", "restriction"})
# What is not meant where a measure is ruled out by its bare name.
LETTING_OFF = frozenset({"remove", "suspend", "cut", "exempt"})
# The rates that a fact has of its own; a level before may also be another's.
OWN_RATES = ("rate", "change")
ACTOR, TARGET = "actor", "target"
_ACTOR, _TARGET = ROLES.index(ACTOR), ROLES.index(TARGET)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One place where a story states a trade fact.

    `word`: the one that names it. `offers`: the chances of every value. `values`: the role of its own, by number.
    `rate`: the first of its own, by number.
    """

    word: int
    sentence: int
    start: int
    kind: str
    action: str
    indicator: str | None
    status: Status
    retaliatory: bool
    chance: float
    action_chance: float
    offers: Offers
    values: dict[int, str]
    rate: int | None

    @property
    def place(self) -> tuple[int, int]:
        """What is told once: all words of a sentence that speak of one rate first tell one fact."""
        return (self.start, -1) if self.rate is None else (self.sentence, self.rate)

    @property
    def label(self) -> str:
        """What the mention names: "talks/hold"."""
        return f"{self.kind}/{self.action}"


def read_mentions(
    page: Page, triggers: Triggers, links: Iterator[Offers], values: list[Value], options: Options
) -> list[Mention]:
    """The mentions of a story, in order of the text."""
    lists = find_lists(page, values)
    kinds, actions = triggers.kind.tolist(), triggers.actions.argmax(1).tolist()
    found = []
    for row, offers in enumerate(links):
        word = page.candidates[triggers.candidates[row]]
        kind, action = KIND_LABELS[kinds[row]], ACTION_LABELS[actions[row]]
        pairs = lists.get(int(page.sentences[word]), ()) if kind in MEASURES else ()
        for part in told_apart(offers, pairs, values, start=page.starts[word], least=options.link):
            own = own_values(f"{kind}/{action}", part, values, options)
            found.append(_mention(page, triggers, row, part, own))
    return found


def _mention(page: Page, triggers: Triggers, row: int, offers: Offers, own: dict[int, str]) -> Mention:
    word = page.candidates[triggers.candidates[row]]
    kind = KIND_LABELS[1 + triggers.kinds[row, 1:].argmax()]
    sentence, start = int(page.sentences[word]), page.starts[word]
    refused = plain_status(page.text, start=page.bounds(sentence)[0], near=start)
    rates = [number for number, role in own.items() if role in OWN_RATES]
    actions = triggers.actions[row]
    action = ACTION_LABELS[actions.argmax()]
    bare = kind in MEASURES and refuses_to_impose(page.text, start=page.bounds(sentence)[0], near=start)
    if bare and action in LETTING_OFF:
        action = "impose"  # as sure as the head was of the other
    return Mention(
        word=int(word),
        sentence=sentence,
        start=start,
        kind=kind,
        action=action,
        indicator=INDICATORS[triggers.indicators[row].argmax()] if kind == "flow" else None,
        status=refused or STATUSES[triggers.statuses[row].argmax()],
        retaliatory=bool(triggers.retaliatory[row] >= 0.5),
        chance=float(1 - triggers.kinds[row, 0]),
        action_chance=float(actions.max()),
        offers=offers,
        values=own,
        rate=min(rates, default=None),
    )


def own_values(label: str, offers: Offers, values: list[Value], options: Options) -> dict[int, str]:
    """Decide which of the offered values belong to a fact of this label, and their roles, by the value's number."""
    numbers, chances = offers.values.tolist(), offers.roles.tolist()
    countries = [row for row, number in enumerate(numbers) if values[number].sort == COUNTRY]
    able = [row for row in countries if values[numbers[row]].key != WORLD]
    if label in SHARED:
        found = _shared_parties(chances, able, options)
    else:
        found = _two_sides(chances, countries, able, options)
    others = {row for row, (none, *_) in enumerate(chances) if 1 - none >= options.link}.difference(countries)
    found |= {row: ROLES[max(range(1, len(ROLES)), key=chances[row].__getitem__)] for row in others}
    return {numbers[row]: role for row, role in sorted(found.items())}


def _shared_parties(chances: list[list[float]], able: list[int], options: Options) -> dict[int, str]:
    """The two likeliest parties, and every other that is likely."""
    ranked = sorted(able, key=lambda row: chances[row][0])
    floors = [options.party] * 2 + [options.link] * len(ranked)
    return {row: ACTOR for row, floor in zip(ranked, floors, strict=False) if 1 - chances[row][0] >= floor}


def _two_sides(chances: list[list[float]], countries: list[int], able: list[int], options: Options) -> dict[int, str]:
    """The likeliest actor, other likely ones, and the targets among the rest."""
    found = {}
    first = max(able, key=lambda row: chances[row][_ACTOR], default=None)
    if first is not None and chances[first][_ACTOR] >= options.party:
        found[first] = ACTOR
    for row in countries:
        actor, target = chances[row][_ACTOR], chances[row][_TARGET]
        if row in found:
            continue
        if row in able and actor >= max(options.other_actor, target):
            found[row] = ACTOR
        elif target >= options.link:
            found[row] = TARGET
    return _world_or_some(found, chances, world=set(countries).difference(able))


def _world_or_some(found: dict[int, str], chances: list[list[float]], *, world: set[int]) -> dict[int, str]:
    """Whom a fact hits is everyone or some, whichever is likelier: of 243 annotated on everyone none names others."""
    hit = [row for row, role in found.items() if role == TARGET]
    likeliest = max(hit, key=lambda row: chances[row][_TARGET], default=None)
    dropped = {row for row in hit if (row in world) != (likeliest in world)}
    return {row: role for row, role in found.items() if row not in dropped}
