"""The Python door: `extract` and `load`, and what becomes of stories that cannot be read."""

import datetime as dt

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import extractor
from extractor.errors import StoryError
from extractor.pipeline import BATCH_SIZE, extract, read_stories
from extractor.records import Story
from extractor.wire import WireStory

TEXT = "OTTAWA, June 3, 2025 - Canada imposed a 10% tariff on American steel on Monday."


def wires(*bodies: str) -> list[WireStory]:
    return [WireStory(source=f"story {number}", body=body) for number, body in enumerate(bodies)]


def test_the_package_opens_both_doors() -> None:
    assert extractor.extract is extract
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = extractor.nothing


def test_a_loaded_pipeline_is_a_spacy_language_whose_parts_fit_together(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_without_a_pipeline_one_is_loaded_once_and_kept(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    from extractor import pipeline

    loads = []
    monkeypatch.setattr(pipeline, "load", lambda: loads.append(1) or nlp)
    pipeline._kept.cache_clear()
    assert extract(TEXT) == extract(TEXT)
    assert len(loads) == 1
    pipeline._kept.cache_clear()


@pytest.mark.parametrize(
    ("option", "metadata", "wanted"),
    [
        (dt.date(2025, 6, 10), dt.date(2025, 6, 9), ("option", dt.date(2025, 6, 10))),
        (None, dt.date(2025, 6, 9), ("metadata", dt.date(2025, 6, 9))),
        (None, None, ("dateline", dt.date(2025, 6, 3))),
    ],
)
def test_the_publication_date_comes_from_the_surest_source(
    nlp: Language, option: dt.date | None, metadata: dt.date | None, wanted: tuple[str, dt.date]
) -> None:
    [story] = read_stories([WireStory(source="-", body=TEXT, published=metadata)], nlp=nlp, published=option)
    assert isinstance(story, Story)
    assert (story.published_from, story.published) == wanted


def test_a_story_without_a_date_is_warned_of_and_its_weekday_stays_open(nlp: Language) -> None:
    story = extract("Canada imposed a tariff on steel on Monday.", nlp=nlp)
    assert story.warnings == ("no publication date: relative dates are left unresolved",)
    assert [date.value for date in story.dates] == ["XXXX-WXX-1"]


def test_offsets_count_in_headline_blank_line_and_body(nlp: Language) -> None:
    story = extract(TEXT, title="Canada taxes steel", nlp=nlp)
    assert story.text == f"Canada taxes steel\n\n{TEXT}"
    assert story.countries[0].mentions[0].start == 0


def test_order_is_kept_and_errors_pass_through(nlp: Language) -> None:
    error = StoryError("broken", where="x")
    first, *others = wires(*[TEXT] * (BATCH_SIZE + 1))
    results = list(read_stories([first, error, *others], nlp=nlp))
    assert results[1] is error
    assert [story.source for story in results if isinstance(story, Story)] == [wire.source for wire in [first, *others]]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (" \n ", "has no text"),
        ("word " * 300_000, "1,500,000 characters are too long for one story"),
        ("Die Regierung hat am Montag angekündigt, dass sie ab Juli höhere Zölle auf Stahl erheben wird.", "is 'de'"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_why(nlp: Language, body: str, words: str) -> None:
    [bad, good] = read_stories(wires(body, TEXT), nlp=nlp)
    assert isinstance(good, Story)
    assert isinstance(bad, StoryError)
    assert words in str(bad)


def test_one_story_that_breaks_a_part_does_not_take_its_batch_along(nlp: Language) -> None:
    def break_on_copper(doc: Doc) -> Doc:
        if "copper" in doc.text:
            raise RuntimeError("no copper here")
        return doc

    Language.component("break_on_copper", func=break_on_copper)
    nlp.add_pipe("break_on_copper")
    try:
        good, bad, last = read_stories(wires(TEXT, TEXT + " It spared copper.", TEXT), nlp=nlp)
    finally:
        nlp.remove_pipe("break_on_copper")
    assert isinstance(good, Story)
    assert isinstance(last, Story)
    assert str(bad).startswith("story 1: this story could not be analysed: RuntimeError: no copper here")
