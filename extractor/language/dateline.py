"""Read where and when a story was told, from its dateline or its other marks of time.

    "WASHINGTON, April 7 (Reuters) - Tariffs ..."            dateline "WASHINGTON, April 7 (Reuters)", year not known
    "BEIJING, Sept. 24, 2018 (Xinhua) -- ..."                told on 2018-09-24, from the dateline
    "Published: April 16, 2025"                              told on 2025-04-16, from the text
    "... leaves the ministry, Monday, April 14, 2025. AP"    told on 2025-04-14, unless a later caption says otherwise

Reading: a day is taken only from what is about the story: its dateline, a line that says "published" or "updated", a
line that is nothing but a date and perhaps its place, a photo's caption with its credit. A full date in prose is never
the story's own, but near the top one may lend its year to a dateline of the month after it. File photos are passed
over.
Misses: datelines without a dash; captions without a credit; a story that runs a photo older than itself.
To teach a dateline, add a row to DATELINES; a label, to LABEL; a photo credit, to CREDIT.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.dates.vocabulary import expand, month_of, plain, rank
from extractor.text import whole_text

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_CAPITALS = rf"{_CAPITAL}[A-ZÀ-ÖØ-Þ.'’-]{{2,20}}(?:[ /][A-ZÀ-ÖØ-Þ.'’-]{{2,20}}){{0,3}}"
_SHORT = (
    rf"(?!\S+ (?:IN|THE|OF|TO|FOR|ON|AND|VS)\b){_CAPITAL}[A-ZÀ-ÖØ-Þ.'’-]{{2,20}}(?: [A-ZÀ-ÖØ-Þ.'’-]{{2,20}}){{0,2}}"
)
_TITLED = rf"{_CAPITAL}[\w'’]{{2,15}}(?:[ -]{_CAPITAL}[\w'’]{{2,15}}){{0,2}}"
_REGION = rf"(?:, (?!{_MONTH} ?\d){_CAPITAL}[A-Za-z.]{{1,15}}(?: {_CAPITAL}[A-Za-z.]{{1,15}}){{0,2}}){{0,2}}"
_DATE = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_MONTH} ?\d{{1,2}}(?:, \d{{4}})?"
_AGENCY = rf"(?:\({_CAPITAL}[\w.&/ -]{{1,30}}\)|/{_CAPITAL}[\w ]{{1,20}}/)"
_SLUG = r"(?:UPDATE|CORRECTED|EXCLUSIVE|FACTBOX|ANALYSIS|BREAKING|LIVE|POLL|TABLE|WRAPUP|OPINION|WATCH|READ|SENS?)\b"
#: What may stand before the dash, place first; a place alone must be in capitals and short.
DATELINES = (
    rf"{_CAPITALS}{_REGION},? {_DATE}(?: {_AGENCY})?",
    rf"{_CAPITALS}{_REGION},? {_AGENCY}(?:,? {_DATE})?",
    rf"{_TITLED}{_REGION}, {_DATE}(?: {_AGENCY})?",
    rf"{_TITLED}{_REGION} {_AGENCY}",
    rf"{_DATE} {_AGENCY}",
    rf"(?!{_SLUG}){_SHORT}(?:, {_CAPITAL}[a-z][a-z.]{{1,15}}|(?:, [A-Z]\.[A-Z]\.))?(?= ?(?:--|[–—]))",
)
_DATELINE = re.compile(
    rf"(?:^[ \t]*|(?<=[\])] ))(?P<line>{'|'.join(DATELINES)})"
    r"(?: ?-- ?| [-–—_]+ | ?[–—] ?|(?<=\)) ?- ?|(?<=\d) ?- )(?=\S)",
    re.MULTILINE,
)
_TOP = 3000

_FULL_DATE = expand(
    r"(?:<WD>,? )?(?:(?P<mon><MONTH>),? (?P<day><DAY>),? (?P<year><YYYY>)"
    r"|(?P<day2><DAY>) (?P<mon2><MONTH>),? (?P<year2><YYYY>)"
    r"|(?P<year3>20\d\d)-(?P<mon3>\d\d)-(?P<day3>\d\d))"
)
_FULL = re.compile(rf"(?<!\w){_FULL_DATE}")
_MONTH_DAY = re.compile(expand(r"(?P<mon><MONTH>) ?(?P<day><DAY>)(?:, (?P<year><YYYY>))?"))
_CLOCK = r"(?:,? +(?:at +)?\d\d?[:.]\d\d[^\n]{0,30})?"
LABEL = r"(?:first +)?(?:published|posted|issued|released|date)(?: +on| +at)?|(?:last +)?updated(?: +on| +at)?"
#: The marks of the story's own time, the surest first.
_LABELLED = re.compile(rf"^[ \t]*(?:{LABEL})[ \t]*[:\-]?[ \t]*{_FULL_DATE}", re.MULTILINE)
_ALONE = re.compile(rf"^[ \t]*(?:[^\W\d][\w .'’-]{{2,30}}, +)?{_FULL_DATE}{_CLOCK}\.?[ \t]*$", re.MULTILINE)
CREDIT = (
    r"(?:ap|afp|epa|upi|ians|jiji|ansa)\b|reuters|xinhua|getty|shutterstock|bloomberg|associated press|ap photo|photo\b"
    r"|pool\b|handout|anadolu|imago|kyodo|yonhap|china daily|visual china|[a-z][a-z .'’-]{3,40}/[a-z]"
)
_CAPTION = re.compile(rf"(?<!\w){_FULL_DATE}[^\n]{{0,40}}?[.\s(\[/|](?:{CREDIT})")
_FILE_PHOTO = re.compile(r"\bfile (?:photo|picture|image)|\(file\)|/file\b|\bin this\b[^.\n]{0,60}\bphoto\b")
_LEND = dt.timedelta(31)
_NEAR_TOP = 800


class Dateline(NamedTuple):
    """A dateline as it stands, and what it says of the day."""

    text: str
    month: int | None = None
    day: int | None = None
    year: int | None = None


class Publication(NamedTuple):
    """The day a story was told, and how that is known."""

    day: dt.date
    source: Literal["dateline", "text"]


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline: the first paragraph near the top that opens with a place or an agency and a dash."""
    found = _DATELINE.search(text[:_TOP])
    if not found:
        return None
    line = found["line"]
    date = _MONTH_DAY.search(plain(line))
    if not date:
        return Dateline(line)
    return Dateline(line, month_of(date["mon"]), int(date["day"]), int(date["year"]) if date["year"] else None)


