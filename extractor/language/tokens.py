"""Cut wire text into words: the tokenizer of the pipeline.

    "The U.S.-Japan talks (Reuters)-"     ->  The | U.S. | - | Japan | talks | ( | Reuters | ) | -
    "Tokyo-based Corp.'s 90-day ban"      ->  Tokyo-based | Corp. | 's | 90-day | ban
    "$3.5bn, up 10-15%.The ABC <ABC.N>"   ->  $ | 3.5bn | , | up | 10 | - | 15 | % | . | The | ABC | < | ABC.N | >

Unit: a word or a sign. Reading: the Penn Treebank's, as in CoNLL-2003 and Universal Dependencies, and of these two the
first where they differ over hyphens: a compound is one word. A hyphen that stands between two things of one kind
(countries, leaders, months, numbers) is read as "and" or "to", and is a word of its own. A day ("2025-03-07"), a
telephone number and a mixed fraction ("7-3/4") are one. A single capital keeps its full stop ("George W."), as does an
abbreviation, at the end of a sentence too.

Each stretch between blanks is cut by one pattern from left to right, in time that grows with its length: spaCy's own
way, which takes off a prefix and a suffix at a time, needs hours for a megabyte of brackets.
Misses: "Clinton-Yeltsin" (unless both are leaders in knowledge/); "talks.the"; "Plan B." and "than I." keep the stop.
To teach a sign or a sort of word, add a line to PIECES; a country or leader is learned from knowledge/; an abbreviation
goes to ABBREVIATIONS here, or to that of sentences.py where a sentence seldom ends in it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without types
from spacy.util import registry

from extractor.knowledge.countries import Name, names
from extractor.knowledge.persons import leaders
from extractor.language.sentences import ABBREVIATIONS as INNER_ABBREVIATIONS

ABBREVIATIONS = (
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nebr Nev Okla "
    "Ore Pa Tenn Tex Va Wash Wis Wyo Ont Ph.D M.Sc Jul etc ca tel ext fig vol Vol Art art Sec Supt Brig "
    "Cpl Pvt Pte Pty Mfg Intl Natl Assoc Bldg Rd Mgr Msgr Fr Sgts Ste Sts Drs Rs Sat Sun Cie Bhd Tbk Ent Esq Amb W.Va v"
).split()
# Hyphened with a country these are one of two sides, but no country of their own.
SIDES = (
    "Sino Franco Anglo Russo Indo Nippo Austro Greco Graeco Turco Luso Soviet Israeli Palestinian Arab Arabs Kurdish "
    "Taiwan Saudi European Hamas Hezbollah Taliban EC EEC EFTA EEA NATO OPEC ASEAN APEC GCC SADC UN U.N NAFTA USMCA "
    "MERCOSUR BRICS G7 G8 G20 WTO GATT IMF World"
).split()
# Names in which the hyphen belongs to the name.
WHOLE = frozenset(
    "guinea-bissau timor-leste indo-china indo-chinese austria-hungary african-american african-americans "
    "petro-canada".split()
)
CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "mon tue tues wed thu thur thurs fri sat sun".split()
)
# Behind a party's letter, "R-Iowa"; of names of two words the first.
STATES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois "
    "indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri "
    "montana nebraska nevada new north south ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont "
    "virginia washington west wisconsin wyoming ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich "
    "minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex va vt wash w.va wis "
    "wyo".split()
)
PARTIES = frozenset("RDI")

_QUOTE = "['’]"
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"  # accents, soft hyphens and joiners, which stand inside words
_INSIDE = rf"(?:[^\W_]|[{_MARKS}]|_(?=\w))"
_END = rf"(?![\w{_MARKS}])"
_LETTER = r"[^\W\d_]"
_CLITIC = "(?i:s|re|ve|ll|d|m)"
_HYPHEN = "[-‐‑]"
_ADDRESS = r"(?:[^\s<>\"“”«».,;:!?'’)\]}]++|[.,;:!?'’)\]}]++(?=[^\s<>\"“”«».,;:!?'’)\]}]))"
_DOMAIN = r"(?:[A-Za-z0-9][\w-]{0,62}+\.)"
_COMMON = "com|org|net|gov|edu|int|mil|info"
_TOP = f"(?:{_COMMON}|{_COMMON.upper()}|Com|Org|Net|pdf|docx?|xlsx?|html?|txt|jpe?g|png)"
# Headlines write titles and firms in capitals; "SEC." and "EST." are no abbreviated words.
_STOPPED = "|".join(
    [re.escape(word) for word in (*INNER_ABBREVIATIONS, *ABBREVIATIONS)]
    + [word.upper() for word in INNER_ABBREVIATIONS if word.istitle()]
)
# "U.S.", "a.m.", "U.S.A": single letters with stops between them, and the last stop where there is one.
_DOTTED = rf"{_LETTER}(?:\.{_LETTER}{_END})++(?:\.(?!\.\.))?"
_NUMBER_TAIL = r"(?:(?<=\d)(?:,(?=\d{1,3}(?!\d))|[.:/](?=\d))\w++)*+"
_SHORT = rf"(?=[^\W\d_]{{1,8}}+\.)(?:{_STOPPED}|[Nn]os?(?=\.\d)|[^\W\d_a-z])\.(?![a-z]|\.\.)"
_ATOM = rf"(?:{_DOTTED}|{_SHORT}|[^\W_]{_INSIDE}*+{_NUMBER_TAIL})"
_INNER_QUOTE = rf"{_QUOTE}(?={_LETTER})(?!{_CLITIC}{_END})"
_INNER_HYPHEN = rf"(?:(?<!\d){_HYPHEN}(?=[^\W_])|(?<=\d){_HYPHEN}(?={_LETTER}))"
_JOIN = rf"(?:{_INNER_QUOTE}|{_INNER_HYPHEN}|&(?:amp;)?(?={_LETTER}))"

# What a piece may be, in the order of trial. No form looks further than its own end by more than a fixed length.
PIECES: tuple[str, ...] = (
    r"(?!(?i:cannot|gonna|gotta|wanna))[A-Za-z][a-z]++(?=,|\Z)",  # most words, before all else for speed
    r"&(?:[a-z]{2,6}|\#\d{1,6}|\#x[0-9a-fA-F]{1,6});",  # "&amp;"
    rf"(?:(?:https?|ftp)://|www\.|mailto:){_ADDRESS}++",
    rf"[\w.+%-]{{1,64}}+@{_DOMAIN}{{1,6}}[A-Za-z]{{2,24}}+",
    rf"{_DOMAIN}{{1,5}}(?:{_TOP}|(?:co|com|org|gov|go|or|ac|net|edu)\.[a-z]{{2}}){_END}(?:/{_ADDRESS}*+)?",
    rf"{_DOMAIN}{{1,5}}[a-z]{{2}}/{_ADDRESS}++",  # "bit.ly/x"
    r"(?<!\w)@\w++",
    r"(?:(?<=<)|(?<=&lt;))[\w.=\#/-]{1,24}+(?=>|&gt;)",  # "<ABC.N>"
    r"(?<=\()[A-Z0-9]{1,8}\.[A-Z]{1,2}(?=\))",  # "(ABC.N)"
    rf"(?:(?<=[\w.%)\]”\"{_MARKS}])|\A){_QUOTE}{_CLITIC}{_END}",
    rf"(?:(?<=[a-zA-Z])|\A)(?i:n{_QUOTE}t){_END}",
    rf"{_LETTER}{{1,8}}?(?=(?i:n{_QUOTE}t){_END})",
    rf"\A{_QUOTE}(?i:em|tis|twas|til){_END}",
    rf"{_LETTER}{{1,2}}/{_LETTER}{_END}",  # "km/h", "A/S"
    rf"(?<!\w)(?i:can(?=not{_END})|gon(?=na{_END})|got(?=ta{_END})|wan(?=na{_END}))",
    rf"{_QUOTE}\d\ds?{_END}(?!{_QUOTE})",  # "'80s", "'68"
    rf"(?<![\w.,:])\d{{1,2}}(?:[:.]\d\d)?(?=(?i:[ap](?:m|\.m\.?)){_END})",  # "5pm"
    r"\d{4}-\d\d?-\d\d?(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)|\d{1,4}-\d{1,2}/\d{1,2}(?![\d/])",
    r"(?:USD|EUR|GBP|JPY|CNY|RMB|AUD|CAD|CHF|INR|HKD|SGD|KRW|BRL|MXN|Rs|DM)(?=\d)",
    r"(?:[A-Z]{1,3}|Can|Cdn|Aust?)\$(?![^\W\d_])|\$+",
    rf"(?<!\w)(?:A{{1,3}}|B{{1,3}}|C{{1,3}}|Ba|Baa)[-+](?![\w{_MARKS}+-])",  # a rating: "AA+", "B-"
    rf"(?:(?<![\w%)\].,'’\"”$€£¥])[-+−])?(?:(?<![\w.])\.)?\d{_INSIDE}*+{_NUMBER_TAIL}(?:{_JOIN}{_ATOM})*+",
    rf"{_ATOM}(?:{_JOIN}{_ATOM})*+(?:(?<={_LETTER})\+{{1,2}}(?!\w))?",  # "OPEC+" has its sign
    r"-{2,}+|[–—―]+|\.{2,}+|…+|[!?]{2,}+|''|``|_++|\*{2,}+|={2,}+|\+{2,}+|\#{2,}+|~{2,}+|\^{2,}+",
    r"([^\w\s])\1{3,}",  # "=====": a ruled line
    r".",
)
_PIECE = re.compile("|".join(PIECES), re.DOTALL)
_BETWEEN = re.compile(_HYPHEN)
_CACHED_LENGTH = 40


class Cut(NamedTuple):
    """Where a piece lies in its stretch; spaCy asks it as it asks a match of a pattern."""

    first: int
    behind: int

    def start(self) -> int:
        """Return the offset of the piece's first character."""
        return self.first

    def end(self) -> int:
        """Return the offset behind the piece."""
        return self.behind


