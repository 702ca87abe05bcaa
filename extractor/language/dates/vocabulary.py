r"""The words of the calendar, as pieces of regular expressions and as numbers.

A pattern of ours is matched against a story in `plain` writing: lower case, with plain spaces, hyphens and
apostrophes, character for character as long as the story. A space in a pattern is any white space inside one
paragraph, and names in angle brackets are pieces:

    expand("(?:in )?<MONTH> <DAY>")   matches   "in march  12", "mar.\n12th"

Capitals are looked at after the match, so that "may" and "March" can be told from "May" and "march".
To teach a word of the calendar, add it to its piece, and to the table that gives its number or unit.
"""

from __future__ import annotations

import re

from extractor.language.numbers import CARDINALS, read_number

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "half": "H", "year": "Y", "fiscal": "Y", "decade": "DE",
    "century": "CE", "centurie": "CE",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
#: By the last letters of the words, first come, first served: "afternoon" before "noon".
PARTS = {"morning": "MO", "afternoon": "AF", "noon": "MI", "day": "MI", "time": "MI", "evening": "EV", "night": "NI"}
_TENS = tuple(word for word, number in CARDINALS.items() if number >= 20)
_SMALL = tuple(word for word, number in CARDINALS.items() if 0 < number < 20 and len(word) > 2)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_RANKS = {**{word: number for number, word in enumerate(_ORDINALS, 1)}, "back": 2, "latter": 2, "other": 2}
_COUNTS = {"couple": 2.0, "dozen": 12.0, "another": 1.0, "single": 1.0}
DECADES = {word[:-1] + "ies": CARDINALS[word] for word in _TENS}


