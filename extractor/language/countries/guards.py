"""Doubts about a mention, and how they are settled.

    surname   "David French", "Mark Cuban"          no country after a given name or "Mr."
    person    "Jordan Lee", "Rep. Jordan"           nor before a surname either
    georgia   "a plant in Georgia"                  the American state, unless the Caucasus is near
    prefix    "Sino-US", "Franco-German"            only before a hyphen
    listed    "Peru, Panama and Columbia"           a misspelling, only among countries
    pronoun   "LET US NOW"                          no country after such a verb
    place     "in Doha", not "the Doha talks"       only where something happens

A name's guard stands in its row of the tables; capitals and names are guarded by their form besides.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractor.knowledge.countries import Name
from extractor.knowledge.persons import given_names

Extent = tuple[int, int]


class Mention(NamedTuple):
    """A name of a country and where it stands."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True)
class Context:
    """What a guard may look at: the text in plain characters, and the persons known in it, in order."""

    text: str
    persons: Sequence[Extent] = ()

    @cached_property
    def of_the_caucasus(self) -> bool:
        """Whether the text is about the Caucasus, where Georgia is a country."""
        return _CAUCASUS.search(self.text) is not None


_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Idaho|Illinois|Indiana"
    "|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana"
    "|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon"
    "|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia"
    "|Wisconsin|Wyoming"
)
_STATES_SHORT = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa"
    r"|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|N\.[CDHJMY]|S\.[CD]|W\.Va|R\.I)\."
)
_IN_A_STATE = re.compile(rf", (?:(?:{_STATES})\b|{_STATES_SHORT})")
_IN_A_STATE_SHORT = re.compile(rf", {_STATES_SHORT}")

_WORD_BEFORE = re.compile(r"(?<![\w'])([A-Z][\w'-]*\.?) $")
_HONORIFICS = frozenset(
    "Mr. Mr Mrs. Mrs Ms. Ms Dr. Dr Sen. Rep. Sens. Reps. Gov. Judge Justice Senator Representative Congressman".split()
)
_INITIAL = re.compile(r"[A-Z]\.$")
#: Given names that begin a question or a sentence just as well: "Will Brazil retaliate?"
_WORDS = frozenset({"Will", "Hope"})
_SURNAME = re.compile(r" (?!(?:Basin|Prime|President|King|Foreign|Trade|Finance|Central)\b)[A-Z][a-z]+")

#: After a capital: part of another name, or the place of a market.
_NOT_THE_SEAT = re.compile(
    r"(?:-(?:based|listed|traded)\b"
    r"| (?:Metal|Stock|Mercantile|Futures|Gold|Bullion|Commodit(?:y|ies)|Interbank|International Petroleum|Exchange"
    r"|School|University|College|Institute|Club|Agreement|Accords?|Convention|Protocol|Declaration|Round|Process"
    r"|Statute|Treaty|Olympics|Games|Airlines|Electron|Securities|Principles|Charter|climate|Climate"
    r"|(?:Air|Auto|Motor|Fashion|Film|Book) (?:Show|Week|Festival|Fair))\b"
    r"| (?:METAL|STOCK|ROUND|AGREEMENT|ACCORD|CLUB)\b"
    r"| (?:round|stocks|bourse|stock exchange|fixing|futures|interbank|trading|session|time)\b)"
)
_MARKET_PLACES = frozenset({"London", "Paris", "Amsterdam", "Tokyo"})
_MARKET_GOODS = re.compile(
    r" (?:copper|alumini?um|tin|zinc|nickel|coffee|cocoa|sugar|gold|silver|metals?|bullion|vaults?)\b"
)
#: Before a capital: the same.
_NOT_YET_THE_SEAT = re.compile(
    r"(?:\b(?:trading|traded|open(?:ed|ing)?|session|deal(?:s|ings?|ers?)|markets?|exchange|closed?|fixing) in"
    r"|\b(?:University|College|Institute|School|Bank|Lloyd's|City|Port|Mayor|Tower|Congress|Treaty|Archbishop) of"
    r"|\b(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Dd]owntown|[Gg]reater|[Ss]uburban)) $"
)
_LONGEST_BEFORE = 20
_IN = re.compile(r"\b(?:in|to|at|from|IN|capital,?) $|(?:^|  ) *$")

