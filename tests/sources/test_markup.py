"""The text of marked-up bodies, and XML read item by item."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources import markup
from extractor.sources.markup import html_text, items, root_of, text_or_html, words_at

ROWS = r"""
<p>Duties <b>rose</b>.</p><p>Then fell.</p>             = Duties rose.\n\nThen fell.
<p>Duties<br>rose<br/>again</p>                         = Duties\nrose\nagain
<h2>Rates</h2><ul><li>steel</li><li>wire</li></ul>end   = Rates\n\nsteel\nwire\n\nend
<table><tr><td>A</td><td>1</td></tr><tr><td>B</table>   = A 1\nB
<p>a<script>alert(1)</script>b<style>p{}</style>c</p>   = abc
<p>a<!-- no -->b<figure><figcaption>c</figcaption></figure></p> = ab
<pre>one\ntwo\n\nthree</pre>                            = one\ntwo\n\nthree
Duties&nbsp;rose &lt; 5&#37; &eacute;                  = Duties rose < 5% é
<p>unclosed <i>tags <p>and more                         = unclosed tags\n\nand more
<html><head><title>no</title></head><body>yes</body>    = yes
plain text                                              = plain text
<!-- nothing -->                                        =
"""


@pytest.mark.parametrize("row", ROWS.strip("\n").splitlines())
def test_the_text_of_html_is_its_paragraphs(row: str) -> None:
    text, _, expected = row.replace("\\n", "\n").partition(" =")
    assert html_text(text.rstrip(" ")) == expected.strip(" ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one <two> three", "one three"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("AT&T; ok\r\n\r\nline", "AT&T; ok\n\nline"),
        ("R&amp;D", "R&D"),
        ("a\n  b\n\nc", "a\n  b\n\nc"),
    ],
)
def test_plain_text_is_left_in_its_lines(text: str, expected: str) -> None:
    assert text_or_html(text) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<nitf>", "nitf"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <a> --><!DOCTYPE nitf SYSTEM "x"> <n:nitf a="1">', "nitf"),
        (b'<!DOCTYPE x [<!ENTITY a "<b>"> <!ELEMENT c ANY>]><x/>', "x"),
        ("<?xml version='1.0'?><feed>".encode("utf-16"), "feed"),
        (b"Duties <rose>", ""),
        (b"<!--" * 5000, ""),
        (b"", ""),
    ],
)
def test_the_first_element_is_found(head: bytes, expected: str) -> None:
    assert root_of(head)[0] == expected


def taken(raw: bytes, name: str = "item") -> list[str]:
    found = []
    try:
        found.extend(
            f"{place} {words_at(item, 'a')}" for place, item in items(io.BytesIO(raw), source="f", names=[name])
        )
    except StoryError as error:
        found.append(str(error))
    return found


def test_items_are_told_by_their_lines_and_an_inner_one_goes_with_the_outer() -> None:
    raw = b"<r>\n<item><a>1</a><item><a>x</a></item></item>\n<item><a>2</a></item></r>"
    assert taken(raw) == ["f:2 1", "f:3 2"]
    assert taken(b"<item><a>1</a></item>") == ["f 1"]


def test_items_before_a_fault_are_read_and_the_fault_is_told_where_it_is() -> None:
    assert taken(b"<r><item><a>1</a></item>\n<item><a></item></r>") == [
        "f:1 1",
        "f:2:17: not well-formed XML: Opening and ending tag mismatch: a line 2 and item",
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?><item><a>Bogot\xe1</a></item>'.encode("latin-1"), "Bogotá"),
        ("<item><a>Bogot\xe1</a></item>".encode("cp1252"), "Bogotá"),
        ('<?xml version="1.0" encoding="UTF-16"?><item><a>Bogot\xe1</a></item>'.encode("utf-16"), "Bogotá"),
        ('<?xml version="1.0" encoding="koi8-r"?><item><a>мир</a></item>'.encode("koi8-r"), "мир"),
        (b'<?xml version="1.0" encoding="nonsense"?><item><a>x</a></item>', "x"),
        (b"<item><a>a\x01b&#2;c&#x1F;&nbsp;&eacute;&amp;&unknown;</a></item>", "abc é&&unknown;"),
    ],
)
def test_encodings_names_of_characters_and_forbidden_ones(raw: bytes, expected: str) -> None:
    assert taken(raw) == [f"f {expected}"]


def test_a_reference_that_two_chunks_share_is_read() -> None:
    for shift in range(10):
        raw = b"<item><a>" + b"x" * (65_536 - 12 + shift) + b"&eacute;</a></item>"
        [found] = taken(raw)
        assert found.endswith("xé")


def test_memory_stays_flat_over_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_TAGS", 20_000)
    raw = b"<r>" + b"<item><a>1</a></item>" * 50_000 + b"</r>"
    assert taken(raw) == ["f:1 1"] * 50_000
    assert taken(b"<r>" + b"<b/>" * 50_000) == [
        "f: over 16 MB or 20,000 tags without the end of a story (try: a file with one element a story)"
    ]


@given(st.text(st.sampled_from("<>/&;pbr!-[] \n\x00xé\"'=") | st.characters()))
def test_no_html_fails(text: str) -> None:
    assert html_text(text) == html_text(text).strip()
    text_or_html(text)