def split(text: str) -> list[str]:
    """Return the words of `text`, which holds no blanks: "U.S.-Japan" -> "U.S.", "-", "Japan"."""
    return [text[cut.first : cut.behind] for cut in find_cuts(text)]


def find_cuts(text: str) -> tuple[Cut, ...]:
    """Return where the words of a stretch without blanks lie: they cover it, in order."""
    return _remembered(text) if len(text) <= _CACHED_LENGTH else tuple(_cuts(text))


def _cuts(text: str) -> Iterator[Cut]:
    if text.isspace():
        yield Cut(0, len(text))
        return
    for match in _PIECE.finditer(text):
        start = match.start()
        for hyphen in _links(match[0]):
            yield Cut(start, match.start() + hyphen)
            yield Cut(match.start() + hyphen, match.start() + hyphen + 1)
            start = match.start() + hyphen + 1
        yield Cut(start, match.end())


@lru_cache(maxsize=1 << 16)
def _remembered(text: str) -> tuple[Cut, ...]:
    # spaCy remembers nothing while a memory zone is open, and one is while stories are read.
    return tuple(_cuts(text))


def _links(piece: str) -> Iterator[int]:
    """Yield where a hyphen stands between two of a kind: 4 in "U.S.-Japan"."""
    if not piece[0].isalpha() or piece.lower() in WHOLE:
        return
    hyphens = [match.start() for match in _BETWEEN.finditer(piece)]
    edges = [-1, *hyphens, len(piece)]
    for before, hyphen, behind in zip(edges, hyphens, edges[2:], strict=False):
        if _alike(piece[before + 1 : hyphen], piece[hyphen + 1 : behind]):
            yield hyphen


