"""HTML from Python, escaped unless it is markup already.

tag("td", "<b>", class_="found")              ->  <td class="found">&lt;b&gt;</td>
tag("p", tag("b", "25%"), " on cars")         ->  <p><b>25%</b> on cars</p>
"""

from __future__ import annotations

import html
from collections.abc import Iterable

VOID = frozenset({"br", "hr", "input", "link", "meta"})


class Html(str):
    """Text that is markup, and needs no escaping."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | None) -> Html:
    """Return an element. A trailing underscore is dropped from an attribute's name, others become hyphens."""
    known = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    opening = name + "".join(f' {key}="{html.escape(value)}"' for key, value in known)
    return Html(f"<{opening}>" if name in VOID else f"<{opening}>{join(children)}</{name}>")


def join(children: Iterable[str]) -> Html:
    """Return the children side by side, each escaped unless it is markup."""
    return Html("".join(child if isinstance(child, Html) else html.escape(child, quote=False) for child in children))
