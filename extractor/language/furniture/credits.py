"""Credits: whose picture it is, and who else worked on the story.

    "... on Monday. JO POOL/EPA/Shutterstock"    "(AP Photo/Ann Lee, File)"     "REUTERS/Ann Lee/File Photo"
    "Photographer: Ann Lee/Bloomberg"            "AFP via Getty Images"         "[Photo: Xinhua]"
    "(Reporting by Ann Lee; Editing by Bo Li)"   "CNN’s Ann Lee contributed to this report."

To teach a credit add a row to PICTURES; an agency goes to knowledge/press.csv.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractor.knowledge.press import alternation
from extractor.language.furniture.lines import WORK_BY
from extractor.language.furniture.written import HAND, PARTICLE, PEOPLE, WORD

_PRESS = alternation("agency", "photo")
_SOURCE = rf"(?:[ \t]?/[ \t]?|[ \t](?:via|for|from|\|)[ \t])(?:{_PRESS}|{alternation('newspaper')}|{HAND})"
#: A text that has to be there, which spares the search in most stories, and the credit.
PICTURES: tuple[tuple[str, str], ...] = (
    ("/", rf"(?:{_PRESS}|Photo|FILE PHOTO)/[ \t]?{HAND}(?:/(?:{_PRESS}|File Photo|Handout))?(?:, (?:File|Pool))?"),
    ("hoto", rf"[Pp]hoto(?:s|graphs?)? (?:by|courtesy of) {HAND}(?:{_SOURCE}){{0,3}}"),
    ("hoto", rf"Photo(?:s|graph|grapher|graphy)?: ?{HAND}(?:{_SOURCE}){{1,3}}"),
    ("hoto", rf"(?:{_PRESS}) [Ff]ile [Pp]hotos?\b"),
    ("Getty", r"(?:\w{2,20} via |via |Visual China Group \| )?Getty Images\b"),
    ("opyright", rf"Image copyright (?:{_PRESS})\b"),
    ("Enlarge", r"Enlarge this image(?: toggle caption)?"),
)
_SLASH = rf"[ \t]?/[ \t]?(?:{_PRESS}|(?:For )?China Daily)(?!\w)(?:{_SOURCE}){{0,2}}"
#: The name before the slash: all its words after a stop, else the last two.
_HANDS_BEFORE = (
    re.compile(rf"(?:[\n.)\]”\"’|:(\[–—]|\d)[ \t]*({WORD}(?:[ \t]{PARTICLE}{WORD}){{0,4}}|-)$"),
    re.compile(rf"(?<!\w)((?:[A-Z]\. ?)?{WORD}(?:[ \t]{PARTICLE}{WORD})?)$"),
)
_LONGEST_HAND = 80
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
_IN_BRACKETS = re.compile(
    rf"(?:The )?(?:{_PRESS})(?: [Ff]ile)?(?: [Pp]hotos?)?$"
    rf"|(?:(?:{_PRESS}|[Ff]ile) )?(?:[Pp]hoto(?:s|graph|grapher)?|Picture|Image|Courtesy)"
    r"(?:/|:| by\b| courtesy\b| of\b)"
    rf"|[^.]{{0,60}}(?:/|via )(?:{_PRESS})(?!\w)|(?:{_PRESS})/"
)
_WORK_CREDIT = re.compile(rf"(?:\(|(?<=[.!?”\"’)—–*] )){WORK_BY}[^\n()]{{1,400}}\)?")
#: Inside a line: "... by Tin Daily, author: Ann Lee", "Write to Ann Lee at ann@example.com".
_TO_HAND = rf"{PEOPLE} at [^\s@]{{1,40}}@[\w.-]{{1,60}}\w"
_SIGNED = (
    ("uthor", re.compile(rf"\b[Aa]uthors?: ?{PEOPLE}")),
    ("Write to ", re.compile(rf"\bWrite to {_TO_HAND}(?:,? and {_TO_HAND})?")),
)
_CONTRIBUTED = re.compile(r"contributed (?:reporting|to this (?:report|story|article))\b[.)]{0,2}")
#: What needs a look at who did it, for it could be prose.
_DID = re.compile(r" (?:reported from [A-Z][^.\n]{1,60}|contributed)\.(?=\s|$)")
_SENTENCE_BREAK = re.compile(
    r"(?<=[a-z\d)”\"’])[.!?,][”\"’)]+\s+|(?<=[a-z\d)”\"’])[.!?]\s+(?=[A-Z(])|\s\s+|\n|--[ \t]?|—[ \t]?|\("
)
_LONGEST_LIST = 600
_LAST_LINES = 600
_NAMES_ONLY = re.compile(
    rf"(?:(?:AP|Associated Press) [Ww]riters? )?(?:{PEOPLE}|{WORD})(?:[ \t](?:in|on|at|from)[ \t][^.\n]{{1,60}})?$"
)


def credits_of_pictures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of picture credits."""
    for gate, pattern in PICTURES:
        if gate in text:
            yield from (match.span() for match in _compiled(rf"(?<!\w)(?:{pattern})").finditer(text))
    if "/" in text:
        for slash in _compiled(_SLASH).finditer(text):
            yield _start_of_hand(text, slash.start()), slash.end()
    for bracket in _BRACKET.finditer(text):
        if _IN_BRACKETS.match(bracket[1]):
            yield bracket.span()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a credit when a story first may have it: the names of the press make it large, and few stories do."""
    return re.compile(pattern)


def credits_of_work(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of sentences that thank those who worked on the story."""
    if " by" in text:
        yield from (match.span() for match in _WORK_CREDIT.finditer(text))
    for gate, pattern in _SIGNED:
        if gate in text:
            yield from (match.span() for match in pattern.finditer(text))
    for match in _CONTRIBUTED.finditer(text):
        yield _start_of_sentence(text, match.start()), match.end()
    for match in _DID.finditer(text, max(0, len(text) - _LAST_LINES)):
        start = _start_of_sentence(text, match.start())
        if _NAMES_ONLY.match(text[start : match.start()]):
            yield start, match.end()


def _start_of_hand(text: str, end: int) -> int:
    start = max(0, end - _LONGEST_HAND)
    for hand in _HANDS_BEFORE:
        if found := hand.search(text[start:end]):
            return start + found.start(1)
    return end


def _start_of_sentence(text: str, end: int) -> int:
    start = max(0, end - _LONGEST_LIST)
    breaks = [match.end() for match in _SENTENCE_BREAK.finditer(text[start:end])]
    return start + breaks[-1] if breaks else 0 if start == 0 else end
