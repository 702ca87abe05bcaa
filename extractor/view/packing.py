"""Markup packed small: what repeats is told once, and like stands beside like, which deflate then makes little of.

    <p id="a">x</p><p id="b">y</p>
    ->   shapes       p id
         columns      "p id": a, b        "p.": x, y
         skeleton     open the first shape, text, end, open the first shape, text, end

A column holds what one attribute of one sort of element says, or what stands in the elements of one class, in order.
A longer text that its piece of markup holds already, as a card quotes the story, is told by its place there; the id of
the piece, with which the names in it begin ("s12-e3"), by one sign.
The script puts it together again (assets/unpack.js), piece by piece, exactly as it was.
"""

from __future__ import annotations

import base64
import gzip
import re
from collections import defaultdict
from collections.abc import Collection

from extractor.view.markup import VOID, Html, tag

_TOKEN = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_END, _TEXT, _FIRST = range(3)
_CODES = ord(" ")
_BETWEEN_PARTS, _OWN, _SAID, _BETWEEN_VALUES = "\x1c", "\x1d", "\x1e", "\x1f"
_ESCAPED = {ord(sign): f"&#{ord(sign)};" for sign in (_BETWEEN_PARTS, _OWN, _SAID, _BETWEEN_VALUES)}
_WORTH_A_PLACE = 24


class Packing:
    """Pieces of markup, each one element, packed together; attributes of the names in `without` are dropped."""

    def __init__(self, *, without: Collection[str] = ()) -> None:
        self._without = frozenset(without)
        self._shapes: dict[tuple[str, ...], str] = {}
        self._skeleton: list[str] = []
        self._columns: dict[str, list[str]] = defaultdict(list)
        self._pieces = 0
        self._id = ""

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return self._pieces

    def add(self, piece: Html) -> None:
        """Take the next piece."""
        self._pieces += 1
        within: list[str] = []
        said = self._id = ""
        for ending, name, attributes, text in _TOKEN.findall(piece.translate(_ESCAPED)):
            if text:
                self._text(text, said, within[-1])
                said += text
            elif ending:
                self._skeleton.append(_code(_END))
                within.pop()
            elif (column := self._open(name, attributes)) and name not in VOID:
                within.append(column)

    def _open(self, name: str, attributes: str) -> str:
        """Take an element's beginning, and return the column of what stands in it."""
        known = [pair for pair in _ATTRIBUTE.findall(attributes) if pair[0] not in self._without]
        shape = (name, *(key for key, _ in known))
        self._skeleton.append(self._shapes.setdefault(shape, _code(_FIRST + len(self._shapes))))
        for key, value in known:
            self._columns[f"{name} {key}"].append(value.replace(f"{self._id}-", _OWN) if self._id else value)
        self._id = self._id or dict(known).get("id", "")
        return f"{name}.{dict(known).get('class', '').partition(' ')[0]}"

    def _text(self, text: str, said: str, column: str) -> None:
        at = said.find(text) if len(text) >= _WORTH_A_PLACE else -1
        self._skeleton.append(_code(_TEXT))
        self._columns[column].append(text if at < 0 else f"{_SAID}{_units(said[:at])},{_units(text)}")

    def packed(self, name: str) -> Html:
        """Return all pieces as a data block of that name."""
        shapes = _BETWEEN_VALUES.join(map(" ".join, self._shapes))
        columns = (_BETWEEN_VALUES.join(values) for values in self._columns.values())
        parts = (shapes, _BETWEEN_VALUES.join(self._columns), "".join(self._skeleton), *columns)
        return packed(_BETWEEN_PARTS.join(parts), name)


def packed(text: str, name: str) -> Html:
    """Return text as a data block, which the script unpacks: gzip in base 85, with a comma for "<"."""
    small = base64.b85encode(gzip.compress(text.encode("utf-8", "replace"), mtime=0)).decode()
    return tag("script", Html(small.replace("<", ",")), type="application/gzip", data_packed=name)


def _code(number: int) -> str:
    return chr(_CODES + number)


def _units(text: str) -> int:
    """Return a text's length as the script counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
