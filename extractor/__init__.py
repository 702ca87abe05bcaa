"""Reads wire stories about international trade and writes what happened as data.

    from extractor import extract, load

    nlp = load()
    story = extract("WASHINGTON - Japan was hit with 24% levies ...", nlp=nlp)
    story.events[0].status

`load()` gives a spaCy `Language`; `extract()` gives a `Story` record (extractor.records).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import extract, load

__all__ = ["extract", "load"]


def __getattr__(name: str) -> Any:
    # spaCy takes half a second to import: `import extractor` alone, and `extract --help`, stay quick.
    if name in __all__:
        from extractor import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