def _alike(left: str, right: str) -> bool:
    if not right or not right[0].isupper():
        return False
    one, other = (word.rstrip(".").lower() for word in (left, right))
    lasts, firsts = _sides()
    return (
        (one in lasts and other in firsts)
        or (one in CALENDAR and other in CALENDAR)
        or (left in PARTIES and (other in STATES or (len(right) == 2 and right.isupper())))
    )


@cache
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    """Return the last and the first words of all that may stand before and behind a hyphen meaning "and"."""
    known = [name.text for same in names().values() for name in same if _is_side(name)]
    known += [leader.short for leader in leaders()] + SIDES
    words = [text.lower().split() for text in known]
    return _ends(words, -1), _ends(words, 0)


def _is_side(name: Name) -> bool:
    return bool(name.code) and name.form != "government"


def _ends(names_in_words: list[list[str]], index: int) -> frozenset[str]:
    return frozenset(words[index].removeprefix("the-").rstrip(".") for words in names_in_words)


class WireTokenizer(Tokenizer):  # type: ignore[misc]
    """A spaCy tokenizer whose rules are the code of this module: a model's folder keeps none of them."""

    def to_bytes(self, **options: object) -> bytes:
        """Return nothing: there is no state."""
        return b""

    def from_bytes(self, data: bytes, **options: object) -> "WireTokenizer":
        """Return the tokenizer as it is."""
        return self

    def to_disk(self, path: str | Path, **options: object) -> None:
        """Write nothing: there is no state."""

    def from_disk(self, path: str | Path, **options: object) -> "WireTokenizer":
        """Return the tokenizer as it is."""
        return self


@registry.tokenizers("extractor.WireTokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WireTokenizer]:
    """Return what spaCy makes the tokenizer with: `[nlp.tokenizer] @tokenizers = "extractor.WireTokenizer.v1"`."""
    return lambda nlp: WireTokenizer(nlp.vocab, infix_finditer=find_cuts)
