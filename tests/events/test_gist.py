"""Gists: each row is a sentence with its values in brackets, and what the event reader sees of it."""

from collections.abc import Iterator

import pytest
import spacy
from spacy.tokens import Doc

import extractor.events  # noqa: F401 - registers the marks that gists are made from
from extractor.events.arguments import WORLD, values
from extractor.events.features import candidates
from extractor.events.gist import Gist, gist
from extractor.records import Country, CountryMention, Percentage, Product, Span

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def pieces(text: str, *wanted: str) -> Iterator[tuple[int, int, str]]:
    for piece in wanted:
        start = text.index(piece)
        yield start, start + len(piece), piece


def marked(text: str, *, countries: dict[str, str], rates: tuple[str, ...] = (), goods: tuple[str, ...] = ()) -> Doc:
    doc = NLP(text)
    found = [
        Country(code=code, name=name, mentions=(CountryMention(start=a, end=b, text=name, form="name"),))
        for name, code in countries.items()
        for a, b, _ in pieces(text, name)
    ]
    doc._.countries = tuple(found)
    doc._.percentages = tuple(
        Percentage(value=float(piece.strip("%")), mention=Span(start=a, end=b, text=piece))
        for a, b, piece in pieces(text, *rates)
    )
    doc._.products = tuple(
        Product(text=piece, mention=Span(start=a, end=b, text=piece)) for a, b, piece in pieces(text, *goods)
    )
    doc._.dates = doc._.people = ()
    return doc


def words(story: Gist) -> list[str]:
    return [" ".join(unit.word for unit in sentence) for sentence in story]


def test_values_are_folded_into_one_unit_of_their_sort() -> None:
    doc = marked(
        "South Korea was hit with 24% levies on car parts. It protested.",
        countries={"South Korea": "KOR"},
        rates=("24%",),
        goods=("car parts",),
    )
    assert words(gist(doc)) == ["<country> was hit with <percentage> levies on <product> .", "it protested ."]


def test_a_value_that_cuts_a_token_takes_the_whole_token() -> None:
    doc = marked("A U.S.-Japan deal of 24%-25%.", countries={"U.S.": "USA"}, rates=("24%",))
    assert words(gist(doc))[0].startswith("a <country> ")


def test_a_compound_is_one_word_and_a_dash_is_none() -> None:
    doc = marked("China imposed anti-dumping duties - its largest.", countries={"China": "CHN"})
    assert words(gist(doc)) == ["<country> imposed anti-dumping duties - its largest ."]


def test_units_lead_back_to_the_text() -> None:
    text = "Japan and China met."
    doc = marked(text, countries={"Japan": "JPN", "China": "CHN"})
    [sentence] = gist(doc)
    assert [text[unit.start : unit.end] for unit in sentence] == ["Japan", "and", "China", "met", "."]
    assert [unit.ref for unit in sentence if unit.sort == "country"] == [0, 1]


def test_a_word_that_names_facts_stays_a_word() -> None:
    doc = marked("China cut exports.", countries={"China": "CHN"}, goods=("exports",))
    assert words(gist(doc)) == ["<country> cut exports ."]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Tariffs of 10% hit exports.", ["tariff", "percentage", "flow"]),
        ("Output grew 10% this year.", []),
        ("They met and signed a pact.", ["talks", "agreement", "agreement"]),
    ],
)
def test_candidates_are_trade_terms_and_the_rates_beside_them(text: str, terms: list[str]) -> None:
    doc = marked(text, countries={}, rates=("10%",) if "10%" in text else ())
    assert [candidate.term for candidate in candidates(gist(doc))] == terms


@pytest.mark.parametrize("text", ["A universal tariff of 10%.", "A levy on all imports.", "Tariffs on every country."])
def test_words_that_mean_everyone_stand_for_the_world(text: str) -> None:
    story = gist(marked(text, countries={}))
    found = values(story, keys={"country": {}}, traits={}, officers={})
    assert list(found.places["country"]) == [WORLD]
