"""What the wire formats say about a story, each in its own way, as one.

    medtop:20000379; http://cv.iptc.org/newscodes/mediatopic/20000379; 20000379    ->  "medtop:20000379"
    subj:04000000;   http://cv.iptc.org/newscodes/subjectcode/04000000; 04000000   ->  "subj:04000000"
    stat:canceled; Cancelled; killed                                               ->  "canceled"
    en-GB; eng; EN                                                                 ->  "en"
    By Ana Rojas, Staff Reporter                                                   ->  "Ana Rojas, Staff Reporter"
    irel:previousVersion; corrects; isUpdateOf                                     ->  a link to what it corrects

Codes and words: IPTC NewsCodes (https://cv.iptc.org/newscodes/). A bare number that begins with 2 is a Media Topic,
any other a Subject Code, which the top Media Topics share. Codes of other schemes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from extractor.errors import SkippedError, StoryError
from extractor.sources.published import Moment, parse_published
from extractor.wire import Subject, Usage, WireStory

_CODE = re.compile(r"(?:.*?(?P<scheme>medtop|mediatopics?|subj|subject-?codes?|subjectns)[:/])?(?P<number>\d{8})", re.I)
_USAGES: tuple[tuple[str, Usage], ...] = (
    ("usable", "usable"), ("withheld", "withheld"), ("embargoed", "withheld"), ("cancel", "canceled"),
    ("kill", "canceled"),
)  # fmt: skip
_CORRECTS = re.compile(r"correct|previous|replac|updat|supersed|evolvedfrom|substitut", re.I)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*\Z", re.S)
_THREE_LETTERS = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "por": "pt",
    "ita": "it",
}
_BY = re.compile(r"\s*\bby\b[:\s]\s*", re.I)


def subject(code: str | None, name: str | None = None) -> Subject | None:
    """Return the subject with its code as IPTC abbreviates it, or None where the code is not IPTC's."""
    match = _CODE.fullmatch((code or "").strip())
    if match is None:
        return None
    scheme = (match["scheme"] or ("m" if match["number"].startswith("2") else "s")).lower()
    return Subject(f"{'medtop' if scheme.startswith('m') else 'subj'}:{match['number']}", name or None)


def subjects(found: Iterable[tuple[str | None, str | None]]) -> tuple[Subject, ...]:
    """Return the subjects of codes and names that are IPTC's, each once."""
    known = {each.code: each for each in (subject(code, name) for code, name in found) if each}
    return tuple(known.values())


def usage(words: str | None) -> Usage | None:
    """Return what the wire lets its clients do with the story."""
    return next((meaning for word, meaning in _USAGES if word in (words or "").lower()), None)


def is_correction(relation: str | None) -> bool:
    """Say whether a link of this relation leads to what the story corrects, updates or replaces."""
    return bool(relation and _CORRECTS.search(relation))


def language(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag."""
    match = _LANGUAGE.match(tag or "")
    code = match[1].lower() if match else None
    return _THREE_LETTERS.get(code, code) if code else None


def byline(words: str | None) -> str | None:
    """Return who wrote the story, without "By"."""
    return _BY.sub("", words, count=1).strip() or None if words and _BY.match(words) else words or None


def moment(*written: str | None) -> Moment | None:
    """Return the first of these publication times that can be read."""
    return next(filter(None, (parse_published(each) for each in written if each)), None)


def without_headline(body: str, title: str | None) -> str:
    """Return the body without the headline that it may begin with: the story's text has it already."""
    first, _, rest = body.partition("\n")
    is_headline = title is not None and " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest.lstrip("\n") if is_headline and rest.strip() else body


def finished(story: WireStory, *, what: str, summary: str | None = None) -> WireStory:
    """Return the story without a headline said twice, with its summary where it has no body, and with its warnings.

    Raises SkippedError, which says `what` it is, where it has no text.
    """
    body = without_headline(story.body, story.title)
    if body.strip():
        return replace(story, body=body, warnings=(*story.warnings, *_warnings(story)))
    if summary and summary.strip():
        warning = "the wire gives no body: its summary stands in its place"
        return replace(story, body=summary.strip(), warnings=(*story.warnings, warning, *_warnings(story)))
    raise no_text(what, story.title, source=story.source)


def no_text(what: str, title: str | None, *, source: str) -> SkippedError:
    """Say that an item is no story, and what it is."""
    named = f" ({title[:80]})" if title else ""
    reason = what.removeprefix("a ").removeprefix("an ")
    return SkippedError(f"no text to read: {what}{named}", where=source, reason=reason)


def _warnings(story: WireStory) -> Iterator[str]:
    if story.usage == "canceled":
        yield "the wire has canceled this story"
    if story.usage == "withheld":
        yield "the wire withholds this story for now"


def odd_time(*written: str | None) -> tuple[str, ...]:
    """Return the warning that a publication time cannot be read, where none of these can."""
    given = next((each for each in written if each and each.strip()), None)
    if given is None or moment(*written):
        return ()
    return (f"the publication time {given.strip()[:60]!r} is not one day, and counts as missing",)


def or_error(make: Any, *arguments: Any, **options: Any) -> WireStory | StoryError:
    """Return the story that `make` makes, or the error that stands for it."""
    try:
        story: WireStory = make(*arguments, **options)
    except StoryError as error:
        return error
    return story
