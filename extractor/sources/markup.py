r"""Read XML item by item, and the text of marked-up bodies; both bounded, both safe against hostile files.

    <feed> <entry>one</entry> <entry>two</entry> </feed>    ->  each entry as it ends; what went before is let go
    <p>Duties <b>rose</b>.</p><p>Then fell.</p>             ->  "Duties rose.\n\nThen fell."

Nothing outside the file is fetched: no DTD, no entity, no schema. A file that declares entities of its own is refused
("billion laughs"); HTML's names for characters (&nbsp;) are read though no DTD defines them, since wires use them so.
Characters that XML forbids are dropped. libxml2 refuses elements 256 deep and text of over 10 MB in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import StoryError
from extractor.sources.decoding import beginning, decoded

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What may stand between the ends of two items: more than any story takes, and little enough to hold in memory.
LONGEST_ITEM = 16_000_000
MOST_TAGS = 400_000

_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)([^>]*)")
# What stands before the first element, with its end; the subset of a document type may hold a ">".
_PROLOG = (("<?", "?>"), ("<!--", "-->"), ("<!doctype", ">"))
# What XML forbids, as a character and as a reference to one.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
    "|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]);|&#[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{0,31};)")
_BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{0,31}|#\d{1,30}|#[xX][0-9a-fA-F]{1,30});)")
_OPEN_REFERENCE = re.compile(r"&[#\w]{0,32}\Z")
_PLACE = re.compile(r"(?:, line \d+, column \d+)+(?: \(.*\))?\Z")
_MARKED_UP = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w+);")

_PARAGRAPHS = frozenset(
    "p div section article blockquote bq block hl1 hl2 h1 h2 h3 h4 h5 h6 ul ol dl table pre body header footer main "
    "body.head body.content body.end hr head".split()
)
_LINES = frozenset("br li tr dt dd caption".split())
_CELLS = frozenset("td th".split())
_UNREAD = frozenset(
    "script style head title figure figcaption media noscript template iframe object svg math form nav img graphic "
    "video audio button select textarea".split()
)
_PARAGRAPH, _LINE = "\x1d", "\x1e"
_SEPARATORS = re.compile("[\x1d\x1e]")


def root_of(head: bytes) -> tuple[str, str]:
    """Return the local name and the attributes of the first element in a file's beginning; ("", "") where none is."""
    text = beginning(head).lstrip("\ufeff \t\r\n")
    while end := next((end for begin, end in _PROLOG if text[:9].lower().startswith(begin)), None):
        if end == ">" and "[" in text.partition(">")[0]:
            text = text.partition("]")[2]
        text = text.partition(end)[2].lstrip()
    match = _ROOT.match(text)
    return (match[1].rpartition(":")[2], match[2]) if match else ("", "")


def items(stream: BinaryIO, *, source: str, names: Iterable[str], bare: bool = False) -> Iterator[tuple[str, Element]]:
    """Yield each element of these names, as it ends, with its place; one inside another goes with the outer one.

    A place is `source`, and the line for one that is not the whole file. With `bare`, an "&" that begins no reference
    stands for itself; in a CDATA section it is then read as "&amp;". Raises StoryError where the file is not
    well-formed XML: what ended before that is yielded.
    """
    from lxml import etree

    gauge = _Gauge(source)
    context = etree.iterparse(
        _Pieces(_cleaned(stream, gauge, bare=bare)),
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _outer_items(context, source, gauge)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, source) from error


def _outer_items(context: Iterable[tuple[str, Element]], source: str, gauge: _Gauge) -> Iterator[tuple[str, Element]]:
    open_item: Element | None = None
    for event, element in context:
        if event == "start" and open_item is None:
            _refuse_entities(element, source)
            open_item = element
        elif event == "end" and open_item is element:
            whole = element.getparent() is None
            yield (source if whole else f"{source}:{element.sourceline}"), element
            _let_go(element)
            gauge.reset()
            open_item = None


def _refuse_entities(element: Element, source: str) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise StoryError("it declares XML entities, which are not read", where=source, hint="a file without a DTD")


def _let_go(element: Element) -> None:
    """Free what is read; the item itself stays, empty, for the parser is still at it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)


class _Pieces:
    """What the parser reads: piece by piece, so that it has all of them before the file breaks off."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = filter(None, pieces)

    def read(self, size: int = -1, /) -> bytes:
        """Return the next piece, whatever its size."""
        return next(self._pieces, b"")


