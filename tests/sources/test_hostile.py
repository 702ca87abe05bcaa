"""Files made to do harm: bounded time and memory, one clear error, and the rest goes on. Each reader is fuzzed."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources import choose_format, formats, get_format
from extractor.wire import WireStory

Words = Callable[..., list[str]]
NITF = "<nitf><body><body.content><p{}>{}</p></body.content></body></nitf>"
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for name, before in zip("bcdefghij", "abcdefghi", strict=True)
)
NO_ENTITIES = "wire: it declares XML entities, which are not read (try: a file without a DTD)"
MB = 1_000_000


@pytest.mark.parametrize(
    "raw",
    [
        f'<!DOCTYPE nitf [<!ENTITY a "ha">{LAUGHS}]>' + NITF.format("", "&j;"),
        f'<!DOCTYPE nitf [<!ENTITY a "ha">{LAUGHS}]>' + NITF.format(' a="&j;"', "x"),
        '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + NITF.format("", "&a;"),
        '<!DOCTYPE nitf [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>' + NITF.format("", "x"),
    ],
)
def test_a_file_that_declares_entities_is_refused(raw: str, words: Words) -> None:
    assert words("nitf", raw) == [NO_ENTITIES]
    in_ninjs = json.dumps({"uri": "x", "bodies": [{"role": "nitf", "value": raw}]})
    assert words("ninjs", in_ninjs) == [NO_ENTITIES]


def test_a_document_type_outside_the_file_is_not_fetched(words: Words) -> None:
    raw = '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">' + NITF.format("", "Duties &agency; rose.")
    assert words("nitf", raw) == ["Duties &agency; rose."]


def test_another_file_is_not_included(words: Words) -> None:
    raw = NITF.format("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>x')
    assert words("nitf", raw) == ["x"]


LARGE = {
    "deep": ("nitf", lambda: b"<nitf>" + b"<b>" * 100_000, "not well-formed XML: Excessive depth"),
    "one text": ("nitf", lambda: NITF.format("", "x" * 100 * MB).encode(), "Text node too long"),
    "one attribute": ("nitf", lambda: NITF.format(f' a="{"x" * 100 * MB}"', "x").encode(), "over 16 MB or"),
    "many elements": ("rss", lambda: b"<rss>" + b"<a/>" * 5 * MB, "over 16 MB or 400,000 tags"),
    "a long comment": ("rss", lambda: b"<rss><!--" + b"x" * 50 * MB, "over 16 MB or"),
    "deep JSON": ("json", lambda: b'[{"a":' * 50_000, "an object that never ends"),
    "a long object": ("ninjs", lambda: b'{"uri": "' + b"x" * 100 * MB + b'"}', "too long for one story"),
    "a long line": ("jsonl", lambda: b'{"text": "' + b"x" * 100 * MB + b'"}', "too long for one story"),
    "a long row": ("csv", lambda: b"id,text\n1," + b"x" * 100 * MB, "field larger than field limit"),
    "an open quote": ("csv", lambda: b'id,text\n1,"' + b"x,y\n" * 1_050_000, "field larger than field limit"),
    "a long page": ("html", lambda: b"<html>" + b"x" * 100 * MB, "over 16 MB"),
    "a long record": (
        "warc",
        lambda: (
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n%b"
            % (100 * MB, b"x" * (100 * MB - 19))
        ),
        "over 16 MB",
    ),
    "a long text": ("text", lambda: b"x" * 100 * MB, "too long for one story"),
}


@pytest.mark.parametrize("kind", LARGE)
def test_what_is_too_large_is_an_error_and_takes_little_memory(kind: str) -> None:
    form, make, message = LARGE[kind]
    stream = io.BytesIO(make())
    tracemalloc.start()
    try:
        told = next(_told(form, stream))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert message in told
    assert peak < 120 * MB


def _told(form: str, stream: io.BytesIO) -> Iterator[str]:
    try:
        yield from map(str, get_format(form).read(stream, source="wire"))
    except StoryError as error:
        yield str(error)


def test_control_characters_do_not_reach_a_story(words: Words) -> None:
    assert words("nitf", NITF.format("", "a\x01\x1b[2Jb&#7;")) == ["a[2Jb"]
    assert words("html", "<html><body><article><p>" + "Duties rose \x1b[2J. " * 9) == [
        " ".join(["Duties rose [2J."] * 9)
    ]


SEEDS = {
    "csv": b'id,title,text\n1,"a, b","c ""d"""\n2,,e\n',
    "html": b"<!doctype html><html lang=en><head><meta property='article:published_time' content='2025-03-03'>"
    b"<script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script></head><body><article><h1>a</h1>"
    b"<p>b c d</p><ul><li>e</li></ul></article></body></html>",
    "json": b'[{"id": 1, "title": "a", "text": "b \\"c\\" {"}, {"text": "d", "date": "2025-03-03"}]',
    "jsonl": b'{"id": 1, "text": "b"}\n{"text": "d", "date": "2025-03-03"}\n',
    "newsml": b"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>a</HeadLine></NewsLines><ContentItem>"
    b"<DataContent><p>b</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "newsml_g2": b'<newsMessage><newsItem guid="a" version="1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    b"<contentSet><inlineXML><html><body><p>b</p></body></html></inlineXML></contentSet></newsItem></newsMessage>",
    "ninjs": b'{"uri": "a", "type": "text", "headlines": [{"value": "a"}], '
    b'"bodies": [{"role": "html", "value": "<p>b"}]}',
    "nitf": b'<?xml version="1.0" encoding="utf-8"?><nitf><head/><body><body.content>'
    b"<p>b &amp; &nbsp;c</p></body.content></body></nitf>",
    "rss": b"<rss><channel><title>a</title><item><guid>1</guid><description>&lt;p&gt;b</description></item>"
    b"</channel></rss>",
    "text": b"Duties rose.",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\n"
    b"Content-Type: text/html\r\n\r\n<p>b c d e f</p>\r\n\r\n",
}  # fmt: skip
PIECES = st.binary(max_size=6) | st.sampled_from(
    [b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]", b"\n", b"<p>", b"</p>", b"<![CDATA[", b"]]>", b"&#0;",
     b"<!DOCTYPE x [", b"\xff", b"\0", b"\\u0000", b"\\ud800", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"null", b"[[[[",
     b"99999999999", b"\r\n\r\n"]
)  # fmt: skip


def test_every_format_is_fuzzed() -> None:
    assert tuple(SEEDS) == formats()
    assert {form: choose_format("wire", seed) for form, seed in SEEDS.items()} == {form: form for form in SEEDS}


@pytest.mark.parametrize("form", SEEDS)
def test_no_bytes_are_more_than_stories_and_errors(form: str) -> None:
    reader = get_format(form)

    @settings(max_examples=150, deadline=None, database=None)
    @given(
        changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), PIECES), max_size=6),
        whole=st.none() | st.binary(),
    )
    def no_failure(changes: list[tuple[float, int, bytes]], whole: bytes | None) -> None:
        raw = SEEDS[form] if whole is None else whole
        for place, dropped, piece in changes:
            at = int(place * len(raw))
            raw = raw[:at] + piece + raw[at + dropped :]
        reader.looks_like(raw)
        try:
            for item in reader.read(io.BytesIO(raw), source="wire"):
                assert isinstance(item, WireStory | StoryError)
                assert not isinstance(item, WireStory) or (item.id and isinstance(item.text.encode(), bytes))
        except StoryError as error:
            told = str(error)
            assert told.startswith("wire")

    no_failure()
