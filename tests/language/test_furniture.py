"""One row, one text: each stretch of furniture stands between « and », and nothing else is furniture."""

import itertools
import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.furniture import find_byline, find_furniture

MARK = re.compile("«([^»]*)»")

ROWS = [
    # bylines
    "Prices rise\n\n«By Ann Lee and Bo Li»\n\nPrices rose.",
    "Prices rise\n\n«BY ANN P. LEE»\nPrices rose.",
    "Prices rise\n\n«By Ann Lee, Trade Correspondent»\nPrices rose.",
    "«By Ana de la Cruz, Bo O'Neil» HANOI «(Reuters)» - Prices rose.",
    "Prices rise\n\n«Ann Lee\n\nAssociated Press»\n\nTORONTO - Prices rose.",
    "«By The Associated Press»\nPrices rose.",
    "By Monday, prices had risen.\nBy March 2018 they fell.\nBy Friday\nBY THE PRESIDENT OF THE REPUBLIC",
    "By any measure, prices rose. It was signed by Ann Lee.",
    # picture credits
    "The port on Monday. «JO POOL/EPA-EFE/Shutterstock»\nPrices rose.",
    "The minister speaks, April 16, 2025. «JIJI Press/AFP via Getty Images»",
    "The minister in the Oval Office «Ann Lee/AFP/Getty Images» Prices rose.",
    "A port. «(AP Photo/Ann Lee, File)»\n\nPrices rose.",
    "A port in Oslo, May 3, 2018. «REUTERS/Ann Lee/File Photo»\n\nPrices rose.",
    "A port in Oslo, May 3, 2018. «REUTERS/Ann Lee» Prices rose.",
    "A port «[Photo by Li Bo/China Daily]» and a ship «(Photo: AP)» and a crane «[Photo/Xinhua]».",
    "«Image copyright Getty Images»\nPrices rose.",
    "«Photographer: Ann Lee/Bloomberg»\nPrices rose.",
    "A port. «Visual China Group | Getty Images»",
    "A port, April 14, 2025. «AP»\nPrices rose.",
    "Photo: a ship at the quay waits for the tide.\nThe photo by the door was old.",
    # who worked on it
    "Prices rose. «(Reporting by Ann Lee in Oslo; Editing by Bo Li)»",
    "Prices rose.\n«Additional reporting by Ann Lee»",
    "Prices rose.\n\n«— With assistance by Ann Lee, and Bo Li»",
    "Prices rose.\n«With Post wires»",
    "Prices rose, the mayor said. «Ann T. Lee in Oslo and Bo Li contributed to this report.»",
    "Prices rose.\n\n-- «CNN’s Ann Lee contributed reporting.»",
    "The reporting by the paper shows that steel contributed to growth. He contributed to this reporter's fund.",
    "«To contact the reporter on this story: Ann Lee in Oslo at alee@example.net»\nPrices rose.",
    "«Write to Ann Lee at ann.lee@example.com»",
    "Prices rose. «Write to Ann Lee at ann.lee@example.com and Bo Li at bo.li@example.com»",
    "Prices rose. Source: «China Daily», «author:Ann Lee and Bo Li.»",
    "Prices rose.\n«(Ann Lee)»\nPrices fell (Ann Lee).",
    "«Contact: Ann Lee, 202/555-0100.»",
    "Prices rose.\n«Ann Lee is a reporter for the Example. Follow her on Twitter.»",
    # addresses
    "See «https://example.com/a?b=1» or «www.example.org/x» or «trade.example.gov».",
    "Mail «ann.lee@example.co.uk», write «@ann_lee» or go to «Example.com».",
    "It costs 3.5 a.m. dollars @ noon.",
    # newspapers and agencies
    "He told the «Washington Post» and «Reuters», then the «Japan Times» and the «Hong Kong Economic Journal».",
    "OSLO «(Reuters)» - Prices rose. BEIJING, May 3 «(Xinhua)» -- Prices fell.",
    "At times the Post said what Bloomberg wants.",
    # links and notices of copyright are story
    "Read more: Prices rise again\nCopyright 2025 Ann Lee.",
]


def furniture_in(text: str) -> list[str]:
    return [span.text for span in find_furniture(text)]


@pytest.mark.parametrize("row", ROWS)
def test_furniture(row: str) -> None:
    assert furniture_in(MARK.sub(r"\1", row)) == MARK.findall(row)


@pytest.mark.parametrize(
    "row",
    [
        "Prices rise\n\nBy Ann Lee and Bo Li\n\nPrices rose. => Ann Lee and Bo Li",
        "BY ANN P. LEE\nPrices rose. => ANN P. LEE",
        "By Ann Lee, Trade Correspondent\nPrices rose. => Ann Lee",
        "By Ann Lee HANOI (Reuters) - Prices rose. => Ann Lee",
        "Prices rise\n\nAnn Lee\n\nAssociated Press\n\nPrices rose. => Ann Lee",
        "By Monday prices rose.\nBy The Associated Press => None",
    ],
)
def test_byline(row: str) -> None:
    text, names = row.split(" => ")
    assert str(find_byline(text)) == names


def test_component() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("furniture")
    doc = nlp("By Ann Lee\n\nPrices rose, Reuters said.")
    assert (doc._.byline, [span.text for span in doc._.furniture]) == ("Ann Lee", ["By Ann Lee", "Reuters"])


PIECES = "By Ann Lee|\n| |(|)|/AFP|Getty Images|Photo by |.com|@a|Reuters|contributed to this report.|é|\ud800".split(
    "|"
)


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = list(find_furniture(text))
    find_byline(text)
    assert all(text[span.start : span.end] == span.text and span.text for span in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
