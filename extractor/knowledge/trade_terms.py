"""The words that can name a trade fact, and the kind each speaks for first."""

from __future__ import annotations

import re
from itertools import islice

from extractor.knowledge import rows

# word -> kind; "measure" stands for either of tariff and restriction.
TERMS: dict[str, str] = {word: row["kind"] for row in rows("trade_terms") for word in row["word"].split()}

# The words that stories on trade come back to.
_TRADE_WORDS = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|import(?:s|ed|ing|ers?)?|export(?:s|ed|ing|ers?)?|trade|traders?"
    r"|trading partners?|quotas?|embargo(?:es)?|sanctions?|(?:anti-?)?dumping|wto|gatt|customs|ban(?:s|ned)?"
    r"|licen[cs]es?|surplus|deficit|shipments?|nafta|usmca|tpp|protectionis[mt])\b",
    re.IGNORECASE,
)
# Of 446 annotated stories on trade each holds three or more, of 600 on other matters one in eleven. A short text may
# say it once.
FEW, SHORT = 3, 400


def speaks_of_trade(text: str) -> bool:
    """Say whether a story is about trade, as far as its words tell."""
    return len(text) < SHORT or sum(1 for _ in islice(_TRADE_WORDS.finditer(text), FEW)) == FEW
