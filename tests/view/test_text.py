"""The text with its marks, and the cards that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.records import Event, Span, Story
from extractor.view import story as shown
from extractor.view.cuts import cut
from extractor.view.keys import Keys
from extractor.view.text import paragraphs

places = st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14)), max_size=6)


@given(st.text(max_size=12), places)
def test_pieces_are_the_text_and_know_what_covers_them(text: str, places: list[tuple[int, int]]) -> None:
    pieces = list(cut(text, places))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        inside = [n for n, (start, end) in enumerate(places) if 0 <= start <= piece.start < end <= len(text)]
        assert list(piece.over) == inside


def test_marks_change_no_word(stories: list[Story], hostile: Story, parsed: Callable[[str], Any]) -> None:
    for story in [*stories, hostile]:
        marked = [paragraph.marked for paragraph in paragraphs(story, Keys(story), anchor="s1")]
        said = [word for each in marked for word in "".join(parsed(each).words).split()]
        assert said == (story.text or "").split()


def test_what_is_marked(talks: Story) -> None:
    said = " ".join(each.marked for each in paragraphs(talks, Keys(talks), anchor="s1"))
    for sort, word in [
        ("country", "Japanese"),
        ("person", "Shigeru Ishiba"),
        ("percentage", "24%"),
        ("date", "April 9"),
    ]:
        assert re.search(rf'<mark class="{sort}"[^>]*>{word}</mark>', said)
    assert re.search(r'<a class="trigger tariff" href="#s1-e\d+" id="s1-at-e\d+"[^>]*>duty</a>', said)


def test_a_card_and_its_words_share_a_key(talks: Story, parsed: Callable[[str], Any]) -> None:
    html = shown(talks, key="s7")
    markup = parsed(html)
    assert len(markup.ids) == len(set(markup.ids))
    assert {link[1:] for link in markup.links} <= set(markup.ids)
    number = next(n for n, event in enumerate(talks.events, 1) if event.legal_basis == ("Section 232",))
    bearers = re.findall(rf'<(?:mark|a|span)[^>]*data-of="(?:[^"]* )?e{number}(?: [^"]*)?"[^>]*>(.*?)</', html)
    assert {"Japanese", "cars", "25%", "duty"} <= set(bearers)


def test_events_named_by_one_word_share_its_link() -> None:
    word, told = Span(start=7, end=13, text="duties"), Span(start=0, end=14, text="It put duties.")
    parts = {"kind": "tariff", "status": "actual", "trigger": word, "evidence": (told,), "confidence": 0.5}
    events = tuple(
        Event.model_validate({"id": f"{n}", "action": action, **parts}) for n, action in enumerate(["cut", "keep"])
    )
    html = shown(Story(id="s", source="-", text="It put duties.", text_sha256="0" * 64, events=events))
    assert 'data-number="1 2" data-events="e1 e2"' in html
    assert html.count('href="#s1-at-e1"') == 2


def test_a_story_without_its_text_shows_its_evidence(talks: Story) -> None:
    html = shown(talks.model_copy(update={"text": None}))
    assert "the text is not stored" in html
    assert "<mark" in html
    plain = re.sub(r"<[^>]*>", "", html[html.index('class="text"') : html.index('class="names"')])
    for event in talks.events:
        assert " ".join(event.evidence[0].text.split()) in " ".join(plain.replace("&quot;", '"').split())


def test_lines_that_a_printer_broke_are_joined_and_others_kept() -> None:
    poem = "Exports: 5%\nImports: 3%\n\n" + "\n".join(
        ["The ministry will cut its duty on passenger cars to 40 pct."] * 3
    )
    html = shown(Story(id="s", source="-", text=poem, text_sha256="0" * 64))
    assert '<p class="lines">Exports: 5%' in html
    assert "<p>The ministry" in html


def test_ids_of_records_are_written_for_those_who_review(talks: Story) -> None:
    assert 'data-event="' not in shown(talks)
    reviewed = shown(talks, foot=lambda _: None)
    assert [event.id for event in talks.events] == re.findall(r'data-event="(\w+)"', reviewed)
