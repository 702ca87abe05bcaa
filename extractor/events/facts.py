"""One event a fact: mentions that state the same fact are put together.

    "Trump imposed 25% tariffs on steel ... The steel tariffs took effect on Monday."  ->  one event

Two mentions can state one fact when kind, action and indicator agree and nothing that both name differs: their rates,
goods, actors, targets, and for statistics their period. A refusal is never the same fact as the deed, nor are talks or
deals to come the same as those that were, but where the same people of the same parties meet. Two mentions of one rate
in one sentence are one fact whatever else is linked to them. Beside each other, agreement is enough; further apart they
must also share a rate or a good, or be alike in all parties.

The heads share the chance of one fact among its mentions, so a group's chances sum to how many facts it is likely to
be: none where the sum is small, and several where it is well above one. Then the surest mentions lead one each, but
what comes out alike in all is one fact after all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from extractor.events.heads import Offers
from extractor.events.labels import COUNTRY, ROLES
from extractor.events.mentions import OWN_RATES, Mention, own_values
from extractor.events.options import Chances, Options
from extractor.events.values import Value

RULED_OUT = "ruled_out"
# Kinds of which one may have happened and another be to come: talks held, and a next round hoped for.
REPEATED = frozenset({"talks", "agreement"})
Slot = tuple[str, tuple[str, ...]]
Label = tuple[str, str, str | None, bool]
RATES: Slot = ("percentage", ())
GOODS: Slot = ("product", ())
ACTORS: Slot = (COUNTRY, ("actor",))
TARGETS: Slot = (COUNTRY, ("target",))
PERIOD: Slot = ("date", ())
PEOPLE: Slot = ("person", ())
# The values in which two mentions of one fact do not differ.
COMPARED = (RATES, GOODS, ACTORS, TARGETS)
RATES_OF_ITS_OWN: Slot = ("percentage", OWN_RATES)
SLOTS = (*COMPARED, PERIOD, PEOPLE, RATES_OF_ITS_OWN)


@dataclass(frozen=True, slots=True)
class Fact:
    """Mentions of one fact, the surest first; the role of each of its values, by number; the chances of all offered.

    `again`: mentions that came out as a fact of their own, but alike in all; they are evidence, and no surety.
    """

    mentions: tuple[Mention, ...]
    values: dict[int, str]
    offers: Offers
    again: tuple[Mention, ...] = ()

    @property
    def best(self) -> Mention:
        """The mention that leads, and decides kind, action and status."""
        return self.mentions[0]

    def certainty(self, values: list[Value]) -> Chances:
        """The heads' chances for the fact, its action, and every country and rate, linked or not."""
        products = {COUNTRY: 1.0, "percentage": 1.0}
        for number, chances in zip(self.offers.values.tolist(), self.offers.roles.tolist(), strict=True):
            if (sort := values[number].sort) in products:
                products[sort] *= chances[ROLES.index(self.values.get(number, ROLES[0]))]
        return Chances(min(1.0, worth(self.mentions)), self.best.action_chance, *products.values())


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with its values by slot."""

    mention: Mention
    slots: dict[Slot, frozenset[int]]


def find_facts(mentions: Iterable[Mention], values: list[Value], options: Options) -> list[Fact]:
    """Group mentions into facts, in order of the text."""
    groups: dict[Label, list[list[_Told]]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: -one.chance):
        told = _Told(mention, _slots(mention, values))
        alike = groups[_label(mention)]
        group = next((group for group in alike if all(_same(told, other, options) for other in group)), None)
        if group is None:
            alike.append([told])
        else:
            group.append(told)
    likely = [[told.mention for told in group] for alike in groups.values() for group in alike]
    parts = [part for group in likely if worth(group) >= options.fact for part in _parted(group, options)]
    facts = [_fact(part, values, options) for part in parts]
    return sorted(_once(facts), key=lambda fact: fact.best.start)


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """What is alike in all is told again: of 2,151 annotated facts no two of a story are."""
    alike: dict[tuple[Label, str, tuple[tuple[int, str], ...]], list[Fact]] = defaultdict(list)
    for fact in facts:
        alike[_label(fact.best), fact.best.status, tuple(fact.values.items())].append(fact)
    for surest, *others in alike.values():
        yield replace(surest, again=tuple(one for other in others for one in other.mentions))


def worth(group: Iterable[Mention]) -> float:
    """How many facts the mentions are likely to be; those of one place are one at most."""
    told: dict[tuple[int, int], float] = defaultdict(float)
    for mention in group:
        told[mention.place] += mention.chance
    return sum(min(1.0, chance) for chance in told.values())


def _slots(mention: Mention, values: list[Value]) -> dict[Slot, frozenset[int]]:
    """The numbers of a mention's values in each slot."""
    own = [(number, values[number].sort, role) for number, role in mention.values.items()]
    return {
        (sort, roles): frozenset(number for number, of, role in own if of == sort and (not roles or role in roles))
        for sort, roles in SLOTS
    }


