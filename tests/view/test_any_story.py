"""Whatever a record holds, it can be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from made import UNHURRIED, event, stories, story

from extractor.records import Story
from extractor.view import page

without_text = stories().map(lambda each: each.model_copy(update={"text": None}))


@UNHURRIED
@given(st.lists(stories() | without_text, min_size=1, max_size=3))
def test_any_story_can_be_shown(parsed: Callable[[str], Any], told: list[Story]) -> None:
    html = page(told)
    markup = parsed(html)
    assert len(markup.ids) == len(set(markup.ids))
    assert "<car>" not in html


def test_the_last_day_there_is() -> None:
    days = (dt.date(9999, 12, 31), dt.date(1, 1, 1), dt.date(2025, 1, 1))
    assert "31 Dec 9999" in page([story("s", event(), published=day) for day in days])
