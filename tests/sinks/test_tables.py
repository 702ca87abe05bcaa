"""The relational form of the records: nothing is lost in it, and its change is no accident."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import UNHURRIED, event, span, stories, story

from extractor.records import Country, Event, Story
from extractor.sinks.tables import REPLACED, SCHEMA, TABLES, VERSION, Table, rows_of, story_of
from extractor.sinks.views import VIEWS

FORM = Path(__file__).parent / "versions" / f"{VERSION}.txt"


@UNHURRIED
@given(stories(), st.randoms())
def test_a_story_s_rows_in_whatever_order_are_the_story_again(story: Story, chance: random.Random) -> None:
    rows = rows_of(story)
    for own in rows.values():
        chance.shuffle(own)
    assert story_of(rows) == story


@UNHURRIED
@given(stories())
def test_rows_have_all_columns_and_keys_of_their_own(story: Story) -> None:
    for name, rows in rows_of(story).items():
        table = TABLES[name]
        assert all(list(row) == [column.name for column in table.columns] for row in rows)
        assert len({tuple(row[each] for each in table.key) for row in rows}) == len(rows)
        for column in table.columns:
            assert column.nullable or all(row[column.name] is not None for row in rows)


@UNHURRIED
@given(stories())
def test_references_lead_to_rows_that_are_there_before(story: Story) -> None:
    rows, before = rows_of(story), set[str]()
    for table in TABLES.values():
        for reference in table.references:
            assert reference.table in before
            targets = {tuple(row[name] for name in reference.to) for row in rows[reference.table]}
            sources = (tuple(row[name] for name in reference.columns) for row in rows[table.name])
            assert {source for source in sources if None not in source} <= targets
        before.add(table.name)


def test_a_span_is_its_text_and_where_it_stands() -> None:
    [row] = rows_of(story("s1", event(cue=span("may", 7))))["events"]
    assert [row[name] for name in ("cue", "cue_start", "cue_end", "condition", "condition_start")] == [
        "may", 7, 10, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        ("2025-04-16", "2025-04-16", "2025-04-16"),
        ("2025-04-16T23:30:00-04:00", "2025-04-16T23:30:00-04:00", "2025-04-16"),
        (None, None, None),
    ],
)
def test_publication_is_a_text_beside_its_day(published: str | None, text: str | None, day: str | None) -> None:
    [row] = rows_of(story(published=published))["stories"]
    assert (row["published"], row["published_day"] and str(row["published_day"])) == (text, day)


def test_columns_say_what_the_records_say() -> None:
    events = {column.name: column.comment for column in TABLES["events"].columns}
    assert events["cue"] == Event.model_fields["cue"].description
    assert events["status"] == "one of actual, planned, possible, ruled_out"
    assert TABLES["countries"].comment == Country.__doc__
    assert TABLES["evidence"].comment == Event.model_fields["evidence"].description


def test_the_tables_change_with_their_version_alone() -> None:
    """A database of before would not fit: raise VERSION, write the migration and this file."""
    assert FORM.read_text() == whole_form()


def whole_form() -> str:
    """Tables in full, and of each view's SELECT a hash."""
    views = (f"{name} {hashlib.sha256(select.encode()).hexdigest()[:16]}" for name, select in VIEWS.items())
    return "\n".join((*map(written, (*TABLES.values(), REPLACED, SCHEMA)), "views", *views, ""))


def written(table: Table) -> str:
    columns = (f"    {each.name} {each.type}{' null' if each.nullable else ''}" for each in table.columns)
    references = (f"    {', '.join(each.columns)} -> {each.table}" for each in table.references)
    indexes = (f"    index {', '.join(each)}" for each in table.indexes)
    return "\n".join((f"{table.name} ({', '.join(table.key)})", *columns, *references, *indexes, ""))
