"""One row, one text: the dateline stands between « and », and what the text shows of its day follows behind `=>`."""

import datetime as dt
import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.language import dateline as component
from extractor.language.dateline import find_dateline, find_publication

MARK = re.compile("«([^»]*)»")

DATELINES = [
    "«OSLO, Oct 20» - Exports rose.",
    "Exports rise\n\n«OSLO, April 7 (Xinhua)» -- Exports rose.",
    "«SALT LAKE CITY, Utah, June 23» - Exports rose.",
    "«OSLO (Reuters)» - Exports rose.",
    "«OSLO (AP)» _ Exports rose.",
    "«OSLO (AP), April 7» - Exports rose.",
    "«CAPE TOWN, South Africa (AP)» -- Exports rose.",
    "«RALEIGH, N.C. (AP)» — Exports rose.",
    "«OSLO/BERGEN (Reuters)» - Exports rose.",
    "«OSLO, April 16, 2025 /PRNewswire/» -- Exports rose.",
    "«OSLO» – Exports rose.",
    "«SÃO PAULO»--Exports rose.",
    "«BIARRITZ, France» – Exports rose.",
    "«Oslo, April 7 (NTB)» -- Exports rose.",
    "«Feb 10 (Reuters)» - Exports rose.",
    "By Ann Lee\n\n«OSLO, Monday, April 7» - Exports rose.",
    "The port, Friday, March 23, 2018. [Photo: IC] «OSLO, April 2 (Xinhua)» -- Exports rose.",
    # none
    "Exports rose - and fell.",
    "EXPORTS RISE - EXPORTS FALL",
    "UPDATE 2-Exports rise",
    "SPOTLIGHT - Exports rose.",
    "Trump and Xi (again) - a history",
    "The minister - a farmer - spoke.",
    "",
]
PUBLISHED = [
    # datelines
    "OSLO, April 7, 2025 (NTB) -- Exports rose. => 2025-04-07 dateline",
    "OSLO (Harbour News), Feb. 6, 2026 - Exports rose. => 2026-02-06 dateline",
    "The port, March 23, 2018. [Photo: IC] OSLO, April 2 (Xinhua) -- Exports rose. => 2018-04-02 dateline",
    "OSLO, Jan 2 - Exports rose.\nThe pact was signed on Dec. 20, 2018. => 2019-01-02 dateline",
    "OSLO, April 7 - Exports rose. => None",
    "OSLO, April 7 - Exports rose.\nThe pact was signed on May 20, 2016. => None",
    "OSLO, February 30, 2025 - Exports rose. => None",
    # labels and lines
    "Exports rise\nPublished: April 16, 2025\nUpdated: April 18, 2025\nExports rose. => 2025-04-16 text",
    "Exports rise\nLast updated on 16 April 2025, 09:12 GMT\nExports rose. => 2025-04-16 text",
    "Exports rise\n\nWednesday, July 10, 2019\n\nExports rose. => 2019-07-10 text",
    "Exports rose.\n\n(END) Newswires\n\nFebruary 11, 2025 17:44 ET (22:44 GMT) => 2025-02-11 text",
    "2025-04-16\nExports rose. => 2025-04-16 text",
    "EXPORT BULLETIN\nBergen, 18 April 2025\n\nExports rose. => 2025-04-18 text",
    # captions
    "Oslo's port, Monday, April 14, 2025. AP\nBergen's on April 16, 2025. A. Lee/AFP via Getty => 2025-04-16 text",
    "The port in Bergen, Norway, March 7, 2018. ANN LEE/Northern Press\n\nExports rose. => 2018-03-07 text",
    "The port, March 7, 2018. REUTERS/Ann Lee\n\nExports rose. => 2018-03-07 text",
    "The port, March 7, 2017. REUTERS/Ann Lee/File Photo\n\nExports rose. => None",
    "In this July 5, 2018 photo, a port rests. (AP Photo/Ann Lee)\n\nExports rose. => None",
    "The port on December 5, 2018. Getty\n\nExports fell in the first half of 2019. => None",
    # prose
    "The agreement signed on April 2, 2018 was reached after years. => None",
    "Exports rose on Friday. => None",
    " => None",
]


@pytest.mark.parametrize("row", DATELINES)
def test_datelines_are_found(row: str) -> None:
    mark = MARK.search(row)
    found = find_dateline(row.replace("«", "").replace("»", ""))
    assert (found and found.text) == (mark and mark[1])


def test_a_dateline_tells_its_day() -> None:
    assert find_dateline("OSLO, Sept. 4, 2018 (NTB) - Exports rose.") == ("OSLO, Sept. 4, 2018 (NTB)", 9, 4, 2018)


@pytest.mark.parametrize("row", PUBLISHED)
def test_the_day_of_publication_is_read(row: str) -> None:
    text, _, wanted = row.rpartition(" => ")
    found = find_publication(text)
    assert (f"{found.day} {found.source}" if found else "None") == wanted


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe(component.dateline.__name__)
    return pipeline


def test_component_marks_what_it_reads(nlp: spacy.language.Language) -> None:
    doc = nlp("OSLO, April 7, 2025 (NTB) -- Exports rose.")
    assert doc._.dateline == "OSLO, April 7, 2025 (NTB)"
    assert (doc._.published, doc._.published_from) == (dt.date(2025, 4, 7), "dateline")


def test_component_keeps_the_day_that_the_caller_gives(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("OSLO, April 7, 2025 (NTB) -- Exports rose.")
    doc._.published, doc._.published_from = dt.date(2025, 4, 9), "metadata"
    doc = nlp(doc)
    assert (doc._.published, doc._.published_from) == (dt.date(2025, 4, 9), "metadata")
    assert doc._.dateline == "OSLO, April 7, 2025 (NTB)"


@given(st.text())
def test_no_text_raises(text: str) -> None:
    found = find_dateline(text)
    assert found is None or found.text in text
    find_publication(text)


@given(
    st.lists(
        st.sampled_from("OSLO , April 7 2025 (AP) - -- \n Published: AFP. / ] [ 31 \ud800 İ".split(" ")), max_size=20
    )
)
def test_no_heap_of_dateline_words_raises(words: list[str]) -> None:
    find_publication(" ".join(words))


@pytest.mark.parametrize(
    "text", ["A" * 200_000, "(" * 200_000, " " * 200_000, "OSLO, " * 40_000, "April 7, 2025 " * 20_000]
)
def test_long_texts_of_one_thing_are_read(text: str) -> None:
    assert find_publication(text) is None
