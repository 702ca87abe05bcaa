"""Decisions in the words of the page."""

from __future__ import annotations

from extractor.evaluation import gold
from extractor.review.decisions import Decision
from extractor.view import words

_VERDICTS = {
    "accept": "Accepted",
    "correct": "Corrected",
    "reject": "Rejected",
    "add": "Added",
    "done": "Done",
    "undo": "Taken back",
}


def said(decision: Decision) -> str:
    """Return a decision in words: "Rejected by Ana, 16 Apr 2025"."""
    told = f": {summary(decision.correction)}" if decision.correction else ""
    return f"{_VERDICTS[decision.verdict]} by {decision.reviewer}, {words.day(decision.time)}{told}"


def summary(event: gold.Event) -> str:
    """Return an event's slots in a line: "tariff remove, planned, PER → CHL, 5%"."""
    what = " ".join(filter(None, (event.kind, event.action, event.indicator)))
    parties = " → ".join(filter(None, (" ".join(event.actors), " ".join(event.targets))))
    rates = (f"{'–'.join(f'{number:g}' for number in rate.numbers)}{_SIGNS[rate.unit]}" for rate in event.rates)
    return ", ".join(filter(None, (what, words.STATUS_WORDS[event.status].lower(), parties, *rates)))


_SIGNS = {"percent": "%", "percentage_point": " pp", "basis_point": " bp"}
