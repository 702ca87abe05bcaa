"""A table of figures: a caption, a head of columns, and rows that begin with their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.view.markup import Html, tag


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table; each cell is text or markup."""
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))),
        tag("tbody", *map(_row, rows)),
    )


def _row(cells: Sequence[str]) -> Html:
    return tag("tr", tag("th", cells[0], scope="row"), *(tag("td", cell) for cell in cells[1:]))
