"""Find percentages and read their numbers.

    "a 24% duty"                         ->  24
    "10 to 15 percent", "10%-15%"        ->  low 10, high 15
    "between 10% and 15%"                ->  low 10, high 15
    "raised from 10% to 25%"             ->  10 and 25: two rates, not a range
    "10, 15 and 25 percent"              ->  10, 15 and 25, each with the unit they share
    "at least half a percentage point"   ->  0.5 percentage points, at_least
    "fell 0.2 pct", "(-0.2%)"            ->  0.2 and -0.2: the sign is the number's own, never the verb's

Unit: as written; 25 basis points stay 25. Reading: "X to Y" is a range unless it comes down or "from" stands before
it; "ranging from X to Y" is one. "quarter-point" is a percentage point only beside a rate ("a quarter-point cut").
Misses: shares without the word ("a fifth of exports", "one in five"), "doubled", a unit given once for a table.
To teach a unit, add it to UNITS; a hedge, to HEDGES_BEFORE or HEDGES_AFTER; a number word, to numbers.py.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.numbers import DIGITS, WORDS, read_number
from extractor.records import Percentage, Span
from extractor.text import whole_text

Unit = Literal["percent", "percentage_point", "basis_point"]
Qualifier = Literal["about", "at_least", "at_most", "more_than", "less_than", "up_to"]

_OF_A_RATE = r"(?=[^.;\n]{0,40}\b(?:rate|cut|hike|rise|increase|reduction|move|to \d))"
#: First come, first served. Each begins with a set of characters, which lets the scan skip along fast.
UNITS: tuple[tuple[Unit, str], ...] = (
    ("basis_point", r"[Bb](?i:asis[- ]points?\b)|[b]ps?\b"),
    ("percentage_point", r"[Pp](?i:(?:er[- ]?cent(?:age)?|ct)[- ](?:points?|pts?)\b)|[p](?:p|pts?)\b|[%] points?\b"),
    ("percentage_point", rf"[Pp](?i:oint\b(?:(?<=quarter[- ]point)|(?<=half[- ]point)|(?<=half a point)){_OF_A_RATE})"),
    ("percent", r"[%\uff05](?!\d)|[Pp](?i:(?:er[-\s]?cent(?:s|um)?|recent|ct)\b)|[p](?:c\b|\.c\.(?!\w))"),
)
_LEAST, _MOST = (rf"(?:a )?{word}(?:(?: [a-z]+){{0,2}} of)?" for word in ("minimum", "maximum"))
_CAP = r"not (?:to )?exceed(?:ing)?|capped at|limited to"
HEDGES_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", rf"at (?:least|or above)|n(?:o|ot|othing) (?:less|fewer|lower) than|{_LEAST}|as (?:low|little) as|≥"),
    ("at_most", rf"at most|at or below|not? (?:more|higher|greater) than|{_MOST}|{_CAP}|≤"),
    ("up_to", r"(?:up to|as (?:much|high|many) as)(?: about| around| roughly| some)?"),
    ("more_than", r"(?:more|greater|higher|better) than|over|above|in excess of|exceed(?:s|ed|ing)?|upwards? of|>"),
    ("less_than", r"(?:less|lower|fewer) than|under|below|<"),
    ("about", r"about|around|approximately|roughly|some|nearly|almost|close to|(?:an )?estimated|circa|~|≈"),
)
HEDGES_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", r"or (?:more|higher|greater|above)\b|and (?:above|higher|up)\b|-?plus\b|\+"),
    ("at_most", r"or (?:less|lower|fewer|below)\b|and below\b"),
)

_LOOK_BACK = 80
_SIGN = r"(?<![^\s(\[/])(?<!\+/)[-\u2212\u2013+]|\b(?<!or )(?:minus|negative)\s"
_NUMBER = rf"(?P<whole>(?:{_SIGN})?(?P<number>{DIGITS}|{WORDS}))"
_TO = r"-?\s?(?:-{1,2}|[\u2011\u2013\u2014])\s?|-?\s(?:to|or)\s|-to-"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"


def _named(rows: tuple[tuple[Qualifier, str], ...]) -> str:
    return "|".join(f"(?P<{qualifier}>{row})" for qualifier, row in rows)


_UNIT = re.compile("|".join(pattern for _, pattern in UNITS))
_UNIT_ROWS = [(unit, re.compile(pattern)) for unit, pattern in UNITS]
_BEFORE = re.compile(rf"(?<!\w)(?:{_named(HEDGES_BEFORE)})(?: an?| the)?\s?\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\s?(?:{_named(HEDGES_AFTER)})", re.IGNORECASE)
_NUMBER_LAST = re.compile(rf"{_NUMBER}(?:\s{{0,4}}|[-\u2011]\n?)\Z", re.IGNORECASE)
_ONE_LAST = re.compile(r"\b(?P<whole>(?P<number>an?|one))(?: full| whole)?[- ]\Z", re.IGNORECASE)
_SHARER_LAST = re.compile(
    rf"(?<![$€£¥#])(?<![a-z]-){_NUMBER}(?:(?P<to>{_TO})|(?P<and>,?\s(?:and|or)\s)|,\s)\Z", re.IGNORECASE
)
_NO_SHARER = re.compile(
    rf"(?:\b(?:{_MONTH}|in|since|section|chapter|article|no\.)|[\d$€£¥][-\u2013]?)\s?\Z", re.IGNORECASE
)
_IS_TO = re.compile(r"\s?(?:-{1,2}|[\u2013\u2014])\s?|\sto\s|-to-", re.IGNORECASE)
_IS_AND = re.compile(r",?\sand\s", re.IGNORECASE)
_BETWEEN_LAST = re.compile(r"\bbetween\b[^.;:%\n]{0,16}\Z", re.IGNORECASE)
_FROM = r"(?<!rang\w\w\w )(?<!range )(?<!vary )(?<!varies )(?<!varying )(?<!where )\bfrom\b[^.;:%\n]{0,25}\Z"
_FROM_LAST = re.compile(_FROM, re.IGNORECASE)
# "Rose 2 percent to 4.1 percent" is a change and a level, "rose 2 to 3 percent" a range.
_LEVELS_LAST = re.compile(
    rf"{_FROM}|\b(?:rose|climbed|jumped|surged|advanced|added|gained) \Z",
    re.IGNORECASE,
)


class _Quantity(NamedTuple):
    """One number, or the two ends of a range, with its unit and its place."""

    start: int
    end: int
    numbers: tuple[float, ...]
    unit: Unit


def find_percentages(text: str) -> Iterator[Percentage]:
    """Yield every percentage of `text`, in order."""
    held: _Quantity | None = None
    for found in _quantities(text):
        if held and _are_ends(text, held, found):
            held = _Quantity(held.start, found.end, held.numbers + found.numbers, found.unit)
            continue
        if held:
            yield _percentage(text, held)
        held = found
    if held:
        yield _percentage(text, held)


def _quantities(text: str) -> Iterator[_Quantity]:
    """Yield the numbers that stand before a unit, "10 to 15 percent" as one, and those that share it."""
    floor = 0
    for match in _UNIT.finditer(text):
        start = match.start()
        unit = next(unit for unit, row in _UNIT_ROWS if row.match(text, start))
        if number := _number_before(text, max(floor, start - _LOOK_BACK), start, unit):
            own = _Quantity(number.start(), match.end(), (_value(number),), unit)
            yield from _with_sharers(text, own, floor)
            floor = match.end()


def _number_before(text: str, floor: int, end: int, unit: Unit) -> re.Match[str] | None:
    number = _NUMBER_LAST.search(text, floor, end)
    return number or (None if unit == "percent" else _ONE_LAST.search(text, floor, end))


def _value(number: re.Match[str]) -> float:
    value = read_number(number["number"])
    sign = number["whole"].removesuffix(number["number"])
    return value if sign in ("", "+") else -value


def _with_sharers(text: str, own: _Quantity, floor: int) -> list[_Quantity]:
    """Return `own` behind the numbers that share its unit: "10 to", "10 and", "5, 10 and"."""
    sharer = _sharer(text, own.start, floor)
    if not sharer:
        return [own]
    low = _Quantity(sharer.start(), sharer.end("whole"), (_value(sharer),), own.unit)
    if _is_range(text, sharer, floor):
        return _range_or_both(text, low, own)
    if not (sharer["and"] or sharer["to"]) or sharer["number"][0].isdigit() != text[own.start].isdigit():
        return [own]
    found = [low, own]
    while (sharer := _sharer(text, found[0].start, floor)) and not (sharer["and"] or sharer["to"]):
        found.insert(0, _Quantity(sharer.start(), sharer.end("whole"), (_value(sharer),), own.unit))
    return found


def _is_range(text: str, sharer: re.Match[str], floor: int) -> bool:
    """Tell "10 to", "10 or" and "between 10 and" from "10 and" and "5, 10 or"."""
    start = sharer.start()
    if sharer["to"] and sharer["to"].strip() == "or":
        return not (text.endswith(", ", 0, start) and _sharer(text, start, floor))
    return bool(sharer["to"]) or _follows(_BETWEEN_LAST, text, start)


def _range_or_both(text: str, low: _Quantity, own: _Quantity) -> list[_Quantity]:
    if " to " in text[low.end : own.start] and _follows(_FROM_LAST, text, low.start):
        return [low, own]
    if low.numbers < own.numbers:
        return [_Quantity(low.start, own.end, low.numbers + own.numbers, own.unit)]
    return [own]


def _sharer(text: str, end: int, floor: int) -> re.Match[str] | None:
    """Return the number that leads over to `end`, unless it is a day, a year, a section or money."""
    sharer = _SHARER_LAST.search(text, max(floor, end - _LOOK_BACK), end)
    if not sharer or _follows(_NO_SHARER, text, sharer.start()) or 1900 <= _value(sharer) < 2100:
        return None
    return sharer


def _are_ends(text: str, low: _Quantity, high: _Quantity) -> bool:
    """Say whether two percentages are the ends of one range: "10% to 15%", "between 10% and 15%"."""
    if low.unit != high.unit or len(low.numbers + high.numbers) > 2 or low.numbers >= high.numbers:
        return False
    link = text[low.end : high.start]
    if _IS_TO.fullmatch(link):
        return link != " to " or not _follows(_LEVELS_LAST, text, low.start)
    return bool(_IS_AND.fullmatch(link)) and _follows(_BETWEEN_LAST, text, low.start)


def _follows(pattern: re.Pattern[str], text: str, place: int) -> bool:
    return pattern.search(text, max(0, place - 40), place) is not None


def _qualifier(text: str, quantity: _Quantity) -> Qualifier | None:
    start = quantity.start
    hedge = _BEFORE.search(text, max(0, start - 24), start) or _AFTER.match(text, quantity.end)
    return cast("Qualifier", hedge.lastgroup) if hedge else None


def _percentage(text: str, quantity: _Quantity) -> Percentage:
    start, end, numbers, unit = quantity
    return Percentage(
        value=numbers[0] if len(numbers) == 1 else None,
        low=numbers[0] if len(numbers) == 2 else None,
        high=numbers[1] if len(numbers) == 2 else None,
        unit=unit,
        qualifier=_qualifier(text, quantity),
        mention=Span(start=start, end=end, text=text[start:end]),
    )


Doc.set_extension("percentages", default=(), force=True)


@Language.component("percentages", assigns=["doc._.percentages"])
def percentages(doc: Doc) -> Doc:
    """Mark the percentages of a story."""
    doc._.percentages = tuple(find_percentages(whole_text(doc)))
    return doc
