r"""Read the headline of a story whose wire format gives none.

    "China scraps wine duties\n\nCANBERRA, March 28 - China will ..."  ->  "China scraps wine duties"

A headline is one line with a blank line behind it, near the top, of at least three words and without a full stop;
kickers ("PRESS RELEASE") are passed over. Misses: headlines of two words, and those with no blank line behind them.
"""

from __future__ import annotations

import re

_LONGEST = 200
_LEAST_WORDS = 3
_BLOCKS_LOOKED_AT = 2
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# A story's first paragraph may be one line too: a full stop, a dateline's dash or a colon at its end gives it away.
_PROSE = re.compile(r"[.:;,]$|[a-z]\.[\"”’]?\s+[A-Z]|^[A-Z]{4,}\b.{0,60}(?:--|\s[-–—])\s|^\W|^By\s")


def find_headline(text: str) -> str | None:
    """Return the headline as it stands in `text`, or None."""
    *blocks, _ = _BREAK.split(text[: 4 * _LONGEST].lstrip(), maxsplit=_BLOCKS_LOOKED_AT)
    return next((block for block in blocks if _is_headline(block)), None)


def _is_headline(block: str) -> bool:
    return (
        "\n" not in block
        and len(block) <= _LONGEST
        and len(block.split()) >= _LEAST_WORDS
        and _PROSE.search(block) is None
    )
