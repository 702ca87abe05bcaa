"""Wire stories in, Story records out: the order of the whole.

    sources -> WireStory -> `load()`ed language pipeline -> marked Doc -> Story -> sinks

Stories run in small batches, each inside a memory zone of spaCy's, so that memory stays flat however long the run is:
a batch of 64 reads no faster than one of 16 and takes twice the memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import SkippedError, StoryError
from extractor.knowledge.trade_terms import may_tell_of_trade
from extractor.language import load
from extractor.language.headline import find_headline
from extractor.language.identify import language_of
from extractor.records import Story, Subject
from extractor.wire import WireStory

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["extract", "load", "read_stories"]

BATCH_SIZE = 16
ENGLISH = "en"
NO_DATE = "no publication date: relative dates are left unresolved"


def extract(
    text: str,
    *,
    title: str | None = None,
    published: dt.date | dt.datetime | None = None,
    nlp: Language | None = None,
) -> Story:
    """Read one story from its text; `published` is the day that relative dates count from.

    The record's offsets count into headline, blank line and text (`story.text`). Without `nlp` the pipeline is loaded
    at the first call and kept. Raises StoryError when the text cannot be read, ModelError when the trained pipeline
    cannot be loaded.
    """
    wire = WireStory(source="-", body=text, title=title)
    [result] = read_stories([wire], nlp=nlp or _kept(), published=published)
    if isinstance(result, StoryError):
        raise result
    return result


@cache
def _kept() -> Language:
    return load()


def read_stories(
    items: Iterable[WireStory | Story | StoryError],
    *,
    nlp: Language,
    published: dt.date | dt.datetime | None = None,
    events_only: bool = False,
) -> Iterator[Story | StoryError]:
    """Yield one record, or the error that stands for it, for each item, in order.

    `published`, when given, counts for every story and goes before what the wire says. Errors and finished records
    among the items pass through, so that a reader's failures and a journal's finds keep their places. With
    `events_only` stories without the words of trade are passed over: their records hold what the wire says, no lists.
    """
    passed = partial(_passed, nlp=nlp, published=published, events_only=events_only)
    stream = iter(items)
    while batch := list(islice(stream, BATCH_SIZE)):
        with nlp.memory_zone():
            results = _read_batch([passed(item) for item in batch], nlp, published)
        yield from results


def _read_batch(
    checked: list[WireStory | Story | StoryError], nlp: Language, published: dt.date | dt.datetime | None
) -> list[Story | StoryError]:
    wires = [item for item in checked if isinstance(item, WireStory)]
    try:
        docs = nlp.pipe(prepared(wire, nlp=nlp, published=published) for wire in wires)
        stories: Iterator[Story | StoryError] = iter([_story(doc, wire) for doc, wire in zip(docs, wires, strict=True)])
    except Exception:  # noqa: BLE001 - one story must not take its batch along: find it by reading each alone
        stories = iter([_read_alone(wire, nlp, published) for wire in wires])
    return [next(stories) if isinstance(item, WireStory) else item for item in checked]


def _read_alone(wire: WireStory, nlp: Language, published: dt.date | dt.datetime | None) -> Story | StoryError:
    try:
        return _story(nlp(prepared(wire, nlp=nlp, published=published)), wire)
    except Exception as error:  # noqa: BLE001 - the edge where any failure becomes that story's error
        return failure(error, where=wire.source)


def failure(error: Exception, *, where: str) -> StoryError:
    """Return the error that stands for a story whose analysis raised `error`."""
    if isinstance(error, MemoryError):
        what = "reading this story takes more memory than there is, or than --memory allows"
        return StoryError(what, where=where, hint="a larger --memory", stage="analyse")
    what = f"this story could not be analysed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return StoryError(what, where=where, hint="reporting it as a bug, with the story", stage="analyse")


def _passed(
    item: WireStory | Story | StoryError,
    *,
    nlp: Language,
    published: dt.date | dt.datetime | None,
    events_only: bool,
) -> WireStory | Story | StoryError:
    """Return the story that is to be read, or what stands for it without being read."""
    if not isinstance(item, WireStory):
        return item
    if refusal := _refusal(item, nlp):
        return refusal
    return _passed_over(item, published) if events_only and not may_tell_of_trade(item.text) else item


def _refusal(wire: WireStory, nlp: Language) -> StoryError | None:
    """Say why this story is not read, if it is not."""
    text, where = wire.text, wire.source
    if not text.strip():
        return StoryError("this story has no text", where=where, hint="a file with a story in it", stage="check")
    if len(text) > nlp.max_length:
        what = f"{len(text):,} characters are too long for one story; at most {nlp.max_length:,} are read"
        return StoryError(
            what, where=where, hint="one story a file, or JSON Lines with one story a line", stage="check"
        )
    if (language := language_of(text)) != ENGLISH:
        what = f"this story's language is {language!r}; only English is read"
        return SkippedError(what, where=where, stage="check", reason=f"in {language!r}")
    return None


def prepared(wire: WireStory, *, nlp: Language, published: dt.date | dt.datetime | None = None) -> Doc:
    """Make a story's Doc, with its publication date, for the pipeline to mark."""
    doc = nlp.make_doc(wire.text)
    doc._.whole_text = wire.text
    doc._.published, doc._.published_from = _told(wire, published)
    return doc


def _told(
    wire: WireStory, published: dt.date | dt.datetime | None
) -> tuple[dt.date | dt.datetime | None, Literal["option", "metadata"] | None]:
    """When a story was told, and who says so."""
    if published is not None:
        return published, "option"
    return wire.published, "metadata" if wire.published is not None else None


def _passed_over(wire: WireStory, published: dt.date | dt.datetime | None) -> Story:
    told, told_from = _told(wire, published)
    return Story(
        **_wired(wire),
        byline=wire.byline,
        dateline=wire.dateline,
        published=told,
        published_from=told_from,
        warnings=wire.warnings,
    )


def _story(doc: Doc, wire: WireStory) -> Story:
    marks = doc._
    return Story(
        **_wired(wire),
        byline=wire.byline or marks.byline,
        dateline=wire.dateline or marks.dateline,
        published=marks.published,
        published_from=marks.published_from,
        people=marks.people,
        countries=marks.countries,
        percentages=marks.percentages,
        dates=marks.dates,
        events=marks.events,
        warnings=(*wire.warnings, *marks.warnings, *(() if marks.published else (NO_DATE,))),
    )


def _wired(wire: WireStory) -> dict[str, Any]:
    """What a record has from the wire alone."""
    return {
        "id": wire.id,
        "source": wire.source,
        "version": wire.version,
        "corrects": wire.corrects,
        "usage": wire.usage,
        "publisher": wire.publisher,
        "title": wire.title or find_headline(wire.text),
        "subjects": tuple(Subject(code=subject.code, name=subject.name) for subject in wire.subjects),
        "text_sha256": wire.text_sha256,
        "text": wire.text,
    }
