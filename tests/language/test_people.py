"""One row, one text: every mention of a person stands as `[its words=fullest name]`, and no other is found."""

import re
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from extractor.language.countries import find_countries
from extractor.language.furniture import find_furniture
from extractor.language.people import find_people
from extractor.records import Person

MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]=]+)\]")

ROWS = [
    # titles and honorifics
    "Treasury Secretary [Ann Pool=Ann Pool] spoke. [Pool=Ann Pool] left. “Good,” Mr. [Pool=Ann Pool] said.",
    "President [Quent=Quent] and Prime Minister [Ostrava=Ostrava] met.",
    "Sen. [Ola Brink=Ola Brink] (D-Ohio) and Rep. [Bo Tamm=Bo Tamm], R-Iowa, wrote a bill. [Brink=Ola Brink] agreed.",
    "Sir [Geoffrey Moss=Geoffrey Moss] wrote to Dr. [Wim Aalders=Wim Aalders].",
    "General Motors and Prince Edward Island named no one.",
    # apposition, party and list
    "[Zoltan Vrba=Zoltan Vrba], an economist at the bank, agreed.",
    "[Tove Lund=Tove Lund] (R-Iowa) voted no.",
    "The head of the chamber, [Zoltan Vrba=Zoltan Vrba], agreed.",
    # given names, and family names that stand first
    "Taxes hurt, said [Susan Aalders=Susan Aalders] of the guild.",
    "Duties fell, said [Wang Shouren=Wang Shouren]. [Wang=Wang Shouren] was glad.",
    "[He Weiming=He Weiming] and [Long Yongfu=Long Yongfu] spoke. He was glad; long talks ended.",
    "[Kim Jae-won=Kim Jae-won] met [Liu He=Liu He]. [Liu=Liu He] nodded. He left.",
    "Trade minister [Nguyen Hong Minh=Nguyen Hong Minh] spoke; [Minh=Nguyen Hong Minh] left.",
    # particles, initials, accents, apostrophes, suffixes
    "President [Ursula von der Heide=Ursula von der Heide] rose. “No,” [von der Heide=Ursula von der Heide] said.",
    "[J.D. Brink=J.D. Brink] and [C. Ola Moss Jr.=C. Ola Moss Jr.], a farmer, agreed.",
    "Minister [Zoé Ménard=Zoé Ménard] spoke. [Menard=Zoé Ménard] left.",
    "[Conor O'Shea=Conor O'Shea] stayed; [O'Shea=Conor O'Shea]’s aide too.",
    "President [Omar el-Badri=Omar el-Badri] met Crown Prince [Ali bin Hamad=Ali bin Hamad].",
    # one person in several forms
    "Minister [Ryo Akagi=Ryo Akagi] came. [Akagi Ryo=Ryo Akagi] spoke.",
    "[Sue Brink=Susan C. Brink] spoke. Ambassador [Susan C. Brink=Susan C. Brink] left.",
    "[Steve Moss=Steven Moss] is Secretary [Steven Moss=Steven Moss].",
    # two of one name stay apart; a bare name is the one named last
    "[Eva Moss=Eva Moss] met [Ben Moss=Ben Moss]. [Moss=Ben Moss] sat. [Eva Moss=Eva Moss] rose; [Moss=Eva Moss] sat.",
    "President [George H.W. Bush=George H.W. Bush] is the father of President [George W. Bush=George W. Bush].",
    "[Luiz Inacio Lula da Silva=Luiz Inacio Lula da Silva] spoke. [Lula=Luiz Inacio Lula da Silva] left.",
    "President [Lula da Silva=Lula da Silva] met [Liu He=Liu He]. [Liu=Liu He] spoke; [Lula=Lula da Silva] left.",
    "[Ursula von der Leyen=Ursula von der Leyen] left. [Von der Leyen=Ursula von der Leyen] had spoken.",
    "Crown Prince [Mohammed bin Salman=Mohammed bin Salman] rose. [Mohammed bin Salman=Mohammed bin Salman] left.",
    "President [Bashar al-Assad=Bashar al-Assad] rose. [Assad=Bashar al-Assad] left.",
    "Minister [Akazawa Ryosei=Akazawa Ryosei] came first. Mr [Akazawa=Akazawa Ryosei] left.",
    "[Ryosei Akazawa=Ryosei Akazawa] came; [Akazawa Ryosei=Ryosei Akazawa] spoke. Mr [Akazawa=Ryosei Akazawa] left.",
    "[Theresa May=Theresa May] lost in May. He may go.",
    "[José Ángel Pola=José Ángel Pola] met [Jose Angel Pola=José Ángel Pola].",
    "[Jean-Claude Moss=Jean-Claude Moss] and [Shaun O'Brien=Shaun O'Brien] met; [O’Brien=Shaun O'Brien] left.",
    "Treasury Secretary [Ann Pool=Ann Pool] came. The Treasury secretary left. Mr [Pool=Ann Pool] sat.",
    # two Trumps, two Lees
    "[Donald Trump Jr.=Donald Trump Jr.] met President [Donald Trump=Donald Trump].",
    "[Donald Trump=Donald Trump] spoke. [Eric Trump=Eric Trump] left. [Trump=Donald Trump] sat.",
    "President [Trump=Trump] met [Melania Trump=Melania Trump]. [Trump=Trump] rose. Mrs. [Trump=Melania Trump] sat.",
    "[Lee Jae-myung=Lee Jae-myung] met [Lee Hsien Loong=Lee Hsien Loong]. [Lee=Lee Hsien Loong] left.",
    "President [Lee Jae-myung=Lee Jae-myung] met [Lee Hsien Loong=Lee Hsien Loong]; President [Lee=Lee Jae-myung] sat.",
    # office-holders whom one word names
    "Talks with [Lighthizer=Lighthizer] stall as [Xi=Xi] waits.",
    "[Trump=Donald Trump]’s tariffs hurt. [Donald Trump=Donald Trump] knows. A [Trump=Donald Trump]-era rule stays.",
    "[Trump=Trump] tariffs stay.",
    "The Trump administration, the Biden-Harris Administration and Trump Tower name nobody.",
    "[Trump=Trump] said so. The Trump administration did not.",
    # headlines
    "[TRUMP=Trump] WARNS OF NEW DUTIES\n\nPresident [Trump=Trump] spoke.",
    "SEN. [BRINK=Ola Brink] URGES ACTION ON SUGAR\n\nSen. [Ola Brink=Ola Brink] spoke of sugar.",
    "Trade Deal Hinges on [Xi=Xi] Meeting as Talks Stall",
    "Senators Urge Action\n\nThe senators urge action.",
    "Sugar Prices Rise After Storm Hits Coast",
    "[VON DER LEYEN=Ursula von der Leyen] VOWS ANSWER\n\n[Ursula von der Leyen=Ursula von der Leyen] spoke.",
    "[O'BRIEN=Shaun O'Brien] VOWS STRIKE\n\n[Shaun O'Brien=Shaun O'Brien] spoke of a strike.",
    "PRESIDENT [ANN POOL=ANN POOL] SHAKES HANDS WITH PRIME MINISTER [BO MOSS=BO MOSS] OF FINLAND ON MONDAY.",
    "A caption.\n[ANN POOL=ANN POOL], TRADE MINISTER OF FINLAND, AND [BO MOSS=BO MOSS], A FARMER",
    "HOUSE PANEL TAKES FIRST TRADE BILL VOTES",
    "SEN. [REID=Harry Reid] ISSUES STATEMENT\n\nSen. [Harry Reid=Harry Reid] spoke.",
    # no people
    "Morgan Stanley, Wells Fargo and Charles Schwab agreed.",
    "Johnson & Johnson and Ernst & Young hired.",
    "The Smoot-Hawley tariff and the Jones Act hurt.",
    "On Monday The Bank of Japan rose. But Steel fell.",
    "The Biden White House and the Modi government said no; so did the Orban regime and the Lula cabinet.",
    "Ford, John Deere, Eli Lilly, Philip Morris and Levi Strauss rose. Washington, Jackson Hole and Fort Wayne grew.",
    "The Johnson Act, the Monroe Doctrine, the Marshall Plan and the Jackson-Vanik amendment hurt.",
    "The ship left San Jose for Long Beach and St. Louis.",
    "Fox News' Bret Moss asked. [Ann Moss=Ann Moss] told CNN.",
    "[Ann Pool=Ann Pool], whose officials met him, left.",
    "It falls at 3 pm EDT.",
    # a country in a name
    "[David French=David French] spoke. [Chad Moss=Chad Moss] left Chad.",
    # titles that are names, names that are titles
    "[Howard Baker=Howard Baker] and Representative [Peter King=Peter King] spoke. The king left.",
    "Referee [Graham Tell=Graham Tell] spoke.",
]


