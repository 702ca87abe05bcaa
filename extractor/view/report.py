"""A run of stories as one page: what happened in sum, then each story beside its events.

The first stories stand in the page as they are; the others are packed, 125 at a time (packing.py), and unpacked
when they are turned to. So a page of a thousand stories opens at once and is hardly larger than their texts, and making
it keeps a kilobyte or two of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from extractor.records import Story
from extractor.view.article import story as article
from extractor.view.document import asset, document
from extractor.view.facts import ASKED, asked
from extractor.view.filters import legend
from extractor.view.markup import Html, join, tag
from extractor.view.packing import Packing, packed
from extractor.view.total import Total

AT_ONCE, A_BLOCK = 4, 125
TITLE = "Trade events"
STYLES = ("base.css", "story.css", "charts.css", "filters.css")
SCRIPTS = ("light.js", "filters.js", "unpack.js", "pages.js", "main.js")
_NO_SCRIPT = "Filters, and further pages of stories, need JavaScript, which is switched off here."
_OLD_BROWSER = "Here stand the first stories alone: to unpack the others takes a browser of 2023 or later."


class Report:
    """A page in the making. It keeps a kilobyte or two of each story."""

    def __init__(self) -> None:
        self._total = Total()
        self._first: list[Html] = []
        self._packing = _packing()
        self._blocks: list[Html] = []

    def add(self, story: Story) -> None:
        """Take the next story, which needs its text."""
        self._total.add(story)
        number = len(self._total.stories)
        shown = article(story, key=f"s{number}")
        if number <= AT_ONCE:
            self._first.append(shown)
        else:
            self._packing.add(shown)
            if (number - AT_ONCE) % A_BLOCK == 0:
                self._close()

    def _close(self) -> None:
        self._blocks.append(self._packing.packed("stories"))
        self._packing = _packing()

    def page(self, *, title: str = TITLE) -> str:
        """Return the whole page."""
        if self._packing:
            self._close()
        first = self._first or [tag("p", "No story was read.", class_="none")]
        body = join(
            [
                tag("a", "Skip to the stories", href="#stories", class_="skip"),
                tag("header", tag("h1", title), tag("p", f"{self._total.sentence()}."), class_="masthead"),
                tag(
                    "main",
                    self._total.charts(),
                    self._total.filters(),
                    tools(),
                    tag("div", *first, id="stories"),
                    pager(),
                ),
                *self._blocks,
                *([packed(_index(self._total), "index")] if self._blocks else []),
            ]
        )
        return document(title=title, body=body, style=style(), script=script())


def _packing() -> Packing:
    """Return what packs stories. What filters ask for is left out of it: it stands in the index."""
    return Packing(without=[f"data-{name}" for name in ASKED])


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
    unscripted = tag("p", _NO_SCRIPT, class_="warnings unscripted")
    old = tag("p", _OLD_BROWSER, class_="warnings old-browser", hidden="")
    return tag("div", legend(), unscripted, old, class_="tools")


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


def _index(total: Total) -> str:
    """Return what the filters ask of each event, by story."""
    return json.dumps([[[*asked(fact).values()] for fact in story] for story in total.stories], separators=(",", ":"))
