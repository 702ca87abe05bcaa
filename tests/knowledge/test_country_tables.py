"""The tables of countries agree with ISO 3166-1 and with themselves."""

from typing import Any

import pycountry
import pytest

from extractor.knowledge import countries, rows
from extractor.knowledge.countries import code_of, names, names_by_first_word, places, plain
from extractor.language.countries.guards import GUARDS

BLOCS = {code for code, place in places().items() if place.kind == "bloc"}
#: States that are their capital, and Belgium, whose capital speaks for the European Union.
CITIES = {"BEL", "DJI", "LUX", "MCO", "SGP", "SMR", "VAT"}
#: "Dominican" is of the Dominican Republic; of the Vatican nobody is said to be.
WITHOUT_DEMONYM = {"DMA", "VAT"}
STATES = sorted(code for code, place in places().items() if place.kind == "country")


def test_every_entry_of_iso_3166_is_there_and_no_other() -> None:
    assert set(places()) - BLOCS == {country.alpha_3 for country in pycountry.countries}


def test_no_bloc_has_a_code_of_iso_3166() -> None:
    assert BLOCS & {country.alpha_3 for country in pycountry.countries} == set()
    assert [code for code in BLOCS if places()[code].alpha2] == ["EUN"]


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_a_name_a_demonym_and_a_capital(code: str) -> None:
    forms = {name.form for entries in names().values() for name in entries if name.code == code}
    wanted = {"name", "demonym", "capital"} - {"capital" if code in CITIES else ""}
    assert wanted - {"demonym" if code in WITHOUT_DEMONYM else ""} <= forms


def test_guards_are_known() -> None:
    named = {name.guard for entries in names().values() for name in entries}
    assert named <= {*GUARDS, "", "former"}


def test_one_line_adds_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"name": "Tinland", "form": "name", "code": "FIN", "guard": ""}
    monkeypatch.setattr(countries, "rows", lambda table: [*rows(table), *([line] if table == "country_names" else [])])
    assert countries.names.__wrapped__()["TINLAND"][0].code == "FIN"


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_codes_belong_together(country: Any) -> None:
    assert places()[country.alpha_3].alpha2 == country.alpha_2


def test_the_european_union_has_the_code_of_comtrade() -> None:
    assert places()["EUN"] == ("EUN", "EU", "bloc", "European Union")


@pytest.mark.parametrize("row", ["DEU country", "VAT country", "HKG territory", "TWN territory", "EUN bloc"])
def test_kinds(row: str) -> None:
    code, kind = row.split()
    assert places()[code].kind == kind


def test_no_line_stands_twice() -> None:
    lines = [(row["name"], row["code"]) for row in rows("country_names")]
    everyday = {(place.name, place.code) for place in places().values()}
    assert len(lines) == len(set(lines)), "a name stands twice in country_names.csv"
    assert not everyday & set(lines), "an everyday name stands in countries.csv already"


def test_every_code_is_known() -> None:
    assert {row["code"] for row in rows("country_names")} <= {*places(), ""}


def test_forms_are_those_of_the_records() -> None:
    forms = {"name", "abbreviation", "demonym", "capital", "government"}
    assert {name.form for entries in names().values() for name in entries} == forms


def test_spellings_are_plain_and_reachable() -> None:
    assert [text for text in names() if plain(text) != text] == []
    assert sorted(text for texts in names_by_first_word().values() for text in texts) == sorted(names())


@pytest.mark.parametrize(
    "row",
    [
        "Japanese=JPN", "Tokyo=JPN", "Tokyo’s=JPN", "JAPAN=JPN", "the U.S.=USA", "the White House=USA", "US=USA",
        "United States'=USA", "the Netherlands=NLD", "South Korea's=KOR", "Côte d’Ivoire=CIV", "West Germany=DEU",
        "Burma=MMR", "Soviet=RUS", "European Commission=EUN", "EC=EUN", "Peking=CHN", "Republic of Korea=KOR",
    ],
)  # fmt: skip
def test_code_of(row: str) -> None:
    name, code = row.split("=")
    assert code_of(name) == code


@pytest.mark.parametrize(
    "name", ["", "Commerce", "New Mexico", "Latin American", "Georgia", "Czechoslovakia", "japan", "G7"]
)
def test_what_has_no_code(name: str) -> None:
    assert code_of(name) is None
