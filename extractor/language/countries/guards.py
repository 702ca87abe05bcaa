"""Doubts about a mention, and how they are settled.

    surname   "David French", "Mark Cuban"          no country after a given name or "Mr."
    person    "Jordan Lee", "Rep. Jordan"           nor before a surname either
    georgia   "a plant in Georgia"                  the American state, unless the Caucasus is near
    prefix    "Sino-US", "Franco-German"            only before a hyphen
    listed    "Peru, Panama and Columbia"           a misspelling, only among countries
    pronoun   "LET US NOW"                          no country after such a verb
    place     "in Doha", not "the Doha talks"       only where something happens

homonyms.py has the doubts about names that are common to two places. A name's guard stands in its row of the tables;
capitals and names are guarded by their form besides.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from extractor.knowledge.persons import given_names
from extractor.language.countries.context import Context, Extent, Mention
from extractor.language.countries.homonyms import HOMONYMS, is_seat

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

#: Where a state stands, though a person of the story has its name.
_WITHIN = re.compile(r"\b(?:in|into|across|outside|inside) $")
_STATELY = re.compile(
    r"'s (?:king|queen|crown|government|parliament|prime|foreign|finance|trade|economy|economic|central bank|capital"
    r"|exports?|imports?|ports?|industry|textile|army)\b"
)
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


def is_of_a_state(mention: Mention, context: Context) -> bool:
    """Whether the words around leave no doubt that a country is meant: "in Jordan", "Jordan's king"."""
    return _WITHIN.search(context.before(mention, 10)) is not None or (
        _STATELY.match(context.text, mention.end) is not None
    )


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


def _washington(mention: Mention, context: Context) -> bool:
    return _surname(mention, context) and is_seat(mention, context)


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
    "washington": _washington,
    "prefix": _prefix,
    "listed": _listed,
    "pronoun": _pronoun,
    "place": _place,
    **HOMONYMS,
}
_OF_FORM: dict[str, Guard] = {"capital": _seat, "name": _no_town}
