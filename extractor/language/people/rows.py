"""Let the titles of a row share what one of them has.

    "president and chief executive Ann Pool"                name and owner of each
    "Ann Pool, head and CEO of X"                           the same behind the name
    "Treasury and Commerce Secretaries Ann Pool and Bo Lee" to each the title of the same place

Unit: words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.people.links import Link, between
from extractor.language.people.scene import Scene

_ROW = re.compile(
    r"(?:\s?\(\w+\))?(?:,? (?:and|&) (?:(?:also|now|currently|is|was|as|then|later)\s)*|/|, (?:and )?(?:now )?| )"
)
#: What one minister has in hand with trade: "trade and industry ministers" are no two offices.
_SECOND_FIELDS = frozenset("industry investment tourism forestry fisheries".split())


def rows(scene: Scene, links: Sequence[Link]) -> Iterator[list[Link]]:
    """Yield the rows of titles that only "and" or a comma parts."""
    row: list[Link] = []
    for found in links:
        if row and not (_ROW.fullmatch(between(scene, row[-1].title.right, found.title.left)) and not row[-1].leads):
            yield row
            row = []
        row.append(found)
    yield row


def share(scene: Scene, row: list[Link]) -> None:
    """Let the titles of a row share name and owner: "Ann Pool, head and CEO of X"; "X founder and CEO Ann Pool"."""
    if len(row) < 2:
        return
    first, last = row[0], row[-1]
    close = all(scene.words.joined(found.title.right) for found in row)  # "Kuwait's oil minister Sheikh Ali"
    if first.people and not first.leads:
        followers = [found for found in row[1:] if not found.people]
        for found in followers:
            found.people = first.people
        _lend(row[: len(followers) + 1][::-1])
    elif last.leads and not first.people and (close or not (first.title.determined and last.title.body == "state")):
        for found in row[:-1]:
            found.people, found.leads = (last.people, True) if found.title.plural == last.title.plural else ([], False)
        _lend(row, jobs=True)
        _lend(row[::-1])


def _lend(row: list[Link], *, jobs: bool = False) -> None:
    """Give the owner of a title to the next ones that have none; a mere job has none, but among `jobs` that lead."""
    owner = row[0].title.owner
    for found in row[1:]:
        if found.title.owner is None and owner is not None and (jobs or found.title.body != "job"):
            found.title = replace(found.title, owner=owner)
        owner = found.title.owner or owner


def respective(scene: Scene, found: Link) -> Iterator[Link]:
    """Split "Treasury and Commerce Secretaries Ann Pool and Bo Moss": to each the title of the same place."""
    title, words = found.title, scene.words
    inside = range(title.first, title.head_at - 1)
    cut = next((place for place in inside if words.lows[place + 1] == "and" or words.gap(place) == " & "), None)
    if not title.plural or len(found.people) != 2 or cut is None or words.lows[title.head_at - 1] in _SECOND_FIELDS:
        yield found
        return
    second = cut + 1 + (words.lows[cut + 1] == "and")
    yield replace(found, title=replace(title, omitted=(cut + 1, title.head_at - 1)), people=found.people[:1])
    yield replace(found, title=replace(title, omitted=(title.first, second - 1)), people=found.people[1:])
