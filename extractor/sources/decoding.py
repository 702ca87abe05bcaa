r"""Turn the bytes of a story into text, or say why they are none.

    b"\xef\xbb\xbfDuties"      ->  "Duties"       a byte order mark: UTF-8, UTF-16 or UTF-32
    b"S\xc3\xa3o Paulo"        ->  "São Paulo"    else UTF-8, even where a few bytes of it are damaged
    b"S\xe3o Paulo"            ->  "São Paulo"    else Windows-1252, where that gives what English text holds
    b"\xd2Duties\xd3 rose"     ->  "“Duties” rose"    else what charset-normalizer takes it for (Mac Roman)
    b"%PDF-1.7 ..."            ->  StoryError: a PDF, not text

Windows-1252 goes before charset-normalizer because that takes "São" for the "Săo" of Windows-1250: it cannot know
that the stories are English. What is no character - a damaged byte, half a surrogate pair - becomes U+FFFD.

Known misses: UTF-16 without its mark (refused for its NUL bytes), short stories in Mac Roman, legacy DOS code pages.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from extractor.errors import StoryError
from extractor.sources.streams import chunks_of, stream_of

REPLACEMENT = "\ufffd"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF-", "a PDF", "pdftotext FILE - | extract -"),
    (b"PK\x03\x04", "a zip archive or an office document", "unzip it, or save the document as plain text"),
    (b"\x1f\x8b", "gzip-compressed", "gunzip -c FILE | extract -"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save the document as plain text"),
    (b"{\\rtf", "an RTF document", "save the document as plain text"),
    (b"\x89PNG", "a PNG image", "the story as text"),
    (b"\xff\xd8\xff", "a JPEG image", "the story as text"),
    (b"GIF8", "a GIF image", "the story as text"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml|<meta)\b[^>]*?(?:encoding|charset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_DECLARATION = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_HIGH_CAPITALS, _HIGH_SMALLS = "À-ÖØ-ÞŠŽŒŸ", "ß-öø-ÿšžœ"
# Quotation marks, dashes, dots, currencies, section, copyright, degree, fractions, hard space, soft hyphen.
_HIGH_SIGNS = (
    "\u2018\u2019\u201c\u201d\u00ab\u00bb\u2013\u2014\u2026\u2022\u00b7\u20ac\u00a3\u00a5"
    "\u00a7\u00a9\u00ae\u2122\u00b0\u00bc\u00bd\u00be\u00a0\u00ad"
)
# Windows-1252 read out of another encoding: odd signs, three accents in a row, a capital inside a word ("DÕOr").
_ODD_ENGLISH = re.compile(
    f"[^\x00-\x7f{_HIGH_CAPITALS}{_HIGH_SMALLS}{_HIGH_SIGNS}]"
    f"|[{_HIGH_CAPITALS}{_HIGH_SMALLS}]{{3}}|[a-z{_HIGH_SMALLS}][{_HIGH_CAPITALS}]"
)
_LEGACY = ("mac_roman", "cp1250", "cp1251", "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252")
_SAMPLE = 100_000


def decode(raw: bytes, *, source: str) -> str:
    """Return `raw` as text, without byte order mark. Raises StoryError when it is no text."""
    encoding = _marked_encoding(raw)
    if encoding:
        return clean(raw.decode(encoding, "replace"), source=source)
    refuse_binary(raw, source=source)
    return clean(_decode_unmarked(raw, source), source=source)


def clean(text: str, *, source: str) -> str:
    """Return `text` with surrogate pairs joined and halves of pairs replaced. Raises StoryError for NUL characters."""
    if "\0" in text:
        raise StoryError("NUL characters: not text", where=source, hint="save it as UTF-8 text")
    if _SURROGATE.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def refuse_binary(head: bytes, *, source: str) -> None:
    """Raise StoryError when bytes without a UTF-16 or UTF-32 mark are those of no text."""
    for magic, what, hint in _FOREIGN:
        if head.startswith(magic):
            raise StoryError(f"{what}, not text", where=source, hint=hint)
    if b"\0" in head and not _marked_encoding(head):
        raise StoryError("binary data (NUL bytes), not text", where=source, hint="save it as UTF-8 text")


def beginning(head: bytes) -> str:
    """Return the text that `head`, the first bytes of a file, begins with; never fails."""
    return head.decode(_marked_encoding(head) or "utf-8", "replace")


def declared_encoding(head: bytes) -> str:
    """Return the encoding of a file from its beginning: by its mark, as XML or HTML declares it, else UTF-8.

    What it names is one that Python has; bytes that are not in the declared encoding are taken for Windows-1252.
    """
    if marked := _marked_encoding(head):
        return marked
    match = _DECLARED.search(head[:_DECLARATION])
    named = _known(match[1].decode("ascii")) if match else None
    encoding = named or "utf-8"
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return encoding


def _known(encoding: str) -> str | None:
    """Return the name of a text encoding that Python has. HTML reads Latin 1 as the Windows-1252 it mostly is."""
    try:
        info = codecs.lookup(encoding)
    except LookupError:
        return None
    name = info.name
    if not info._is_text_encoding or name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")):
        return None  # declared in bytes that show it to be something else
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return `stream` re-encoded as UTF-8 where its byte order mark says UTF-16 or UTF-32, and without the mark."""
    return stream_of(_recoded(stream))


def _recoded(stream: BinaryIO) -> Iterator[bytes]:
    chunks = chunks_of(stream)
    first = next(chunks, b"")
    encoding = _marked_encoding(first)
    if encoding in (None, "utf-8-sig"):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chain([first], chunks):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def decoded(stream: BinaryIO, *, source: str) -> Iterator[str]:
    """Yield the text of a stream in the encoding that its beginning shows. Raises StoryError where it is none."""
    chunks = chunks_of(stream)
    first = next(chunks, b"")
    if not _marked_encoding(first):
        refuse_binary(first, source=source)
    decoder = codecs.getincrementaldecoder(declared_encoding(first))("replace")
    for chunk in chain([first], chunks):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _marked_encoding(head: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _decode_unmarked(raw: bytes, source: str) -> str:
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        damaged = raw.decode("utf-8", "replace")
    # Bytes of another encoding seldom make whole UTF-8 sequences by chance.
    if len(_NOT_ASCII.findall(damaged)) > 2 * damaged.count(REPLACEMENT):
        return damaged
    return _decode_english(raw) or _decode_guessing(raw, source)


def _decode_english(raw: bytes) -> str | None:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _ODD_ENGLISH.search(text) else text


def _decode_guessing(raw: bytes, source: str) -> str:
    from charset_normalizer import from_bytes  # few stories need it

    guess = from_bytes(raw[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    if guess is None:
        raise StoryError("not text in any encoding known here", where=source, hint="save it as UTF-8 text")
    return raw.decode(guess.encoding, "replace")
