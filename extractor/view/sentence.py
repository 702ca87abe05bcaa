"""An event as a sentence.

    tariff, impose, planned, USA, JPN     ->  "The United States will impose a tariff on Japan"
    restriction, remove, actual, no actor ->  "A restriction on China was lifted"
    flow, fall, exports, JPN, USA         ->  "Japan: exports to the United States fell"

Names are given by the caller, who has the story. To teach an action, add its row to DEEDS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.records import Action, Event, Indicator, Kind, Status

EVERYONE = "all countries"
_MODALS: dict[Status, str] = {"planned": "will", "possible": "may", "ruled_out": "will not"}
_WITH_ARTICLE = frozenset("ARE BHS CAF COG COM DOM EUN FLK GBR GMB MDV MHL NLD PHL SLB SYC TCA USA VGB VIR".split())
_ARTICLE = re.compile(r"\ban? (?=\w+$)")
_MOST_NAMES = 4


class Deed(NamedTuple):
    """How an action is told: "`past` `thing` `link` the targets"; `done` is the participle."""

    past: str
    base: str
    done: str
    thing: str
    link: str


Verb = tuple[str, str]


def _measure(thing: str, *, up: Verb, down: Verb, away: Verb) -> dict[Action, Deed]:
    def on(past: str, base: str) -> Deed:
        return Deed(past, base, past, thing, "on")

    return {
        "impose": on("imposed", "impose"),
        "raise": on(*up),
        "cut": on(*down),
        "suspend": on("suspended", "suspend"),
        "remove": on(*away),
        "exempt": Deed("granted", "grant", "granted", f"an exemption from {thing}", "for"),
        "keep": on("kept", "keep"),
    }


DEEDS: dict[Kind, dict[Action, Deed]] = {
    "tariff": _measure("a tariff", up=("raised", "raise"), down=("cut", "cut"), away=("lifted", "lift")),
    "restriction": _measure(
        "a restriction", up=("tightened", "tighten"), down=("eased", "ease"), away=("lifted", "lift")
    ),
    "talks": {
        "hold": Deed("held", "hold", "held", "talks", "with"),
        "request": Deed("asked for", "ask for", "asked for", "talks", "with"),
        "break_off": Deed("broke off", "break off", "broken off", "talks", "with"),
    },
    "agreement": {
        "reach": Deed("reached", "reach", "reached", "an agreement", "with"),
        "sign": Deed("signed", "sign", "signed", "an agreement", "with"),
        "reject": Deed("rejected", "reject", "rejected", "an agreement", "with"),
    },
    "investigation": {
        "open": Deed("opened", "open", "opened", "an investigation", "into"),
        "close": Deed("closed", "close", "closed", "an investigation", "into"),
    },
    "dispute": {
        "file": Deed("filed", "file", "filed", "a complaint", "against"),
        "rule": Deed("ruled on", "rule on", "ruled on", "a dispute", "with"),
        "settle": Deed("settled", "settle", "settled", "a dispute", "with"),
    },
}
_MOVES: dict[str, Verb] = {
    "rise": ("rose", "rise"),
    "fall": ("fell", "fall"),
    "level": ("came to a stated amount", "come to a stated amount"),
}
_FLOWS: dict[Indicator, tuple[str, str]] = {
    "exports": ("exports", "to"),
    "imports": ("imports", "from"),
    "balance": ("trade balance", "with"),
    "trade": ("trade", "with"),
}


def sentence(event: Event, names: Mapping[str, str]) -> str:
    """Tell an event in words; `names` gives each country's name by its code."""
    told = _flow(event, names) if event.indicator else _deed(event, names)
    return told[0].upper() + told[1:]


def _deed(event: Event, names: Mapping[str, str]) -> str:
    deed = DEEDS[event.kind][event.action]
    thing = _ARTICLE.sub("a retaliatory ", deed.thing) if event.retaliatory else deed.thing
    whom = f" {deed.link} {listed(event.targets, names)}" if event.targets else ""
    modal = _MODALS.get(event.status)
    if event.actors:
        verb = f"{modal} {deed.base}" if modal else deed.past
        return f"{listed(event.actors, names)} {verb} {thing}{whom}"
    verb = f"{modal} be" if modal else "were" if thing.endswith("talks") else "was"
    return f"{thing}{whom} {verb} {deed.done}"


def _flow(event: Event, names: Mapping[str, str]) -> str:
    what, link = _FLOWS[event.indicator or "trade"]
    past, base = _MOVES[event.action]
    modal = _MODALS.get(event.status)
    whose = f"{listed(event.actors, names)}: " if event.actors else ""
    whom = f" {link} {listed(event.targets, names)}" if event.targets else ""
    return f"{whose}{what}{whom} {f'{modal} {base}' if modal else past}"


def listed(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the countries in a row: "Japan, the United States and 3 others"."""
    known = [EVERYONE if code == "WLD" else _named(code, names) for code in codes]
    if len(known) > _MOST_NAMES:
        known = [*known[: _MOST_NAMES - 1], f"{len(known) - _MOST_NAMES + 1} others"]
    return " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{'the ' if code in _WITH_ARTICLE else ''}{names.get(code, code)}"
