"""Read what a page's JSON-LD (https://schema.org/NewsArticle) says of its article.

{"@graph": [{"@type": "WebSite", ...}, {"@type": "NewsArticle", "headline": "...", "datePublished": "..."}]}
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractor.sources.markup import one_line, printable

_LONGEST = 2_000_000
_DEEPEST = 6
_KINDS = ("article", "posting", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What JSON-LD says; unknown is None."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None


def article_of(scripts: Iterable[str]) -> Article:
    """Return what the first article among the scripts' objects says of itself."""
    found = next(filter(_is_article, (each for script in scripts for each in _objects(_parsed(script)))), {})
    authors = _names(found.get("author"))
    return Article(
        title=_words(found.get("headline")) or _words(found.get("name")),
        published=_words(found.get("datePublished")),
        modified=_words(found.get("dateModified")),
        author=", ".join(authors) or None,
        publisher=next(iter(_names(found.get("publisher"))), None),
        address=_words(found.get("url")),
        language=_words(found.get("inLanguage")),
    )


def _parsed(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):  # broken, as on many a page: the page says the same elsewhere
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects in a list, a graph, or a page's main entity, from the outside in."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _is_article(record: dict[str, Any]) -> bool:
    kinds = record.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.lower().endswith(_KINDS) for kind in named)


def _names(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    names = (_words(each.get("name") if isinstance(each, dict) else each) for each in listed)
    return [name for name in names if name and not name.startswith("http")]


def _words(value: Any) -> str | None:
    return one_line(printable(html.unescape(value))) or None if isinstance(value, str) else None
