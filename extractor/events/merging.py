"""One event a fact: mentions that state the same fact are put together.

    "Trump imposed 25% tariffs on steel ... The steel tariffs took effect on Monday."  ->  one event

Two mentions can state one fact when kind, action and indicator agree and nothing that both name differs: their rates,
goods, actors, targets, and for statistics their period. A refusal is never the same fact as the deed, nor are talks or
deals to come the same as those that were. Two mentions of one rate in one sentence are one fact whatever else is
linked to them. Beside each other, agreement is enough; further apart they must also share a rate or a good, or be alike
in all parties. A rate belongs to one fact alone, the one it is linked to most surely; only a level before ("from 10%")
may also be another's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.events.arguments import Values
from extractor.events.reading import Link, Mention

RULED_OUT, PREVIOUS = "ruled_out", "previous"
# Kinds of which one may have happened and another be to come: talks held, and a next round hoped for.
REPEATED = frozenset({"talks", "agreement"})
# The values, by sort and roles, in which two mentions of one fact do not differ.
COMPARED: list[tuple[str, tuple[str, ...]]] = [
    ("percentage", ()),
    ("product", ()),
    ("country", ("actor",)),
    ("country", ("target",)),
]
# How many sentences apart two mentions still stand beside each other.
BESIDE = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """Mentions of one fact, the surest first, and their values together."""

    mentions: tuple[Mention, ...]
    values: dict[tuple[str, int], Link]

    @property
    def best(self) -> Mention:
        """The surest mention, which decides action and status."""
        return self.mentions[0]

    def of(self, sort: str, *roles: str) -> list[int]:
        """Indices of the values of one sort in the given roles, in order."""
        return [ref for (own, ref), link in self.values.items() if own == sort and (not roles or link.role in roles)]


def merge(mentions: list[Mention], found: Values) -> list[Fact]:
    """Group mentions into facts, in order of the text."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda one: -one.chance):
        group = next((group for group in groups if all(_same_fact(mention, other, found) for other in group)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    facts = _with_own_rates([_fact(group, found) for group in groups])
    return sorted(facts, key=lambda fact: (fact.best.candidate.sentence, fact.best.candidate.unit))


def _same_fact(one: Mention, other: Mention, found: Values) -> bool:
    if (one.kind, one.action, one.indicator) != (other.kind, other.action, other.indicator):
        return False
    if not _can_share_status(one, other):
        return False
    if one.candidate.sentence == other.candidate.sentence and _share_rate(one, other, found):
        return True
    compared = [*COMPARED, ("date", ())] if one.kind == "flow" else COMPARED
    if any(_differ(one, other, found, sort, roles) for sort, roles in compared):
        return False
    return abs(one.candidate.sentence - other.candidate.sentence) <= BESIDE or _alike(one, other, found)


def _share_rate(one: Mention, other: Mention, found: Values) -> bool:
    own, others = (_keys(mention, found, "percentage", ("rate", "change")) for mention in (one, other))
    return not own.isdisjoint(others)


def _can_share_status(one: Mention, other: Mention) -> bool:
    if (one.status == RULED_OUT) != (other.status == RULED_OUT):
        return False
    same_sentence = one.candidate.sentence == other.candidate.sentence
    return one.status == other.status or same_sentence or one.kind not in REPEATED


def _alike(one: Mention, other: Mention, found: Values) -> bool:
    """Whether two mentions far apart share a rate or a good, or have all parties in common and neither in one alone."""
    own, others = ([_keys(mention, found, *value) for value in COMPARED] for mention in (one, other))
    rates, goods, actors, targets = zip(own, others, strict=True)
    if rates[0] & rates[1] or goods[0] & goods[1]:
        return True
    same_parties = actors[0] == actors[1] and targets[0] == targets[1]
    return same_parties and bool(rates[0]) == bool(rates[1]) and bool(goods[0]) == bool(goods[1])


def _with_own_rates(facts: list[Fact]) -> list[Fact]:
    owner: dict[int, tuple[float, int]] = {}
    for number, fact in enumerate(facts):
        for (sort, ref), link in fact.values.items():
            if sort == "percentage" and link.role != PREVIOUS:
                owner[ref] = max(owner.get(ref, (0.0, 0)), (link.chance, number))
    return [
        replace(fact, values={place: link for place, link in fact.values.items() if _owns(number, place, link, owner)})
        for number, fact in enumerate(facts)
    ]


def _owns(number: int, place: tuple[str, int], link: Link, owner: dict[int, tuple[float, int]]) -> bool:
    sort, ref = place
    return sort != "percentage" or link.role == PREVIOUS or owner[ref][1] == number


def _differ(one: Mention, other: Mention, found: Values, sort: str, roles: tuple[str, ...]) -> bool:
    own, others = (_keys(mention, found, sort, roles) for mention in (one, other))
    return bool(own and others and own.isdisjoint(others))


def _keys(mention: Mention, found: Values, sort: str, roles: tuple[str, ...]) -> set[str]:
    return {found.keys[sort][ref] for ref in mention.of(sort, *roles)}


def _fact(group: list[Mention], found: Values) -> Fact:
    """Union of the group's values; a value told twice stands once, as the surest mention has it."""
    values: dict[tuple[str, int], Link] = {}
    told: set[tuple[str, str]] = set()
    for mention in group:
        for (sort, ref), link in mention.values.items():
            if (key := (sort, found.keys[sort][ref])) not in told:
                told.add(key)
                values[sort, ref] = link
    return Fact(tuple(group), dict(sorted(values.items())))
