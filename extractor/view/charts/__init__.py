"""The charts of a run, drawn on the spot as SVG, each with its numbers in a table behind it.

timeline.py   events by day and by who acts on whom: grid.py draws them over the columns of calendar.py
rates.py      rates of tariffs, and changes of trade: strip.py draws them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.view.charts.rates import flows, tariffs
from extractor.view.charts.svg import Chart
from extractor.view.charts.timeline import timeline
from extractor.view.facts import Fact
from extractor.view.markup import Html, tag


def charts(facts: Sequence[Fact], names: Mapping[str, str]) -> Html:
    """Return the charts for which the events have something to show; `names` are the countries' by code."""
    drawn = [chart for chart in (timeline(facts, names), tariffs(facts, names), flows(facts, names)) if chart]
    tabs = (each for chart in drawn for each in _tab(chart, checked="" if chart is drawn[0] else None))
    figures = (chart.figure() for chart in drawn)
    return tag("section", *tabs, *figures, class_="charts", aria_label="All events in charts")


def _tab(chart: Chart, *, checked: str | None) -> tuple[Html, Html]:
    """Return a radio button and its label; the style sheet shows the chart whose button is on."""
    name = f"show-{chart.key}"
    return tag("input", type="radio", name="chart", id=name, checked=checked), tag("label", chart.title, for_=name)
