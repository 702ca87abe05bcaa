"""One row, one text: every title that a person has stands as `[its words=whose]`, and no other is found.

Whose: a country's code, an organisation as written, or "-"; behind a bar a standing other than current, and behind
another what the record's title is, where that differs from the words.
"""

import re

import pytest

from extractor.language.countries import find_countries
from extractor.language.people import find_people
from extractor.records import Person

MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]=|]+)(?:\|(\w*))?(?:\|([^\[\]=|]+))?\]")

ROWS = [
    # before the name
    "[Treasury Secretary=USA] Ann Pool spoke.",
    "Japan's [top trade negotiator=JPN] Ann Pool spoke.",
    "Chinese [Vice Minister of Commerce=CHN] Wang Shouren spoke.",
    "French [Minister for Trade and Investment=FRA] Ann Pool spoke.",
    "U.S. [Secretary of State=USA] Ann Pool spoke.",
    "The [under secretary of state for political affairs=USA], Bo Moss, left.",
    "The White House [press secretary=USA] Ann Pool spoke.",
    "[Economist=-] Ann Pool spoke to [analyst=-] Bo Moss.",
    "Ford [chief executive=Ford] Ann Pool spoke.",
    "Bank of Japan [Governor=Bank of Japan] Ann Pool spoke.",
    "Gulf Steel Producers Association [president=Gulf Steel Producers Association] Ann Pool spoke.",
    "Rider University [Political Science Professor=Rider University] Ann Pool spoke.",
    "International Grain Fund [Managing Director=International Grain Fund] Ann Pool spoke.",
    "The grain body's head left; India [Steel Secretary=IND] Ann Pool spoke.",
    "The Canadian [foreign minister=CAN], Ann Pool, spoke.",
    "The [head=U.S. Chamber of Shipping] of the influential U.S. Chamber of Shipping, Ann Pool, spoke.",
    "U.S. [Trade Representative=USA] (USTR) Ann Pool spoke.",
    # a ministry stays in the title
    "Chinese [Foreign Ministry spokesman=CHN] Wang Shouren spoke.",
    "China said so. A [foreign ministry spokesman=CHN], Wang Shouren, spoke.",
    # behind the name
    "Ann Pool, Japan's [prime minister=JPN], spoke.",
    "Ann Pool, the EU’s [trade commissioner=EUN], spoke.",
    "Ann Pool, [chief executive=Nvidia] of chipmaker Nvidia, spoke.",
    "Ann Pool, [head of trade policy=British Chamber of Tin] at the British Chamber of Tin, spoke.",
    "Ann Pool, a [senior expert=Chinese Academy of Trade and Tin] with the Chinese Academy of Trade and Tin, spoke.",
    "Ann Pool, [director=X-Power] at India's X-Power, spoke.",
    "Ann Pool, a [soybean farmer=-] in Iowa, spoke.",
    "Ann Pool, [vice president for industry, labor and economics=Center for Tin] at the Center for Tin, spoke.",
    "Ann Pool, Tin Help's [head of Trade Policy=Tin Help], spoke.",
    "Ann Pool, [professor of Chinese history=University of Hull] at the University of Hull in England, spoke.",
    "Ann Pool, [head of Asia research=Northern Bank] at Northern Bank, spoke.",
    "Ann Pool, a [fellow=Tin Institute] at the Washington D.C.-based Tin Institute, spoke.",
    "Ann Pool, a [member=central bank's policy committee] of the central bank's policy committee, spoke.",
    "Ann Pool (D-Ohio), [chairman=Senate Tin Committee] of the Senate Tin Committee, spoke.",
    "Ann Pool is a [banker=-]. Bo Moss, who is also the [chairman=Tin Corp.] of Tin Corp., left.",
    "Ann Pool, Japan's [envoy=JPN] for upcoming tariff talks with America, spoke.",
    "Ann Pool, who [heads=Tin Strategies||head] Tin Strategies, spoke.",
    "Ann Pool, Chinese [ambassador to the WTO=CHN], spoke.",
    # rows of titles share the name, and an organisation
    "Ann Pool, [president=Tin Federation] and [CEO=Tin Federation] of the Tin Federation, spoke.",
    "Coke [Chairman=Coke] and [CEO=Coke] Ann Pool spoke.",
    "Ann Pool, an [economist=-] and [senior fellow=Tin Council] at the Tin Council, spoke.",
    # lists
    "[Senators=USA||Senator] Ann Pool (D-Ohio) and Bo Moss (R-Iowa) spoke.",
    "Ann Pool and Bo Moss, [analysts=Tin Bank||analyst] with Tin Bank, spoke.",
    "[Presidents=NGA+BEN||President] Ola Pool of Nigeria and Bo Moss of Benin met.",
    # standing
    "Ann Pool, a former [executive=Ford|former] at Ford, spoke to ex-[minister=ITA|former] Bo Moss of Italy.",
    "Acting U.S. [Homeland Security Secretary=USA|acting] Ann Pool spoke.",
    "U.S. [trade representative=USA|nominee] nominee Ann Pool spoke.",
    "So did [president=MEX|nominee]-elect Bo Moss of Mexico.",
    "Ann Pool, [nominee for U.S. trade representative=USA||nominee for trade representative], spoke.",
    "[Assistant U.S. Trade Representative=USA||Assistant Trade Representative] Ann Pool spoke.",
    # whose: the person meant, the office known, the country near
    "Trump's [top adviser=USA] Ann Pool spoke.",
    "[President=USA] Trump met his [envoy=USA] Ann Pool.",
    "[President=FRA] Macron spoke in Ohio.",
    "Japan spoke. The country's [trade minister=JPN], Ann Pool, left.",
    "Quebec [Premier=Quebec] Ann Pool spoke; steel comes from Ontario, whose [Premier=Ontario] Bo Moss left.",
    "[Sen.=USA] Ann Pool of Ohio spoke in Paris.",
    "[Trade Minister=TWN] Chen Tai-shan left America for Taiwan.",
    "[Trade Minister=ITA] Ann Pool went from Italy to America.",
    "Tin Corp. lost money, [Chief Executive=Tin Corp.] Ann Pool said.",
    "Ann Pool, a [spokesman=-] for Bo Moss, spoke. Mr. Moss left.",
    "[Economist=Tin Institute] Ann Pool of the Tin Institute spoke.",
    "The House met. [House Speaker=USA] Ann Pool and the [Senate Majority Leader=USA], Bo Moss, left America.",
    # "the president" where no name stands by
    "Trump spoke. The [president=USA] left.",
    # no titles of theirs
    "Ann Pool, an aide said, left. The executive arm met Ann Pool.",
    "Ann Pool, a Texas Republican, spoke.",
    "They came to host Ann Pool. The president's car hit Ann Pool.",
    "Ann Pool, the two officials said, left.",
]


