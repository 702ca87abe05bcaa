"""What a reviewer presses: below each event and each story, and the form in which an event is corrected or added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from extractor.records import ACTIONS, KINDS, STATUSES, Event, Story
from extractor.review.annotate import annotated_event, is_reviewed
from extractor.review.decisions import Opinion
from extractor.view import Html, join, tag, words
from extractor.web.words import said, summary

_VERDICTS = {"accept": "Accept", "correct": "Correct…", "reject": "Reject", "undo": "Undo"}
_WHOLE = "Reviewed: it is in the download."
_INDICATORS = ("exports", "imports", "balance", "trade")


def foot(opinion: Opinion) -> Callable[[Event], Html]:
    """Return the function that gives what stands below an event: the decision on it, and buttons for another."""

    def controls(event: Event) -> Html:
        decision = opinion.events.get(event.id)
        buttons = (_button(verdict, name) for verdict, name in _VERDICTS.items())
        return tag(
            "div",
            *buttons,
            tag("output", said(decision) if decision else ""),
            class_="review",
            data_said=decision.verdict if decision else "",
            data_gold=annotated_event(event).model_dump_json(),
        )

    return controls


def tail(story: Story, opinion: Opinion) -> Html:
    """Return what stands below a story: what was added, and buttons for what was missed."""
    added = [tag("li", summary(event)) for event in opinion.added]
    return tag(
        "div",
        tag("p", "Is an event missing?" if story.events else "Is there an event in it after all?"),
        _button("add", "Add an event…"),
        _button("done", "No, that is all"),
        _button("undo", "Undo"),
        tag("output", "Done: there is no more in it" if opinion.is_done else ""),
        tag("ul", *added, class_="added"),
        tag("p", _WHOLE, class_="whole", hidden=None if is_reviewed(story, opinion) else ""),
        class_="review of-story",
        data_said="done" if opinion.is_done else "add" if added else "",
    )


def reviewer() -> Html:
    """Return the field for the reviewer's name."""
    field = tag("input", name="reviewer", autocomplete="name", maxlength="100", placeholder="your name")
    export = tag("a", "Download what is reviewed", href="/gold.jsonl", download="gold.jsonl")
    return tag("form", tag("label", "Reviewer ", field), " ", export, id="reviewer")


def dialog() -> Html:
    """Return the form in which an event is corrected or added."""
    form = tag(
        "form",
        tag("h2", "The event as it is", id="correction-title"),
        tag("div", *_choices(), class_="fields"),
        tag("div", *_fields(), class_="fields"),
        _labelled("The words of the story that state it best", tag("textarea", name="anchor", rows="3", required="")),
        tag("p", role="alert", class_="warnings", hidden=""),
        tag("p", tag("button", "Keep", class_="first"), tag("button", "Cancel", type="button", value="cancel")),
        method="dialog",
        data_actions=json.dumps(ACTIONS),
    )
    return tag("dialog", form, id="correction", aria_labelledby="correction-title")


def _choices() -> Iterable[Html]:
    yield _labelled("Kind", _select("kind", {kind: words.KIND_WORDS[kind] for kind in KINDS}))
    yield _labelled("Action", tag("select", name="action"))
    yield _labelled("Of what", _select("indicator", {name: name for name in _INDICATORS}))
    yield _labelled("Status", _select("status", {status: words.STATUS_WORDS[status] for status in STATUSES}))
    yield tag("label", tag("input", type="checkbox", name="retaliatory"), " Retaliation", class_="tick")


def _fields() -> Iterable[Html]:
    codes = "ISO codes: USA CHN; EUN for the EU"
    yield _labelled("Who", tag("input", name="actors", placeholder="USA CHN"), codes)
    yield _labelled("Whom it hits", tag("input", name="targets", placeholder="JPN"), f"{codes}; WLD for all")
    yield _labelled("Goods", tag("input", name="products", placeholder="steel; cars"), "with ; between")
    yield _labelled("People", tag("input", name="people", placeholder="Ana Rojas; Li Wei"), "with ; between")
    rates = tag("textarea", name="rates", rows="2", placeholder="25%\n10-15% previous")
    yield _labelled("Rates", rates, "one a line: 25%, 2 pp, 50 bp; and previous, or change")
    dates = tag("textarea", name="dates", rows="2", placeholder="2025-04-09 effective")
    yield _labelled("Dates", dates, "one a line: 2025-04-09, 2025-W15, P90D; and effective, until, or duration")


def _labelled(name: str, field: Html, hint: str = "") -> Html:
    return tag("label", tag("span", name), field, *([tag("small", hint)] if hint else []))


def _select(name: str, choices: Mapping[str, str]) -> Html:
    return tag("select", join(tag("option", said, value=value) for value, said in choices.items()), name=name)


def _button(verdict: str, name: str) -> Html:
    return tag("button", name, type="button", data_verdict=verdict)
