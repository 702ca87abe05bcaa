"""One story: its text beside its events, and below them who and what it names.

story(story)   ->   <article id="s1" class="story"> ... </article>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from extractor.records import Event, Story
from extractor.view import words
from extractor.view.card import card
from extractor.view.keys import Keys
from extractor.view.marks import described
from extractor.view.markup import Html, tag
from extractor.view.text import excerpts, paragraphs

_UNTITLED = "A story without a headline"

Foot = Callable[[Event], Html | None]

_WITHOUT_TEXT = "the text is not stored; these are the sentences from which the events were read"


def story(story: Story, *, key: str = "s1", foot: Foot | None = None, tail: Html | None = None) -> Html:
    """Return a story as an article; its ids begin with `key`.

    `foot` gives what stands below an event, and elements then carry the ids of story and event; `tail` stands at the
    end. Of a story without its text the sentences are shown that its events are read from.
    """
    known = story if story.text is not None else story.model_copy(update={"text": excerpts(story)})
    keys = Keys(known)
    headline, body = _text(known, keys, key)
    return tag(
        "article",
        tag("header", tag("h2", headline, id=f"{key}-title"), tag("p", *_origin(story), class_="origin")),
        *_notes(story),
        tag(
            "div",
            tag("div", tag("div", *body, class_="text"), *_names(known, keys), class_="left"),
            tag("div", *_cards(known, keys, key, foot), class_="right"),
            class_="sides",
        ),
        *filter(None, [tail]),
        id=key,
        class_="story",
        aria_labelledby=f"{key}-title",
        data_story=story.id if foot else None,
        data_sha256=story.text_sha256 if foot else None,
    )


def _notes(story: Story) -> Iterator[Html]:
    unseen = () if story.text is not None else (_WITHOUT_TEXT,)
    if notes := (*unseen, *story.warnings):
        yield tag("p", f"Note: {'; '.join(notes)}.", class_="warnings")


def _text(story: Story, keys: Keys, anchor: str) -> tuple[str, list[Html]]:
    """Return the headline, from the text where it begins with it, and the paragraphs."""
    shown = paragraphs(story, keys, anchor=anchor)
    body = [tag("p", each.marked, class_=None if each.is_wrapped else "lines") for each in shown]
    if story.title and shown and shown[0].text.split() == story.title.split():
        return shown[0].marked, body[1:]
    return story.title or (_UNTITLED if story.text_sha256.startswith(story.id) else story.id), body


def _origin(story: Story) -> Iterator[str]:
    parts = [story.publisher, story.byline, published(story), None if story.source == "-" else story.source]
    for number, part in enumerate(filter(None, parts)):
        yield from [" · "] if number else []
        yield part


def published(story: Story) -> str | None:
    """Return the day of publication in words, and the time where it is known."""
    if isinstance(story.published, dt.datetime):
        return f"{words.day(story.published)}, {story.published:%H:%M %Z}"
    return words.day(story.published) if story.published else None


def _cards(story: Story, keys: Keys, anchor: str, foot: Foot | None) -> Iterator[Html]:
    if not story.events:
        yield tag("p", "No trade events were found in this story.", class_="none")
        return
    shown = (
        card(event, number=number, keys=keys, anchor=anchor, foot=foot(event) or Html() if foot else None)
        for number, event in enumerate(story.events, 1)
    )
    yield tag("ol", *shown, class_="cards", aria_label=words.count(len(story.events), "event"))


def _names(story: Story, keys: Keys) -> Iterator[Html]:
    people = [(keys.people[person.name], described(person)) for person in story.people]
    countries = [(keys.countries[country.code], country.name) for country in story.countries]
    if people or countries:
        yield tag("dl", *_named("People", people), *_named("Countries", countries), class_="names")


def _named(name: str, entries: list[tuple[str, str]]) -> Iterator[Html]:
    if entries:
        yield tag("dt", name)
        yield tag(
            "dd", *(tag("button", said, type="button", data_of=key) for key, said in entries), class_=name.lower()
        )