def people_in(text: str) -> tuple[Person, ...]:
    countries = [(m.start, m.end, m.name.code, m.name.form) for m in find_countries(text)]
    return find_people(text, countries=countries)


def parse(row: str) -> tuple[str, list[tuple[int, str, str, str, str]]]:
    """Return the text of a row, and start, words, title, owner and standing of every role that it marks."""
    text, wanted, done = "", [], 0
    for mark in MARK.finditer(row):
        words, owners, standing, title = mark.groups()
        text += row[done : mark.start()]
        wanted += [(len(text), words, title or words, of, standing or "current") for of in owners.split("+")]
        text, done = text + words, mark.end()
    return text + row[done:], wanted


@pytest.mark.parametrize("row", ROWS)
def test_roles(row: str) -> None:
    text, wanted = parse(row)
    found = [
        (role.mention.start, role.mention.text, role.title, role.of or "-", role.standing)
        for person in people_in(text)
        for role in person.roles
    ]
    assert set(found) == set(wanted)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("SEN. POOL SPEAKS UP\n\nSen. Ann Pool spoke. Senator Pool left.", ["Senator"]),
        ("Commerce Secretary Ann Pool spoke. Secretary Pool left.", ["Commerce Secretary"]),
        ("PM Ann Pool spoke. Japan's Prime Minister Ann Pool left.", ["Prime Minister"]),
        ("Japan's minister Ann Pool spoke. Deputy Minister Pool left.", ["minister", "Deputy Minister"]),
        ("Ann Pool, director of Tin Corp. and director of Zinc Corp., spoke.", ["director", "director"]),
    ],
)
def test_an_office_stands_once_in_its_best_form(text: str, titles: list[str]) -> None:
    assert [role.title for person in people_in(text) for role in person.roles] == titles


def test_roles_of_one_person_stand_in_order() -> None:
    text = "Japan's envoy Ann Pool spoke. Pool, the top trade negotiator, left. Economy Minister Pool sat."
    assert [role.title for role in people_in(text)[0].roles] == ["envoy", "top trade negotiator", "Economy Minister"]