def _same(one: _Told, other: _Told, options: Options) -> bool:
    own, others = one.slots, other.slots
    met = own[ACTORS] == others[ACTORS] and len(own[PEOPLE] & others[PEOPLE]) > 1
    if not _alike_in_status(one.mention, other.mention, met=met):
        return False
    if one.mention.sentence == other.mention.sentence and own[RATES_OF_ITS_OWN] & others[RATES_OF_ITS_OWN]:
        return True
    compared = (*COMPARED, PERIOD) if one.mention.kind == "flow" else COMPARED
    if any(own[slot] and others[slot] and own[slot].isdisjoint(others[slot]) for slot in compared):
        return False
    return abs(one.mention.sentence - other.mention.sentence) <= options.beside or _alike(own, others)


def _label(mention: Mention) -> Label:
    """What all mentions of a fact have in common."""
    return mention.kind, mention.action, mention.indicator, mention.status == RULED_OUT


def _alike_in_status(one: Mention, other: Mention, *, met: bool) -> bool:
    """Whether the status of two mentions of one label can be that of one fact; `met`: so are the people."""
    return one.status == other.status or one.sentence == other.sentence or met or one.kind not in REPEATED


def _alike(own: dict[Slot, frozenset[int]], others: dict[Slot, frozenset[int]]) -> bool:
    """Whether two mentions far apart share a rate or a good, or have all parties in common and neither in one alone."""
    if own[RATES] & others[RATES] or own[GOODS] & others[GOODS]:
        return True
    same_parties = own[ACTORS] == others[ACTORS] and own[TARGETS] == others[TARGETS]
    return same_parties and all(bool(own[slot]) == bool(others[slot]) for slot in (RATES, GOODS))


def _parted(group: list[Mention], options: Options) -> list[list[Mention]]:
    """As many facts as the group is likely to be, led by its surest mentions; the others go to the nearest.

    What a headline or a lead tells is told again below: the first sentence and the rest do not add up to more facts.
    """
    above = [mention for mention in group if mention.sentence == 0]
    below = [mention for mention in group if mention.sentence > 0]
    number = max(1, int(max(worth(above), worth(below)) + 1 - options.further))
    able = below if number > 1 and worth(below) >= worth(above) else group
    surest = {mention.place: mention for mention in reversed(able)}
    leaders = sorted(surest.values(), key=group.index)[:number]
    parts = {leader.place: [leader] for leader in leaders}
    for mention in group:
        if mention not in leaders:
            nearest = min(leaders, key=lambda leader: abs(leader.start - mention.start))
            parts[mention.place if mention.place in parts else nearest.place].append(mention)
    return list(parts.values())


def _fact(group: list[Mention], values: list[Value], options: Options) -> Fact:
    """The mentions tell a fact's values together, each by its chance; but for parties, what one holds its own stays."""
    best, total = group[0], sum(mention.chance for mention in group)
    offered = np.unique(np.concatenate([mention.offers.values for mention in group]))
    chances = np.zeros((len(offered), len(ROLES)), np.float32)
    chances[:, 0] = 1
    for mention in group:
        share = np.float32(mention.chance / total)
        rows = np.searchsorted(offered, mention.offers.values)
        chances[rows] += share * mention.offers.roles
        chances[rows, 0] -= share
    offers = Offers(offered, chances)
    own = own_values(best.label, offers, values, options)
    for mention in group:
        kept = {number: role for number, role in mention.values.items() if values[number].sort != COUNTRY}
        own = kept | own
    return Fact(tuple(group), dict(sorted(own.items())), offers)
