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
    "Finland's [trade minister=FIN] and [deputy premier=FIN] Ann Pool spoke.",
    "[President=Tin Union] and [CEO=Tin Union] of the Tin Union Ann Pool spoke.",
    "Kuwait's [oil minister=KWT] [Sheikh=KWT] Ali al-Khalifa spoke.",
    # lists
    "Japan's [Ministers=JPN||Minister] Ann Pool and Bo Moss spoke.",
    "[Trade ministers=JPN+CHL||Trade minister] Ann Pool of Japan and Bo Moss of Chile spoke.",
    "[Senators=USA||Senator] Ann Pool (D-Ohio) and Bo Moss (R-Iowa) spoke.",
    "Ann Pool and Bo Moss, [analysts=Tin Bank||analyst] with Tin Bank, spoke.",
    "[Presidents=NGA+BEN||President] Ola Pool of Nigeria and Bo Moss of Benin met.",
    # standing
    "Ann Pool, formerly Japan's [trade minister=JPN|former], spoke. Bo Moss, then Chile's [envoy=CHL|former], left.",
    "Ann Pool, who served as [finance minister=PER|former] until May, spoke. Peru waits.",
    "Then-[President=PER|former] Ann Pool of Peru and ex-[President=PER|former] Bo Moss spoke.",
    "Ann Pool, nominated as U.S. [trade representative=USA|nominee], spoke.",
    "Ann Pool, [President=USA] Trump's [nominee for commerce secretary=USA|nominee], spoke.",
    "Chile's [trade minister=CHL|nominee]-designate Ann Pool and incoming Finnish [premier=FIN|nominee] Bo Moss spoke.",
    "Acting [Trade Minister=CHL|acting] Ann Pool of Chile spoke.",
    "Ann Pool, who took over as [trade minister=CHL] of Chile, spoke.",
    "Ann Pool, a former [executive=Ford|former] at Ford, spoke to ex-[minister=ITA|former] Bo Moss of Italy.",
    "Acting U.S. [Homeland Security Secretary=USA|acting] Ann Pool spoke.",
    "U.S. [trade representative=USA|nominee] nominee Ann Pool spoke.",
    "So did [president=MEX|nominee]-elect Bo Moss of Mexico.",
    "Ann Pool, [nominee for U.S. trade representative=USA|nominee|nominee for trade representative], spoke.",
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
    # a ministry, a capital, a seat, the bloc
    "Ann Pool, [spokeswoman=CHN] at the Ministry of Commerce in Beijing, spoke.",
    "Ann Pool, [vice minister for tin=JPN] at MITI, spoke in Japan.",
    "Beijing's [ambassador to Washington=CHN], Ann Pool, and Kremlin [spokesman=RUS] Bo Moss spoke.",
    "The EU waits. Ann Pool, the bloc's [trade commissioner=EUN], and European [Trade Commissioner=EUN] Bo Moss left.",
    "The White House pushed back. “No,” [spokesman=USA] Ann Pool said.",
    "Ann Pool, China's [commercial counsellor=CHN] in its Oslo embassy, spoke.",
    "Ann Pool, [ambassador to Canada=USA], spoke of Canada to the U.S. Senate.",
    # the story's frame
    "ISLAMABAD, May 3 - Pakistan's cabinet wants less from India, [Information Minister=PAK] Ann Pool said.",
    "Tin Corp. shares fell. Ann Pool, the company's [chief executive=Tin Corp.], spoke of Japan.",
    "Japan waits. The National Tin Board fears so. Its [director general=National Tin Board], Ann Pool, spoke.",
    "Japan waits. The country's [envoy=JPN] for tariff talks, Ann Pool, spoke.",
    "The Bank of Tin's council, led by [Gov.=Bank of Tin] Ann Pool, met.",
    "At odds with his own [top adviser=-], Ann Pool, he left.",
    # provinces and towns
    "In Quebec, [Premier=Quebec] Ann Pool offered help to Canada. Doug Ford, the Ontario [premier=Ontario], left.",
    "[Gov.=Ohio] Ann Pool of Ohio met Bo Moss, [mayor=South Bend] of South Bend, Indiana.",
    # where the organisation stands
    "Ann Pool, [chief executive=Tin Corp] of U.S. chipmaker Tin Corp, spoke.",
    "Ann Pool, [officer=Tin Energy] at the biggest US coal miner Tin Energy, spoke.",
    "Ann Pool, [head=US Chamber of Tin] of the US Chamber of Tin, spoke.",
    "Ann Pool, [Professor of Law=Hull University] at Hull University, spoke.",
    "[Associate researcher=Tin Institute] Ann Pool of the Tin Institute and a [soybean farmer=-], Bo Moss, spoke.",
    "Ann Pool, a [member=Tin Committee] of both the Tin Committee and the Zinc Council, spoke.",
    "Ann Pool, [deputy director of the Department of Tin and Zinc Affairs=CHN] at China's Ministry of Commerce, spoke.",
    "Ann Pool, [Assistant Secretary of State for East Asian and Pacific Affairs=USA], spoke.",
    "Ann Pool, [House of Representatives speaker=USA], spoke of the U.S. tariff.",
    "[Rep.=USA] Ann Pool of Iowa, the [top Democrat=Tin Committee] on the Tin Committee, spoke.",
    "Ann Pool of South Bend, Indiana, a [candidate=-], spoke.",
    "Ann Pool, [Secretary-General=Tin Council] of the Tin Council said so.",
    "Last week Tin Corp.'s [CEO=Tin Corp.], Ann Pool noted it.",
    # told away from the name
    "Trump spoke. The [president=USA] left.",
    "[President=CHN] Xi Jinping met Barack Obama. The president left.",
    "Chinese [President=CHN] Xi Jinping and his U.S. [counterpart=USA||President] Donald Trump met.",
    "Chile's [trade minister=CHL] Ann Pool met her Peruvian [counterpart=PER], Bo Moss.",
    "In his first term as [president=USA], Donald Trump left.",
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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Treasury and Commerce Secretaries Ann Pool and Bo Moss spoke.",
            [("Treasury Secretary", "USA"), ("Commerce Secretary", "USA")],
        ),
        (
            "Treasury & Commerce Secretaries Ann Pool and Bo Moss spoke.",
            [("Treasury Secretary", "USA"), ("Commerce Secretary", "USA")],
        ),
        (
            "Japanese foreign and finance ministers Ann Pool and Bo Moss spoke.",
            [("foreign minister", "JPN"), ("finance minister", "JPN")],
        ),
        (
            "Japan's trade and industry ministers Ann Pool and Bo Moss spoke.",
            [("trade and industry minister", "JPN"), ("trade and industry minister", "JPN")],
        ),
    ],
)
def test_two_offices_in_one_go_to_two_names(text: str, titles: list[tuple[str, str]]) -> None:
    assert [(role.title, role.of) for person in people_in(text) for role in person.roles] == titles