class _Gauge:
    """Counts characters and tags since the last item ended, and stops a file in which none ends."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.reset()

    def add(self, text: str) -> None:
        self._size += len(text)
        self._tags += text.count("<")
        if self._size > LONGEST_ITEM or self._tags > MOST_TAGS:
            what = f"over {LONGEST_ITEM // 1_000_000} MB or {MOST_TAGS:,} tags without the end of a story"
            raise StoryError(what, where=self.source, hint="a file with one element a story")

    def reset(self) -> None:
        self._size = self._tags = 0


def _cleaned(stream: BinaryIO, gauge: _Gauge, *, bare: bool) -> Iterator[bytes]:
    """Yield the file as UTF-8 without what XML forbids; with `bare`, without bare signs too."""
    kept = ""
    mend = partial(_BARE.sub, "&amp;") if bare else str
    for piece in decoded(stream, source=gauge.source):
        gauge.add(piece)
        text = kept + piece
        cut = _OPEN_REFERENCE.search(text, max(0, len(text) - 40))
        text, kept = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
        yield _clean(mend(text)).encode()
    yield _clean(mend(kept)).encode()


def printable(text: str) -> str:
    """Return `text` without the characters that XML forbids, and without references to them."""
    return _FORBIDDEN.sub("", text)


def _clean(text: str) -> str:
    return _NAMED.sub(_character, printable(text))


def _character(reference: re.Match[str]) -> str:
    known = html5.get(reference[1])
    return escape(known, quote=False) if known else f"&amp;{reference[1]}"


def not_well_formed(error: Exception, source: str) -> StoryError:
    """Say where an XML file is broken."""
    line, column = getattr(error, "position", (0, 0))
    why = _PLACE.sub("", str(error))
    return StoryError(f"not well-formed XML: {why}", where=f"{source}:{line}:{column}")


def parse_xml(text: str, *, source: str) -> Element:
    """Return the root of a whole XML document. Raises StoryError where it is not one, or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
        encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_clean(text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, source) from error
    _refuse_entities(root, source)
    return root


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find_all(element: Element, path: str) -> list[Element]:
    """Return the elements at a path of names, `itemMeta/link`, whatever their namespaces; `//` for any depth."""
    steps = re.sub(r"(?<![\w.*{}-])([A-Za-z][\w.-]*)", r"{*}\1", path)
    return list(element.iterfind(steps))


def words_at(element: Element, *paths: str) -> str | None:
    """Return the text, on one line, of the first element at one of the paths that holds any."""
    found = (one_line("".join(each.itertext())) for path in paths for each in find_all(element, path))
    return next(filter(None, found), None)


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    return " ".join(text.split())


def text_of(element: Element) -> str:
    """Return the text of a marked-up body: a blank line between paragraphs, a line each for items and rows."""
    from lxml import etree

    pieces: list[str] = []
    verbatim = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        name = name_of(node).lower()
        unread = name in _UNREAD and node is not element
        verbatim += (name == "pre") * (1 if event == "start" else -1)
        pieces.append(_PARAGRAPH if name in _PARAGRAPHS else _LINE if name in _LINES else " " if name in _CELLS else "")
        if event == "start" and unread:
            walker.skip_subtree()
        elif event == "start":
            pieces.append(_own_words(node.text, verbatim))
        elif node is not element:
            pieces.append(_own_words(node.tail, verbatim))
    return _laid_out("".join(pieces))


def _own_words(text: str | None, verbatim: int) -> str:
    words = _SEPARATORS.sub(" ", text or "")
    return re.sub(r"\n", _LINE, re.sub(r"\n[^\S\n]*\n\s*", _PARAGRAPH, words)) if verbatim else words


def _laid_out(marked: str) -> str:
    paragraphs = (map(one_line, paragraph.split(_LINE)) for paragraph in marked.split(_PARAGRAPH))
    return "\n\n".join(filter(None, ("\n".join(filter(None, lines)) for lines in paragraphs)))


def html_text(text: str) -> str:
    """Return the text of a piece of HTML; nothing in it is run or fetched."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        root = etree.fromstring(printable(text).encode(), parser)
    except etree.ParserError:
        return ""
    except etree.XMLSyntaxError:  # nothing in it but comments or white space
        return ""
    return "" if root is None else text_of(root)


def text_or_html(text: str) -> str:
    """Return the text of what may be HTML, or plain text, which is then left in its lines."""
    return html_text(text) if _MARKED_UP.search(text) else plain_text(text)


def plain_text(text: str) -> str:
    """Return plain text with the line ends of Unix and nothing around it."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
