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
# What is traded, by whom, and what is agreed and put in its way: beside a word of trade, a few of these tell of it too.
_BESIDE_TRADE = re.compile(
    r"\b(?:deals?|pacts?|accords?|treat(?:y|ies)|agreements?|talks|negotiat\w+|barriers?|concessions?|restrict\w*|curbs?"
    r"|barr(?:ed|ing)|slap\w*|retaliat\w+|blacklist\w*|entity list|duty-free|tax(?:es|ed)?|overseas|abroad|foreign"
    r"|domestic|market|goods|products?|customers?|buyers?|growers?|farm(?:s|ers?)?|factor(?:y|ies)|carmakers?|ports?"
    r"|cargo(?:es)?|vessels?|tons?|tonnes?|bushels?|barrels?|grain|wheat|beef|soybeans?|rice|sugar|fish(?:ing|eries)?"
    r"|steel|oil|autos?|cars?|chips?|semiconductors?|sell(?:s|ing)?|sold|buy(?:s|ing)?|bought|purchas\w+)\b",
    re.IGNORECASE,
)
# Each of 446 annotated stories on trade holds three or more, and one in 90 words at least, as one in fourteen of 600
# stories on other matters does. A short text may say it once.
FEW, RARE, SHORT = 3, 700, 400
# How many different words a story must have beside its only word of trade.
BESIDE = 4


def speaks_of_trade(text: str) -> bool:
    """Say whether a story is about trade, as far as its words tell: FEW of them, and one in RARE characters."""
    if len(text) < SHORT:
        return True
    enough = ceil(max(FEW, len(text) / RARE))
    return sum(1 for _ in islice(_TRADE_WORDS.finditer(text), enough)) == enough


def may_tell_of_trade(text: str) -> bool:
    """Say whether a trade fact may stand in a story: it is short, has two words of trade, or one and BESIDE others.

    Looser than `speaks_of_trade`, and quick. A deal to buy is enough by itself. In other stories no event is looked for,
    so --events-only may pass over them and loses none. Of 500 stories of general news it lets 1 in 11 pass. What it
    costs in events is counted by bench/gate.py: one fact on trade, in passing, in a long story about other matters.
    """
    if len(text) < SHORT:
        return True
    enough = ceil(max(FEW, len(text) / RARE))
    return sum(1 for _ in islice(_TRADE_WORDS.finditer(text), enough)) == enough


def may_tell_of_trade(text: str) -> bool:
    """Say whether a trade fact may stand in a story: it is short, has two words of trade, or one and BESIDE others.

    Looser than `speaks_of_trade`, and quick: it tells which stories need not be read when events alone are wanted. A
    deal to buy is enough by itself. Of 500 stories of general news it lets 1 in 11 pass. What it costs in events is
    counted by bench/gate.py: stories about other matters that say one thing on trade in passing can be lost.
    """
    if len(text) < SHORT:
        return True
    found = sum(1 for _ in islice(_TRADE_WORDS.finditer(text), 2))
    return found == 2 or _SALE.search(text) is not None or (found == 1 and _has_others(text))


def _has_others(text: str) -> bool:
    others: set[str] = set()
    for match in _BESIDE_TRADE.finditer(text):
        others.add(match[0].lower())
        if len(others) == BESIDE:
            return True
    return False
