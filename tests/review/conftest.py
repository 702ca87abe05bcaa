"""A story, and decisions on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from extractor import extract
from extractor.records import Story
from extractor.review.decisions import Decision

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """\
OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday.

Chile said it will hold talks with Canada in Santiago on Friday, and may raise its own duty to 10-15% from 5%.
"""
Say = Callable[..., Decision]


@pytest.fixture(scope="session")
def story(nlp: Language) -> Story:
    """A story with several events."""
    read = extract(TEXT, nlp=nlp)
    assert len(read.events) >= 2
    return read


@pytest.fixture
def say(story: Story) -> Say:
    """Make decisions on the story."""

    def decision(verdict: str, event: str | None = None, **more: Any) -> Decision:
        about = {"story": story.id, "text_sha256": story.text_sha256, "event": event, "verdict": verdict}
        return Decision.model_validate({"reviewer": "Ana", "time": dt.datetime.now(dt.UTC), **about, **more})

    return decision
