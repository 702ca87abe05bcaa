"""Web pages, alone and in WARC archives."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable

import pytest

from extractor.errors import SkippedError, StoryError
from extractor.sources.jsonld import article_of
from extractor.wire import WireStory

Results = list[WireStory | StoryError]
ZONE = dt.timezone(dt.timedelta(hours=-3))
BODY = (
    "SANTIAGO - Chile has opened talks with Peru on grapes, both said on Monday.\n\nThey meet again on Friday in Lima."
)
ARTICLE = (
    '<nav><a href="/">Home</a> <a href="/b">Business</a> <a href="/s">Sports</a></nav><article>'
    "<h1>Chile, Peru talk grapes</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    + '</article><footer>Copyright 2025 <a href="/t">Terms</a></footer>'
)
JSONLD = """{"@graph": [{"@type": "WebPage", "name": "no"}, {"@type": ["NewsArticle"],
 "headline": "Chile, Peru talk &quot;grapes&quot;", "datePublished": "2025-03-03T09:30:00-03:00",
 "dateModified": "2025-03-03T11:00:00-03:00", "author": [{"name": "Ana Rojas"}, {"name": "Bo Li"}],
 "publisher": {"name": "Andes Wire"}, "inLanguage": "en-US", "url": "https://andes.example/17"}]}"""


def page(head: str = "", body: str = ARTICLE) -> str:
    title = "<title>Chile, Peru talk grapes | Andes Wire</title>"
    return f"<!doctype html>\n<html lang='en'><head>{title}{head}</head><body>{body}</body></html>"


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_json_ld_goes_first(story: Callable[..., WireStory]) -> None:
    meta = '<meta property="article:published_time" content="2025-03-02T00:00:00Z"><meta name="author" content="x">'
    assert story("html", page(meta + script(JSONLD))) == WireStory(
        source="wire", body=f"Chile, Peru talk grapes\n\n{BODY}", title='Chile, Peru talk "grapes"',
        wire_id="https://andes.example/17", publisher="Andes Wire", byline="Ana Rojas, Bo Li",
        published=dt.datetime(2025, 3, 3, 9, 30, tzinfo=ZONE), version="2025-03-03T11:00:00-03:00", language="en",
    )  # fmt: skip


def test_meta_elements_say_the_same(story: Callable[..., WireStory]) -> None:
    head = (
        '<link rel="canonical" href="https://andes.example/17"><meta property="og:site_name" content="Andes Wire">'
        '<meta property="article:published_time" content="2025-03-03T09:30:00-03:00">'
        '<meta name="author" content="Ana Rojas">'
    )
    assert story("html", page(head)) == WireStory(
        source="wire", body=BODY, title="Chile, Peru talk grapes", wire_id="https://andes.example/17",
        publisher="Andes Wire", byline="Ana Rojas", published=dt.datetime(2025, 3, 3, 9, 30, tzinfo=ZONE),
        language="en",
    )  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        script('{"@type": "NewsArticle", "datePublished": "2025-03-03"}')
        + '<meta name="date" content="2025-03-03T09:30:00-03:00">',
        script('{"@type": "NewsArticle", "datePublished": broken')
        + '<meta name="date" content="2025-03-03T09:30:00-03:00">',
        '<meta itemprop="datePublished" content="2025-03-03T09:30:00-03:00">',
    ],
)
def test_a_time_of_day_goes_before_a_day(head: str, story: Callable[..., WireStory]) -> None:
    assert story("html", page(head)).published == dt.datetime(2025, 3, 3, 9, 30, tzinfo=ZONE)


def test_a_day_that_the_page_merely_shows_is_warned_of(story: Callable[..., WireStory]) -> None:
    found = story("html", page(body=ARTICLE.replace("<h1>", '<time datetime="2025-03-03">March 3</time><h1>')))
    assert (found.published, found.warnings) == (
        dt.date(2025, 3, 3),
        ("the publication day was found in the page, not in its metadata",),
    )


def test_what_scripts_would_write_is_not_read(story: Callable[..., WireStory]) -> None:
    evil = (
        "<script>document.write('<p>Tariffs rose 90%.</p>')</script><style>p{}</style><noscript>Turn it on.</noscript>"
    )
    assert story("html", page(body=ARTICLE.replace("</h1>", f"</h1>{evil}"))).body == BODY


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (page('<meta charset="windows-1252">').replace("Lima", "Bogotá").encode("cp1252"), "Bogotá"),
        (
            page('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
            .replace("Lima", "Bogot\x92").encode("latin-1"),
            "Bogot’",
        ),
        (page().replace("Lima", "Bogotá").encode("utf-8"), "Bogotá"),
        (page().replace("Lima", "Bogotá").encode("utf-16"), "Bogotá"),
        (page('<meta charset="koi8-r">').replace("Lima", "Москва").encode("koi8-r"), "Москва"),
    ],
)  # fmt: skip
def test_encodings_are_read_as_marked_or_declared(raw: bytes, place: str, story: Callable[..., WireStory]) -> None:
    assert story("html", raw).body == BODY.replace("Lima", place)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (page(body=""), "wire: no text to read: a page without an article"),
        ("<html>", "wire: no text to read: a page without an article"),
        ("", "wire: an empty page"),
        ("<html>" + "x" * 16_000_000, "wire: over 16 MB, too long for a page"),
        (page(body="<p>x" * 20_001), "wire: over 20,000 elements, too many for a page with a story"),
        ("<html>\0", "wire: binary data (NUL bytes), not text (try: save it as UTF-8 text)"),
    ],
)
def test_a_page_that_is_no_story_is_told(raw: str, words: str, read: Callable[..., Results]) -> None:
    assert [str(each) for each in read("html", raw)] == [words]


@pytest.mark.parametrize(
    "text", ["", "nul", "[1, null, {}]", '{"@type": 5}', '{"@graph": "x"}', "[" * 9000, '{"a": ' + "1" * 9000 + "}"]
)
def test_json_ld_that_says_nothing_is_nothing(text: str) -> None:
    assert article_of([text]) == article_of([])


def test_half_a_surrogate_pair_in_json_ld_is_dropped() -> None:
    assert (
        article_of([r'{"@type": "NewsArticle", "headline": "Duties \ud800 rise \ud83d\ude00"}']).title
        == "Duties rise 😀"
    )


def answer(body: str | bytes = page(), *, status: str = "200 OK", headers: str = "Content-Type: text/html") -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + raw


def record(block: bytes, *, kind: str = "response", address: str = "https://andes.example/17", more: str = "") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def test_each_page_of_an_archive_is_a_story(read: Callable[..., Results]) -> None:
    raw = record(b"software: x", kind="warcinfo") + record(b"GET /", kind="request") + record(answer())
    [found] = read("warc", raw + record(b"x: y", kind="metadata"))
    assert isinstance(found, WireStory)
    assert (found.source, found.wire_id, found.body) == (
        "wire!/https://andes.example/17",
        "https://andes.example/17",
        BODY,
    )


def test_what_is_no_page_is_told(read: Callable[..., Results]) -> None:
    raw = b"".join(
        [
            record(answer(status="301 Moved"), address="a"),
            record(answer(headers="Content-Type: image/png"), address="b"),
            record(b"", kind="revisit", address="c"),
            record(b"nonsense", address="d"),
        ]
    )
    told = read("warc", raw)
    assert [str(each) for each in told] == [
        "wire!/a: no text to read: an answer of status 301",
        "wire!/b: no text to read: image/png",
        "wire!/c: no text to read: a WARC record of type 'revisit'",
        "wire!/d: no text to read: an answer of status unknown",
    ]
    assert all(isinstance(each, SkippedError) for each in told)


def test_bodies_in_chunks_and_packed_ones_are_unpacked(story: Callable[..., WireStory]) -> None:
    packed = gzip.compress(page().encode())
    chunks = b"%x\r\n" % 100 + packed[:100] + b"\r\n%X;x=y\r\n" % (len(packed) - 100) + packed[100:] + b"\r\n0\r\n\r\n"
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    assert story("warc", record(answer(chunks, headers=headers))).body == BODY
    assert story("warc", record(answer(headers=headers))).body == BODY  # as CC-NEWS keeps it, unpacked already


def test_the_charset_of_the_answer_counts(story: Callable[..., WireStory]) -> None:
    raw = page().replace("Lima", "Bogotá").encode("cp1250")
    found = story("warc", record(answer(raw, headers='Content-Type: text/html; charset="windows-1250"')))
    assert found.body.endswith("in Bogotá.")


def test_the_text_of_a_converted_page_is_read_as_it_is(story: Callable[..., WireStory]) -> None:
    assert (
        story("warc", record(b"One.\r\nTwo.", kind="conversion", more="Content-Type: text/plain\r\n")).body
        == "One.\nTwo."
    )


@pytest.mark.parametrize("cut", [5, 60, 200, -5])
def test_an_archive_that_breaks_off_is_an_error_and_what_came_before_is_read(
    cut: int, read: Callable[..., Results]
) -> None:
    last = record(answer())
    found, error = read("warc", record(answer()) + (last[:cut] if cut > 0 else last[: len(last) - 4 + cut]))
    assert isinstance(found, WireStory)
    assert str(error).startswith("wire: record 2: ")
    assert str(error).endswith(
        (
            "the file ends within this record (try: fetching the archive again)",
            "(try: a whole file; the rest was not read)",
        )
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"WARC/1.0\r\nContent-Length: 9999999999999\r\n\r\nx", "the file ends within this record"),
        (b"WARC/1.0\r\nContent-Length: -1\r\n\r\nx", "a WARC record without its length"),
        (b"WARC/1.0\r\n\r\n", "a WARC record without its length"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 600, "over 500 lines of headers"),
        (b"WARC/1.0\r\na: " + b"x" * 100_000, "the file ends within this record"),
        (b"Duties rose.", "no WARC record begins here"),
    ],
)
def test_an_archive_that_is_none_is_one_error(raw: bytes, words: str, read: Callable[..., Results]) -> None:
    [error] = read("warc", raw)
    assert words in str(error)


def test_a_page_with_tags_that_are_none_is_read(story: Callable[..., WireStory]) -> None:
    assert story("html", page(body=f"<hea<p {ARTICLE}")).body.endswith(BODY)