def countries_in(text: str) -> list[tuple[int, int, str, str]]:
    return [(mention.start, mention.end, mention.name.code, mention.name.form) for mention in find_countries(text)]


def people_in(text: str, **marks: Any) -> tuple[Person, ...]:
    return find_people(text, countries=countries_in(text), **marks)


def parse(row: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return the text of a row, and start, words and name of every mention that it marks."""
    text, wanted, done = "", [], 0
    for mark in MARK.finditer(row):
        text += row[done : mark.start()]
        wanted.append((len(text), mark[1], mark[2]))
        text, done = text + mark[1], mark.end()
    return text + row[done:], wanted


@pytest.mark.parametrize("row", ROWS)
def test_people(row: str) -> None:
    text, wanted = parse(row)
    found = [(m.start, m.text, person.name) for person in people_in(text) for m in person.mentions]
    assert sorted(found) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "By Ann Pool\n\nSusan Moss spoke.",
        "Susan Moss spoke.\n(Reporting by Ann Pool in Oslo and Bo Lund in Rome; Editing by Sue Brink)",
        "Susan Moss spoke.\nWith assistance by Ann Pool, Bo Lund and Cy Brink",
        "Susan Moss spoke. Photographer: Ann Pool/Bloomberg",
        "Susan Moss spoke. (Photo by Ann Pool/Getty Images)",
        "Susan Moss spoke. Write to Ann Pool at ann.pool@example.com and Bo Lund at bo.lund@example.com",
        "Susan Moss spoke. This is by the Tin Daily, author:Ann Pool and Bo Lund.",
        "Susan Moss spoke.\n(Ann Pool)\nTin rose.",
        "Ann Pool contributed to this report. Susan Moss spoke.",
    ],
)
def test_furniture_is_passed_over(text: str) -> None:
    hidden = [(span.start, span.end) for span in find_furniture(text)]
    assert [person.name for person in people_in(text, skipped=hidden)] == ["Susan Moss"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“No,” said Xyzal Qorb, from the guild.", ["Xyzal Qorb"]),
        ("Xyzal Qorb, who sells tea, agreed.", ["Xyzal Qorb"]),
        ("Shares of Xyzal Qorb rose.", []),
        ("Taxes hit Morgan Stanley, who agreed.", []),
        ("Prices of Xyzal Qorb Inc. rose.", []),
    ],
)
def test_the_model_counts_where_a_person_acts(text: str, names: list[str]) -> None:
    persons = [match.span() for match in re.finditer("Xyzal Qorb|Morgan Stanley", text)]
    assert [person.name for person in people_in(text, persons=persons)] == names


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Japan's envoy Ann Pool spoke.", "JPN"),
        ("Ann Pool, chief executive of Ford, spoke.", None),
        ("Lighthizer spoke.", "USA"),
        ("Commerce Secretary Ann Pool spoke in Paris.", "USA"),
    ],
)
def test_country_is_that_of_the_office(text: str, country: str | None) -> None:
    assert [person.country for person in people_in(text)] == [country]


def test_component_leaves_people_on_the_doc() -> None:
    nlp = spacy.blank("en")
    for name, value in {"furniture": (), "countries": ()}.items():
        Doc.set_extension(name, default=value, force=True)
    nlp.add_pipe("people")
    doc = nlp.make_doc("Then Xyzal Qorb, who sells tea, met President Moss.")
    doc.ents = [Span(doc, 1, 3, label="PERSON")]
    assert [person.name for person in nlp.get_pipe("people")(doc)._.people] == ["Xyzal Qorb", "Moss"]


PIECES = (
    "President Senators Ann Pool Trump Wang He von der said who heads of and , . ’s ' “ ” ( ) - \n U.S. é \0".split(" ")
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map(" ".join), st.data())
def test_spans_are_exact_whatever_the_text(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    marks = [sorted((data.draw(places), data.draw(places))) for _ in range(3)]
    (person, country, skipped) = [(start, end) for start, end in marks]
    people = find_people(text, persons=[person], countries=[(*country, "JPN", "name")], skipped=[skipped])
    spans = [span for someone in people for span in (*someone.mentions, *(role.mention for role in someone.roles))]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(list(someone.mentions) == sorted(someone.mentions, key=lambda m: m.start) for someone in people)


@given(st.lists(st.sampled_from(["Ann Pool", "Bo Moss", "Trump", "Liu He"]), min_size=1, max_size=6))
def test_each_person_stands_once_in_order_of_first_mention(names: list[str]) -> None:
    people = people_in(" ".join(f"President {name} spoke." for name in names))
    assert [person.name for person in people] == list(dict.fromkeys(names))
    assert sum(len(person.mentions) for person in people) == len(names)


def test_of_states_named_equally_often_the_first_is_taken_on_every_run() -> None:
    text = "Belgium, Spain, Norway, Chile, Peru, Ghana and Japan met again.\n\nChancellor Ann Pool spoke first."
    [person] = people_in(text)
    assert person.country == "BEL"
