"""Story records as people see them: parts of a page, and a whole page that needs nothing else.

    page(stories)           a report of a run, one self-contained file;  Report() the same, story by story
    story(story)            one story: its text with the marks, beside its events as cards
    Total(stories)          what they hold in sum: .sentence(), .charts(), .filters()
    legend(), pager()       the key to the marks; what turns pages
    document(...)           a page of your own, with style() and script()

    sentence.py, words.py   an event, and its values, as a reader says them
    keys.py, marks.py       what belongs together, and where it is marked;  cuts.py  marks that overlap
    card.py, text.py, article.py    the parts of a story
    facts.py, charts/, filters.py, total.py     the events of many stories;  report.py  the whole
    assets/                 the style sheets and the scripts, in the order in which they are joined

Stories need their text. Nothing here reads a file of a user's, or the network; all of it is escaped (markup.py).
"""

from __future__ import annotations

from extractor.view.article import story
from extractor.view.document import asset, document, policy
from extractor.view.filters import legend
from extractor.view.markup import Html, join, tag
from extractor.view.report import Report, page, pager, script, style
from extractor.view.total import Total

__all__ = [
    "Html",
    "Report",
    "Total",
    "asset",
    "document",
    "join",
    "legend",
    "page",
    "pager",
    "policy",
    "script",
    "story",
    "style",
    "tag",
]
