"""One row, one text: each good in brackets, `[its words=its HS codes]`; `...` stands for any codes."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge.goods import goods
from extractor.language.products import find_products

SHARED = Path(__file__).parents[3] / "shared"
MARK = re.compile(r"\[([^\[\]=]+)=[^\[\]]*\]")

ROWS = [
    # names of the table, alone and in a row
    "A duty on [cars=8703], [auto parts=8708] and [washing machines=8450].",
    "[Soybeans=1201] lead the list, then [liquefied natural gas=2711].",
    "They buy more [LNG=2711], [crude=2709] and [EVs=8703].",
    "a levy on [copper scrap=7404] and [softwood lumber=4407]",
    "Chinese [steel=72] and American [aluminum=76] face it.",
    "an [auto=8703]-import fee",
    # what stays with the name
    "[frozen boneless beef=0201 0202], [hot-rolled steel=7208], [zinc-coated steel=7210]",
    "[high-quality copper scrap=7404] and [dried distillers' grains=2303]",
    "imports of cheap foreign [raw cotton=5201]",
    # general nouns
    "[pork products=0203], [dairy products=04], [luxury goods=], [ruthenium-related items=]",
    "[industrial and agricultural goods=] and [medical equipment=90]",
    "[steel=72] and [aluminum=76] products, [aluminum=76] article imports",
    # adjectives beside a word of trade
    "the [agricultural=] trade deficit, [agricultural exports=], curbs on Chinese [investment=]",
    "agricultural wages, more investment, new technology",
    # measures on goods are not an industry
    "[steel=72] tariffs, the [beef=0201 0202] quota, [textile=...] imports",
    "the steel industry, car dealers, beef farmers, oil prices, soybean futures, aluminum producers",
    "the [financial services=] sector, trade in [services=], goods and services",
    "oil-rich countries, a semi-steel roof",
    # no good at all
    "goods, Chinese products, other items, new plants for Apple, illegal drugs",
    # capitals
    "U.S. Steel and Century Aluminum gained, said the Energy Secretary and Rice.",
    "[Steel=72] was hit. “[Wine=2204] too,” he said of tariffs on [Copper=74].",
    "the Canada [Softwood Lumber=4407] Agreement",
    "TRUMP HITS [STEEL=72], [CARS=8703]",
    "President Raises Tariffs on Imported [Washing Machines=8450]",
]  # fmt: skip


def marked(text: str, row: str) -> str:
    for product in reversed(list(find_products(text))):
        start, end = product.mention.start, product.mention.end
        codes = "..." if f"[{product.text}=...]" in row else " ".join(product.hs)
        text = f"{text[:start]}[{text[start:end]}={codes}]{text[end:]}"
    return text


@pytest.mark.parametrize("row", ROWS)
def test_goods_are_found_with_their_codes(row: str) -> None:
    assert marked(MARK.sub(r"\1", row), row) == row


def test_a_name_broken_over_two_lines_is_one_good() -> None:
    [found] = find_products("more duty-free washing\nmachines")
    assert (found.text, found.mention.text) == ("washing machines", "washing\nmachines")


def test_no_capitalised_word_of_a_name_is_a_good() -> None:
    text = "Copper fell. Corn rose."
    assert [p.text for p in find_products(text)] == ["Copper", "Corn"]
    assert [p.text for p in find_products(text, names=[(13, 17)])] == ["Copper"]


def test_the_component_marks_the_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("products")
    doc = nlp("Canada taxes American oranges.")
    assert [(product.text, product.hs) for product in doc._.products] == [("oranges", ("0805",))]


WORDS = st.sampled_from(
    ["steel", "and", "Steel", "products", "frozen", "zinc-coated", "high-tech", "agricultural", "goods", "of", "EVs"]
)


@given(st.lists(WORDS | st.text(max_size=5), max_size=15).map(" ".join) | st.text())
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    mentions = [product.mention for product in find_products(text)]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@given(st.sampled_from(sorted(goods())))
def test_every_good_of_the_table_is_found_behind_tariffs_on(name: str) -> None:
    [found] = find_products(f"They set tariffs on {name} today.")
    assert found.text == name


@pytest.mark.parametrize(
    "text", ["steel " * 50_000, "frozen-" * 50_000, "x" * 1_000_000, "\x00\ud800 steel", "agricultural"]
)
def test_hostile_text_is_read(text: str) -> None:
    assert all(product.mention.text for product in find_products(text))


def stem(word: str) -> str:
    return word.lower().removesuffix("s")


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated stories (../shared/gold) are not here")
def test_nearly_every_good_of_the_dev_events_is_among_the_goods_of_its_story() -> None:
    lines = [(SHARED / "gold" / f"dev.{part}.jsonl").read_text(encoding="utf-8") for part in ("stories", "gold")]
    stories, golds = ([json.loads(line) for line in part.splitlines()] for part in lines)
    texts = {
        story["id"]: f"{story['title']}\n\n{story['text']}" if story["title"] else story["text"] for story in stories
    }
    found = {name: {stem(product.text.split()[-1]) for product in find_products(text)} for name, text in texts.items()}
    hits = Counter(
        stem(product.split()[-1]) in found[gold["id"]]
        for gold in golds
        for event in gold["events"]
        for product in event["products"]
    )
    assert hits[True] / hits.total() >= 0.97
