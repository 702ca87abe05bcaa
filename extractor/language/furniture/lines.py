"""Lines that are furniture from end to end, and the byline among them.

    "By Ann Lee and Bo Li"                              "Contact: Ann Lee, 202/555-0100"
    "To contact the reporter on this story: ..."        "Ann Lee is a reporter for ..."  (among the last lines)

Copyright lines and links ("Read more: Prices rise") are story: the gold lists the dates and the people in them.
To teach a line add what it begins with to CUES.
"""

import re
from collections.abc import Iterator

from extractor.knowledge.press import alternation
from extractor.language.furniture.written import PEOPLE, PERSON, WORD

_AGENCY = alternation("agency")
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ \t]\d)"
)
_NO_NAME = r"(?:T[Hh][Ee]|A|An|Any|All|Every|Some|This|That|Then|Now|Law|Design|Default|Contrast|Comparison)\b"
#: Names before a dateline do not run on into its town in capitals.
_PEOPLE_BEFORE = PEOPLE.replace(WORD, rf"(?![A-Z]{{3,}}[ \t(]){WORD}")
_END = r"(?=[ \t]*(?:\n|$))"
#: Alone on its line, or before a dateline: "By Ann Lee HANOI (Reuters)". "By Monday, ..." and "BY THE ..." are prose.
_BYLINE = re.compile(
    rf"[ \t–—-]{{0,16}}(?:By|BY|by)[ \t]{{1,4}}(?!{_DAY}|{_NO_NAME})(?:"
    rf"(?P<names>{PEOPLE}|[Ss]taff [Ww]riters?)(?:(?:,|[ \t](?:in|for|of)|[ \t]?[-–—|])[ \t][^\n.]{{1,60}})?{_END}"
    rf"|(?P<before>{_PEOPLE_BEFORE})(?=[ \t](?:[A-Z]{{3,}}[ \t]){{0,3}}\((?:{_AGENCY}|Bloomberg)\)))"
)
#: "Ann Lee, Trade Correspondent": what follows the names.
_OFFICE = re.compile(
    r",[ \t][^,\n]*\b(?:correspondent|reporter|editor|writer|staff|bureau|columnist|news|press|times|post|journal"
    r"|daily)\b.*$",
    re.IGNORECASE,
)
#: The name alone, and on the next line the agency.
_SIGNATURE = re.compile(
    rf"[ \t]{{0,16}}(?P<names>{PERSON})[ \t]*\n\s{{0,8}}(?:The )?(?:{_AGENCY}|USA T(?:ODAY|oday)){_END}"
)
_WORK = r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Rr]eported|[Ww]ritten|[Ee]dited|[Cc]ompiled|[Tt]ranslated)"
#: "Additional reporting and writing by "
WORK_BY = rf"(?:(?:Additional|Further|Extra|More) )?{_WORK}(?:(?:,| and|,? &) {_WORK})? by:? (?=[A-Z])"
#: What a line of furniture begins with, after bullets and brackets; the whole line goes.
CUES: tuple[str, ...] = (
    rf"B[Yy] (?:The )?(?:{_AGENCY}){_END}",
    WORK_BY,
    r"(?:(?:Press|Media|News|For more information,?) )?(?:Contacts?|CONTACTS?)(?: [Pp]ersons?)?:",
    r"To contact (?:the (?:author|reporter|editor|writer)|Bloomberg)",
    r"(?:Write to|Email|E-mail|Contact|Follow|Reach) [A-Z][^\n]{0,120}(?:@|https?:|Twitter)",
    r"Contributing: ",
    r"With (?:assistance|reporting|contributions?|additional reporting|files|reports) (?:by|from) ",
    r"With (?:[A-Z]\w* )?(?:[Ww]ires?|[Ww]ire (?:reports|services)|staff reports)\b",
    r"This (?:article|content|report|story) (?:is|was|has been) (?:adapted|based|created|published|written)\b",
    r"Editor['’]s [Nn]ote: (?:Sign up|This (?:story|article) (?:was|is|has))",
    r"(?:Sign up|Subscribe) (?:for|to|now|today|here)\b",
    r"(?:Click|Tap) here to\b",
    r"Read or [Ss]hare this (?:story|article)",
    r"Read more (?:about|on|at|from|here)\b",
    r"(?:Updates?|Adds|Recasts) [^\n]{0,80}\b(?:paragraphs?|quotes?|details|background|comments?|bylines?)\b",
    r"END\)",
    rf"\({PERSON}\)\*?[ \t]*(?=\n|$)",
)
_LINE = re.compile(rf"[ \t*•(\[>–—-]{{0,16}}(?:{'|'.join(CUES)})[^\n]{{0,1500}}")
_BIOGRAPHY = re.compile(
    rf"[ \t*•]{{0,8}}{PERSON} is an? [^.\n]{{0,80}}\b(?:reporter|editor|editor-at-large|columnist|correspondent"
    r"|writer|journalist)\b[^.\n]{0,80}(?:\bat\b|\bfor\b|\bwith\b|\bcover)[^\n]{0,400}"
)
_LAST_LINES = 1_200
#: "... on Monday. AP", the end of a caption.
_SIGNED_OFF = re.compile(rf"(?:[.)”\"’]|\d) ?({alternation('agency', 'photo')})[ \t]*$")
_LONGEST_SIGN = 48


def furniture_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of lines that are furniture, and of the agency that signs a caption's line."""
    for start, end in _lines(text):
        match = _byline(text, start) or _LINE.match(text, start)
        if match is None and start >= len(text) - _LAST_LINES:
            match = _BIOGRAPHY.match(text, start)
        if match:
            yield match.span()
        elif signed := _SIGNED_OFF.search(text, max(start, end - _LONGEST_SIGN), end):
            yield signed.span(1)


def names_in_byline(text: str) -> str | None:
    """Return the names in the first byline of `text`."""
    found = (_byline(text, start) for start, _ in _lines(text))
    return next((_OFFICE.sub("", match.groupdict().get("before") or match["names"]) for match in found if match), None)


def _byline(text: str, start: int) -> re.Match[str] | None:
    return _BYLINE.match(text, start) or _SIGNATURE.match(text, start)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1
