"""A story's rows, and the story of its rows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.records import Story
from extractor.sinks.tables.fields import Field, fields_of
from extractor.sinks.tables.form import DIGEST, PLACE, PUBLISHED_DAY, TABLES, handles
from extractor.sinks.tables.parts import STORY, Part

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_SPAN = ("text", "start", "end")
_EMPTY: dict[str, Row] = {
    name: dict.fromkeys(column.name for column in table.columns) for name, table in TABLES.items()
}
_OWNED = {part: (*handles(above), part.handle[0]) for part, above in STORY.walk()}
_BELONGS = {part: handles(above) for part, above in STORY.walk()}


def digest_of(story: Story) -> str:
    """Return 64 hex digits: records with the same are the same."""
    return hashlib.sha256(story.model_dump_json().encode()).hexdigest()


def published_text(story: Story) -> str | None:
    """Return the day, or the moment with its zone, as a text: 2025-04-16, 2025-04-16T09:30:00-04:00."""
    return story.published.isoformat() if story.published else None


def published_day(story: Story) -> dt.date | None:
    """Return the day of publication, in the zone that it is given in."""
    moment = story.published
    return moment.date() if isinstance(moment, dt.datetime) else moment


def rows_of(story: Story) -> Rows:
    """Return the rows of every table; each row has every column of its table, null where the record has nothing."""
    rows: Rows = {name: [] for name in TABLES}
    _fill(STORY, story.model_dump(), {}, rows, Counter())
    [row] = rows[STORY.table]
    row["published"] = published_text(story)
    row[PUBLISHED_DAY.name] = published_day(story)
    row[DIGEST.name] = digest_of(story)
    return rows


def story_of(rows: Mapping[str, Iterable[Row]]) -> Story:
    """Return the record that one story's rows, in whatever order, were made of."""
    [row] = rows[STORY.table]
    return Story.model_validate(_item(STORY, row, _grouped(rows)))


def _fill(part: Part, item: Any, belongs: Row, rows: Rows, places: Counter[tuple[Any, ...]]) -> None:
    """Add the rows of an item, and of all within it."""
    row = _EMPTY[part.table] | belongs | part.label | _flat(part, item)
    if PLACE.name in row:
        siblings = (part.table, *(row[name] for name in TABLES[part.table].key if name in belongs))
        row[PLACE.name] = places[siblings]
        places[siblings] += 1
    rows[part.table].append(row)
    own, name = part.handle
    for child in part.parts:
        for each in item[child.field]:
            _fill(child, each, belongs | {name: row[own]}, rows, places)


def _flat(part: Part, item: Any) -> Row:
    if isinstance(part.of, str):
        return {part.of: item}
    row: Row = {}
    for field in fields_of(part.of):
        row.update(_values(field, item))
    return row


def _values(field: Field, item: Row) -> Row:
    if not field.is_span:
        return {field.name: item[field.name]}
    span = item if field.is_itself else item[field.name]
    return {column.name: span and span[name] for column, name in zip(field.columns, _SPAN, strict=True)}


def _grouped(rows: Mapping[str, Iterable[Row]]) -> dict[Part, dict[tuple[Any, ...], list[Row]]]:
    """Return each list's rows in order, by what they belong to."""
    grouped: dict[Part, dict[tuple[Any, ...], list[Row]]] = {part: defaultdict(list) for part in _BELONGS}
    for part, above in _BELONGS.items():
        if above:
            for row in sorted(rows[part.table], key=lambda row: row[PLACE.name]):
                if all(row[name] == value for name, value in part.label.items()):
                    grouped[part][tuple(row[name] for name in above)].append(row)
    return grouped


def _item(part: Part, row: Row, grouped: dict[Part, dict[tuple[Any, ...], list[Row]]]) -> Any:
    if isinstance(part.of, str):
        return row[part.of]
    item: Row = {}
    for field in fields_of(part.of):
        item |= _read(field, row)
    owner = tuple(row[name] for name in _OWNED[part])
    for child in part.parts:
        item[child.field] = [_item(child, each, grouped) for each in grouped[child][owner]]
    return item


def _read(field: Field, row: Row) -> Row:
    if not field.is_span:
        return {field.name: row[field.name]}
    span = {name: row[column.name] for column, name in zip(field.columns, _SPAN, strict=True)}
    if field.is_itself:
        return span
    return {field.name: None if span["text"] is None else span}
