"""Reviewed tables that the rules look things up in, each with its loader.

    knowledge/countries.csv   is read by   knowledge/countries.py

A table is a CSV file with a header row. Lines that begin with `#` are comments: they name the source.
"""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `<name>.csv` in this folder, as dictionaries of column to cell."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    header, *cells = csv.reader(line for line in text.splitlines() if line and not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in cells]