def _any(words: tuple[str, ...] | list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


PIECES: dict[str, str] = {
    "MONTH": (
        r"(?:jan(?:uary\b|\.|\b)|feb(?:ruary\b|\.|\b)|mar(?:ch\b|\.|\b)|apr(?:il\b|\.|\b)|may\b|june?(?:\.(?= ?\d)|\b)"
        r"|july?(?:\.(?= ?\d)|\b)|aug(?:ust\b|\.|\b)|sept?(?:ember\b|\.|\b)|oct(?:ober\b|\.|\b)|nov(?:ember\b|\.|\b)"
        r"|dec(?:ember\b|\.|\b))"
    ),
    # Standing alone, "Jan" and "Jun" are people; in "Jan-Feb" they are not.
    "MONTHALONE": (
        r"(?:jan(?:uary\b|\.)|feb(?:ruary\b|\.)|mar(?:ch\b|\.)|apr(?:il\b|\.)|may\b|june\b|july\b|aug(?:ust\b|\.)"
        r"|sept(?:ember\b|\.|\b)|oct(?:ober\b|\.)|nov(?:ember\b|\.)|dec(?:ember\b|\.)"
        r"|<SHORTMONTH>(?=[-/]<MONTH>)|(?<=<SHORTMONTH>[-/])<SHORTMONTH>\b)"
    ),
    "SHORTMONTH": r"(?:jan|feb|mar|apr|jun|jul|aug|oct|nov|dec)",
    "WEEKDAY": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    "WD": r"(?:<WEEKDAY>|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:\.|\b))",
    # Not a percentage, an amount, a clock time or a score.
    "DAY": (
        r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
        r"(?![\w%]|[.,:/]\d|-\d?\d-|(?: |-)(?:percent|pct|per cent|[mb]illion|[mb]ln)\b)"
    ),
    "DAYTH": r"(?:(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)|<ORDINAL>)\b",
    "YYYY": r"(?:1[5-9]|20)\d\d(?!\w|[.,:]\d|%|-\d?\d-)",
    "SMALL": _any(_SMALL),
    "TENS": _any(_TENS),
    "NUMBER": (
        r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?(?: ?½|(?: |-)1/2)?(?!\d)"
        r"|<SMALL>-and-a-half\b"
        r"|(?:<TENS>(?:-| )<SMALL>|<TENS>|<SMALL>)\b(?: hundred\b| thousand\b)?|a (?:hundred|thousand)\b"
        r"|(?:a )?(?:couple|dozen)(?: of)?\b)"
    ),
    "ORDINAL": _any(_ORDINALS)[:-1] + r"|1st|2nd|3rd|(?:[4-9]|1\d)th)\b",
    "UNIT": r"(?:second(?=s\b)|minute|hour|day|week|fortnight|month|quarter|year|decade|centurie|century|night)",
    "SEASON": r"(?:spring|summer|fall|autumn|winter)(?:time)?\b",
    "PART": r"(?:(?:early|late|mid)(?:-| ))?(?:morning|afternoon|evening|night|noon|mid-?day|lunchtime)\b",
    "ZONE": (
        r"(?:(?:gmt|utc|[ecmp][sd]?t(?! seq)|bst|ist|cet|hkt|jst)\b(?:\+\d\d?)?"
        r"|(?:u\.s\. |new |hong )?(?!(?:at|on|this|that|the|first|last|some|next) )[a-z]{3,12}"
        r"(?: standard| daylight)? time\b)"
    ),
    # The same time in another zone: "9 p.m. Tokyo time (1200 GMT)".
    "ELSEWHERE": r"\(\d[\d:.]{2,4}(?: ?<AMPM>)? <ZONE>\)",
    "FISCAL": r"(?:fiscal|financial|calendar|marketing|crop|business|tax)",
    "NEAR": (
        r"(?:this past|this coming|this last|this|last|next|that(?: same)?|the (?:previous|following|coming|same"
        r"|current|preceding|prior|upcoming|corresponding|comparable))"
    ),
    # "2018", and of "1987/88" and "2023-24" both.
    "SPELLED": r"(?:nineteen|two thousand)(?: and)? (?:<TENS>(?:(?: |-)<SMALL>)?|<SMALL>)\b",
    "YEARS": r"<YYYY>(?:/(?:1[89]|20)\d\d(?!\d)|(?:-|/)\d\d?(?![\d/-]))?",
    "FY": r"fy ?'?(?:20)?\d\d\b",
    "YEARLY": (
        r"(?:<NEAR> (?:<FISCAL> )?year\b|(?:(?:the )?(?:full |<FISCAL> )?(?:year )?|fy ?)<YEARS>(?: <FISCAL> year\b)?"
        r"|(?:the )?(?:<FISCAL> |full )?year\b(?!-| (?:ago|earlier|before|on year|over year)))"
    ),
    "NEARYEAR": r"(?:this|last|next) (?:fiscal )?year",
    "RANK": r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)",
    "WIDTH": (
        r"(?:past|(?<!\bto\s)(?<!will\s)(?<!ould\s)last|next|first|previous|coming|following|final|preceding"
        r"|initial|full|entire|whole|latest|opening)"
    ),
    "COUNTABLE": (
        r"(?:people|workers|employees|jobs|points|tons|tonnes|barrels|dollars|dlrs|[mb]illion|[mb]ln|miles|kilometers"
        r"|metres|feet|pounds|troops|members|stores|shares|cars|units|percent|pct)"
    ),
    # A day as it stands beside a clock time, or after "the week of".
    "DATE": (
        r"(?:(?:<WD>,? )?<MONTH> ?<DAY>(?:,? <YYYY>)?|(?:<WD>,? )?<DAY> <MONTH>(?:,? <YYYY>)?"
        r"|(?:19|20)\d\d-\d\d-\d\d|(?:last |next |this )?<WEEKDAY>"
        r"|<FEAST>|(?:late |early )?(?:today|yesterday|tomorrow|tonight)\b)"
    ),
    "AMPM": r"[ap]\.? ?m\b\.?",
}

