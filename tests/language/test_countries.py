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

from extractor.language.countries import countries_of, find_countries, warnings_of
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
    "[Capitol Hill=USA], [Foggy Bottom=USA], the [Quai d'Orsay=FRA] and [Whitehall=GBR]; a Capitol Hill neighborhood.",
    "[PRC=CHN], [UAE=ARE], [DRC=COD], [R.O.C.=TWN], [DPRK=PRK], [PNG=PNG], [N.Z.=NZL] and [U.S.A.=USA].",
    "[Saudi=SAU] oil, [Saudis=SAU], [Spaniards=ESP], [Britons=GBR], [Danes=DNK], [Filipinos=PHL], [Dutchman=NLD].",
    "[Hong Kong=HKG], [Puerto Rico=PRI], [Chinese Taipei=TWN], [St. Vincent=VCT] and [N. Ireland=GBR].",
    # a capital that is a common name counts where its country is named
    "[Kingston=JAM] spoke for [Jamaica=JAM]; Georgetown and San Juan did not.",
    "[CAPE TOWN=ZAF], May 3 - Apples fell.",
    # names inside names
    "The Bank of [Korea=KOR] raised rates.",
    "The [Uruguay=URY] Round ended.",
    # former names
    "[West German=DEU] and [Soviet=RUS] traders met in [Bonn=DEU]; the [EC=EUN] said.",
    "[Burma=MMR], [Swaziland=SWZ], [Zaire=COD], [Ceylon=LKA] and [East Germany=DEU].",
    "Czechoslovakia has several heirs.",
    # groups of states, but not their meetings, nor a treaty
    "The [G7=GOS], the [G-20=XGT], [ASEAN=ASN] ministers, [Brics=XBR] nations, [Mercosur=XMS], [Opec=OPC] agreed.",
    "[Gulf states=GCC] met the [Group of Seven=GOS] and the [African Union=XAU].",
    "At the G7 summit, a Group of Twenty (G20) meeting and the APEC forum they spoke.",
    "[NAFTA=XNA] partners left NAFTA.",
    # the longest name wins
    "[North Korean=PRK] coal, [Korean=KOR] cars; [North and South Korea=KOR+PRK] spoke.",
    "[Papua New Guinea=PNG], [Guinea-Bissau=GNB], [Equatorial Guinea=GNQ] and [Guinea=GIN].",
    "The [Democratic Republic of Congo=COD] and the [Republic of Congo=COG].",
    "[Congo=COD] digs cobalt by the Congo River.",
    "[Congo=COG] ships oil, [Brazzaville=COG] said.",
    "[Congo=COD] digs cobalt, [Kinshasa=COD] said, not [Brazzaville=COG].",
    "[Korea=KOR] sells cars; [Korean=KOR] steel fell.",
    "[Pyongyang=PRK] sells coal; [Korea=PRK] and [North Korea=PRK] are one.",
    "[Pyongyang=PRK] wrote to [Seoul=KOR]; [Korea=KOR] waits.",
    "[Jersey=JEY] and [Guernsey=GGY] are islands.",
    "A Jersey farm, a New Jersey port and Jersey City.",
    "[American=USA] farmers, Latin American farmers and a New Mexico farm.",
    "Ships left the Gulf of Mexico and the South China Sea for British Columbia.",
    "Chinatown, China Town, New England, the Indian Ocean, a Panama hat, Brussels sprouts and Danish pastry.",
    "Turkish delight, Brazil nuts, Peking duck, guinea pigs, Guinea fowl, German measles and French fries.",
    "Indiana, Indianapolis and a Mexican standoff.",
    "[Ireland=IRL] and [Northern Ireland=GBR].",
    # Washington: the capital, the state, the newspaper, the man
    "[Washington=USA] said so; Washington apples fell.",
    "Washington state, Seattle, Washington, Mount Washington, eastern Washington and Washington County.",
    "George Washington, Booker T. Washington and the Washington Post.",
    # the bird
    "[Turkey=TUR] hit back. Turkey and chicken prices rose; so did frozen Turkey.",
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
    "Jim Jordan spoke. Jordan left. [Jordan=JOR]'s king sat; exports rose in [Jordan=JOR].",
    "Rep. Jordan spoke. Jordan said no.",
    "Jordan Lee, an economist, met Chad Miller.",
    "[Chad=TCD] grows cotton.",
    "David French of the shops' lobby spoke. French said prices will rise.",
    "[France=FRA] voted. David French spoke. The [French=FRA] minister left.",
    "Mark Cuban spoke to Ms. Ireland and Gordon J. England.",
    "Will [Brazil=BRA] answer?",
    # other doubts
    "A plant in Georgia and a port in Savannah.",
    "[Tbilisi=GEO] speaks for [Georgia=GEO] here, not for Atlanta, Georgia, and Georgia peaches.",
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
    "He told India Today and the Irish Independent.",
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


def test_a_group_of_states_is_a_bloc_of_its_own_code_and_no_member_is_added() -> None:
    found = countries_in("The G7 will answer.")
    assert [(country.code, country.alpha2, country.name, country.kind) for country in found] == [
        ("GOS", None, "Group of Seven", "bloc")
    ]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("The Soviet Union sells oil; Soviet wheat fell.", ["'Soviet' is of a former state: read as RUS (Russia)"]),
        ("Russia sells oil to Burma.", []),
    ],
)
def test_a_former_state_with_an_heir_is_read_with_a_warning(text: str, warnings: list[str]) -> None:
    found = [warning.split(",")[0] for warning in warnings_of(text, find_countries(text))]
    assert found == warnings


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
    found = {  # the annotated stories list no groups of states
        story["id"]: {country.code for country in countries_in(text_of(story)) if country.alpha2}
        for story in read(f"{name}.stories.jsonl")
    }
    right = sum(len(gold[story] & found[story]) for story in gold)
    assert 200 * right / sum(len(gold[story]) + len(found[story]) for story in gold) >= float(floor)


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def text_of(story: dict[str, Any]) -> str:
    return f"{story['title']}\n\n{story['text']}" if story["title"] else str(story["text"])
