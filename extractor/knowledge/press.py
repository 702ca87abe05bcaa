"""Newspapers, news agencies and picture agencies, as regular expressions that know their names."""

from __future__ import annotations

import re
from functools import cache

from extractor.knowledge import rows


@cache
def alternation(*kinds: str) -> str:
    """Return `AFP|Getty Images|...`, longest first: the names of these kinds, with either apostrophe."""
    found = sorted((row["name"] for row in _press() if row["kind"] in kinds), key=len, reverse=True)
    return "|".join(re.escape(name).replace("'", "['’]") for name in found)


@cache
def _press() -> list[dict[str, str]]:
    return rows("press")
