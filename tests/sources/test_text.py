"""Plain text: one file, one story."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources import text
from extractor.wire import WireStory


def read_one(raw: bytes) -> WireStory | StoryError:
    [result] = text.read(io.BytesIO(raw), source="story.txt")
    return result


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"Duties rose.\n\nThey fell.\n", "Duties rose.\n\nThey fell.\n"),
        (b"\xef\xbb\xbfDuties rose.", "Duties rose."),
        (b"Duties\r\nrose.\rThey fell.\n\r\n", "Duties\nrose.\nThey fell.\n\n"),
        ("  Duties\t \u2028rose. \x85".encode(), "  Duties\t \u2028rose. \x85"),
    ],
)
def test_the_body_is_the_file_but_for_byte_order_mark_and_line_ends(raw: bytes, body: str) -> None:
    assert read_one(raw) == WireStory(source="story.txt", body=body)


def test_binary_is_an_error_in_the_place_of_the_story() -> None:
    assert str(read_one(b"a\0b")) == "story.txt: binary data (NUL bytes), not text (try: save it as UTF-8 text)"


def test_a_story_too_long_is_refused_without_being_read() -> None:
    stream = io.BytesIO(b"Duties rose. " * 1_000_000)
    [error] = text.read(stream, source="story.txt")
    assert str(error) == (
        "story.txt: too long for one story: over 1,000,000 characters"
        " (try: one story a file, or JSON Lines with one story a line)"
    )
    assert stream.tell() == text.LONGEST + 1


def test_a_million_wide_characters_are_not_too_long() -> None:
    story = read_one("😀".encode() * 1_000_000)
    assert isinstance(story, WireStory)
    assert len(story.body) == 1_000_000


@given(st.binary() | st.text(st.characters()).map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_give_one_story_or_one_error(raw: bytes) -> None:
    result = read_one(raw)
    assert isinstance(result, WireStory | StoryError)
    assert not isinstance(result, WireStory) or result.id
