"""Provinces and states of federations, whose heads a story may name without them.

"In Quebec, Premier Ann Pool ..."   ->  a province of CAN whose head is a premier

To teach one, add a line to provinces.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor.knowledge import rows


class Province(NamedTuple):
    """A province, its country, and what its head of government is called: premier or governor."""

    name: str
    country: str
    head: str


@cache
def provinces() -> dict[str, Province]:
    """Return the provinces by name, in lower case."""
    return {row["name"].lower(): Province(row["name"], row["country"], row["head"]) for row in rows("provinces")}


@cache
def first_words() -> frozenset[str]:
    """Return the words with which the names begin, in lower case."""
    return frozenset(name.split()[0] for name in provinces())
