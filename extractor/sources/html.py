r"""HTML: one page, one story, told from menus, advertisements and comments by trafilatura.

    <html lang="en"><head>
      <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Chile, Peru talk grapes",
        "datePublished": "2025-03-03T09:30:00-03:00", "author": {"name": "Ana Rojas"}}</script>
      <meta property="article:published_time" content="2025-03-03T09:30:00-03:00"> ...

Published is what JSON-LD, else the page's meta elements say; else a day that trafilatura finds in its mark-up, with a
warning. The id is the page's canonical address; its version, the time of its last change. Nothing on a page is run,
and nothing that it names is fetched. A page without an article (a front page, a list of links) is told to be one.

Limits: 16 MB, and 20,000 elements other than scripts: far more than a story has, and what can be read in seconds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources import jsonld, metadata
from extractor.sources.decoding import beginning, clean, declared_encoding, decode, refuse_binary
from extractor.sources.markup import one_line, printable, root_of, text_of
from extractor.sources.published import Moment, parse_published
from extractor.wire import WireStory

if TYPE_CHECKING:
    import datetime as dt
    from configparser import ConfigParser

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm", ".xhtml")

LONGEST = 16_000_000
MOST_ELEMENTS = 20_000
_BEGINNING = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date",
    "article.published", "dc.date.issued", "dcterms.created", "dc.date", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish-date", "pubdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified")
# trafilatura names the parts of an article as TEI does.
_TEI = {
    "head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br",
    "code": "pre",
}  # fmt: skip
_NOT_READ = ("script", "style", "noscript", "template", "svg", "iframe", "object")


def looks_like(head: bytes) -> bool:
    """Say whether the file begins as a page does."""
    return _BEGINNING.match(beginning(head)) is not None or root_of(head)[0].lower() == "html"


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield the one story of a page, or what it is instead."""
    yield metadata.or_error(page_story, stream.read(LONGEST + 1), source=source)


def page_story(raw: bytes, *, source: str, charset: str | None = None, address: str | None = None) -> WireStory:
    """Return the story of a page, which came from `address`. Raises StoryError where it has none."""
    if len(raw) > LONGEST:
        raise StoryError(f"over {LONGEST // 1_000_000} MB, too long for a page", where=source)
    tree = _parsed(_decoded(raw, source, charset), source)
    said = _Page(tree)
    _simplified(tree, source)
    found = _extracted(tree, source)
    body = _body(found.body) if found is not None else ""
    if not body:
        raise metadata.no_text("a page without an article", said.title, source=source)
    return _story(said, found, body, source=source, address=address)


def _story(said: _Page, found: Any, body: str, *, source: str, address: str | None) -> WireStory:
    published = said.published
    guessed: dt.date | dt.datetime | None = None if published else parse_published(found.date or "")
    warning = ("the publication day was found in the page, not in its metadata",) if guessed else ()
    return metadata.finished(
        WireStory(
            source=source,
            body=body,
            title=said.title or one_line(found.title or "") or None,
            wire_id=said.address or address,
            version=said.modified,
            publisher=said.publisher or found.sitename or found.hostname,
            byline=metadata.byline(said.author or found.author),
            published=published or guessed,
            language=metadata.language(said.language),
            warnings=warning,
        ),
        what="a page without an article",
    )


def _decoded(raw: bytes, source: str, charset: str | None) -> str:
    """Return the page as text: by its mark, by what was said of it or in it, else as any text is decoded."""
    refuse_binary(raw[:LONGEST], source=source)
    said = f'<meta charset="{charset}">'.encode("ascii", "ignore") if charset else b""
    encoding = declared_encoding(raw[:4] if raw[:1] in b"\xff\xfe\xef\0" else said + raw)
    text = decode(raw, source=source) if encoding == "cp1252" else raw.decode(encoding, "replace")
    return printable(clean(text, source=source))


def _parsed(text: str, source: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )  # fmt: skip
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise StoryError("an empty page", where=source) from error


def _simplified(tree: Element, source: str) -> None:
    """Take out of the page what is no text, and refuse it where it is still too large."""
    from lxml import etree

    etree.strip_elements(tree, *_NOT_READ, with_tail=False)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise StoryError(f"over {MOST_ELEMENTS:,} elements, too many for a page with a story", where=source)


def _extracted(tree: HtmlElement, source: str) -> Any:
    """Return what trafilatura makes of the page: body and metadata, or None."""
    from trafilatura.core import bare_extraction

    try:
        return bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            config=_config(),
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise StoryError(f"this page could not be read: {type(error).__name__}: {error}", where=source) from error


def _body(body: Element) -> str:
    for element in body.iter(*_TEI):
        element.tag = _TEI[str(element.tag)]
    return text_of(body)


@cache
def _config() -> ConfigParser:
    """Return trafilatura's settings, with short stories let in: by default it lays out none of under 250 signs."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they would say, the error says
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


class _Page:
    """What a page says of itself: in JSON-LD first, then in its meta elements."""

    def __init__(self, tree: Element) -> None:
        scripts = tree.iterfind(".//script[@type='application/ld+json']")
        self._article = jsonld.article_of(script.text or "" for script in scripts)
        self._metas = dict(_metas(tree))
        links = (link.get("href") for link in tree.iterfind(".//link[@rel='canonical']"))
        self.title = self._article.title or self._metas.get("og:title")
        self.author = self._article.author
        self.publisher = self._article.publisher or self._metas.get("og:site_name")
        self.language = self._article.language or tree.get("lang")
        self.address = next(filter(None, links), None) or self._metas.get("og:url") or self._article.address
        self.modified = self._article.modified or next(self._said(_MODIFIED), None)

    @property
    def published(self) -> Moment | None:
        """The first publication time that gives a time of day, else the first that gives a day."""
        written = [self._article.published, *self._said(_PUBLISHED)]
        moments = [moment for moment in map(metadata.moment, written) if moment]
        return next((moment for moment in moments if hasattr(moment, "tzinfo")), next(iter(moments), None))

    def _said(self, names: Iterable[str]) -> Iterator[str]:
        return (self._metas[name] for name in names if name in self._metas)


def _metas(tree: Element) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each meta element, and of elements with an itemprop; the last first."""
    for element in reversed(tree.findall(".//meta") + tree.findall(".//time[@itemprop]")):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = one_line(element.get("content") or element.get("datetime") or "")
        if name and value:
            yield name.lower(), value
