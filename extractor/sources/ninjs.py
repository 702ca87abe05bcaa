r"""ninjs 1.x, 2.x and 3.x (https://iptc.org/standards/ninjs/): news items as JSON objects.

    {"uri": "urn:andes:17", "type": "text", "version": "2", "versioncreated": "2025-03-03T09:30:00-03:00",
     "byline": "Ana Rojas", "headline": "Chile, Peru talk grapes", "body_xhtml": "<p>Chile has opened talks ...</p>"}

    {"uri": "urn:andes:17", "type": "text", "versionCreated": "2025-03-03T09:30:00-03:00", "by": "Ana Rojas",
     "headlines": [{"role": "main", "value": "Chile, Peru talk grapes"}],
     "bodies": [{"contentType": "text/html", "value": "<p>Chile has opened talks ...</p>"}]}

One item a file, or many as an array or a line each. Of several bodies the one in HTML is read, for its paragraphs,
else NITF, else plain text. Texts among the associations are stories of their own. Published is `versioncreated`, the
time of this version of the text, else `contentcreated`, else `firstcreated`. A text item without a body is read by its
description, and a warning says so; pictures, events and other items without a text are told as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from extractor.errors import StoryError
from extractor.sources import metadata, nitf
from extractor.sources.decoding import beginning, clean
from extractor.sources.markup import html_text, parse_xml, plain_text
from extractor.sources.values import read_objects
from extractor.wire import WireStory

SUFFIXES = (".ninjs", ".json")

_OBJECTS = re.compile(r'\s*(\[\s*)?\{\s*"')
_OWN_KEYS = re.compile(
    r'"(?:version_?created|body_(?:x?html5?|text)|headlines|bodies|pubstatus|contentcreated|representationtype'
    r'|eventdetails|descriptions|http://www\.iptc\.org/std/ninjs|name"\s*:\s*"ninjs)',
    re.IGNORECASE,
)
_TIMES = ("versioncreated", "contentcreated", "firstcreated")
_DEEPEST = 3


def looks_like(head: bytes) -> bool:
    """Say whether the file begins with JSON objects that have ninjs's own keys."""
    text = beginning(head)
    return _OBJECTS.match(text) is not None and '"uri"' in text and _OWN_KEYS.search(text) is not None


def read(stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None) -> Iterator[WireStory | StoryError]:
    """Yield for each item its story, or what it is instead, and then those of the texts associated with it."""
    for place, record in read_objects(stream, source=source):
        if isinstance(record, StoryError):
            yield record
        else:
            yield from _stories(record, place, depth=0)


def _stories(record: Mapping[str, Any], place: str, *, depth: int) -> Iterator[WireStory | StoryError]:
    item = {key.lower(): value for key, value in record.items()}
    yield metadata.or_error(_story, item, source=place)
    if depth < _DEEPEST:
        for name, each in _associated(item):
            if str(each.get("type")) == "text" and any(key.lower().startswith(("body_", "bodies")) for key in each):
                yield from _stories(each, f"{place}#{name}", depth=depth + 1)


def _story(item: Mapping[str, Any], *, source: str) -> WireStory:
    times = [_text(item.get(name)) for name in _TIMES]
    version = item.get("version")
    return metadata.finished(
        WireStory(
            source=source,
            body=_body(item, source),
            title=_headline(item),
            wire_id=_text(item.get("uri")),
            version=str(version) if isinstance(version, int) else _text(version),
            corrects=tuple(_corrects(item)),
            usage=metadata.usage(_text(item.get("pubstatus"))),
            publisher=_text(item.get("copyrightholder")) or _first_name(item, "infosources", "providers", "publishers"),
            byline=metadata.byline(_text(item.get("byline")) or _text(item.get("by"))),
            published=metadata.moment(*times),
            language=metadata.language(_text(item.get("language"))),
            subjects=metadata.subjects(_subjects(item)),
            warnings=metadata.odd_time(*times),
        ),
        what=_kind(item),
        summary=_summary(item) if item.get("type") == "text" else None,
    )


