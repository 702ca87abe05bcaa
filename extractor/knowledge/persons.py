"""What is known of names: given names, family names that stand first, office-holders, and namesakes.

    "susan"                 ->  a given name; "sue" is short for it
    "wang", in "Wang Yi"    ->  a family name that stands first
    "Lighthizer"            ->  Robert Lighthizer, whose office was the United States'
    "Morgan Stanley"        ->  a namesake: no person

To teach one, add a line to given_names.csv, family_names.csv, leaders.csv or namesakes.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor.knowledge import rows


class Leader(NamedTuple):
    """An office-holder; `short` is the name after the first time, `office` that of a head of state or government."""

    name: str
    short: str
    country: str
    alone: bool
    office: str


@cache
def given_names() -> dict[str, str]:
    """Return each given name, in lower case, with the form it is short for ("" when it is whole)."""
    return {row["name"]: row["formal"] for row in rows("given_names")}


@cache
def family_names() -> dict[str, str]:
    """Return each family name that stands before the given name, in lower case, with its origin."""
    return {row["name"]: row["origin"] for row in rows("family_names")}


@cache
def leaders() -> tuple[Leader, ...]:
    """Return the known office-holders."""
    return tuple(Leader(r["name"], r["short"], r["country"], bool(r["alone"]), r["office"]) for r in rows("leaders"))


@cache
def leaders_names() -> frozenset[tuple[str, ...]]:
    """Return the full names of the known office-holders, word by word, in lower case."""
    return frozenset(tuple(leader.name.lower().split()) for leader in leaders())


@cache
def namesakes() -> frozenset[str]:
    """Return, in lower case, the names of organisations, places and laws that look like persons."""
    return frozenset(row["name"].lower() for row in rows("namesakes"))
