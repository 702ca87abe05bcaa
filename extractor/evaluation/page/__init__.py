"""The error report: one HTML page that needs nothing else, for `extractor evaluate --report`.

    markup.py    elements, escaped;  style.css  how they look on screen, in the dark and on paper
    summary.py   the figures;  stories.py  the stories with errors;  marks.py  their texts with the places marked

No script and no other file: the page can be sent by mail and read anywhere. Errors are told by colour, by a line
under the words, and by a label.
"""

from __future__ import annotations

from importlib.resources import files

from extractor.evaluation.measure import Results
from extractor.evaluation.page.markup import Html, tag
from extractor.evaluation.page.stories import article, index, wrong_stories
from extractor.evaluation.page.summary import summary
from extractor.evaluation.table import counted_words

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
    body = tag(
        "body",
        tag("a", "Skip to the stories", href="#index", class_="skip"),
        tag("header", tag("h1", title), tag("p", f"{counted_words(results)}.")),
        tag("main", summary(results), index(wrong, right), _legend(), *map(article, wrong)),
    )
    return f"<!DOCTYPE html>\n{tag('html', _head(title), body, lang='en')}\n"


def _head(title: str) -> Html:
    style = (files(__package__) / "style.css").read_text(encoding="utf-8")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Html(style)),
    )


def _legend() -> Html:
    entries = (
        tag("li", tag("mark", tag("span", label, class_=f"label {sort}"), sort, class_=sort), f" {words}")
        for sort, label, words in LEGEND
    )
    return tag("ul", *entries, class_="legend", aria_label="What the marks mean")
