r"""RSS 0.9 to 2.0 (https://www.rssboard.org/rss-specification) and Atom (RFC 4287): one story an entry.

    <rss version="2.0"><channel><title>Andes Wire</title><language>en</language>
      <item><guid>aw-17</guid><title>Chile, Peru talk grapes</title><dc:creator>Ana Rojas</dc:creator>
        <pubDate>Mon, 03 Mar 2025 09:30:00 -0300</pubDate><description>&lt;p&gt;Chile ...</description></item>
    </channel></rss>

    <feed xmlns="http://www.w3.org/2005/Atom"><title>Andes Wire</title>
      <entry><id>tag:andes.example,2025:17</id><title>Chile, Peru talk</title><author><name>Ana Rojas</name></author>
        <published>2025-03-03T09:30:00-03:00</published><updated>2025-03-03T11:00:00-03:00</updated>
        <content type="html">&lt;p&gt;Chile has opened ...</content></entry></feed>

The body is `content:encoded` or `content`, else `description` or `summary`. Most feeds give a sentence or two in it and
the story behind a link; links are not followed. An Atom entry's version is its time of update. Many feeds hold a bare
"&", which is not XML; it is read as what it is meant for. A feed with other faults is read up to the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import StoryError
from extractor.sources import metadata
from extractor.sources.markup import (
    find_all,
    html_text,
    items,
    name_of,
    one_line,
    root_of,
    text_of,
    text_or_html,
    words_at,
)
from extractor.wire import WireStory

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".rss", ".atom", ".xml")

_ROOTS = frozenset({"rss", "feed", "RDF"})
_BODIES = ("encoded", "content", "body", "description", "summary")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def looks_like(head: bytes) -> bool:
    """Say whether the file's first element is that of a feed."""
    return root_of(head)[0] in _ROOTS


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield the story of each entry, as it is read."""
    channel: dict[str, str | None] | None = None
    for place, element in items(stream, source=source, names=["item", "entry"], bare=True):
        channel = channel or _channel(element)
        yield metadata.or_error(_story, element, source=place, channel=channel)
    if channel is None:
        raise StoryError("a feed without an entry", where=source)


def _channel(entry: Element) -> dict[str, str | None]:
    """Return what the feed says of all its entries; in RSS 1.0 the channel stands before them, not around them."""
    feed = entry.getparent()
    if feed is None:
        return {"title": None, "language": None}
    if name_of(feed) == "RDF":
        feed = next(iter(find_all(feed, "channel")), feed)
    return {"title": words_at(feed, "title"), "language": words_at(feed, "language") or feed.get(_LANG)}


def _story(entry: Element, *, source: str, channel: Mapping[str, str | None]) -> WireStory:
    updated = words_at(entry, "updated", "modified")
    times = [words_at(entry, name) for name in ("pubDate", "published", "issued", "date")]
    return metadata.finished(
        WireStory(
            source=source,
            body=_body(entry),
            title=_title(entry),
            wire_id=words_at(entry, "guid", "id") or _link(entry),
            version=updated,
            publisher=words_at(entry, "source/title", "source", "publisher") or channel["title"],
            byline=metadata.byline(words_at(entry, "creator", "author/name", "author")),
            published=metadata.moment(*times, updated),
            language=metadata.language(words_at(entry, "language") or entry.get(_LANG) or channel["language"]),
            subjects=metadata.subjects(_subjects(entry)),
            warnings=metadata.odd_time(*times, updated),
        ),
        what="an entry with a headline and a link",
    )


def _body(entry: Element) -> str:
    contents = (each for name in _BODIES for each in find_all(entry, name))
    return next(filter(None, map(_content_text, contents)), "")


def _content_text(content: Element) -> str:
    if len(content):
        return text_of(content)
    text = content.text or ""
    return html_text(text) if content.get("type") in ("html", "text/html") else text_or_html(text)


def _title(entry: Element) -> str | None:
    return next(filter(None, (one_line(_content_text(each)) for each in find_all(entry, "title"))), None)


def _link(entry: Element) -> str | None:
    links = find_all(entry, "link")
    own = [each for each in links if each.get("rel") in (None, "alternate")]
    return next(filter(None, ((each.get("href") or each.text or "").strip() for each in own)), None)


def _subjects(entry: Element) -> Iterator[tuple[str | None, str | None]]:
    for each in [*find_all(entry, "category"), *find_all(entry, "subject")]:
        name = each.get("label")
        yield each.get("term") or each.text, name
