"""Rates of tariffs by who charges whom, and changes of trade: dots on a line, with a table behind each.

United States → Japan            ──○───────●────      from 10% to 24%: hollow what was, filled what is
Japan → United States, exports   ──●────────────      +3.1%
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractor.records import Kind, Rate
from extractor.view import words
from extractor.view.charts.strip import Dot, Lane, drawn
from extractor.view.charts.svg import Chart
from extractor.view.facts import Fact, Pair
from extractor.view.table import table

_MOST_LANES = 12
_SIGNS = {"rise": 1, "fall": -1}
_TITLES: dict[Kind, str] = {"tariff": "Tariff rates", "flow": "Changes in trade"}
_NOTES: dict[Kind, str] = {
    "tariff": "Filled: happened. Hollow: planned or possible. Crossed: ruled out. A line leads from the rate before.",
    "flow": "By how much exports, imports and balances rose or fell, each as its story counts.",
}

Track = tuple[Pair, str]
Found = tuple[Track, Dot, str]


def tariffs(facts: Iterable[Fact], names: Mapping[str, str]) -> Chart | None:
    """Return the rates of tariffs, or None where there are none."""
    found = [found for fact in facts if fact.kind == "tariff" for found in _of_tariff(fact)]
    return _chart(found, names, kind="tariff")


def flows(facts: Iterable[Fact], names: Mapping[str, str]) -> Chart | None:
    """Return the changes of trade flows, or None where there are none."""
    found = [found for fact in facts if fact.action in _SIGNS for found in _of_flow(fact)]
    return _chart(found, names, kind="flow")


def _of_tariff(fact: Fact) -> Iterator[Found]:
    rates = [rate for rate in fact.rates if rate.role == "rate" and rate.unit == "percent"]
    before = [rate.value for rate in fact.rates if rate.role == "previous" and rate.unit == "percent"]
    was = before[0] if len(before) == len(rates) == 1 else None
    return (found for rate in rates for found in _found(fact, _dot(rate, fact, before=was), ""))


def _of_flow(fact: Fact) -> Iterator[Found]:
    rates = (rate for rate in fact.rates if rate.role == "change" and rate.unit == "percent")
    return (found for rate in rates for found in _found(fact, _dot(rate, fact), f", {fact.indicator}"))


def _dot(rate: Rate, fact: Fact, *, before: float | None = None) -> Dot:
    sign = _SIGNS.get(fact.action, 1) if rate.role == "change" else 1
    ends = [sign * (value or 0.0) for value in ((rate.low, rate.high) if rate.value is None else (rate.value,) * 2)]
    return Dot(min(ends), max(ends), words.rate(rate, action=fact.action), fact.status, before)


def _found(fact: Fact, dot: Dot, what: str) -> Iterator[Found]:
    return (((pair, what), dot, fact.goods) for pair in fact.pairs)


def _chart(found: Iterable[Found], names: Mapping[str, str], *, kind: Kind) -> Chart | None:
    tracks: dict[Track, dict[Dot, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for track, dot, goods in found:
        tracks[track][dot][goods] += 1
    if not tracks:
        return None
    ordered = sorted(tracks, key=lambda track: -sum(goods.total() for goods in tracks[track].values()))[:_MOST_LANES]
    lanes = [_lane(track, tracks[track], names) for track in ordered]
    more = f" The {len(lanes)} pairs with most of them." if len(tracks) > len(lanes) else ""
    data = table(_TITLES[kind], ("Who and whom", "Figure", "Before", "Status", "Goods", "Events"), _rows(lanes))
    note = _NOTES[kind] + more
    return Chart(f"{kind}-chart", _TITLES[kind], note, drawn(lanes, kind=kind), data)


def _lane(track: Track, dots: Mapping[Dot, Counter[str]], names: Mapping[str, str]) -> Lane:
    pair, what = track
    return Lane(
        pair.key,
        pair.told(names) + what,
        {dot: dots[dot] for dot in sorted(dots, key=lambda dot: (dot.low, dot.high, dot.told))},
    )


def _rows(lanes: Iterable[Lane]) -> Iterator[tuple[str, ...]]:
    for lane in lanes:
        for dot, goods in lane.dots.items():
            before = f"{words.number(dot.before)}%" if dot.before is not None else "–"
            named = "; ".join(filter(None, goods)) or "–"
            yield (lane.label, dot.told, before, words.STATUS_WORDS[dot.status], named, f"{goods.total()}")
