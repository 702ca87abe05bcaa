"""What charts and filters ask of an event: what, how sure, who and whom, which day.

a tariff of USA on JPN and KOR     ->   pairs USA>JPN, USA>KOR
talks of JPN and USA               ->   pair JPN=USA, which has no direction
a tariff of USA, on whom unsaid    ->   pair USA>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

from extractor.records import Action, Event, Indicator, Kind, Rate, Status, Story
from extractor.view.sentence import EVERYONE

ASKED = ("kind", "status", "confidence", "countries", "pairs", "day")
_JOINT = frozenset({"talks", "agreement"})
_UNSAID = "not said"


class Pair(NamedTuple):
    """An actor and a target by their codes, "" where the story does not say; `joint` where both act."""

    actor: str
    target: str
    joint: bool = False

    @property
    def key(self) -> str:
        """The pair as elements carry it: USA>JPN."""
        return f"{self.actor}{'=' if self.joint else '>'}{self.target}"

    def told(self, names: Mapping[str, str]) -> str:
        """Return the pair in words."""
        known = [names.get(code, code) for code in (self.actor, self.target)]
        return f" {'and' if self.joint else '→'} ".join(name or _UNSAID for name in known)


class Fact(NamedTuple):
    """What is asked of an event. `day` is its own, else its story's; `goods` are as written."""

    kind: Kind
    action: Action
    status: Status
    indicator: Indicator | None
    confidence: float
    rates: tuple[Rate, ...]
    goods: str
    countries: tuple[str, ...]
    pairs: tuple[Pair, ...]
    day: dt.date | None


def fact(event: Event, story: Story) -> Fact:
    """Return what is asked of an event of a story."""
    return Fact(
        kind=event.kind,
        action=event.action,
        status=event.status,
        indicator=event.indicator,
        confidence=event.confidence,
        rates=event.rates,
        goods=", ".join(product.text for product in event.products),
        countries=tuple(dict.fromkeys((*event.actors, *event.targets))),
        pairs=tuple(_pairs(event)),
        day=_day(event) or _published(story),
    )


def asked(fact: Fact) -> dict[str, str]:
    """Return what filters ask for, as the script reads it; the names are ASKED."""
    countries, pairs = " ".join(fact.countries), " ".join(pair.key for pair in fact.pairs)
    values = (fact.kind, fact.status, f"{fact.confidence:.3f}", countries, pairs, f"{fact.day or ''}")
    return dict(zip(ASKED, values, strict=True))


def names(story: Story) -> dict[str, str]:
    """Return the names of a story's countries by their codes."""
    return {country.code: country.name for country in story.countries} | {"WLD": EVERYONE}


def _pairs(event: Event) -> Iterator[Pair]:
    if not event.targets and event.kind in _JOINT and len(event.actors) > 1:
        return (Pair(*both, joint=True) for both in combinations(sorted(event.actors), 2))
    if not event.actors and not event.targets:
        return iter(())
    return (Pair(*both) for both in product(event.actors or ("",), event.targets or ("",)))


def _day(event: Event) -> dt.date | None:
    for role in ("date", "effective"):
        for date in event.dates:
            if date.role == role and date.earliest and date.earliest == date.latest:
                return date.earliest
    return None


def _published(story: Story) -> dt.date | None:
    return story.published.date() if isinstance(story.published, dt.datetime) else story.published