_CAUCASUS = re.compile(
    r"Tbilisi|Georgian|Saakashvili|Abkhazia|Ossetia|Caucasus|Armenia|Azerbaijan|[Rr]epublic of Georgia"
)
_PARTNER = re.compile(r"(?:FTA|[Aa]greement|[Pp]act|[Tt]reaty|[Dd]eal|[Tt]alks) with $")
_NEIGHBOUR = re.compile(r"\b(?:Ukraine|Moldova|Belarus|Turkey|Kazakhstan|Russia)(?:,| and|, and) $")
_NEIGHBOUR_AFTER = re.compile(r",? (?:and )?(?:Ukraine|Moldova|Belarus|Turkey|Kazakhstan|Mongolia)\b")
_NO_COLUMBIA = re.compile(
    r" (?:University|Law|Business|River|Records|Pictures|Journalism|Sportswear|Gas)\b"
    r"|, (?:S\.C|South Carolina|Mo|Md|Missouri|Maryland)\b"
)
_TRADE_PARTNER = re.compile(r"\b(?:Peru|Panama|Korea|Chile|Ecuador|Bolivia|Venezuela|Free [Tt]rade|FTA)\b")
_VERB_OF_US = re.compile(r"\b(?:LET|TELL|JOIN|CONTACT|FOLLOW|EMAIL|BOTH OF|ALL OF) $")


def counts(mention: Mention, context: Context) -> bool:
    """Whether a mention names its country, by the guards of its form and of its own name."""
    if (of_form := _OF_FORM.get(mention.name.form)) and not of_form(mention, context):
        return False
    own = GUARDS.get(mention.name.guard)
    return own is None or own(mention, context)


def is_of_a_person(mention: Mention, context: Context) -> bool:
    """Whether a name that may be a person's follows a given name or "Mr.", and thus is the person's surname."""
    return mention.name.guard in ("surname", "person") and _after_given_name(mention, context.text)


def _surname(mention: Mention, context: Context) -> bool:
    if _after_given_name(mention, context.text):
        return False
    # Capitals inside a person are the dateline after a byline: "Ann Lee WASHINGTON".
    return mention.name.text.isupper() or not _within_person(mention, context.persons)


def _person(mention: Mention, context: Context) -> bool:
    return _surname(mention, context) and not _SURNAME.match(context.text, mention.end)


def _after_given_name(mention: Mention, text: str) -> bool:
    before = _WORD_BEFORE.search(text[max(0, mention.start - 26) : mention.start])
    if before is None:
        return False
    word = before[1]
    if word in _HONORIFICS or _INITIAL.match(word):
        return True
    return word not in _WORDS and word.lower() in given_names()


def _within_person(mention: Mention, persons: Sequence[Extent]) -> bool:
    at = bisect_right(persons, (mention.start, len(persons) and persons[-1][1])) - 1
    if at < 0:
        return False
    start, end = persons[at]
    return start <= mention.start and mention.end <= end and (start, end) != (mention.start, mention.end)


def _georgia(mention: Mention, context: Context) -> bool:
    text = context.text
    before = text[max(0, mention.start - 30) : mention.start]
    near = _PARTNER.search(before) or _NEIGHBOUR.search(before) or _NEIGHBOUR_AFTER.match(text, mention.end)
    return near is not None or context.of_the_caucasus


def _prefix(mention: Mention, context: Context) -> bool:
    return context.text.startswith("-", mention.end)


def _listed(mention: Mention, context: Context) -> bool:
    if _NO_COLUMBIA.match(context.text, mention.end):
        return False
    return _TRADE_PARTNER.search(context.text[max(0, mention.start - 45) : mention.end + 45]) is not None


def _pronoun(mention: Mention, context: Context) -> bool:
    return _VERB_OF_US.search(context.text[max(0, mention.start - 12) : mention.start]) is None


def _place(mention: Mention, context: Context) -> bool:
    return _IN.search(context.text[max(0, mention.start - 12) : mention.start]) is not None


def _seat(mention: Mention, context: Context) -> bool:
    text = context.text
    if _NOT_THE_SEAT.match(text, mention.end) or _IN_A_STATE.match(text, mention.end):
        return False
    if mention.name.text in _MARKET_PLACES and _MARKET_GOODS.match(text, mention.end):
        return False
    return _NOT_YET_THE_SEAT.search(text[max(0, mention.start - _LONGEST_BEFORE) : mention.start]) is None


def _no_town(mention: Mention, context: Context) -> bool:
    return _IN_A_STATE_SHORT.match(context.text, mention.end) is None


Guard = Callable[[Mention, Context], bool]
GUARDS: dict[str, Guard] = {
    "surname": _surname,
    "person": _person,
    "georgia": _georgia,
    "prefix": _prefix,
    "listed": _listed,
    "pronoun": _pronoun,
    "place": _place,
}
_OF_FORM: dict[str, Guard] = {"capital": _seat, "name": _no_town}
