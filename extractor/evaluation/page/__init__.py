"""The error report: one HTML page that needs nothing else, for `extractor evaluate --report`.

    summary.py   the figures;  stories.py  the stories with errors;  marks.py  their texts with the places marked
    style.css    how they look on screen, in the dark and on paper; what all pages share is in extractor.view

No script and no other file: the page can be sent by mail and read anywhere. Errors are told by colour, by a line
under the words, and by a label.
"""

from __future__ import annotations

from extractor.evaluation.measure import Results
from extractor.evaluation.page.stories import article, index, wrong_stories
from extractor.evaluation.page.summary import summary
from extractor.evaluation.table import counted_words
from extractor.view.document import asset, document
from extractor.view.markup import Html, join, tag

LEGEND = (
    ("missed", "M1", "annotated, but nothing of its kind was found"),
    ("spurious", "S1", "found, but nothing of its kind is annotated"),
    ("differs", "D1", "found, but not with all the annotated values"),
)


def page(results: Results, *, name: str) -> str:
    """Return the report on a file of annotated stories as an HTML page."""
    wrong = wrong_stories(results.stories)
    listed = {story.judgement.id for story in wrong}
    right = [judgement.id for judgement in results.stories if judgement.id not in listed]
    title = f"Evaluation on {name}"
    body = join(
        [
            tag("a", "Skip to the stories", href="#index", class_="skip"),
            tag("header", tag("h1", title), tag("p", f"{counted_words(results)}.")),
            tag("main", summary(results), index(wrong, right), _legend(), *map(article, wrong)),
        ]
    )
    return document(title=title, body=body, style=asset("base.css") + asset("style.css", package=__package__))


def _legend() -> Html:
    entries = (
        tag("li", tag("mark", tag("span", label, class_=f"label {sort}"), sort, class_=sort), f" {words}")
        for sort, label, words in LEGEND
    )
    return tag("ul", *entries, class_="legend", aria_label="What the marks mean")
