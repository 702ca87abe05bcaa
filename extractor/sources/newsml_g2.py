r"""NewsML-G2 (https://iptc.org/standards/newsml-g2/): news items, alone or many in a news message, as XML.

    <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:andes:17" version="2" xml:lang="en">
      <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AndesWire"/>
        <versionCreated>2025-03-03T09:30:00-03:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
      <contentMeta><by>Ana Rojas</by><subject qcode="medtop:04000000"/><headline>Chile, Peru talk grapes</headline>
        <dateline>SANTIAGO</dateline></contentMeta>
      <contentSet><inlineXML contenttype="application/nitf+xml"><nitf>...</nitf></inlineXML></contentSet>
    </newsItem>

The body is inline XML (NITF, XHTML, other mark-up with paragraphs) or inline data (text, or HTML with its signs escaped
or in CDATA), the first that holds any text. Published is `versionCreated`: the time of this version of the text.
Pictures, packages, planning, events and other items without a text are told as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import StoryError
from extractor.sources import metadata
from extractor.sources.markup import find_all, items, name_of, root_of, text_of, text_or_html, words_at
from extractor.wire import WireStory

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".xml", ".newsml")

_TEXT = "a text item without a body"
_ITEMS = {
    "newsItem": _TEXT, "packageItem": "a package", "planningItem": "a planning item", "conceptItem": "a concept",
    "knowledgeItem": "a list of concepts", "catalogItem": "a catalog of codes",
}  # fmt: skip
# Pieces of an item, of which the guidelines show many alone; those that hold no text are told so.
_PIECES = {"contentSet": "a content set", "contentMeta": "the metadata of an item", "groupSet": "a package"}
_MESSAGES = frozenset({"newsMessage", "itemSet"})
_NAMESPACE = "iptc.org/std/nar/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Data for machines, where the words between the tags are no story: SportsML, EventsML, statistics.
_TEXT_ROOTS = frozenset("nitf html body div section article p".split())
_SUMMARIES = re.compile(r"summary|abstract|lead|synopsis", re.I)


def looks_like(head: bytes) -> bool:
    """Say whether the file's first element is an item of NewsML-G2, or a message of them."""
    name, attributes = root_of(head)
    return name in _ITEMS or name in _MESSAGES or name in _PIECES or _NAMESPACE in attributes


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each item its story, or what it is instead."""
    found = False
    for place, element in items(stream, source=source, names=[*_ITEMS, *_PIECES]):
        found = True
        yield metadata.or_error(_story, element, source=place)
    if not found:
        raise StoryError("no item of NewsML-G2 in it", where=source, hint="another --from FORMAT")


def _story(item: Element, *, source: str) -> WireStory:
    kind = _kind(item)
    if kind not in (_TEXT, "a composite", "a content set"):
        raise metadata.no_text(kind, _headline(item), source=source)
    inner = next(iter(find_all(item, ".//nitf")), None)
    times = [words_at(item, f"itemMeta/{name}") for name in ("versionCreated", "firstCreated")]
    times.append(words_at(item, "contentMeta/contentCreated"))
    return metadata.finished(
        WireStory(
            source=source,
            body=_body(item),
            title=_headline(item) or (words_at(inner, ".//hedline/hl1", ".//hl1") if inner is not None else None),
            wire_id=item.get("guid"),
            version=item.get("version"),
            corrects=tuple(_corrects(item)),
            usage=metadata.usage(_code(item, "itemMeta/pubStatus")),
            publisher=_publisher(item),
            byline=metadata.byline(_byline(item, inner)),
            dateline=words_at(item, "contentMeta/dateline", ".//body.head/dateline"),
            published=metadata.moment(*times),
            language=metadata.language(_language(item)),
            subjects=metadata.subjects(_subjects(item)),
            warnings=metadata.odd_time(*times),
        ),
        what=kind,
        summary=_summary(item) if kind == _TEXT else None,
    )


def _kind(item: Element) -> str:
    """Say what the item is, "a picture": by its name, and its class where it has one."""
    name = name_of(item)
    item_class = _code(item, "itemMeta/itemClass").rpartition(":")[2].rpartition("/")[2]
    if name == "newsItem" and item_class not in ("", "text"):
        return f"{'an' if item_class[0] in 'aeiou' else 'a'} {item_class}"
    return {**_ITEMS, **_PIECES}[name]


def _body(item: Element) -> str:
    """Return the text of the first content that has any."""
    contents = (each for kind in ("inlineXML", "inlineData") for each in find_all(item, f".//{kind}"))
    return next(filter(None, map(_content_text, contents)), "")


def _content_text(content: Element) -> str:
    if len(content) == 0:
        return text_or_html(content.text or "").strip()
    if name_of(content[0]).lower() not in _TEXT_ROOTS:
        return ""
    bodies = find_all(content, ".//body.content") or [content]
    return "\n\n".join(filter(None, map(text_of, bodies)))


def _summary(item: Element) -> str | None:
    descriptions = find_all(item, "contentMeta/description")
    told = [each for each in descriptions if _SUMMARIES.search(each.get("role") or "summary")]
    inner = [text_of(each) for each in find_all(item, ".//body.head/abstract")]
    return "\n\n".join(filter(None, [*map(text_of, told), *inner][:1]))


def _headline(item: Element) -> str | None:
    return words_at(item, "contentMeta/headline", "itemMeta/title")


def _byline(item: Element, inner: Element | None) -> str | None:
    by = words_at(item, "contentMeta/by") or (words_at(inner, ".//byline") if inner is not None else None)
    return by or words_at(item, "contentMeta/creator/name")


def _publisher(item: Element) -> str | None:
    """Return who provides the item: by name, else by code, else the holder of its copyright, else by address."""
    code = _code(item, "itemMeta/provider")
    by_code = None if "/" in code else code.rpartition(":")[2]
    return (
        words_at(item, "itemMeta/provider/name")
        or by_code
        or words_at(item, "rightsInfo/copyrightHolder/name")
        or code
        or None
    )


def _code(item: Element, path: str) -> str:
    found = (each.get(key) for each in find_all(item, path) for key in ("qcode", "literal", "uri"))
    return next(filter(None, found), "").strip()


def _corrects(item: Element) -> Iterator[str]:
    for link in find_all(item, "itemMeta/link"):
        target = link.get("residref") or link.get("href")
        if target and metadata.is_correction(link.get("rel")):
            yield target


def _subjects(item: Element) -> Iterator[tuple[str | None, str | None]]:
    for each in find_all(item, "contentMeta/subject"):
        yield each.get("qcode") or each.get("uri") or each.get("literal"), words_at(each, "name")


def _language(item: Element) -> str | None:
    tags = (each.get("tag") for each in find_all(item, "contentMeta/language"))
    return next(filter(None, tags), None) or item.get(_LANG)
