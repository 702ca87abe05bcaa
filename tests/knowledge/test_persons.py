"""The tables of names and titles hold together."""

from collections.abc import Callable, Collection

import pytest

from extractor.knowledge.countries import places
from extractor.knowledge.persons import family_names, given_names, leaders, namesakes
from extractor.knowledge.provinces import provinces
from extractor.knowledge.titles import plurals, words_of

PARTS = ["head", "modifier", "field", "standing", "honorific", "organisation"]


@pytest.mark.parametrize("part", PARTS)
def test_words_of_titles_are_in_lower_case(part: str) -> None:
    assert [word for word in words_of(part) if word != word.lower()] == []


@pytest.mark.parametrize(
    ("part", "bodies"),
    [("head", {"state", "firm", "either", "job"}), ("standing", {"former", "acting", "nominee", "current"})],
)
def test_bodies_are_known(part: str, bodies: set[str]) -> None:
    assert {row.body for row in words_of(part).values()} <= bodies


@pytest.mark.parametrize(
    ("plural", "head"),
    [
        ("secretaries", "secretary"),
        ("spokesmen", "spokesman"),
        ("attorneys", "attorney"),
        ("sens.", "sen."),
        ("coaches", "coach"),
    ],
)
def test_plurals(plural: str, head: str) -> None:
    assert plurals()[plural] == head


def test_offices_are_of_countries_that_we_know() -> None:
    codes = {row.of for row in words_of("head").values()} | {leader.country for leader in leaders()}
    assert codes - set(places()) == {""}


def test_no_leader_stands_twice() -> None:
    named = [(leader.name, leader.short) for leader in leaders()]
    assert sorted({name for name in named if named.count(name) > 1}) == []


def test_provinces_are_of_countries_that_we_know() -> None:
    assert {province.country for province in provinces().values()} <= set(places())
    assert {province.head for province in provinces().values()} == {"premier", "governor"}


def test_short_name_of_a_leader_is_in_the_name() -> None:
    assert [leader for leader in leaders() if leader.short not in leader.name] == []


@pytest.mark.parametrize("table", [given_names, family_names, namesakes])
def test_names_are_in_lower_case(table: Callable[[], Collection[str]]) -> None:
    assert [name for name in table() if name != name.lower()] == []


def test_what_a_given_name_is_short_for_is_one_too() -> None:
    assert {formal for formal in given_names().values() if formal} <= set(given_names())
