"""Turn a record of named values - a line or object of JSON, a row of CSV - into a story.

    {"id": "a-1", "title": "Chile, Peru talk grapes", "date": "2025-03-03", "text": "SANTIAGO - Chile has ..."}
    {"Nr": 7, "meta": {"when": "2025-03-03"}, "Wortlaut": "..."}    with  --field id=Nr --field published=meta.when ...

| name        | keys looked for, the first that says something counts              | what                              |
|-------------|--------------------------------------------------------------------|-----------------------------------|
| `text`      | text, body, content, content_text                                  | the body, needed, as it stands    |
| `title`     | title, headline                                                    | the headline                      |
| `id`        | id, guid, uri, url                                                 | the wire's own id                 |
| `version`   | version                                                            | which version of it this is       |
| `published` | published, date, published_at, publishedAt, date_published         | see extractor.sources.published   |
| `publisher` | publisher, source                                                  | who published it                  |
| `byline`    | byline, author                                                     | who wrote it                      |
| `dateline`  | dateline                                                           | where and when it was written     |
| `language`  | language, lang                                                     | a tag such as en or en-GB         |

Other keys are ignored. `--field NAME=KEY` says under which key a name stands, in place of those above; a point leads
into an object (`meta.when`), unless there is a key with that point in it. Half a surrogate pair becomes U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractor.errors import StoryError, UsageError
from extractor.sources import metadata
from extractor.sources.decoding import clean
from extractor.sources.published import Moment, parse_published
from extractor.wire import WireStory

KEYS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "content_text"),
    "title": ("title", "headline"),
    "id": ("id", "guid", "uri", "url"),
    "version": ("version",),
    "published": ("published", "date", "published_at", "publishedAt", "date_published"),
    "publisher": ("publisher", "source"),
    "byline": ("byline", "author"),
    "dateline": ("dateline",),
    "language": ("language", "lang"),
}
HINT = 'one JSON object a line: {"title": "...", "text": "...", "date": "2025-04-16"}'


def parse_fields(pairs: Iterable[str]) -> dict[str, str]:
    """Return what each name is called, from `NAME=KEY` pairs. Raises UsageError for a pair that is none."""
    fields = {}
    for pair in pairs:
        name, sign, key = pair.partition("=")
        if not (sign and key):
            raise UsageError(f"{pair!r} is not NAME=KEY", where="--field", hint="--field text=content")
        if name not in KEYS:
            raise UsageError(f"no such name: {name}", where="--field", hint=", ".join(KEYS))
        fields[name] = key
    return fields


def story_of(
    record: Mapping[str, Any], *, source: str, fields: Mapping[str, str] | None = None, hint: str = HINT
) -> WireStory:
    """Return the story of one record. Raises StoryError when it has no text."""
    reader = _Reader(record, fields or {}, source, hint)
    body = reader.words("text")
    if body is None:
        raise StoryError(f"no `{reader.keys('text')[0]}`", where=source, hint=hint)
    return WireStory(
        source=source,
        body=body,
        title=reader.words("title"),
        wire_id=reader.metadata("id"),
        version=reader.metadata("version"),
        publisher=reader.metadata("publisher"),
        byline=metadata.byline(reader.metadata("byline")),
        dateline=reader.metadata("dateline"),
        published=reader.moment("published"),
        language=metadata.language(reader.metadata("language")),
        warnings=tuple(reader.warnings(body)),
    )


class _Reader:
    """One record, and where in it our names stand."""

    def __init__(self, record: Mapping[str, Any], fields: Mapping[str, str], source: str, hint: str) -> None:
        self._record, self._fields, self._source, self._hint = record, fields, source, hint

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys under which `name` may stand."""
        return (self._fields[name],) if name in self._fields else KEYS[name]

    def words(self, name: str) -> str | None:
        """Return a piece of the story's text exactly as it stands; a blank title is none."""
        found = ((key, self._value(key)) for key in self.keys(name))
        key, value = next(((key, value) for key, value in found if value is not None), ("", None))
        if value is None:
            return None
        if not isinstance(value, str):
            raise StoryError(f"`{key}` is not a string", where=self._source, hint=self._hint)
        return clean(value, source=f"{self._source}: `{key}`") if value.strip() or name == "text" else None

    def metadata(self, name: str) -> str | None:
        """Return what the record says of the story under the first key that says something."""
        return next(filter(None, map(self._said, self.keys(name))), None)

    def moment(self, name: str) -> Moment | None:
        """Return the first publication time that can be read."""
        return metadata.moment(*map(self._said, self.keys(name)))

    def warnings(self, body: str) -> Iterator[str]:
        """Say what of the record is not in the story as it stood there."""
        if all(body != self._value(key) for key in self.keys("text")):
            yield "half surrogate pairs in the text were replaced by U+FFFD"
        for key in self.keys("published"):
            value = self._said(key)
            if value and parse_published(value) is None:
                yield f"`{key}` {value[:60]!r} is not one day, and counts as missing"

    def _said(self, key: str) -> str | None:
        value = self._value(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return clean(value, source=key).strip() or None if isinstance(value, str) and "\0" not in value else None

    def _value(self, key: str) -> Any:
        if key in self._record or "." not in key:
            return self._record.get(key)
        value: Any = self._record
        for step in key.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value
