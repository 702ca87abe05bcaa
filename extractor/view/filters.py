"""The bar that narrows down what is shown: by kind, status, country and confidence; and the key to the marks.

Nothing chosen means everything. The script does the filtering (assets/filters.js); without it the bar is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractor.records import KINDS, STATUSES
from extractor.view import words
from extractor.view.facts import Fact
from extractor.view.markup import Html, tag

_MARKS = (
    ("country", "countries"),
    ("person", "people"),
    ("percentage", "percentages"),
    ("date", "dates"),
    ("trigger", "words that name an event"),
)


def filters(facts: Sequence[Fact], names: Mapping[str, str]) -> Html:
    """Return the bar for these events; `names` are the countries' by code."""
    kinds = Counter(fact.kind for fact in facts)
    statuses = Counter(fact.status for fact in facts)
    return tag(
        "form",
        _choices("Kind", "kind", [(kind, words.KIND_WORDS[kind], kinds[kind]) for kind in KINDS]),
        tag("output", "", class_="found", role="status"),
        _choices("Status", "status", [(each, words.STATUS_WORDS[each], statuses[each]) for each in STATUSES]),
        _country(facts, names),
        _confidence(),
        tag("button", "", type="button", class_="chosen", hidden=""),
        tag("button", "Show all", type="reset"),
        id="filters",
        aria_label="Filter the events",
        hidden="",
    )


def legend() -> Html:
    """Return the key to the marks in the text; the script lets each be switched off."""
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", checked="", value=sort, name="mark", hidden=""),
            tag("mark", words, class_=f"key {sort}"),
        )
        for sort, words in _MARKS
    )
    return tag("fieldset", tag("legend", "Marked in the text"), *boxes, class_="legend")


def _choices(title: str, name: str, choices: Iterable[tuple[str, str, int]]) -> Html:
    shown = (
        tag(
            "label",
            tag("input", type="checkbox", name=name, value=value),
            tag("span", said, " ", tag("small", f"{number:,}")),
            class_=f"choice of-{name} {value}",
        )
        for value, said, number in choices
        if number
    )
    return tag("fieldset", tag("legend", title), *shown)


def _country(facts: Iterable[Fact], names: Mapping[str, str]) -> Html:
    numbers = Counter(code for fact in facts for code in fact.countries)
    options = (
        tag("option", f"{names.get(code, code)} ({number:,})", value=code)
        for code, number in sorted(numbers.items(), key=lambda item: names.get(item[0], item[0]))
    )
    return tag("label", "Country ", tag("select", tag("option", "all", value=""), *options, name="country"))


def _confidence() -> Html:
    slider = tag("input", type="range", name="least", min="0", max="95", step="5", value="0")
    return tag("label", "Confidence at least ", slider, tag("span", "0%", class_="least", aria_hidden="true"))
