"""A model's fields as columns: what is said of a field in extractor.records is said of its column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from extractor.records import Record, Span

Type = Literal["text", "integer", "number", "flag", "day"]
_TYPES: dict[type, Type] = {str: "text", int: "integer", float: "number", bool: "flag", dt.date: "day"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: "number" is a double, "flag" a boolean, "day" a date."""

    name: str
    type: Type
    comment: str | None = None
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a model that is no list, and its columns: three for a span, else one.

    Of a model that is itself a span, what it is of one is one field: `text`.
    """

    name: str
    columns: tuple[Column, ...]
    is_span: bool = False
    is_itself: bool = False


@cache
def fields_of(model: type[Record]) -> tuple[Field, ...]:
    """Return the fields of a model that are no lists."""
    own = {name: info for name, info in model.model_fields.items() if not _is_list(info)}
    if not issubclass(model, Span):
        return tuple(_field(name, info) for name, info in own.items())
    rest = (_field(name, info) for name, info in own.items() if name not in Span.model_fields)
    return (Field("text", _span("text", None), is_span=True, is_itself=True), *rest)


def _field(name: str, info: FieldInfo) -> Field:
    nullable = type(None) in types_in(info.annotation)
    if Span in types_in(info.annotation):
        return Field(name, _span(name, info.description, nullable=nullable), is_span=True)
    return Field(name, (Column(name, _type(info), comment_of(info), nullable),))


def _span(name: str, comment: str | None, *, nullable: bool = False) -> tuple[Column, ...]:
    start, end = (Span.model_fields[each].description for each in ("start", "end"))
    return (
        Column(name, "text", comment, nullable),
        Column(f"{name}_start", "integer", start, nullable),
        Column(f"{name}_end", "integer", end, nullable),
    )


def _type(info: FieldInfo) -> Type:
    """What has a day or a moment, like `published`, is a text as in the record."""
    plain = types_in(info.annotation) - {type(None)}
    return _TYPES[plain.pop()] if len(plain) == 1 else "text"


def comment_of(info: FieldInfo) -> str | None:
    """Return what a field is said to be, and which values it can have."""
    choices = [str(value) for value in _choices(info.annotation)]
    listed = f"one of {', '.join(choices)}" if len(choices) > 1 else ""
    return "; ".join(filter(None, (info.description, listed))) or None


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def types_in(annotation: Any) -> set[type]:
    """Return the plain types that an annotation allows."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return types_in(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return set().union(*map(types_in, get_args(annotation)))
    if origin is Literal:
        return {type(value) for value in get_args(annotation)}
    return {annotation}


def _choices(annotation: Any) -> Iterator[Any]:
    """Yield the values that an annotation lists, if it does."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _choices(each)
