"""One row, one text: each percentage in brackets, `[its words=value unit qualifier]`; a range is `low..high`."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.percentages import find_percentages
from extractor.records import Percentage

SHARED = Path(__file__).parents[3] / "shared"
UNITS = {"percent": "", "percentage_point": " pp", "basis_point": " bp"}
MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")

ROWS = [
    # units
    "a [24%=24] duty, a [24 percent=24] duty, a [15 per cent=15] duty",
    "It fell [0.2 pct=0.2] and then [10pc=10].",
    "A slip of the pen, [8.5 precent=8.5], is one too.",
    "a [25-percent=25] tax, a [25 per-cent=25] duty, a [7.5 %=7.5] levy",
    "RATES RAISED [12 PERCENT=12], to [40 per centum=40] ad valorem",
    "fees of [0.4 percentage points=0.4 pp], [20 pp=20 pp] and a [2-percentage-point=2 pp] rise",
    "cut by [25 basis points=25 bp], a [50-basis-point=50 bp] cut, [75 bps=75 bp]",
    "a [12 p.c.=12] rate, [10 per\ncent=10] of it, a [25-\npercent=25] duty",
    "It took [a full percentage point=1 pp] off sales, [one full percentage point=1 pp].",
    "[a quarter-point=0.25 pp] rate cut",
    "rose by [half a percentage point=0.5 pp]",
    # numbers
    "[Seventy-four percent=74] of firms, [zero percent=0] of them small, paid [two and a half percent=2.5].",
    "yields of [4-3/4 pct=4.75] and [7 1/2%=7.5] or [1/2 pct=0.5]",
    "[1/10th of 1 percent=0.1], [½ of one percent=0.5], [0.1 of a percentage point=0.1 pp], [1 and 1/2 percent=1.5]",
    "[a quarter of a percentage point=0.25 pp], [thirty-three and a third percent=33.3333]",
    "[one hundred and forty-five percent=145], [TWENTY-FIVE PER CENT=25], [three-tenths of 1 percentage point=0.3 pp]",
    "[one-tenth of 1 percent=0.1], [half a percent=0.5], [a fifth of a percent=0.2]",
    "exports rose [1,186 percent=1186], imports [10,2 percent=10.2]",
    "a change ([-2.3 percent=-2.3]) and [+1.5%=1.5]; [minus 2 percent=-2]",
    "accurate to +/-[3%=3], at \"[12,5%=12.5]\", he said",
    "down [0.2%=0.2], within plus or minus [3 percent=3]",
    "the US-China deal -- [1.5 percent=1.5] lower",
    # ranges
    "[10-15 %=10..15], [10 to 15 percent=10..15], [10% to 12%=10..12], [3.00%-3.25%=3..3.25]",
    "between [10% and 15%=10..15], between [7 and 9 percent=7..9]",
    "fees ranging from [6 percent to 18 percent=6..18]",
    "which range from [5 to 25 percent=5..25]",
    "it rose [3.2 to 3.4 percent=3.2..3.4] and fell [5% to 10%=5..10]",
    "between [1/4 and 1/2 percent=0.25..0.5], anywhere from [5 percent to 10 percent=5..10]",
    "in a [4.25%-4.50%=4.25..4.5] range, a [10%-to-25%=10..25] tariff, [5-1/4 to 5-1/2 pct=5.25..5.5]",
    "[fifteen to forty percent=15..40], [4-6 percentage points=4..6 pp], an [80 or 90 percent=80..90] fee",
    "a [10- to 15-percent=10..15] cut, [90\u201395 per cent=90..95]",
    # two rates, not a range
    "raised from [10%=10] to [25%=25]",
    "raised from [10=10] to [25 percent=25]",
    "cut [25%=25] to [15%=15]",
    "moved from the old [12.5 percent=12.5] to [40 percent=40]",
    "unemployment rose [0.2 percent=0.2] to [4.1 percent=4.1]",
    "[35 percent=35] and [20 percent=20] fees",
    # a shared unit
    "[10=10], [15=15] and [25 percent=25] respectively",
    "[two=2] and [five percent=5]",
    "duties of [10=10], [20=20] or [25 per cent=25], others of [10%=10] or [25%=25]",
    "[6 percent=6] on May 2 and [9 percent=9] on June 3",
    "it was [3%=3] in 2011 and [4%=4] in 2012",
    "$5 to [10 percent=10] of it, people aged 45-54 and [22 percent=22] of others",
    # hedges
    "about [10%=10 about], nearly [7 percent=7 about], an estimated [5%=5 about]",
    "at least [10%=10 at_least], a minimum of [10%=10 at_least], [25 percent=25 at_least] or more",
    "no more than [30 percent=30 at_most], a maximum of [5%=5 at_most], [5%=5 at_most] or less",
    "more than a [10%=10 more_than] duty, over [20%=20 more_than], exceeding [3%=3 more_than]",
    "less than [1%=1 less_than], just under [12%=12 less_than]",
    "at or above [25%=25 at_least], a minimum tariff of [15%=15 at_least], as little as [3%=3 at_least]",
    "not exceeding [5%=5 at_most], capped at [15%=15 at_most], at or below [2%=2 at_most], up to about [9%=9 up_to]",
    "up to [25%=25 up_to], as much as [50 per cent=50 up_to]",
    # no percentages
    "25 cents, the 25th percentile, 25 percentiles, a large percentage, %20, a%20b, page10%20foo",
    "a few percent, percent, % and %%, $5, half-point, he won by a half-point in the end",
    "https://example.org/?q=10%25&x=a%20b, 25 percenters, 10 points, 5 pts, pp. 25-30, a 50-50 split",
    "10 PCs, 25 BP stations, 200 PP",
]  # fmt: skip


def shown(percentage: Percentage) -> str:
    number = f"{percentage.value:g}" if percentage.value is not None else f"{percentage.low:g}..{percentage.high:g}"
    hedge = f" {percentage.qualifier}" if percentage.qualifier else ""
    return f"[{percentage.mention.text}={number}{UNITS[percentage.unit]}{hedge}]"


def marked(text: str) -> str:
    for percentage in reversed(list(find_percentages(text))):
        mention = percentage.mention
        text = text[: mention.start] + shown(percentage) + text[mention.end :]
    return text


@pytest.mark.parametrize("row", ROWS)
def test_percentages_are_found_and_read(row: str) -> None:
    assert marked(MARK.sub(r"\1", row)) == row


def test_the_component_marks_the_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("percentages")
    doc = nlp("Canada faces a 35% levy.")
    assert [percentage.value for percentage in doc._.percentages] == [35]


@given(st.text(alphabet=st.sampled_from("0123456789.,-\u2013/½%+ \n$percntoahlfw"), max_size=60) | st.text())
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    mentions = [percentage.mention for percentage in find_percentages(text)]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@given(st.integers(0, 500), st.sampled_from(["%", " percent", " per cent", "-percent", " pct"]))
def test_a_whole_number_and_its_unit_are_always_found(number: int, unit: str) -> None:
    [found] = find_percentages(f"They set a duty of {number}{unit} on steel.")
    assert (found.value, found.mention.text) == (number, f"{number}{unit}")


@pytest.mark.parametrize(
    "text", ["%" * 100_000, "1" * 100_000 + "%", "half a " * 20_000 + "percent", "\x00%", "5\ud800%"]
)
def test_hostile_text_is_read(text: str) -> None:
    assert len(list(find_percentages(text))) <= 1


def numbers_of(percentage: Percentage) -> tuple[float, ...]:
    return tuple(number for number in (percentage.value, percentage.low, percentage.high) if number is not None)


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated stories (../shared/gold) are not here")
def test_nearly_every_percentage_of_the_dev_stories_is_right() -> None:
    lines = [(SHARED / "gold" / f"dev.{part}.jsonl").read_text(encoding="utf-8") for part in ("stories", "gold")]
    stories, golds = ([json.loads(line) for line in part.splitlines()] for part in lines)
    texts = {
        story["id"]: f"{story['title']}\n\n{story['text']}" if story["title"] else story["text"] for story in stories
    }
    wanted = Counter(
        (gold["id"], tuple(item["value"] if isinstance(item["value"], list) else [item["value"]]), item.get("unit"))
        for gold in golds
        for item in gold["percentages"]
    )
    found = Counter(
        (story, numbers_of(item), None if item.unit == "percent" else item.unit)
        for story, text in texts.items()
        for item in find_percentages(text)
    )
    assert f1((wanted & found).total(), found.total(), wanted.total()) >= 0.995


@pytest.mark.skipif(
    not (SHARED / "percentages").is_dir(), reason="the IE-ER newswire (../shared/percentages) is not here"
)
def test_nearly_every_percentage_of_the_ieer_newswire_is_found() -> None:
    stories = json.loads((SHARED / "percentages" / "percent-ieer.json").read_text(encoding="utf-8")).values()
    wanted = Counter((number, gold["text"]) for number, story in enumerate(stories) for gold in story["gold"])
    found = Counter(
        (number, item.mention.text) for number, story in enumerate(stories) for item in find_percentages(story["text"])
    )
    assert f1((wanted & found).total(), found.total(), wanted.total()) >= 0.94
