"""JSON arrays and CSV: objects and rows as stories, under the names that `--field` gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from extractor.errors import UsageError
from extractor.sources import parse_fields
from extractor.sources.mapping import KEYS
from extractor.sources.values import LONGEST_VALUE
from extractor.wire import WireStory

Words = Callable[..., list[str]]
OBJECT = '(try: {"title": "...", "text": "...", "date": "2025-04-16"})'
NO_TEXT = f"no `text` {OBJECT}"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        ('{\n "text": "one"\n}\n{\n "text": "two"\n}', ["one", "two"]),
        ('[{"text": "}]{[\\"\\\\"},\n{"text": "two"}]', ['}]{["\\', "two"]),
        ('\ufeff [ {"text": "São Paulo"} ]', ["São Paulo"]),
        ('{"status": "ok", "articles": [{"content": "one"}, {"content": "two"}]}', ["one", "two"]),
        ('[{"text": "one"}, "two", 3, {"text": "four"}]', ["one", f"wire:1: what is no JSON object {OBJECT}", "four"]),
        ('[{"text" "one"},\n{"text": "two"}]', [f"wire:1:9: broken JSON: Expecting ':' delimiter {OBJECT}", "two"]),
        ('[{"a": 1},\n{"text": "two"}]', [f"wire:1: no `text` {OBJECT}", "two"]),
        ('[\n{"text": "one"},\n{"a": 1},\n{"a": 1}]', ["one", f"wire:3: {NO_TEXT}", f"wire:4: {NO_TEXT}"]),
        ('[{"text": "one"},\n{"text": "two', ["one", "wire:2: an object that never ends (try: a whole file)"]),
        ("[]", [f"wire: no stories in it {OBJECT}"]),
        ("\x00", ["wire: binary data (NUL bytes), not text (try: save it as UTF-8 text)"]),
    ],
)
def test_json_gives_each_object(raw: str, expected: list[str], words: Words) -> None:
    assert words("json", raw) == expected


def test_an_object_too_long_is_passed_over_in_pieces(words: Words) -> None:
    raw = '[{"text": "' + "x" * (2 * LONGEST_VALUE) + '"}, {"text": "two"}]'
    assert words("json", raw) == [f"wire:1: too long for one story: over 1,000,000 characters {OBJECT}", "two"]


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537])
def test_it_does_not_matter_where_chunks_end(size: int, words: Words) -> None:
    head = '[{"text": "'
    body = "x" * (size - len(head) - 2) + '\\"\\\\{'
    assert words("json", f'{head}{body}"}}, {{"text": "two"}}]') == [body.replace('\\"\\\\', '"\\'), "two"]


CSV = (
    b"\xef\xbb\xbfID,Headline,Date,Text\r\n"
    b'a-1,"Chile, Peru talk",2025-03-03,"One ""word"".\r\n\r\nTwo."\r\n\r\na-2,,,Three.'
)


def test_csv_gives_each_row_by_its_columns(read: Callable[..., list[object]]) -> None:
    assert read("csv", CSV) == [
        WireStory(
            source="wire:2", body='One "word".\r\n\r\nTwo.', title="Chile, Peru talk", wire_id="a-1",
            published=dt.date(2025, 3, 3),
        ),
        WireStory(source="wire:6", body="Three.", wire_id="a-2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("id;text\n1;a, b\n", ["a, b"]),
        ("id\ttext\r1\ta\r2\tb\r", ["a", "b"]),
        ("id|text\n1|a\n", ["a"]),
        ("id,text\n1,Bogot\xe1\n", ["Bogotá"]),
        ("id,text\n1\n2,b\n", ["wire:2: no `text`", "b"]),
        ("id,words\n1,a\n", ["wire: no column `text` among id, words"]),
        ("id,text\n" + "x" * 5_000_000 + "\n2,b", ["wire:2: broken CSV: field larger than field limit (4000000)", "b"]),
        (
            "id,text\n" + ("x" * 99 + ",") * 200_000 + "\n2,b",
            ["wire:2: too long for one story: over 1,000,000 characters", "b"],
        ),
    ],
)
def test_csv_knows_its_sign_its_encoding_and_its_faults(raw: str, expected: list[str], words: Words) -> None:
    assert [told.partition(" (try")[0] for told in words("csv", raw.encode("latin-1"))] == expected


def test_fields_say_under_which_keys_our_names_stand(story: Callable[..., WireStory]) -> None:
    fields = parse_fields(
        ["text=meta.body.words", "id=Nr", "published=meta.when", "title=a.b", "language=l", "version=v"]
    )
    meta = '{"when": "2025-03-03", "body": {"words": "One."}}'
    raw = f'[{{"Nr": 7, "meta": {meta}, "a.b": "T", "l": "en-GB", "v": 3, "text": 1}}]'
    assert story("json", raw, fields) == WireStory(
        source="wire", body="One.", title="T", wire_id="7", published=dt.date(2025, 3, 3), language="en", version="3"
    )
    assert story("jsonl", '{"words": "One."}', {"text": "words"}).body == "One."
    assert story("csv", "Nr,Words\n1,One.", {"text": "Words", "id": "Nr"}).wire_id == "1"


def test_a_field_that_is_not_there_is_named(words: Words) -> None:
    assert words("json", '[{"text": "x"}]', {"text": "meta.words"}) == [f"wire: no `meta.words` {OBJECT}"]
    [error] = words("csv", "id,text\n1,x", {"text": "Words"})
    assert error.startswith("wire: no column `Words` among id, text (try: ")


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("text", "--field: 'text' is not NAME=KEY (try: --field text=content)"),
        ("text=", "--field: 'text=' is not NAME=KEY (try: --field text=content)"),
        ("words=x", f"--field: no such name: words (try: {', '.join(KEYS)})"),
    ],
)
def test_a_field_that_cannot_be_is_refused(pair: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_fields([pair])
    assert str(caught.value) == message
