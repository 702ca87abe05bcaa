"""The relational form of the records, whatever the database: tables, rows of a story, and the story of its rows.

    stories ──< people ──< roles                 a story's own lists; `place` counts in the list's order, from 0
            ──< countries
            ──< mentions                         of a person or of a country
            ──< percentages, dates, subjects, corrections, warnings
            ──< events ──< event_countries       who (actor) and whom (target)
                       ──< event_rates, event_dates, event_people, event_laws
                       ──< event_products ──< event_codes
                       ──< evidence              the sentences, the best in place 0

A span becomes three columns: `trigger` its text, `trigger_start` and `trigger_end` where it stands. TIMEX3 values and
`published` are texts as in the record, beside days that are real dates. Columns and their comments come from the
models in extractor.records, so that a new field of theirs is here at once, and the schema's VERSION must be raised.

    rows_of(story)    {"stories": [{"id": "a-1", ...}], "people": [...], ...}: every table, each row with every column
    story_of(rows)    the same record again: its exact inverse
"""

from __future__ import annotations

from extractor.sinks.tables.fields import Column, Type
from extractor.sinks.tables.form import REPLACED, SCHEMA, TABLES, VERSION, Reference, Table
from extractor.sinks.tables.rows import Row, Rows, digest_of, published_day, published_text, rows_of, story_of

__all__ = [
    "REPLACED",
    "SCHEMA",
    "TABLES",
    "VERSION",
    "Column",
    "Reference",
    "Row",
    "Rows",
    "Table",
    "Type",
    "digest_of",
    "published_day",
    "published_text",
    "rows_of",
    "story_of",
]
