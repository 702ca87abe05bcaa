"""A folder of CSV files, one a table (extractor.sinks.tables), in UTF-8, with a header: `--to events.csv`.

    story_id,place,of,...
    "a-1",0,"USA",...

Texts stand in quotes; null is nothing between two commas, an empty text is "", which PostgreSQL's COPY tells apart.
Days are 2025-04-16, flags true and false.

A cell that a spreadsheet would run as a formula, because it begins with = + - @, a tab or a line's end, gets an
apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection). So does one that begins with apostrophes
and then such a sign: one apostrophe off the front of each of these gives the text back. Numbers are no formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.sinks.files import create
from extractor.sinks.folders import folder
from extractor.sinks.tables import TABLES, rows_of

if TYPE_CHECKING:
    from extractor.records import Story
    from extractor.sinks import Write

FILES = {name: f"{name}.csv" for name in TABLES}
# The wide signs are what a Japanese keyboard types.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def opened(target: str) -> AbstractContextManager[Write]:
    """Give the function that writes a story into the tables of a folder."""
    return folder(target, _fill, names=FILES.values())


def _fill(path: Path, stories: Iterable[Story]) -> None:
    with ExitStack() as opened_files:
        files = {name: opened_files.enter_context(create(path / file, option="--to")) for name, file in FILES.items()}
        for name, table in TABLES.items():
            files[name].write(f"{','.join(column.name for column in table.columns)}\n".encode())
        for story in stories:
            for name, rows in rows_of(story).items():
                files[name].writelines(_line(row.values()) for row in rows)


def _line(values: Iterable[Any]) -> bytes:
    return f"{','.join(map(_cell, values))}\n".encode()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return f'"{defused(value).replace(chr(34), chr(34) * 2)}"'
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def defused(text: str) -> str:
    """Return a cell's text as no spreadsheet runs it: "=1+1" -> "'=1+1"."""
    return f"'{text}" if _FORMULA.match(text) else text
