"""One row, one text: every mention of a country stands as `[its words=CODE]`, and no other is found."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Span

from extractor.language.countries import countries_of, find_countries
from extractor.language.furniture import find_furniture
from extractor.records import Country

MARK = re.compile(r"\[([^\[\]=]+)=([A-Z+]+)\]")
GOLD = Path(__file__).parents[3] / "shared" / "gold"

ROWS = [
    # forms
    "[Japan=JPN] and the [United States=USA] will meet.",
    "The [U.S.=USA]-[Japan=JPN] pact, the [US=USA]’s answer, [U.K.=GBR] beef and [U.S=USA] ports.",
    "[CHINA=CHN] SAYS [U.S.=USA] STEEL TALKS FAILED",
    "Anti-[Chinese=CHN] duties, [Sino=CHN]-[US=USA] ties, [Franco=FRA]-[German=DEU] plans; Franco ruled long.",
    "[Brussels=EUN] will answer, a [European Commission=EUN] aide said.",
    "The [White House=USA] and the [Kremlin=RUS] agreed; [Downing Street=GBR] did not.",
    "[Tokyo=JPN]'s envoy flew to [Washington=USA].",
    "[Côte d’Ivoire=CIV] ships cocoa.",
    "Tins from [South\nKorea=KOR]",
    # names inside names
    "The Bank of [Korea=KOR] raised rates.",
    "The [Uruguay=URY] Round ended.",
    # former names
    "[West German=DEU] and [Soviet=RUS] traders met in [Bonn=DEU]; the [EC=EUN] said.",
    "Czechoslovakia has several heirs.",
    # the longest name wins
    "[North Korean=PRK] coal, [Korean=KOR] cars; [North and South Korea=KOR+PRK] spoke.",
    "[Papua New Guinea=PNG], [Guinea-Bissau=GNB], [Equatorial Guinea=GNQ] and [Guinea=GIN].",
    "The [Democratic Republic of Congo=COD] and the [Republic of Congo=COG].",
    "[American=USA] farmers, Latin American farmers and a New Mexico farm.",
    "Ships left the Gulf of Mexico and the South China Sea for British Columbia.",
    # capitals: the seat and where they meet, not markets and other names
    "[BANGKOK=THA], April 9 - Rice fell.",
    "[WELLINGTON=NZL] (Reuters) - Milk rose.",
    "The pact was signed in [Paris=FRA], after talks in [London=GBR].",
    "Tin rose on the London Metal Exchange and London copper fell.",
    "[Brussels=EUN] sugar quotas fell.",
    "Shares rose after trading in London began.",
    "The Paris Club and the Paris-based group met the University of London.",
    "The Doha Round, the Doha talks, and the ministers in [Doha=QAT].",
    "They sell shoes in Paris, Texas, Athens, Ga., and Lebanon, N.H., too.",
    # persons
    "[Jordan=JOR] exports phosphate.",
    "Rep. Jordan spoke. Jordan said no.",
    "Jordan Lee, an economist, met Chad Miller.",
    "[Chad=TCD] grows cotton.",
    "David French of the shops' lobby spoke. French said prices will rise.",
    "[France=FRA] voted. David French spoke. The [French=FRA] minister left.",
    "Mark Cuban spoke to Ms. Ireland and Gordon J. England.",
    "Will [Brazil=BRA] answer?",
    # other doubts
    "A plant in Georgia and a port in Savannah.",
    "A trade deal with [Georgia=GEO].",
    "[Armenia=ARM] and [Georgia=GEO] signed.",
    "Pacts with [Peru=PER], [Panama=PAN], [Columbia=COL] and [Korea=KOR].",
    "Columbia University is not in Columbia, South Carolina.",
    "LET US HELP [US=USA] FARMERS",
    "TALKS ABOUT [US=USA] BEEF",
    "It cost US$5 and HK$7, or 5 [U.S.=USA] dollars.",
    "Wrap the turkey in polish paper, us and chad said.",
    # furniture
    "He told the South China Morning Post, the Japan Times and USA Today.",
    "[Photo: Ann Lee/China Daily] See www.japan.example and mail us@india.example.",
    "(Reporting by Ann Lee in Tokyo; Editing by Bo Li)",
]


def marks_of(row: str) -> list[tuple[str, str]]:
    return sorted((match[1], code) for match in MARK.finditer(row) for code in match[2].split("+"))


def countries_in(text: str) -> tuple[Country, ...]:
    hidden = [(span.start, span.end) for span in find_furniture(text)]
    return countries_of(text, find_countries(text, hidden=hidden))


@pytest.mark.parametrize("row", ROWS)
def test_mentions(row: str) -> None:
    found = countries_in(MARK.sub(r"\1", row))
    assert sorted((mention.text, country.code) for country in found for mention in country.mentions) == marks_of(row)


@pytest.mark.parametrize(
    "row",
    [
        "Japan=name", "U.S.=abbreviation", "Japanese=demonym", "Tokyo=capital", "Kremlin=government", "EU=abbreviation",
        "Peking=capital", "Holland=name", "Filipino=demonym", "Hong Kong=name",
    ],
)  # fmt: skip
def test_forms(row: str) -> None:
    words, form = row.split("=")
    assert [mention.form for country in countries_in(f"The {words} rule.") for mention in country.mentions] == [form]


def test_records_stand_in_order_of_first_mention() -> None:
    found = countries_in("Tokyo wrote to Paris. France answered Japan, and Hong Kong the EU.")
    assert [(country.code, country.alpha2, country.name, country.kind) for country in found] == [
        ("JPN", "JP", "Japan", "country"),
        ("FRA", "FR", "France", "country"),
        ("HKG", "HK", "Hong Kong", "territory"),
        ("EUN", "EU", "European Union", "bloc"),
    ]


def test_component_leaves_persons_and_furniture_out() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("furniture")
    doc = nlp("Britain Vesel leads a firm in Japan, said China Daily.")
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    nlp.add_pipe("countries")
    assert [country.code for country in nlp.get_pipe("countries")(doc)._.countries] == ["JPN"]


PIECES = ["US", "U.S.", "China", "Jordan", "Sino", "Georgia", "Rep.", " ", "-", ".", ",", "é", "\n", "’s", "\ud800"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_mentions_lie_in_the_text_and_in_order(text: str) -> None:
    found = countries_in(text)
    assert all(text[m.start : m.end] == m.text for country in found for m in country.mentions)
    firsts = [country.mentions[0].start for country in found]
    assert firsts == sorted(firsts)


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"the annotated stories are not here: {GOLD}")
@pytest.mark.parametrize("part", ["train=99", "dev=98"])
def test_codes_on_annotated_stories(part: str) -> None:
    name, floor = part.split("=")
    gold = {story["id"]: set(story["countries"]) for story in read(f"{name}.gold.jsonl")}
    found = {
        story["id"]: {country.code for country in countries_in(text_of(story))}
        for story in read(f"{name}.stories.jsonl")
    }
    right = sum(len(gold[story] & found[story]) for story in gold)
    assert 200 * right / sum(len(gold[story]) + len(found[story]) for story in gold) >= float(floor)


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def text_of(story: dict[str, Any]) -> str:
    return f"{story['title']}\n\n{story['text']}" if story["title"] else str(story["text"])
