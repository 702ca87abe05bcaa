"""A run of stories as one page: what happened in sum, then each story beside its events.

The first stories stand in the page as they are; the others are packed, some at a time, and unpacked when they are
turned to. So a page of a thousand stories opens at once and is hardly larger than their texts, and making it keeps a
few kilobytes of each.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable

from extractor.records import Story
from extractor.view.article import story as article
from extractor.view.document import asset, document
from extractor.view.facts import Fact
from extractor.view.filters import legend
from extractor.view.markup import Html, join, tag
from extractor.view.total import Total

A_PAGE, AT_ONCE = 10, 4
TITLE = "Trade events"
STYLES = ("base.css", "story.css", "charts.css", "filters.css")
SCRIPTS = ("light.js", "filters.js", "pages.js", "main.js")
_NO_SCRIPT = "Filters, and further pages of stories, need JavaScript, which is switched off here."


class Report:
    """A page in the making. It keeps a few kilobytes of each story."""

    def __init__(self) -> None:
        self._total = Total()
        self._blocks: list[Html] = []
        self._batch: list[Story] = []
        self._number = 0

    def add(self, story: Story) -> None:
        """Take the next story, which needs its text."""
        self._total.add(story)
        self._batch.append(story)
        if len(self._batch) == (A_PAGE if self._blocks else AT_ONCE):
            self._close()

    def _close(self) -> None:
        block = join(article(story, key=f"s{self._number + place}") for place, story in enumerate(self._batch, 1))
        self._blocks.append(_packed(block, "stories") if self._blocks else block)
        self._number += len(self._batch)
        self._batch = []

    def page(self, *, title: str = TITLE) -> str:
        """Return the whole page."""
        if self._batch:
            self._close()
        first, *others = self._blocks or [tag("p", "No story was read.", class_="none")]
        body = join(
            [
                tag("a", "Skip to the stories", href="#stories", class_="skip"),
                tag("header", tag("h1", title), tag("p", f"{self._total.sentence()}."), class_="masthead"),
                tag(
                    "main",
                    self._total.charts(),
                    self._total.filters(),
                    tools(),
                    tag("div", first, id="stories"),
                    pager(),
                ),
                *others,
                *([_packed(_index(self._total), "index")] if others else []),
            ]
        )
        return document(title=title, body=body, style=style(), script=script())


def page(stories: Iterable[Story], *, title: str = TITLE) -> str:
    """Return the page of these stories, which need their texts."""
    report = Report()
    for story in stories:
        report.add(story)
    return report.page(title=title)


def style() -> str:
    """Return the style sheet."""
    return asset(*STYLES)


def script() -> str:
    """Return the script, a module."""
    return asset(*SCRIPTS)


def tools() -> Html:
    """Return what stands above the stories."""
    return tag("div", legend(), tag("p", _NO_SCRIPT, class_="warnings unscripted"), class_="tools")


def pager() -> Html:
    """Return what turns the pages; the script shows it where there are several."""
    return tag(
        "nav",
        tag("button", "Previous", type="button", value="-1"),
        tag("label", "Page ", tag("select", name="page"), " ", tag("span", class_="pages")),
        tag("button", "Next", type="button", value="1"),
        tag("button", "All on one page", type="button", value="all"),
        id="pager",
        aria_label="Pages of stories",
        hidden="",
    )


def _packed(text: str, name: str) -> Html:
    """Return text as base64 of gzip, which the script unpacks."""
    packed = base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), mtime=0)).decode()
    return tag("script", Html(packed), type="application/gzip", data_packed=name)


def _index(total: Total) -> str:
    """Return what the filters ask of each event, by story."""
    return json.dumps([[_asked(fact) for fact in story] for story in total.stories], separators=(",", ":"))


def _asked(fact: Fact) -> list[object]:
    pairs = " ".join(pair.key for pair in fact.pairs)
    countries = " ".join(fact.countries)
    return [fact.kind, fact.status, round(fact.confidence, 3), countries, pairs, f"{fact.day or ''}"]
