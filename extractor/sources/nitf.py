r"""NITF 3.x (https://iptc.org/standards/nitf/): one story a file, as XML.

    <nitf><head>
      <tobject><tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="Economy"/></tobject>
      <docdata management-status="usable"><doc-id id-string="aw-17" regsrc="Andes Wire"/>
        <du-key version="2"/><date.issue norm="20250303T093000-0300"/></docdata>
    </head><body>
      <body.head><hedline><hl1>Chile, Peru talk grapes</hl1></hedline><byline>By Ana Rojas</byline>
        <dateline><location>SANTIAGO</location></dateline></body.head>
      <body.content><p>Chile has opened talks ...</p></body.content>
    </body></nitf>

Read with or without its namespace. Published: `date.issue`, else `date.release`, else `pubdata`. Where there is no
body.content, the abstract stands in its place, and a warning says so. A `correction` names what the story corrects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import StoryError
from extractor.sources import metadata
from extractor.sources.markup import find_all, items, root_of, text_of, words_at
from extractor.wire import WireStory

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".nitf", ".xml")


def looks_like(head: bytes) -> bool:
    """Say whether the file's first element is `nitf`."""
    return root_of(head)[0] == "nitf"


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield the story of each `nitf` element: of the one, or of all that a file puts into an element of its own."""
    found = False
    for place, element in items(stream, source=source, names=["nitf"]):
        found = True
        yield metadata.or_error(story_of, element, source=place)
    if not found:
        raise StoryError("no <nitf> in it", where=source, hint="another --from FORMAT")


def story_of(nitf: Element, *, source: str) -> WireStory:
    """Return the story of a `nitf` element. Raises StoryError when it has no text."""
    times = [_attribute(nitf, f".//{name}", "norm") for name in ("date.issue", "date.release", "story.date")]
    times.append(_attribute(nitf, ".//pubdata", "date.publication"))
    content = find_all(nitf, ".//body.content")
    abstracts = find_all(nitf, ".//abstract")
    return metadata.finished(
        WireStory(
            source=source,
            body="\n\n".join(filter(None, map(text_of, content))),
            title=words_at(nitf, ".//hedline/hl1", ".//hl1", "head/title"),
            wire_id=_attribute(nitf, ".//doc-id", "id-string"),
            version=_attribute(nitf, ".//du-key", "version") or _attribute(nitf, ".//du-key", "generation"),
            corrects=tuple(filter(None, [_attribute(nitf, ".//docdata/correction", "id-string")])),
            usage=metadata.usage(_attribute(nitf, ".//docdata", "management-status")),
            publisher=_publisher(nitf),
            byline=metadata.byline(words_at(nitf, ".//byline")),
            dateline=words_at(nitf, ".//dateline"),
            published=metadata.moment(*times),
            language=metadata.language(_language(nitf)),
            subjects=metadata.subjects(_subjects(nitf)),
            warnings=metadata.odd_time(*times),
        ),
        what="a NITF document without a body",
        summary="\n\n".join(filter(None, map(text_of, abstracts))),
    )


def _publisher(nitf: Element) -> str | None:
    return (
        words_at(nitf, ".//distributor")
        or _attribute(nitf, ".//doc.copyright", "holder")
        or _attribute(nitf, ".//pubdata", "name")
        or _attribute(nitf, ".//doc-id", "regsrc")
    )


def _language(nitf: Element) -> str | None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    return next((element.get(lang) for element in (nitf, *find_all(nitf, "body")) if element.get(lang)), None)


def _subjects(nitf: Element) -> Iterator[tuple[str | None, str | None]]:
    prefix = "tobject.subject."
    for element in find_all(nitf, ".//tobject.subject"):
        names = (element.get(prefix + level) for level in ("detail", "matter", "type"))
        yield element.get(prefix + "refnum"), next(filter(None, names), None)


def _attribute(nitf: Element, path: str, name: str) -> str | None:
    values = ((element.get(name) or "").strip() for element in find_all(nitf, path))
    return next(filter(None, values), None)
