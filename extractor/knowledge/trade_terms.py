"""The words that can name a trade fact, and the kind each speaks for first."""

from __future__ import annotations

import re
from itertools import islice
from math import ceil

from extractor.knowledge import rows

# word -> kind; "measure" stands for either of tariff and restriction.
TERMS: dict[str, str] = {word: row["kind"] for row in rows("trade_terms") for word in row["word"].split()}

# The words that stories on trade come back to, and those of them that other news shares.
_TRADE_WORDS = re.compile(
    r"\b(?:tariffs?|import(?:s|ed|ing|ers?)?|export(?:s|ed|ing|ers?)?|trade|trading partners?|quotas?|embargo(?:es)?"
    r"|(?:anti-?)?dumping|wto|gatt|nafta|usmca|tpp"
    r"|(?P<shared>dut(?:y|ies)|lev(?:y|ies)|sanctions?|customs|ban(?:s|ned)?|licen[cs]es?|surplus|deficit|shipments?"
    r"|protectionis[mt]|(?:commerce|agriculture) (?:secretary|minister|ministry|department)|rare earths?|per ?cent on"
    r"|let in|shut out|(?:turned|sent) (?:back|away)|(?:american|brazilian|british|canadian|chinese|european|foreign"
    r"|indian|japanese|mexican|russian) (?:goods|products|beef|cattle|fish|fruit|soybeans|wine|steel|cars?)))\b",
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
# Each of 446 annotated stories on trade holds three or more, and one in 90 words at least. Less is asked, two and about
# one in 180 words, for stories of our own that tell of trade in passing: 19 in 20 of all our own hold so many, as do 37
# of 600 on other matters. A short text may say it once.
FEW, RARE, SHORT = 2, 1100, 400
# How many different words a story must have beside its only word of trade, and beside several that other news shares.
BESIDE_ONE, BESIDE_MORE = 4, 3


def speaks_of_trade(text: str) -> bool:
    """Say whether a story is about trade, as far as its words tell: FEW of them, and one in RARE characters."""
    if len(text) < SHORT:
        return True
    enough = ceil(max(FEW, len(text) / RARE))
    return sum(1 for _ in islice(_TRADE_WORDS.finditer(text), enough)) == enough


def may_tell_of_trade(text: str) -> bool:
    """Say whether a trade fact may stand in a story: it is short, or has words of trade, or a few and others beside.

    Quick, and asked first. Two words of trade are enough unless other news shares both, and so is a deal to buy. In
    other stories no event is looked for, so --events-only may pass over them and loses none. Of 1,473 stories of
    general news it lets 1 in 11 pass. What it costs in events is counted by bench/gate.py: one fact on trade, in
    passing, in a long story about other matters.
    """
    if len(text) < SHORT or _SALE.search(text):
        return True
    own = shared = 0
    for match in _TRADE_WORDS.finditer(text):
        own, shared = (own, shared + 1) if match["shared"] else (own + 1, shared)
        if own and own + shared > 1:
            return True
    few = own + shared
    return few > 0 and _has_others(text, BESIDE_ONE if few == 1 else BESIDE_MORE)


def _has_others(text: str, least: int) -> bool:
    others: set[str] = set()
    for match in _BESIDE_TRADE.finditer(text):
        others.add(match[0].lower())
        if len(others) == least:
            return True
    return False
