"""The tables: columns, keys and references, made out of the models (fields.py) and their lists (parts.py)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extractor.sinks.tables.fields import Column, fields_of
from extractor.sinks.tables.parts import STORY, Part

# Of the tables, not of the records: raise it with every change that a database sees, and write its migration.
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: a row goes when the row that it refers to goes. Where a column is null it refers to none."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key` is its primary key, `indexes` what else is looked up by."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "stories": (("published_day",),),
    "people": (("name",),),
    "roles": (("title",),),
    "countries": (("code",),),
    "mentions": (("story_id", "person"), ("story_id", "country")),
    "dates": (("earliest", "latest"),),
    "events": (("kind", "status"), ("status",)),
    "event_countries": (("code", "part"), ("story_id", "event_id", "part", "code")),
    "event_codes": (("hs",),),
    "event_dates": (("earliest", "latest"),),
    "event_people": (("name",),),
}
PUBLISHED_DAY = Column("published_day", "day", "the day of `published`, in the zone that it is given in", nullable=True)
DIGEST = Column("digest", "text", "SHA-256 of the record: a story whose record is the same is not written again")
PLACE = Column("place", "integer", "in the order of the record's list, from 0")
REPLACED = Table(
    "replaced",
    "Stories that another one corrects, updates or replaces: they stay out, in whichever order stories come.",
    (Column("story_id", "text", "of the story replaced"), Column("by_id", "text", "of the story that replaces it")),
    ("story_id",),
)
SCHEMA = Table(
    "extractor_schema",
    "One row: which form these tables have. `extractor migrate` raises it.",
    (Column("version", "integer", "of the tables, not of the records"),),
    ("version",),
)


def handles(above: tuple[Part, ...]) -> tuple[str, ...]:
    """Return the columns by which a part names those that it lies in: ("story_id", "event_id")."""
    return tuple(part.handle[1] for part in above)


_LABELS: dict[str, list[str]] = {}
for _part, _ in STORY.walk():
    _LABELS.setdefault(_part.table, []).extend(_part.label.values())


@dataclass(frozen=True, slots=True)
class _Use:
    """A list whose items a table holds, and the parts that the list lies in."""

    part: Part
    above: tuple[Part, ...]

    def columns(self) -> tuple[list[Column], list[Column]]:
        """Return the columns that say where an item belongs, and those that say what it is."""
        belongs = [_handle(part) for part in self.above]
        if not self.above:
            return [], [*_said_by(self.part), PUBLISHED_DAY, DIGEST]
        labels = [Column(name, "text", f"one of {', '.join(_LABELS[self.part.table])}") for name in self.part.label]
        return belongs, [PLACE, *labels, *_said_by(self.part)]

    def reference(self) -> Reference:
        """Return the foreign key to the parent."""
        *rest, parent = self.above
        return Reference(handles(self.above), parent.table, (*handles(tuple(rest)), parent.handle[0]))

    def comment(self) -> str:
        """Return what the records say of this list, or else of its items."""
        if self.above and isinstance(model := self.above[-1].of, type):
            said = model.model_fields[self.part.field].description
            if said or isinstance(self.part.of, str):
                return said or f"the {self.part.field} of {self.above[-1].table}"
        return " ".join((inspect.getdoc(self.part.of) or "").split())


def _handle(part: Part) -> Column:
    own, name = part.handle
    return Column(name, "integer" if own == PLACE.name else "text", f"`{own}` in {part.table}")


def _said_by(part: Part) -> list[Column]:
    if isinstance(part.of, str):
        return [Column(part.of, "text")]
    return [column for field in fields_of(part.of) for column in field.columns]


def _table(name: str, uses: list[_Use]) -> Table:
    belongs, says = (_merged(columns) for columns in zip(*(use.columns() for use in uses), strict=True))
    shared = [column.name for column in belongs if not column.nullable]
    return Table(
        name,
        _joined(tuple(dict.fromkeys(use.comment() for use in uses))),
        (*belongs, *says),
        key=(*shared, uses[0].part.handle[0]),
        references=tuple(dict.fromkeys(use.reference() for use in uses if use.above)),
        indexes=INDEXES.get(name, ()),
    )


def _joined(comments: tuple[str, ...]) -> str:
    return comments[0] if len(comments) == 1 else "; ".join(comment.rstrip(".") for comment in comments)


def _merged(lists: tuple[list[Column], ...]) -> list[Column]:
    """Return the columns of all the lists; one that not all of them have is null for the others."""
    columns = {column.name: column for columns in lists for column in columns}
    common = set.intersection(*({column.name for column in columns} for columns in lists))
    return [column if name in common else replace(column, nullable=True) for name, column in columns.items()]


def _tables() -> Iterator[Table]:
    uses: dict[str, list[_Use]] = {}
    for part, above in STORY.walk():
        uses[part.table] = [*uses.pop(part.table, []), _Use(part, above)]
    for name, own in uses.items():
        yield _table(name, own)


# In this order a row's references are always there before it.
TABLES: Final = {table.name: table for table in _tables()}
