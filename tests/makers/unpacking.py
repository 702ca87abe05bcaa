"""Reads the data blocks of a report, apart from the script that does so in the page (extractor/view/packing.py)."""

from __future__ import annotations

import base64
import gzip
import re

VOID = {"br", "hr", "input", "link", "meta"}


def data_of(html: str) -> dict[str, list[str]]:
    """Return the texts of a page's data blocks by their names."""
    found: dict[str, list[str]] = {"stories": [], "index": []}
    for name, body in re.findall(r'<script type="application/gzip" data-packed="(\w+)">(.*?)</script>', html):
        found[name].append(gzip.decompress(base64.b85decode(body.replace(",", "<"))).decode())
    return found


def pieces_of(text: str) -> list[str]:
    """Return the pieces of markup in a data block of stories."""
    shapes, names, skeleton, *columns = text.split("\x1c")
    opened = [shape.split(" ") for shape in shapes.split("\x1f")]
    values = {name: iter(column.split("\x1f")) for name, column in zip(names.split("\x1f"), columns, strict=False)}
    pieces: list[str] = []
    html, said, own, within = "", "", "", list[tuple[str, str]]()
    for sign in skeleton:
        code = ord(sign) - 32
        if code == 0:
            html += f"</{within.pop()[0]}>"
        elif code == 1:
            words = _words(next(values[within[-1][1]]), said)
            html, said = html + words, said + words
        else:
            name, *keys = opened[code - 2]
            known = {key: next(values[f"{name} {key}"]).replace("\x1d", f"{own}-") for key in keys}
            own = own or known.get("id", "")
            html += f"<{name}" + "".join(f' {key}="{value}"' for key, value in known.items()) + ">"
            if name not in VOID:
                within.append((name, f"{name}.{known.get('class', '').split(' ')[0]}"))
        if not within:
            pieces.append(html)
            html, said, own = "", "", ""
    return pieces


def _words(value: str, said: str) -> str:
    if not value.startswith("\x1e"):
        return value
    at, length = (2 * int(number) for number in value[1:].split(","))
    return said.encode("utf-16-le")[at : at + length].decode("utf-16-le")
