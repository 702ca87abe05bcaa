"""The results as a table for the terminal, in the order in which one asks: how good, by slot, by kind, how sure.

                      P      R     F1    right    found     gold
people             99.3   95.4   97.3      146      147      153
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.evaluation.calibration import Bin, Step
from extractor.evaluation.figures import EVENTS, KIND_FIGURES, SLOT_FIGURES, Count
from extractor.evaluation.measure import FalseAlarms, Results

_NOTHING = f"{'-':>7}"
_FIRST_OF_GROUPS = (EVENTS[0], SLOT_FIGURES[0], KIND_FIGURES[0])


def table(results: Results) -> str:
    """Return the results as lines of text."""
    return "\n".join(_lines(results))


def status_words(status: Count) -> str:
    """Say how often the status is right."""
    if not status.found:
        return "no event was paired with an annotated one"
    return f"status right in {status.precision:.1f} % of the {status.found:,} events found"


def alarm_words(alarms: FalseAlarms) -> str:
    """Say how many events were found where there are none."""
    if not alarms.stories:
        return "false alarms not measured: every story has annotated events"
    rate = f"{alarms.per_hundred:.1f} per 100 stories"
    events, stories = _number(alarms.events, "event", "events"), _number(alarms.stories, "story", "stories")
    return f"false alarms: {events} in {stories} without any, {rate}"


def counted_words(results: Results) -> str:
    """Say what was measured."""
    count = results.figures["events.found"]
    least = f" of confidence {results.least:g} or more" if results.least else ""
    stories = _number(len(results.stories), "story", "stories")
    failed = f"; {results.failed:,} could not be read, and count as if nothing were found" if results.failed else ""
    return (
        f"{stories}, {_number(count.gold, 'annotated event', 'annotated events')}, {count.found:,} found{least}{failed}"
    )


def _number(number: int, thing: str, things: str) -> str:
    return f"{number:,} {thing if number == 1 else things}"


def _lines(results: Results) -> Iterator[str]:
    yield counted_words(results)
    yield ""
    yield f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'right':>9}{'found':>9}{'gold':>9}"
    for name, count in results.figures.items():
        if name in _FIRST_OF_GROUPS:
            yield ""
        yield _figure(name, count)
    yield ""
    yield status_words(results.status)
    yield alarm_words(results.false_alarms)
    yield ""
    yield from _calibration(results)


def _figure(name: str, count: Count) -> str:
    rates = (f"{rate:7.1f}" for rate in (count.precision, count.recall, count.f1))
    shares = "".join(rates) if count.found or count.gold else _NOTHING * 3
    return f"{name:20}{shares}{count.right:9,}{count.found:9,}{count.gold:9,}"


def _calibration(results: Results) -> Iterator[str]:
    yield f"{'confidence':20}{'events':>7}{'mean':>7}{'right':>7}"
    yield from map(_bin, results.bins)
    yield f"expected calibration error {results.calibration_error:.3f}"
    yield ""
    yield f"{'--min-confidence':20}{'events':>7}{'P':>7}{'R':>7}{'F1':>7}   events.core"
    yield from map(_step, results.curve)


def _bin(item: Bin) -> str:
    shares = f"{item.confidence:7.2f}{item.right:7.2f}" if item.events else _NOTHING * 2
    return f"{f'{item.low:.1f}-{item.high:.1f}':20}{item.events:7,}{shares}"


def _step(step: Step) -> str:
    core = step.core
    rates = f"{core.precision:7.1f}{core.recall:7.1f}{core.f1:7.1f}" if core.found else _NOTHING * 3
    return f"{step.least:<20.1f}{core.found:7,}{rates}"
