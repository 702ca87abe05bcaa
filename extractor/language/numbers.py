"""Read numbers as newswires write them.

    "1,186"  ->  1186      "10,2"  ->  10.2       "4-3/4"  ->  4.75      "7½"  ->  7.5
    "twenty-five"  ->  25  "two and a half"  ->  2.5     "one-tenth of 1"  ->  0.1    "half a"  ->  0.5
    "1 and 1/2"    ->  1.5 "3/4 of a"        ->  0.75    "0.1 of a"        ->  0.1

Reading: a comma before exactly three digits parts thousands, unless a lone 0 stands before it; any other comma is a
decimal comma. Misses: "1.186,5"; counts such as "a dozen" or "a couple of".
To teach a word, add it to one of the three tables.
"""

from __future__ import annotations

import re
import unicodedata

CARDINALS: dict[str, int] = {
    "a": 1, "an": 1, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: dict[str, int] = {"hundred": 100, "thousand": 1_000}
PARTS: dict[str, int] = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "sixteenth": 16, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
GLYPHS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES}|zero)"
_CARDINAL = (
    rf"(?:(?:(?:an?|{_SMALL})[- ])?(?:hundred|thousand)(?:[- ](?:and[- ])?{_SMALL})?"
    rf"|{_SMALL}(?:[- ]point(?:[- ](?:zero|{_ONES}))+)?)"
)
_PART = rf"(?:{'|'.join(PARTS)})s?"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_DIGITS = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)?|(?<![^\s(\[+-])\.\d+)"
_OF_ONE = r"(?: of (?:an?|one|1)\b)"
_RATIO = rf"(?:\d{{1,2}}/(?:2|3|4|5|8|10|16|32)(?!\d)|[{GLYPHS}])"

#: Digits that do not begin inside another number or word; mixed fractions too.
DIGITS = (
    rf"(?<!\w)(?<!\d[.,])(?:(?:\d+[- ]?|(?<!/)\d+ and )?{_RATIO}(?:(?:ths?)?{_OF_ONE})?"
    rf"|0?\.\d+{_OF_ONE}|{_DIGITS})"
)
#: Spelled numbers; a fraction may say of what: "one-tenth of 1", "half a".
WORDS = (
    rf"(?ai:\b(?:(?:{_CARDINAL}|\d+)[- ]and[- ](?:(?:a|one|two|three)[- ])?{_PART}"
    rf"|(?:(?:an?|\d|{_ONES})[- ])?{_PART}(?:[- ]of[- ](?:an?|one|1)|[- ]an?)?"
    rf"|{_CARDINAL})\b)"
)

_IS_GROUPED = re.compile(rf"(?!0,){_GROUPED}")
_LAST_OF_ONE = re.compile(rf"(?:ths?)?{_OF_ONE}\Z", re.IGNORECASE)
_MIXED = re.compile(rf"(?:(\d+)(?:[- ]?| and ))??(?:(\d+)/(\d+)|([{GLYPHS}]))")


def read_number(text: str) -> float:
    """Return the value of a number that DIGITS or WORDS matched."""
    if text[0].isnumeric() or text[0] == ".":
        text = _LAST_OF_ONE.sub("", text)
    if mixed := _MIXED.fullmatch(text):
        return _read_mixed(*mixed.groups())
    if text[-1].isdigit() and not any(char.isalpha() for char in text):
        return float(text.replace(",", "") if _IS_GROUPED.fullmatch(text) else text.replace(",", "."))
    return _read_words(re.split(r"[- ]+", text.lower()))


def _read_mixed(whole: str | None, above: str | None, below: str | None, glyph: str | None) -> float:
    part = unicodedata.numeric(glyph) if glyph else int(above or 0) / int(below or 1)
    return int(whole or 0) + part


def _read_words(words: list[str]) -> float:
    """Sum a number word by word; what stands behind the fraction ("of 1", "a") is one and says nothing."""
    total = 0.0
    last = 0.0
    for place, word in enumerate(words):
        if word == "point":
            return total + last + _read_decimals(words[place + 1 :])
        if part := PARTS.get(word) or PARTS.get(word.removesuffix("s")):
            return total + (last or 1) / part
        if word in SCALES:
            last = (last or 1) * SCALES[word]
        elif word == "and":
            total, last = total + last, 0
        else:
            number = CARDINALS[word] if word in CARDINALS else int(word)
            total, last = total + last, number
    return total + last


def _read_decimals(words: list[str]) -> float:
    return float("0." + "".join(str(CARDINALS[word]) for word in words))
