"""Compare what the program found in a story with what its annotator says.

    annotated  tariff impose, USA -> JPN, 24 %        paired: same kind, most values in common
    found      tariff impose, USA -> KOR, 24 %        differs in: targets
    found      talks hold, CHN USA                    spurious

People, dates and roles are paired in the order in which they are told; events so that all pairs of the story together
agree on most values (as in CEAF; Luo 2005), never across kinds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from extractor.evaluation.pairing import Pairs, best_pairs, first_come
from extractor.evaluation.views import PEOPLE, SLOTS, DateView, EventView, PersonView, StoryView
from extractor.evaluation.words import fold, same_name, same_place, same_title

# What a pair of one kind is worth, in hundredths: being a pair, each value shared, a rate half as much again, and kind
# with action a little more, which tells apart those that are equal otherwise.
_PAIR, _VALUE, _RATE, _TYPE = 100, 100, 50, 1


@dataclass(frozen=True)
class Comparison:
    """Two views of one story, and who is whose partner in them: (index in gold, index in found)."""

    gold: StoryView
    found: StoryView

    @cached_property
    def people(self) -> Pairs:
        """The people of the same name."""
        return first_come(self.gold.people, self.found.people, lambda one, other: same_name(one.name, other.name))

    @cached_property
    def dates(self) -> Pairs:
        """The dates of the same place and value."""
        return first_come(self.gold.dates, self.found.dates, _same_date)

    @cached_property
    def date_places(self) -> Pairs:
        """The dates of the same place, whatever their value."""
        return first_come(self.gold.dates, self.found.dates, lambda one, other: same_place(one.text, other.text))

    @cached_property
    def events(self) -> Pairs:
        """The events of one kind that agree most."""
        gains = [[_gain(one, other) for other in self.found.events] for one in self.gold.events]
        return [(i, j) for i, j in best_pairs(gains) if gains[i][j]]

    @cached_property
    def event_pairs(self) -> list[tuple[EventView, EventView]]:
        """The paired events themselves."""
        return [(self.gold.events[i], self.found.events[j]) for i, j in self.events]


def role_pairs(one: PersonView, other: PersonView) -> Pairs:
    """Pair the roles of a person by their titles."""
    return first_come(one.roles, other.roles, lambda mine, theirs: same_title(mine[0], theirs[0]))


def same_owner(one: str | None, other: str | None) -> bool:
    """Say whether two roles are of the same country or organisation, or both of none."""
    return (one is None) == (other is None) and fold(one or "") == fold(other or "")


def shared(one: EventView, other: EventView) -> Counter[str]:
    """Count the values, slot by slot, in which two events of one kind agree."""
    counts = Counter({slot: len(values & other.slots[slot]) for slot, values in one.slots.items()})
    counts[PEOPLE] = len(first_come(one.people, other.people, same_name))
    return counts


def differing(one: EventView, other: EventView) -> list[str]:
    """Return the slots in which two paired events differ."""
    counts = shared(one, other)
    return [slot for slot in SLOTS if not counts[slot] == one.count(slot) == other.count(slot)]


def same_frame(one: EventView, other: EventView) -> bool:
    """Say whether kind, action and status agree."""
    return all(one.slots[slot] == other.slots[slot] for slot in ("type", "status"))


def same_core(one: EventView, other: EventView) -> bool:
    """Say whether kind, action, actors, targets and the rates' numbers agree: what `confidence` is the chance of."""
    return all(one.slots[slot] == other.slots[slot] for slot in ("type", "actors", "targets")) and (
        _amounts(one) == _amounts(other)
    )


def _amounts(event: EventView) -> set[object]:
    return {amount for amount, _ in event.slots["rates"]}


def _same_date(one: DateView, other: DateView) -> bool:
    return one.value == other.value and same_place(one.text, other.text)


def _gain(one: EventView, other: EventView) -> int:
    if one.kind != other.kind:
        return 0
    counts = shared(one, other)
    return _PAIR + _VALUE * counts.total() + _RATE * counts["rates"] + _TYPE * counts["type"]
