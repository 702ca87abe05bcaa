"""How fast and how well dates and percentages are read, beside dateparser and plain regular expressions, in one run.

    python bench/dates.py                       the stories of samples/, and the scores on ../shared where it is there
    python bench/dates.py stories.jsonl ...     stories of your own (JSON Lines: id, title, text, date)

A word is a run of characters between blanks. Single-threaded: the script pins itself to one core, and seconds are the
processor's, so that other work on the machine counts little. The components get Docs that are tokenised already.
dateparser.search_dates reads free prose, English and relative to the story's day, on as many stories as SLOW_WORDS
hold. The plain expressions know full dates, weekdays and months, and digits before a percent sign or word; they give
no values.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import spacy
from spacy.tokens import Doc

from extractor.language import dates
from extractor.language.percentages import percentages
from extractor.sources import find_inputs, read_inputs
from extractor.wire import WireStory

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
LEAST_WORDS, SLOW_WORDS = 100_000, 5_000
STARTS = 5
TOLD = dt.date(2025, 3, 7)
COLD = (
    "import time, spacy; start = time.perf_counter()\n"
    "from extractor.language.dates import find_dates\n"
    "from datetime import date\n"
    "imported = time.perf_counter()\n"
    "list(find_dates('It fell on Friday, May 2.', date(2025, 3, 7)))\n"
    "print(imported - start, time.perf_counter() - imported)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
PLAIN = re.compile(
    rf"\b(?:{_MONTH} \d\d?(?:, \d{{4}})?|\d\d? {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|(?:last|next|this) (?:week|month|year)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday"
    rf"|tomorrow|(?:19|20)\d\d)\b"
)

PLAIN_PERCENT = re.compile(r"\d+(?:[.,]\d+)?(?: ?%|[- ]per ?cent\b|[- ]pct\b)")


def stories_of(paths: Iterable[Path]) -> list[WireStory]:
    """At least LEAST_WORDS words of stories, repeated when there are fewer."""
    found = [item for item in read_inputs(find_inputs(str(path) for path in paths)) if isinstance(item, WireStory)]
    return found * max(1, -(-LEAST_WORDS // words_of(found)))


def words_of(stories: Iterable[WireStory]) -> int:
    return sum(len(story.text.split()) for story in stories)


def few(stories: list[WireStory]) -> list[WireStory]:
    """As many of the stories as hold SLOW_WORDS words, at least one."""
    kept: list[WireStory] = []
    while len(kept) < len(stories) and words_of(kept) < SLOW_WORDS:
        kept.append(stories[len(kept)])
    return kept


def docs_of(stories: Iterable[WireStory]) -> list[Doc]:
    nlp = spacy.blank("en")
    docs = [nlp.make_doc(story.text) for story in stories]
    for doc, story in zip(docs, stories, strict=True):
        doc._.published = story.published or TOLD
    return docs


def component(docs: list[Doc]) -> int:
    """Read the dates of Docs as the pipeline does, and return how many there are."""
    read = dates.make_dates(spacy.blank("en"), "dates", timeml=False)
    return sum(len(read(doc)._.dates) for doc in docs)


def percentage_component(docs: list[Doc]) -> int:
    """Read the percentages of Docs as the pipeline does, and return how many there are."""
    return sum(len(percentages(doc)._.percentages) for doc in docs)


def parsed_by_dateparser(stories: list[WireStory]) -> int:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": dt.datetime.combine(TOLD, dt.time()), "PREFER_DATES_FROM": "past"}
    return sum(len(search_dates(story.text, languages=["en"], settings=settings) or ()) for story in stories)


def matched_plainly(stories: list[WireStory], pattern: re.Pattern[str]) -> int:
    return sum(len(pattern.findall(story.text)) for story in stories)


def speeds(stories: list[WireStory]) -> Iterator[tuple[str, int, float, int]]:
    """Yield (reader, words, seconds, dates or percentages found)."""
    some, docs, words = few(stories), docs_of(stories), words_of(stories)
    component(docs_of(some))
    yield "extractor dates", words, *timed(lambda: component(docs))
    yield "plain expression", words, *timed(lambda: matched_plainly(stories, PLAIN))
    parsed_by_dateparser(some[:1])
    yield "dateparser", words_of(some), *timed(lambda: parsed_by_dateparser(some))
    percentage_component(docs_of(some))
    yield "extractor percent", words, *timed(lambda: percentage_component(docs))
    yield "plain percent", words, *timed(lambda: matched_plainly(stories, PLAIN_PERCENT))


def timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def cold() -> tuple[float, float]:
    """Median seconds to import the component behind spaCy, and of its first use, each in a fresh process."""
    command = [sys.executable, "-c", COLD]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT) for _ in range(STARTS)]
    imports, uses = zip(*([float(part) for part in run.stdout.split()] for run in runs), strict=True)
    return statistics.median(imports), statistics.median(uses)


def timebank() -> str:
    """Return the line of TimeBank's scorer."""
    spec = importlib.util.spec_from_file_location("score_dates", SHARED / "dates" / "score_dates.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "dates" / "score_dates.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    docs = json.loads((SHARED / "dates" / "tbaq.json").read_text(encoding="utf-8"))
    figures, _ = scorer.score(docs, {name: timexes(doc) for name, doc in docs.items()})
    return "  ".join(f"{name}={figures[name]:.1f}" for name in ("relaxed_F1", "strict_F1", "value_F1", "type_F1"))


def timexes(doc: dict[str, Any]) -> list[dict[str, Any]]:
    found = dates.find_dates(doc["text"], dt.date.fromisoformat(doc["dct"][:10]), timeml=True)
    return [
        {"start": date.mention.start, "end": date.mention.end, "type": date.kind.upper(), "value": date.value}
        for date in found
    ]


def gold(part: str) -> str:
    """Return F1 of values and of words with values on annotated stories, each told on the day of the annotation."""
    lines = [(SHARED / "gold" / f"{part}.{kind}.jsonl").read_text(encoding="utf-8") for kind in ("stories", "gold")]
    stories, golds = ({item["id"]: item for item in map(json.loads, text.splitlines())} for text in lines)
    right, found, wanted = Counter[str](), 0, 0
    for story, own in golds.items():
        title, text = stories[story]["title"], stories[story]["text"]
        told = dt.date.fromisoformat(own["published"][:10]) if own["published"] else None
        ours = [
            (date.mention.text, date.value) for date in dates.find_dates(f"{title}\n\n{text}" if title else text, told)
        ]
        theirs = [(date["text"], date["value"]) for date in own["dates"]]
        right["values"] += common((value for _, value in ours), (value for _, value in theirs))
        right["words and values"] += common(ours, theirs)
        found, wanted = found + len(ours), wanted + len(theirs)
    return "  ".join(f"{name}={200 * count / (found + wanted):.1f}" for name, count in right.items())


def common(ours: Iterable[Any], theirs: Iterable[Any]) -> int:
    return (Counter(ours) & Counter(theirs)).total()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "samples"])
    stories = stories_of(parser.parse_args().paths)
    print(f"{'reader':18}{'words':>10}{'seconds':>10}{'words/s':>12}{'found':>9}{'a 1,000 words':>15}")
    for reader, words, seconds, found in speeds(stories):
        each = 1_000 * found / words
        print(f"{reader:18}{words:10,}{seconds:10.2f}{words / seconds:12,.0f}{found:9,}{each:15.1f}")
    imports, use = cold()
    print(f"\ncold start, median of {STARTS}: import {imports:.2f} s behind spaCy, first use {use:.2f} s")
    if (SHARED / "dates").is_dir():
        print(f"\nTimeBank and AQUAINT  {timebank()}")
    if (SHARED / "gold").is_dir():
        for part in ("train", "dev"):
            print(f"annotated, {part:10} {gold(part)}")


if __name__ == "__main__":
    main()
