"""The one tree of errors: the line that a user reads, and the exit code."""

from __future__ import annotations

import pytest

from extractor.errors import ExtractorError, ModelError, StoryError, UsageError


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ExtractorError("it broke"), "it broke"),
        (ExtractorError("it broke", where="story.xml:3:14"), "story.xml:3:14: it broke"),
        (ExtractorError("it broke", hint="--from text"), "it broke (try: --from text)"),
        (ExtractorError("it broke", where="a.xml", hint="--from text"), "a.xml: it broke (try: --from text)"),
    ],
)
def test_an_error_says_what_where_and_what_to_try(error: ExtractorError, line: str) -> None:
    assert str(error) == line


@pytest.mark.parametrize(("kind", "code"), [(ExtractorError, 1), (StoryError, 1), (UsageError, 2), (ModelError, 2)])
def test_an_error_carries_its_exit_code(kind: type[ExtractorError], code: int) -> None:
    assert kind("it broke").exit_code == code
    assert issubclass(kind, ExtractorError)
