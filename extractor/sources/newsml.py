r"""NewsML 1.x (https://iptc.org/standards/newsml-1/): news items of components, as XML.

    <NewsML><NewsItem>
      <Identification><NewsIdentifier><ProviderId>andes.example</ProviderId><DateId>20250303</DateId>
        <NewsItemId>grapes</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
        <PublicIdentifier>urn:newsml:andes.example:20250303:grapes:2</PublicIdentifier></NewsIdentifier></Identification>
      <NewsManagement><ThisRevisionCreated>20250303T093000-0300</ThisRevisionCreated><Status FormalName="Usable"/>
        </NewsManagement>
      <NewsComponent><NewsLines><HeadLine>Chile, Peru talk grapes</HeadLine><ByLine>Ana Rojas</ByLine></NewsLines>
        <ContentItem><MediaType FormalName="Text"/><DataContent><p>Chile has opened talks ...</p></DataContent>
        </ContentItem></NewsComponent>
    </NewsItem></NewsML>

The body is the first text among the components, at any depth: paragraphs, NITF, XHTML, or HTML with its signs escaped;
the headline is the one nearest to it. The id is the public identifier without its revision, so that all versions of a
story share it. Published is `ThisRevisionCreated`, else `FirstCreated`, else the day of `DateId`.

Known miss: a second text in one item, such as a translation or an alternative; the first is read.
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

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_REVISION = re.compile(r":\d+[NAU]?\Z")
_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail")


def looks_like(head: bytes) -> bool:
    """Say whether the file's first element is `NewsML`."""
    return root_of(head)[0] == "NewsML"


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each news item its story, or what it is instead."""
    found = False
    for place, element in items(stream, source=source, names=["NewsItem"]):
        found = True
        yield metadata.or_error(_story, element, source=place)
    if not found:
        raise StoryError("no <NewsItem> in it", where=source, hint="another --from FORMAT")


def _story(item: Element, *, source: str) -> WireStory:
    content, body = _body(item)
    circles = list(_around(content if content is not None else item, item))
    times = [words_at(item, f"NewsManagement/{name}") for name in ("ThisRevisionCreated", "FirstCreated")]
    times.append(words_at(item, ".//NewsIdentifier/DateId"))
    return metadata.finished(
        WireStory(
            source=source,
            body=body,
            title=_nearest(circles, "NewsLines/HeadLine") or words_at(item, ".//NewsLines/HeadLine", ".//hl1"),
            wire_id=_wire_id(item),
            version=words_at(item, ".//NewsIdentifier/RevisionId"),
            corrects=tuple(_corrects(item)),
            usage=metadata.usage(_formal(item, "NewsManagement/Status")),
            publisher=_formal(item, ".//AdministrativeMetadata/Provider/Party") or words_at(item, ".//ProviderId"),
            byline=metadata.byline(_nearest(circles, "NewsLines/ByLine") or words_at(item, ".//byline")),
            dateline=_nearest(circles, "NewsLines/DateLine") or words_at(item, ".//dateline"),
            published=metadata.moment(*times),
            language=metadata.language(_language(item, circles)),
            subjects=metadata.subjects(_subjects(item)),
            warnings=metadata.odd_time(*times),
        ),
        what=_kind(item),
    )


def _body(item: Element) -> tuple[Element | None, str]:
    """Return the first content that holds a text, and the text."""
    for content in find_all(item, ".//ContentItem"):
        media = _formal(content, "MediaType") or "Text"
        data = find_all(content, "DataContent") if media.lower() in ("text", "complexdata") else []
        text = next(filter(None, map(_data_text, data)), "")
        if text:
            return content, text
    return None, ""


def _data_text(data: Element) -> str:
    if len(data) == 0:
        return text_or_html(data.text or "")
    bodies = find_all(data, ".//body.content") or [data]
    return "\n\n".join(filter(None, map(text_of, bodies)))


def _around(content: Element, item: Element) -> Iterator[Element]:
    """Yield what the content stands in, from the inside out."""
    while content is not item:
        parent = content.getparent()
        assert parent is not None  # noqa: S101 - the content lies in the item
        content = parent
        yield content


def _nearest(circles: list[Element], path: str) -> str | None:
    return next(filter(None, (words_at(circle, path) for circle in circles)), None)


def _kind(item: Element) -> str:
    """Say what an item without a text holds."""
    media = {(each.get("FormalName") or "").lower() for each in find_all(item, ".//MediaType")} - {"", "text"}
    return f"an item of {', '.join(sorted(media)[:5])}" if media else "an item without a body"


def _wire_id(item: Element) -> str | None:
    parts = [words_at(item, f".//NewsIdentifier/{name}") for name in ("ProviderId", "DateId", "NewsItemId")]
    public = words_at(item, ".//NewsIdentifier/PublicIdentifier")
    return (
        _REVISION.sub("", public) if public else ":".join(["urn:newsml", *filter(None, parts)]) if any(parts) else None
    )


def _corrects(item: Element) -> Iterator[str]:
    for each in find_all(item, "NewsManagement/AssociatedWith"):
        target = each.get("NewsItem")
        if target and metadata.is_correction(each.get("FormalName")):
            yield _REVISION.sub("", target)
    for each in find_all(item, "NewsManagement/DerivedFrom"):
        if target := each.get("NewsItem"):
            yield _REVISION.sub("", target)


def _subjects(item: Element) -> Iterator[tuple[str | None, str | None]]:
    for each in find_all(item, ".//SubjectCode//*"):
        if name_of(each) in _SUBJECTS:
            yield each.get("FormalName"), words_at(each, "Property/Value")


def _language(item: Element, circles: list[Element]) -> str | None:
    said = _formal(item, ".//DescriptiveMetadata/Language")
    return said or next((circle.get(_LANG) for circle in circles if circle.get(_LANG)), None)


def _formal(element: Element, path: str) -> str | None:
    names = ((each.get("FormalName") or "").strip() for each in find_all(element, path))
    return next(filter(None, names), None)