#: The words that may open a phrase. One is looked for only there, which makes the search four times as fast.
OPENERS = (
    r"january|february|march|april|june|july|august|sept(?:ember)?|october|november|december|<WEEKDAY>|tues|thurs?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days|summertime|wintertime|days|weeks|months|years|decades|centuries"
    r"|a|an|another|this|that|these|those|last|latest|next|past|previous|final|back|latter|opening|other|early"
    r"|earlier|late|later|mid|end|middle|full|fiscal|financial|calendar|marketing|crop|business|tax|each|every"
    r"|per|single"
    r"|couple|dozen|same|corresponding|comparable|prior|today|yesterday|tomorrow|tonight|overnight|midweek|midday"
    r"|midnight|now|currently|presently|nowadays|right|just|even|at|christmas|thanksgiving|easter|halloween"
    r"|independence|valentine|new|st|boxing|labor|memorial|veterans|columbus|presidents|election|martin|mother|fy|cy"
    r"|f20\d\d|q[1-4]|h[12]|coming|upcoming|recent|recently|more|once|soon|current|several|few|many|some|daily|weekly"
    r"|monthly|yearly|hourly|black|good|nineteen|usa|voa|fox|canada|bastille|juneteenth|singles|ve|midyear"
    r"|midmorning|following"
    r"|midafternoon|closing|future"
)
#: The words that make "the" open one.
_BEHIND_THE = (
    "century|whole|entire|initial|preceding|very|start|beginning|close|rest|remainder|near|distant|short|long|present"
    "|not"
)
_WORDS = (*_TENS, *_SMALL, *_ORDINALS, *DECADES, *SEASONS, *UNITS, *PARTS, *MONTHS, *WEEKDAYS)
_OPENING = f"(?:{_any(_WORDS)}|{OPENERS})"
PIECES["OPENER"] = rf"(?:(?=[\d'])|(?={_OPENING}\b)|(?=the (?:[\d']|(?:{_OPENING}|{_BEHIND_THE})\b))|(?=fy ?'?\d))"

_SPACE = "(?: ++)"
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_PLAINER = {
    "\u2019": "'", "\u2018": "'",
    "\u2010": "-", "\u2011": "-", "\u2013": "-", "\xa0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def plain(text: str) -> str:
    """Return `text` in lower case with plain spaces, hyphens and apostrophes, each character in its old place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if not low.isascii():
        for char, plainer in _PLAINER.items():
            low = low.replace(char, plainer)
    return low.replace("\t", " ")


def joined(text: str) -> str:
    """Return `text` with its paragraphs in one line each, each character in its old place."""
    return _LINE_END.sub(" ", text)


def expand(pattern: str) -> str:
    """Write out the pieces and spaces of a pattern; digits are the ten of ASCII."""
    while (filled := re.sub(r"<([A-Z]+)>", lambda name: PIECES[name[1]], pattern)) != pattern:
        pattern = filled
    return pattern.replace(" ", _SPACE).replace(r"[\d", "[0-9").replace(r"\d", "[0-9]")


def count(words: str) -> float:
    """Read how many: "two" 2, "twenty-five" 25, "1,000", "2 1/2", "a couple of" 2, "another" 1."""
    words = " ".join(words.split())
    bare = words.removeprefix("a ").removesuffix(" of")
    return _COUNTS[bare] if bare in _COUNTS else read_number(words)


def rank(word: str) -> int:
    """Read an ordinal: "first" 1, "3rd" 3, "latter" 2; 0 where it is none."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _RANKS.get(word, 0)


def month_of(word: str) -> int:
    """Read a month, by name or number: "sept." 9, "4" 4."""
    return int(word) if word.isdigit() else MONTHS.index(word[:3]) + 1


def weekday_of(word: str) -> int:
    """Read a weekday's name, short or long, as ISO 8601 counts them: "monday" 1."""
    return WEEKDAYS.index(word[:3]) + 1
