"""Rates in a row, each with what it is on: told in one breath, but one fact each.

    "24% on Japan, 26% on India and 20% on the EU"   ->  three facts
    "25 percent on steel and 10 percent on aluminum" ->  two
    "Japan 24%, India 26%"                           ->  two
    "24% and 26% on Japan and India respectively"    ->  two

A pair is a rate and the countries or goods that stand right behind it ("24% on Japan and Korea"), or right before it
("Japan 24%"), or in the same place of a row as long, where the sentence says "respectively". Two or more pairs of one
sentence, of different rates and nothing in common, are a list. A word inside a pair names that pair's fact alone; one
outside of all ("levies of") names a fact for each pair whose rate it holds.
Source: the guide by which stories are annotated counts so. Misses: lists over several lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractor.events.heads import Offers
from extractor.events.labels import COUNTRY, NONE, ROLES, Floats

if TYPE_CHECKING:
    from extractor.events.candidates import Page
    from extractor.events.values import Mention, Value

RATE, PRODUCT = "percentage", "product"
PARTNERS = (COUNTRY, PRODUCT)
RESPECTIVELY = "respectively"
OWN_ROLES = {RATE: "rate", COUNTRY: "target", PRODUCT: "product"}
# What a pair itself says is sure, but not surer than the heads can be.
SURE = 0.9
_LEVY = r"(?:(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surcharges?|tax(?:es)?) )?"
_FILLER = r"(?:(?:all|most|some|its|their|the|imports?|goods|products|exports?|shipments?|imported|of|from) )*"
_BEHIND = re.compile(rf" {_LEVY}(?:on|for|against|upon) {_FILLER}\Z", re.IGNORECASE)
_BEFORE = re.compile(r"(?: at| by| to|:| -| –|,| faces| gets| pays)? \(?\Z", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|,? and|,? or| &|/) (?:the )?\Z|/\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A rate and its partners, by the numbers of their values, and where the pair stands."""

    rate: int
    partners: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    number: int
    sort: str


def find_lists(page: Page, values: Sequence[Value]) -> dict[int, tuple[Pair, ...]]:
    """The lists of a story, by sentence."""
    found = {}
    for sentence, places in _by_sentence(values).items():
        orders = [_pairs_behind, _pairs_before]
        if RESPECTIVELY in page.text[slice(*page.bounds(sentence))].lower():
            orders.insert(0, _pairs_respectively)
        for order in orders:
            pairs = tuple(order(page.text, places))
            if len(pairs) > 1 and _is_list(pairs):
                found[sentence] = pairs
                break
    return found


def _by_sentence(values: Sequence[Value]) -> dict[int, list[_Place]]:
    """Rates and their possible partners in each sentence that holds two rates, in order of the text."""
    found: dict[int, list[_Place]] = defaultdict(list)
    rates: dict[int, int] = defaultdict(int)
    for number, value in enumerate(values):
        for mention in value.mentions if value.sort in (RATE, *PARTNERS) else ():
            found[mention.sentence].append(_place(mention, number, value.sort))
            rates[mention.sentence] += value.sort == RATE
    return {sentence: sorted(found[sentence], key=lambda one: one.start) for sentence in found if rates[sentence] > 1}


def _place(mention: Mention, number: int, sort: str) -> _Place:
    return _Place(mention.start, mention.end, number, sort)


def _pairs_behind(text: str, places: list[_Place]) -> Iterator[Pair]:
    for at, rate in enumerate(places[:-1]):
        if rate.sort == RATE and places[at + 1].sort != RATE:
            partners = _row(text, places[at + 1 :])
            if _BEHIND.match(text[rate.end : partners[0].start]):
                yield _pair(rate, partners)


def _pairs_before(text: str, places: list[_Place]) -> Iterator[Pair]:
    for partner, rate in pairwise(places):
        if rate.sort == RATE and partner.sort != RATE and _BEFORE.match(text[partner.end : rate.start]):
            yield _pair(rate, [partner])


def _pairs_respectively(text: str, places: list[_Place]) -> Iterator[Pair]:
    """Two rows of one length, one of them of rates; a pair stands where its rate does, for its partner is elsewhere."""
    for row, other in pairwise(_rows(text, places)):
        rates, partners = (row, other) if row[0].sort == RATE else (other, row)
        if len(row) == len(other) > 1 and rates[0].sort == RATE != partners[0].sort:
            for rate, partner in zip(rates, partners, strict=True):
                yield Pair(rate.number, frozenset({partner.number}), rate.start, rate.end)


def _rows(text: str, places: list[_Place]) -> Iterator[list[_Place]]:
    at = 0
    while at < len(places):
        row = _row(text, places[at:])
        yield row
        at += len(row)


def _row(text: str, places: list[_Place]) -> list[_Place]:
    """The first place, and those of its sort that are joined to it: "Japan, Korea and India"."""
    row = places[:1]
    for place in places[1:]:
        if place.sort != row[0].sort or not _JOINED.match(text[row[-1].end : place.start]):
            break
        row.append(place)
    return row


def _pair(rate: _Place, partners: list[_Place]) -> Pair:
    ends = [rate.start, rate.end, partners[0].start, partners[-1].end]
    return Pair(rate.number, frozenset(partner.number for partner in partners), min(ends), max(ends))


def _is_list(pairs: Sequence[Pair]) -> bool:
    rates, partners = {pair.rate for pair in pairs}, frozenset[int]().union(*(pair.partners for pair in pairs))
    return len(rates) == len(pairs) and len(partners) == sum(len(pair.partners) for pair in pairs)


def told_apart(
    offers: Offers, pairs: Sequence[Pair], values: Sequence[Value], *, start: int, least: float
) -> list[Offers]:
    """What a word at `start` is offered, once for each pair of a list that it names; a rate is held from `least` on."""
    if not pairs:
        return [offers]
    rows = {number: row for row, number in enumerate(offers.values.tolist())}
    inside = [pair for pair in pairs if pair.start <= start < pair.end]
    held = [pair for pair in pairs if pair.rate in rows and 1 - offers.roles[rows[pair.rate], 0] >= least]
    return [_only(offers, pair, pairs, rows, values) for pair in inside or held] or [offers]


def _only(offers: Offers, pair: Pair, pairs: Sequence[Pair], rows: dict[int, int], values: Sequence[Value]) -> Offers:
    """The offers without what belongs to the other pairs, and with what belongs to this one."""
    roles = offers.roles.copy()
    own = pair.partners | {pair.rate}
    for number in frozenset().union(*(other.partners | {other.rate} for other in pairs)) - own:
        if number in rows:
            roles[rows[number]] = _chances(NONE, 1)
    for number in own & rows.keys():
        if roles[rows[number], 0] > 1 - SURE:
            roles[rows[number]] = _chances(OWN_ROLES[values[number].sort], SURE)
    return Offers(offers.values, roles)


def _chances(role: str, chance: float) -> Floats:
    chances = np.zeros(len(ROLES), np.float32)
    chances[0] = 1 - chance
    chances[ROLES.index(role)] += chance
    return chances
