"""The top of the page: the figures that matter most, then all of them in tables."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.evaluation.calibration import Bin, Step
from extractor.evaluation.figures import EVENTS, KIND_FIGURES, PARTS, SLOT_FIGURES, Count
from extractor.evaluation.measure import Results
from extractor.evaluation.table import alarm_words, status_words
from extractor.view.markup import Html, tag
from extractor.view.table import table

_HEAD = ("", "P", "R", "F1", "right", "found", "annotated")
_NOTHING = "–"
_NAMES = {
    "people": "people",
    "roles": "their roles",
    "roles.of": "roles with owner",
    "dates.span": "dates, place",
    "dates.value": "dates, value",
    "events.found": "paired by kind",
    "events.frame": "kind, action, status",
    "events.core": "kind, action, parties, rates",
    "events.slots": "all values, one by one",
    "slot.type": "kind and action",
}


def summary(results: Results) -> Html:
    """Return the section of tables."""
    figures = results.figures
    return tag(
        "section",
        tag("h2", "Summary", id="summary-title"),
        _tiles(results),
        tag("p", f"{status_words(results.status)}; {alarm_words(results.false_alarms)}.".capitalize(), class_="note"),
        tag(
            "div",
            _figures("Events", EVENTS, figures),
            _figures("Values of events", SLOT_FIGURES, figures),
            _figures("Events by kind: kind, action, parties, rates", KIND_FIGURES, figures),
            _figures("Other parts", PARTS, figures),
            table(
                "Confidence: do the chances hold?", ("confidence", "events", "mean", "right"), map(_bin, results.bins)
            ),
            table("What --min-confidence buys", ("least", "events", "P", "R", "F1"), map(_step, results.curve)),
            class_="tables",
        ),
        aria_labelledby="summary-title",
    )


def _tiles(results: Results) -> Html:
    figures, status = results.figures, results.status
    tiles = [
        ("events.slots F1", f"{figures['events.slots'].f1:.1f}"),
        ("events.core F1", f"{figures['events.core'].f1:.1f}"),
        ("events.frame F1", f"{figures['events.frame'].f1:.1f}"),
        ("status right", f"{status.precision:.1f} %" if status.found else _NOTHING),
        ("calibration error", f"{results.calibration_error:.3f}"),
    ]
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in tiles), class_="tiles")


def _figures(caption: str, names: Sequence[str], figures: dict[str, Count]) -> Html:
    return table(caption, _HEAD, (_figure(name, figures[name]) for name in names))


def _figure(name: str, count: Count) -> Sequence[str]:
    shares = (f"{count.precision:.1f}", f"{count.recall:.1f}", f"{count.f1:.1f}")
    numbers = (f"{count.right:,}", f"{count.found:,}", f"{count.gold:,}")
    return (
        _NAMES.get(name, name.rpartition(".")[2]),
        *(shares if count.found or count.gold else [_NOTHING] * 3),
        *numbers,
    )


def _bin(item: Bin) -> Sequence[str]:
    shares = (f"{item.confidence:.2f}", f"{item.right:.2f}") if item.events else (_NOTHING, _NOTHING)
    return (f"{item.low:.1f}–{item.high:.1f}", f"{item.events:,}", *shares)


def _step(step: Step) -> Sequence[str]:
    core = step.core
    shares = (f"{core.precision:.1f}", f"{core.recall:.1f}", f"{core.f1:.1f}") if core.found else [_NOTHING] * 3
    return (f"{step.least:.1f}", f"{core.found:,}", *shares)
