"""Whatever a record holds, it can be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.records import ACTIONS, KINDS, STATUSES, Event, Span, Story
from extractor.view import page

TEXT = "U.S. & <b>Japan</b>\n\nduties\x00of \u2028 24% on\n May 1 😀"
CODES = ("USA", "JPN", "WLD")
DAYS = st.none() | st.dates()

spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda ends: {"start": min(ends), "end": max(ends), "text": TEXT[min(ends) : max(ends)]}
)
some = st.lists(st.sampled_from(CODES), max_size=3)
figures = st.sampled_from([{"value": value} for value in (0.0, -3.0, 24.5, 1e9)] + [{"low": 9.0, "high": 3.0}])
rates = st.builds(
    lambda figure, span, role: {**figure, "mention": span, "role": role},
    figures, spans, st.sampled_from(["rate", "previous", "change"]),
)  # fmt: skip


@st.composite
def dates(draw: st.DrawFn) -> dict[str, Any]:
    ends = sorted(filter(None, (draw(DAYS), draw(DAYS))))
    known = {"earliest": ends[0], "latest": ends[-1]} if ends else {}
    value = draw(st.sampled_from(["2025-04", "P90D", "199", "PRESENT_REF", "2025-W01", "2020-W53"]))
    return {"value": value, "mention": draw(spans), **known}


@st.composite
def events(draw: st.DrawFn, name: str) -> Event:
    kind = draw(st.sampled_from(KINDS))
    return Event.model_validate(
        {
            "id": name,
            "kind": kind,
            "action": draw(st.sampled_from(ACTIONS[kind])),
            "status": draw(st.sampled_from(STATUSES)),
            "indicator": "balance" if kind == "flow" else None,
            "actors": draw(some),
            "targets": draw(some),
            "rates": draw(st.lists(rates, max_size=3)),
            "dates": draw(st.lists(dates(), max_size=2)),
            "products": [{"text": "<cars>", "hs": ["8703"], "mention": draw(spans)}],
            "condition": draw(st.none() | spans),
            "trigger": draw(spans),
            "evidence": draw(st.lists(spans, min_size=1, max_size=3)),
            "confidence": draw(st.floats(0, 1)),
        }
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    named = [{"code": code, "name": f"<{code}>", "mentions": [draw(spans) | {"form": "name"}]} for code in CODES]
    return Story.model_validate(
        {
            "id": "s",
            "source": "-",
            "text": draw(st.sampled_from([TEXT, None])),
            "title": draw(st.sampled_from([None, "U.S. & <b>Japan</b>", "Duties"])),
            "published": draw(DAYS),
            "text_sha256": "0" * 64,
            "countries": named,
            "percentages": [{"value": 24, "mention": draw(spans)}],
            "dates": draw(st.lists(dates(), max_size=2)),
            "events": [draw(events(f"e{number}")) for number in range(draw(st.integers(0, 4)))],
        }
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(stories(), min_size=1, max_size=3))
def test_any_story_can_be_shown(parsed: Callable[[str], Any], told: list[Story]) -> None:
    html = page(told)
    markup = parsed(html)
    assert len(markup.ids) == len(set(markup.ids))
    assert "<b>Japan" not in html
    assert "<cars>" not in html


def test_the_last_day_there_is() -> None:
    span = Span(start=0, end=1, text="D")
    parts = {
        "kind": "tariff",
        "action": "keep",
        "status": "actual",
        "actors": ["USA"],
        "trigger": span,
        "evidence": [span],
    }
    country = {"code": "USA", "name": "United States", "mentions": [{**dict(span), "form": "name"}]}
    known = {"id": "s", "source": "-", "text": "D", "text_sha256": "0" * 64, "countries": [country]}
    event = {"id": "e", "confidence": 1.0, **parts}
    ends = [
        Story.model_validate({**known, "published": day, "events": [event]})
        for day in (dt.date(9999, 12, 31), dt.date(1, 1, 1), dt.date(2025, 1, 1))
    ]
    assert "31 Dec 9999" in page(ends)