def find_publication(text: str) -> Publication | None:
    """Return the day the story was told, where the text itself shows it."""
    low = plain(text)
    if (line := find_dateline(text)) and (day := _dateline_day(line, low)):
        return Publication(day, "dateline")
    day = next(_marked_days(low), None)
    return Publication(day, "text") if day else None


def _dateline_day(line: Dateline, low: str) -> dt.date | None:
    """Return the day of a dateline, its year lent by a full date of the story where it has none of its own."""
    if line.month is None or line.day is None:
        return None
    if line.year:
        return _made(line.year, line.month, line.day)
    for lender in (*_days(_FULL, low[:_NEAR_TOP]), *_marked_days(low)):
        for year in (lender.year, lender.year + 1):
            day = _made(year, line.month, line.day)
            if day and dt.timedelta(0) <= day - lender <= _LEND:
                return day
    return None


def _marked_days(low: str) -> Iterator[dt.date]:
    """Yield the days of what is about the story, the surest first."""
    yield from _days(_LABELLED, low)
    yield from _days(_ALONE, low)
    if day := _caption_day(low):
        yield day


def _caption_day(low: str) -> dt.date | None:
    """Return the latest day of a caption, unless the story names the year after it: then the photo is an old one."""
    day = max(_caption_days(low), default=None)
    return None if day and re.search(rf"\b{day.year + 1}\b", low) else day


def _caption_days(low: str) -> Iterator[dt.date]:
    for found in _CAPTION.finditer(low):
        paragraph = low[low.rfind("\n", 0, found.start()) + 1 : found.end() + 40]
        if not _FILE_PHOTO.search(paragraph) and (day := _day(found)):
            yield day


def _days(pattern: re.Pattern[str], low: str) -> Iterator[dt.date]:
    return (day for found in pattern.finditer(low) if (day := _day(found)))


def _day(found: re.Match[str]) -> dt.date | None:
    form = next(form for form in ("", "2", "3") if found["year" + form])
    year, month, day = (found[name + form] for name in ("year", "mon", "day"))
    return _made(int(year), month_of(month), rank(day))


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


for _name in ("dateline", "published", "published_from"):
    Doc.set_extension(_name, default=None, force=True)


@Language.component("dateline", assigns=["doc._.dateline", "doc._.published", "doc._.published_from"])
def dateline(doc: Doc) -> Doc:
    """Mark a story's dateline, and its day of publication where the caller has not given one."""
    line = find_dateline(whole_text(doc))
    doc._.dateline = line.text if line else None
    if doc._.published is None and (publication := find_publication(whole_text(doc))):
        doc._.published, doc._.published_from = publication
    return doc