def _kind(item: Mapping[str, Any]) -> str:
    kind = _text(item.get("type")) or ("event" if "eventdetails" in item else "item")
    name = f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind[:40]}"
    return "a text item without a body" if kind == "text" else name


def _headline(item: Mapping[str, Any]) -> str | None:
    listed = _objects(item, "headlines")
    main = sorted(listed, key=lambda each: each.get("role") != "main")
    values = (
        _text(value) for value in (item.get("headline"), *(each.get("value") for each in main), item.get("title"))
    )
    return next(filter(None, values), None)


def _body(item: Mapping[str, Any], source: str) -> str:
    """Return the text of the body whose form tells most of its paragraphs; raises only where no other has one."""
    failure = None
    for read_form, value in _forms(item):
        try:
            text = read_form(_printable(value), source)
        except StoryError as error:
            failure = failure or error
            continue
        if text:
            return text
    if failure:
        raise failure
    return ""


def _forms(item: Mapping[str, Any]) -> Iterator[tuple[Callable[[str, str], str], str]]:
    """Yield each body with the function that reads it, the best form first; other XML is for machines."""
    bodies = [(f"{each.get('role')} {_lowered(each).get('contenttype')}", each) for each in _objects(item, "bodies")]
    bodies += [(key.partition("_")[2], {"value": value}) for key, value in item.items() if key.startswith("body_")]
    for pattern, read_form in _FORMS:
        for said, each in bodies:
            value = each.get("value")
            if isinstance(value, str) and pattern.search(said):
                yield read_form, value


def _html(value: str, source: str) -> str:
    return html_text(value)


def _plain(value: str, source: str) -> str:
    return plain_text(value)


def _nitf(value: str, source: str) -> str:
    return nitf.story_of(parse_xml(value, source=source), source=source).body


_FORMS = (
    (re.compile("html", re.I), _html),
    (re.compile(r"\bnitf\b", re.I), _nitf),
    (re.compile(r"^(?!.*(?:html|nitf|xml))", re.I), _plain),
)


def _summary(item: Mapping[str, Any]) -> str | None:
    listed = [each.get("value") for each in _objects(item, "descriptions")]
    listed += [value for key, value in item.items() if key.startswith("description_")]
    texts = (html_text(_printable(value)) for value in listed if isinstance(value, str))
    return next(filter(None, texts), None)


def _corrects(item: Mapping[str, Any]) -> Iterator[str]:
    for name, each in _associated(item):
        target = _text(each.get("uri"))
        relation = " ".join(str(each.get(key)) for key in ("rel", "role", "name") if each.get(key))
        if target and metadata.is_correction(f"{name} {relation}"):
            yield target


def _subjects(item: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    for each in [*_objects(item, "subject"), *_objects(item, "subjects")]:
        code, scheme = _text(each.get("code")), _text(each.get("scheme")) or ""
        in_scheme = f"{scheme.rstrip('/:')}/{code}" if scheme and code else code
        yield in_scheme or _text(each.get("uri")) or _text(each.get("literal")), _text(each.get("name"))


def _associated(item: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the associated items by name: an object of them in ninjs 1.x, a list later."""
    found = item.get("associations")
    named = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [(f"associations[{key}]", each) for key, each in named if isinstance(each, dict)]


def _first_name(item: Mapping[str, Any], *keys: str) -> str | None:
    names = (_text(each.get("name")) for key in keys for each in _objects(item, key))
    return next(filter(None, names), None)


def _objects(item: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = item.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _lowered(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in record.items()}


def _text(value: Any) -> str | None:
    return " ".join(_printable(value).split()) or None if isinstance(value, str) else None


def _printable(value: str) -> str:
    return clean(value.replace("\0", ""), source="")
