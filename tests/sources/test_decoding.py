"""Bytes into text: which encoding is taken, and what is refused in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources.decoding import clean, decode

QUOTED = "“Duties” on café goods – Peru’s answer – cost €6 a tonne in São Paulo."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding), source="x") == QUOTED


@pytest.mark.parametrize("mark", ["utf-16-be", "utf-32-be"])
def test_big_endian_is_found_by_its_mark(mark: str) -> None:
    assert decode(f"\ufeff{QUOTED}".encode(mark), source="x") == QUOTED


def test_mac_roman_quotation_marks_are_not_taken_for_accents() -> None:
    text = "The envoy’s answer was brief. “Duties” on grapes – and wine – “will rise”, he said."
    assert decode(text.encode("mac_roman"), source="x") == text


def test_a_name_keeps_its_accents() -> None:
    assert decode("The port of São Tomé shipped more.".encode("latin-1"), source="x") == (
        "The port of São Tomé shipped more."
    )


def test_chinese_is_not_taken_for_english() -> None:
    text = "两国贸易代表周三举行会谈。" * 20
    assert decode(text.encode("gb18030"), source="x") == text


def test_utf8_with_a_damaged_byte_stays_utf8() -> None:
    raw = QUOTED.encode() + b"\xe2\x80 and more"
    assert decode(raw, source="x") == f"{QUOTED}\ufffd and more"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7\n", "x: a PDF, not text (try: pdftotext FILE - | extract -)"),
        (
            b"PK\x03\x04\x14",
            "x: a zip archive or an office document, not text (try: unzip it, or save the document as plain text)",
        ),
        (b"\x1f\x8b\x08", "x: gzip-compressed, not text (try: gunzip -c FILE | extract -)"),
        (b"\x89PNG\r\n", "x: a PNG image, not text (try: the story as text)"),
        (b"Duties\0rose", "x: binary data (NUL bytes), not text (try: save it as UTF-8 text)"),
        ("Duties\0rose".encode("utf-16"), "x: NUL characters: not text (try: save it as UTF-8 text)"),
        (bytes(range(128, 256)) * 9, "x: not text in any encoding known here (try: save it as UTF-8 text)"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(StoryError) as caught:
        decode(raw, source="x")
    assert str(caught.value) == words


def test_half_a_surrogate_pair_is_replaced_and_a_pair_joined() -> None:
    assert clean("a\ud800b\ud83d\ude00c\udc00", source="x") == "a\ufffdb😀c\ufffd"


def test_surrogates_written_as_utf8_bytes_are_mended() -> None:
    assert decode(b"Duties \xed\xa0\x80 rose", source="x") == "Duties \ufffd rose"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode(), source="x") == text


@given(st.text(st.characters()))
def test_what_is_cleaned_can_be_written(text: str) -> None:
    clean(text.replace("\0", ""), source="x").encode()
