"""What a visitor asks for: events of some kind, status, country, confidence, told in some stretch of days.

    kind=tariff, country=USA     ->  stories with a tariff that the US puts on somebody, or somebody on the US

All that is asked of an event must hold of one event. Asked for nothing, every story is given, the latest first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, Field, model_validator

from extractor.records import Alpha3, Kind, Status

Tables = Mapping[str, sa.Table]


class Wanted(BaseModel):
    """The choices; None is any."""

    kind: Kind | None = None
    status: Status | None = None
    country: Alpha3 | None = None
    since: dt.date | None = Field(None, description="told on this day or later")
    until: dt.date | None = Field(None, description="told on this day or before")
    least: float | None = Field(None, ge=0, le=1, description="least confidence")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_any(cls, choices: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in choices.items() if value != ""}

    def stories(self, tables: Tables) -> sa.Select[str]:
        """Return the query for the ids of the stories, the latest first."""
        stories = tables["stories"]
        query = sa.select(stories.c.id).where(*self._of_stories(stories))
        if asked := list(self._of_events(tables)):
            query = query.where(_event_of(stories, tables, *asked))
        return query.order_by(stories.c.published_day.desc().nulls_last(), stories.c.id)

    def _of_stories(self, stories: sa.Table) -> Iterator[sa.ColumnElement[bool]]:
        if self.since:
            yield stories.c.published_day >= self.since
        if self.until:
            yield stories.c.published_day <= self.until

    def _of_events(self, tables: Tables) -> Iterator[sa.ColumnElement[bool]]:
        events = tables["events"]
        if self.kind:
            yield events.c.kind == self.kind
        if self.status:
            yield events.c.status == self.status
        if self.least:
            yield events.c.confidence >= self.least
        if self.country:
            yield _names(tables, self.country)


def stories_of_pair(tables: Tables, one: str, other: str) -> sa.Select[str]:
    """Return the query for the ids of the stories with an event between two countries, the latest first."""
    stories = tables["stories"]
    both = _event_of(stories, tables, _names(tables, one), _names(tables, other))
    return sa.select(stories.c.id).where(both).order_by(stories.c.published_day.desc().nulls_last(), stories.c.id)


def _event_of(stories: sa.Table, tables: Tables, *asked: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(tables["events"].c.story_id == stories.c.id, *asked)


def _names(tables: Tables, code: str) -> sa.ColumnElement[bool]:
    """Return the condition that an event has a country as actor or target."""
    events, named = tables["events"], tables["event_countries"].alias()
    same = (named.c.story_id == events.c.story_id, named.c.event_id == events.c.id)
    return sa.exists().where(*same, named.c.code == code)
