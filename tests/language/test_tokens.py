"""The tokenizer: each row is a text with a bar where a word ends and the next begins without a blank."""

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extractor.language.tokens import split

ROWS = (
    # Hyphens and dashes
    "U.S.|-|Japan U.S.|-|China EU|-|Japan Sino|-|U.S. US|-|CHINA U.S.|-|Mexico|-|Canada Japan|-|South Korea",
    "U.S.-based Tokyo-based Corp.-owned non-U.S. 90-day four-year-old|'s anti-dumping mid-2025 post-9/11",
    "Jean-Claude Kim Yong-nam al-Falih Rolls-Royce Coca-Cola Guinea-Bissau D-Day",
    "U.S.|–|Japan talks|—|again talks|--|again talks - again talks -- again |(|Reuters|)|- TOKYO|- -|Reuters pre|-",
    "March|-|May Jan.|-|April Monday|-|Friday 1985/86 1985|-|86 2025-03-07 202-555-0100 COVID-19 F-16 G7|/|G-20",
    "Trump|-|Xi Biden|-|Putin (|R|-|Iowa|) (|D|-|Calif.|) (|D|-|OH|) Smith-Jones",
    # Numbers and signs
    "24|% 10|-|15|% 10|%|-|15|% -5|% 25pct 25-percent 3.5-litre 1,000.50 7-3/4 1/2 .5 +1 20|+ 3|,|2025",
    "$|50bn US$|20 A$ C$ HK$|5m €|3.5bn £|2m $|/|barrel Rs.|500 USD|50m $|1.5-billion Can$|3",
    "No.|5 5|pm 10:30 10:30|a.m. a.m. 1990s '80s 3rd OPEC+ AA+",
    # Quotes and apostrophes
    "Trump|'s Trump|’s exporters|' U.S.|'s Corp.|'s Mr. O'Neill Xi'an d'Ivoire o'clock",
    "do|n't ca|n’t DO|N'T we|'ve I|’ll he|'d can|not its were wed",
    "\"|Yes|,|\" “|Yes|.|” ‘|No|’ '|No|' “|I|’m ``|Yes|.|'' \"|I",
    # Stops
    "Inc. U.S. U.S.|, J.P. Morgan George W. Bush Ph.D. e.g. Sen. vs. (|etc.|) in the U.S.",
    "talks|.|The 2|.|The U.S.|The Mr.|Bush wait|...|no war|?|These ... so|… SEC|. yes|!!!",
    "WASHINGTON|,|March Reporting|/|by NOTE|:|all and|/|or km/h A/S 24/7",
    # Codes and addresses
    "<|ABC.N|> &lt;|ABC.N|> (|IBM.N|) <|.N225|> AT&T S&amp;P &amp; R&D",
    "Amazon.com reuters.com|. a.b@c.com|, https://example.org/a/b?c=d|)|. bbc.co.uk/news @handle bit.ly/x",
)


@pytest.mark.parametrize("row", ROWS)
def test_words_end_at_the_bars(row: str) -> None:
    words = [word for stretch in row.split() for word in stretch.split("|") if word]
    assert [word for stretch in row.replace("|", "").split() for word in split(stretch)] == words


@pytest.fixture(scope="module")
def wire() -> Language:
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.WireTokenizer.v1"}}})


@given(st.text(st.sampled_from("aAsStTnN15.,-–/'’\"$%&@<>()!+=_:;#\n \u0301\x00é") | st.characters(codec="utf-8")))
def test_the_words_are_the_text(text: str) -> None:
    for stretch in text.split():
        assert "".join(split(stretch)) == stretch


@given(st.text(st.characters(codec="utf-8")))
def test_a_doc_keeps_its_text(wire: Language, text: str) -> None:
    assert wire.make_doc(text).text == text


@pytest.mark.parametrize("unit", ["(", "a", "-", "1-", "a.", "()", "'s", "\x00", "\ud800", "<a", "U.S.-", "a@", "n't"])
def test_a_long_stretch_is_cut_whole(unit: str) -> None:
    stretch = unit * 20_000
    assert "".join(split(stretch)) == stretch


def test_words_and_blanks_are_spacys(wire: Language) -> None:
    doc = wire.make_doc("  The U.S.-Japan talks\n\nend.\n")
    assert [token.text for token in doc] == ["  ", "The", "U.S.", "-", "Japan", "talks", "\n\n", "end", ".", "\n"]


def test_the_tokenizer_goes_where_its_pipeline_goes(wire: Language, tmp_path: Path) -> None:
    wire.to_disk(tmp_path)
    copies = (
        spacy.load(tmp_path).tokenizer,
        spacy.blank("en", config=wire.config).from_bytes(wire.to_bytes()).tokenizer,
        pickle.loads(pickle.dumps(wire.tokenizer)),  # noqa: S301 - our own
    )
    assert [[token.text for token in copy("EU-Japan")] for copy in copies] == [["EU", "-", "Japan"]] * 3
