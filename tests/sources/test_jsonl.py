"""JSON Lines: one story a line, and one error a line that is none."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources import jsonl
from extractor.wire import WireStory

HINT = '(try: one JSON object a line: {"title": "...", "text": "...", "date": "2025-04-16"})'
OTHER_JSON = "wire.jsonl: JSON over several lines or in an array"


def read_all(raw: bytes) -> list[WireStory | StoryError]:
    return list(jsonl.read(io.BytesIO(raw), source="wire.jsonl"))


def read_one(**record: object) -> WireStory | StoryError:
    [result] = read_all(json.dumps(record).encode())
    return result


def test_every_key_finds_its_place() -> None:
    record = {
        "id": "a-1", "title": "Peru, Chile talk", "text": "LIMA - They talk.", "date": "2025-03-03",
        "source": "Andes Wire", "byline": "A. Rojas", "words": 3, "tags": ["trade"],
    }  # fmt: skip
    assert read_one(**record) == WireStory(
        source="wire.jsonl:1",
        body="LIMA - They talk.",
        title="Peru, Chile talk",
        wire_id="a-1",
        publisher="Andes Wire",
        byline="A. Rojas",
        published=dt.date(2025, 3, 3),
    )


def test_published_goes_before_date_and_publisher_before_source() -> None:
    story = read_one(
        text="x", published="2025-03-04T09:30:00Z", date="2025-03-03", publisher="Andes Wire", source="feed-7"
    )
    assert isinstance(story, WireStory)
    assert (story.published, story.publisher) == (dt.datetime(2025, 3, 4, 9, 30, tzinfo=dt.UTC), "Andes Wire")


@pytest.mark.parametrize("nothing", [None, "", "  ", [], {"name": "x"}, True, "a\0b"])
def test_metadata_that_says_nothing_is_none(nothing: object) -> None:
    story = read_one(text="x", id=nothing, date=nothing, publisher=nothing, source=nothing, byline=nothing)
    assert story == WireStory(source="wire.jsonl:1", body="x")


def test_a_date_that_names_no_day_counts_as_missing_and_is_warned_of() -> None:
    story = read_one(text="x", published="lately", date="2025-03-03")
    assert isinstance(story, WireStory)
    assert story.published == dt.date(2025, 3, 3)
    assert story.warnings == ("`published` 'lately' is not one day, and counts as missing",)


def test_a_number_is_an_id_too() -> None:
    assert read_one(text="x", id=17) == WireStory(source="wire.jsonl:1", body="x", wire_id="17")


@pytest.mark.parametrize("title", [None, "", " \n"])
def test_a_blank_title_is_none(title: str | None) -> None:
    assert read_one(text="x", title=title) == WireStory(source="wire.jsonl:1", body="x")


def test_the_text_stands_as_it_is() -> None:
    story = read_one(title=" Duties  rise ", text="\ufeff Duties\r\nrose.\n")
    assert isinstance(story, WireStory)
    assert story.text == " Duties  rise \n\n\ufeff Duties\r\nrose.\n"


def test_half_a_surrogate_pair_is_replaced() -> None:
    [story] = read_all(rb'{"text": "Duties \ud800 rose \ud83d\ude00", "title": "\udfff", "id": "\udc00"}')
    assert isinstance(story, WireStory)
    assert (story.title, story.body, story.wire_id) == ("\ufffd", "Duties \ufffd rose 😀", "\ufffd")
    assert story.warnings == ("half surrogate pairs in the text were replaced by U+FFFD",)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "x" "y"}', f"wire.jsonl:2:14: broken JSON: Expecting ',' delimiter {HINT}"),
        (b'{"text": "x', f"wire.jsonl:2:10: broken JSON: Unterminated string {HINT}"),
        (b"Duties rose.", f"wire.jsonl:2:1: broken JSON: Expecting value {HINT}"),
        (b'{"text": "Bogot\xe1"}', "wire.jsonl:2:16: not UTF-8 (try: save the file as UTF-8)"),
        (b'{"text": "a\0b"}', f"wire.jsonl:2:12: broken JSON: Invalid control character {HINT}"),
        (b'{"text": "a\\u0000b"}', "wire.jsonl:2: `text`: NUL characters: not text (try: save it as UTF-8 text)"),
        (b'"Duties rose."', f"wire.jsonl:2: a JSON value that is no object {HINT}"),
        (b'{"title": "Duties"}', f"wire.jsonl:2: no `text` {HINT}"),
        (b'{"text": null}', f"wire.jsonl:2: no `text` {HINT}"),
        (b'{"text": ["Duties"]}', f"wire.jsonl:2: `text` is not a string {HINT}"),
        (b'{"text": "x", "title": 5}', f"wire.jsonl:2: `title` is not a string {HINT}"),
    ],
)
def test_a_line_that_is_no_story_is_an_error_and_the_others_go_on(line: bytes, words: str) -> None:
    before, error, after = read_all(b'{"text": "one"}\n' + line + b'\n\n \n{"text": "two"}')
    assert before == WireStory(source="wire.jsonl:1", body="one")
    assert str(error) == words
    assert after == WireStory(source="wire.jsonl:5", body="two")


@pytest.mark.parametrize("deep", [b"[" * 200_000, b'{"text": "x", "n": ' + b"1" * 5000 + b"}"])
def test_what_python_will_not_parse_is_an_error(deep: bytes) -> None:
    _, error = read_all(b'{"text": "one"}\n' + deep)
    assert str(error).startswith("wire.jsonl:2: broken JSON: ")


def test_a_line_too_long_is_passed_over_in_pieces() -> None:
    long = b'{"text": "' + b"x" * (3 * jsonl.LONGEST_LINE) + b'"}\n'
    error, after = read_all(long + b'{"text": "two"}\n')
    assert str(error) == "wire.jsonl:1: too long for one story: over 1,000,000 characters (try: one story a line)"
    assert after == WireStory(source="wire.jsonl:2", body="two")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\n \n", f"wire.jsonl: no stories in it {HINT}"),
        (b'[{"text": "x"},\n{"text": "y"}]', f"{OTHER_JSON} (try: --from json)"),
        (b'{\n "text": "x"\n}\n', f"{OTHER_JSON} (try: --from json)"),
        (b"\x1f\x8b\x08\n\n\n", "wire.jsonl: gzip-compressed, not text (try: gunzip -c FILE | extract -)"),
    ],
)  # fmt: skip
def test_a_file_of_another_format_is_one_error(raw: bytes, words: str) -> None:
    [error] = read_all(raw)
    assert str(error) == words


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    lines = '{"text": "café"}\n{"text": "São Paulo"}\n'
    assert [story.body for story in read_all(lines.encode(encoding)) if isinstance(story, WireStory)] == [
        "café",
        "São Paulo",
    ]


def test_lines_are_read_as_they_come() -> None:
    stream = io.BufferedReader(io.BytesIO(b'{"text": "Duties rose."}\n' * 100_000))
    stories = jsonl.read(stream, source="wire.jsonl")
    assert next(stories) == WireStory(source="wire.jsonl:1", body="Duties rose.")
    assert stream.tell() < 500_000


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.lists(st.integers())
KEYS = st.sampled_from(["text", "title", "id", "date", "published", "source", "publisher", "byline", "other"])


@given(
    st.binary() | st.lists(st.dictionaries(KEYS, VALUES)).map(lambda rows: "\n".join(map(json.dumps, rows)).encode())
)
def test_any_bytes_give_stories_and_errors(raw: bytes) -> None:
    results = read_all(raw)
    assert results
    assert all(isinstance(result, StoryError) or result.id for result in results)
