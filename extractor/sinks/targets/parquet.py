"""A folder with one Parquet file, a row a story, its lists nested as in the record: `--to events.parquet`.

    pandas.read_parquet("events.parquet")                                              a folder is one data set
    SELECT e.kind FROM (SELECT unnest(events) AS e FROM 'events.parquet/*.parquet')    DuckDB: one row an event

The columns are the record's fields, a list of objects being a list of structs, with `published_day` beside `published`,
which is a text as it may be a day or a moment. Types are made of the models in extractor.records; what they say of a
field is the `comment` in its Arrow metadata. Compressed with zstd, a group of rows for each thousand stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.records import Record, Story
from extractor.sinks.folders import folder
from extractor.sinks.tables import published_day, published_text
from extractor.sinks.tables.fields import comment_of, types_in
from extractor.sinks.tables.form import PUBLISHED_DAY

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from extractor.sinks import Write

FILE: Final = "stories.parquet"
GROUP: Final = 1000
_PLAIN = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}


def opened(target: str) -> AbstractContextManager[Write]:
    """Give the function that writes a story into the file of a folder."""
    return folder(target, _fill, names=(FILE,))


def _fill(path: Path, stories: Iterable[Story]) -> None:
    made = schema()
    rows = map(_row, stories)
    with pq.ParquetWriter(path / FILE, made, compression="zstd") as file:
        while group := list(islice(rows, GROUP)):
            file.write_table(pa.Table.from_pylist(group, made))


def _row(story: Story) -> dict[str, Any]:
    return story.model_dump() | {"published": published_text(story), PUBLISHED_DAY.name: published_day(story)}


def schema() -> pa.Schema:
    """Return the columns of a story."""
    day = pa.field(PUBLISHED_DAY.name, pa.date32(), metadata={"comment": PUBLISHED_DAY.comment})
    return pa.schema([*_fields(Story), day])


def _fields(model: type[Record]) -> Iterator[pa.Field]:
    for name, info in model.model_fields.items():
        yield _field(name, info)


def _field(name: str, info: FieldInfo) -> pa.Field:
    types = types_in(info.annotation)
    comment = comment_of(info)
    metadata = {"comment": comment} if comment else None
    return pa.field(name, _type(types - {type(None)}), type(None) in types, metadata)


def _type(types: set[type]) -> pa.DataType:
    """Of several types, as of a day or a moment, a text is made."""
    [kind] = types if len(types) == 1 else [str]
    if get_origin(kind) is tuple:
        return pa.list_(pa.field("element", _type(types_in(get_args(kind)[0])), nullable=False))
    return pa.struct(list(_fields(kind))) if issubclass(kind, Record) else _PLAIN[kind]
