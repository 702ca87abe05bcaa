"""One row, one text: each calendar expression in brackets, `[its words=value]`, told on Friday 7 March 2025."""

import datetime as dt
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractor.language.dates import find_dates
from extractor.language.dates.feasts import easter
from extractor.language.dates.phrases import PHRASES
from extractor.language.dates.row import bare
from extractor.language.dates.timex import bounds, cover, length, moved, shifted
from extractor.language.dates.vocabulary import expand, joined, plain

DATES = Path(__file__).resolve().parents[3] / "shared" / "dates"
MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")
TOLD = dt.date(2025, 3, 7)

ROWS = [
    # weekdays: the past unless the clause looks ahead
    "Ministers met on [Monday=2025-03-03] and spoke [Friday=2025-03-07].",
    "Ministers will meet on [Monday=2025-03-10].",
    "The envoy said [Wednesday=2025-03-05] that talks would resume [Thursday=2025-03-13].",
    "Duties start [next Friday=2025-03-14] and were announced [last Friday=2025-02-28].",
    "By [Tuesday=2025-03-11] the list must be ready. By [Tuesday=2025-03-04], the list had grown.",
    "[Wednesday=2025-03-05]'s talks failed; markets fell ahead of [Wednesday=2025-03-12]'s talks.",
    "He leaves for Rome [early Tuesday=2025-03-11]; she left [late Monday=2025-03-03].",
    "It was signed [Tuesday night=2025-03-04TNI] after [Monday morning=2025-03-03TMO]'s call.",
    "She is to testify on [Tuesday of next week=2025-03-11].",
    "The group meets [every Friday=XXXX-WXX-5], never on [Mondays=XXXX-WXX-1].",
    # days of the calendar
    "It was signed on [April\n  2,\t2018=2018-04-02].\n\n[2019=2019] came.",
    "Signed on [April 2, 2018=2018-04-02], [2 April 2018=2018-04-02], [2018-04-02=2018-04-02], [4/2/2018=2018-04-02].",
    "It took effect on [Monday, Feb. 4, 2019=2019-02-04] and ended [Sept. 30th, 2019=2019-09-30].",
    "Tariffs will rise on [April 2=2025-04-02]; the order was signed on [February 1=2025-02-01].",
    "It expired on [Dec. 15=2024-12-15], and the next one expires on [Dec. 15=2025-12-15].",
    "[March 4 last year=2024-03-04] was one, [Nov. 1 this year=2025-11-01] is not.",
    "Hearings ran from [Feb. 24=2025-02-24] to [26=2025-02-26], others on [Feb. 18=2025-02-18] and [19=2025-02-19].",
    "a [28-29 June=2025-06-28] summit will draw the ministers",
    "on [the first of June=2025-06-01] it will lapse; [July Fourth=2025-07-04] comes later",
    "It will end on [Dec 11, Thursday=2025-12-11].",
    "dated February 30 and 13/45/2024, which are no days",
    # today and around it
    "[Today=2025-03-07] it won; [yesterday=2025-03-06] it lost; [tomorrow=2025-03-08] it rests.",
    "It was told [late yesterday=2025-03-06] and will be signed [tomorrow morning=2025-03-08TMO].",
    "Futures fell [overnight=2025-03-06TNI] and rose [this morning=2025-03-07TMO], as [last night=2025-03-06TNI].",
    "Prices will not fall overnight.",
    "He spoke on [March 3=2025-03-03]. [Earlier in the day=2025-03-03] she left; [the next day=2025-03-04] she came.",
    # weeks, months
    "It fell [last week=2025-W09], rose [this week=2025-W10] and rests [next week=2025-W11].",
    "talks over [the weekend=2025-W10-WE], after [last weekend=2025-W09-WE]",
    "A ruling is due [later this week=2025-W10] or in [the week of March 17=2025-W12].",
    "Exports rose in [January=2025-01] and [November=2024-11].",
    "The law takes effect in [November=2025-11].",
    "since [last July=2024-07]; until [next March=2026-03]; in [April last year=2024-04]; in [May 2023=2023-05]",
    "[early April=2025-04] may bring rain, [mid-May=2025-05] sun, and [the end of June=2025-06] both.",
    "between [January=2024-01] and [October 2024=2024-10]",
    "shipments in [the April to June quarter=2024-Q2] and in [Jan.=2025-01]-[Feb.=2025-02]",
    # quarters, halves, seasons
    "It earned more in [the fourth quarter=2024-Q4] than in [Q2 2024=2024-Q2].",
    "[First-quarter=2025-Q1] output will rise. [Last year's third quarter=2024-Q3] was weak.",
    "in [the second half of the year=2025-H2], [the first half of 2024=2024-H1] and [H1 2026=2026-H1]",
    "[this summer=2025-SU], [last fall=2024-FA], [the winter of 2022=2022-WI] and [next spring=2026-SP]",
    # years and more
    "In [2018=2018] and [fiscal 2019=2019], as in [FY25=2025], [1987/88=1987] and [the 2026 fiscal year=2026].",
    "[last year=2024], [this year=2025], [next year=2026], [early next year=2026], [the end of last year=2024]",
    "in [the 1980s=198], [the late 1990s=199], [the '70s=197] and [the early 2000s=200]",
    "[nineteen ninety-six=1996] was before [two thousand and one=2001]",
    "The Trade Act of [1974=1974] was passed in the [2018=2018] style.",
    # away from the story, or from what was told
    "[two years ago=2023], [a decade ago=2015], [six months ago=2024-09], [two weeks ago=2025-W08]",
    "[a year ago=2024] it was less; [two years from now=2027] it will be more",
    "Sales in [November=2024-11] rose from [a year earlier=2023-11].",
    "It was filed in [2016=2016]. [Two years later=2018] it was lost, and [that year=2018] the firm closed.",
    "It rose to 9 in [January=2025-01] from 8 in [the same month last year=2024-01].",
    # lengths
    "a [90-day=P90D] pause, a [six-month=P6M] delay, a [two-day=P2D] visit, long, [decade-long=P1DE] fights",
    "in [two to four weeks=P2W], within [60 days=P60D], for [two decades=P20Y], about [two years=P2Y]",
    "[the past three years=P3Y], [the next 30 days=P30D], [the last decade=P1DE], [the past month=P1M]",
    "[five and a half years=P5Y6M], [a year and a half=P18M], [half a year=P6M], [a couple of weeks=P2W]",
    "[the first two months of the year=P2M], a [24-year-old=P24Y] firm, [12 consecutive quarters=P12Q]",
    "It lasted [a day=P1D], [an hour=PT1H], [48 hours=PT48H] or [90 minutes=PT90M].",
    # sets
    "It costs $50 billion [a year=P1Y], [every year=P1Y], [per year=P1Y], and [every two minutes=PT2M].",
    "the index falls [each July=XXXX-07] and [every winter=XXXX-WI]",
    # clock times
    "It starts at [12:01 a.m. EDT on Friday=2025-03-07T00:01].",
    "at [9 p.m.=2025-03-07T21:00], [1800 GMT=2025-03-07T18:00] and [noon Thursday=2025-03-06T12:00]",
    "until [midnight=2025-03-07T24:00]; opened [March 3 at 4 p.m.=2025-03-03T16:00]",
    "It began at [9 p.m. Tokyo time (1200 GMT) on March 5=2025-03-05T21:00].",
    # now
    "It is [now=PRESENT_REF] law, [currently=PRESENT_REF] unused and [at present=PRESENT_REF] void.",
    # feasts
    "It will open by [Thanksgiving=2025-11-27]; it was shut on [Christmas Eve=2024-12-24], [last Easter=2024-03-31].",
    # traps
    "They may march on; the sun sat still; a second later nobody fell in a mar.",
    "Theresa May said it may. Jan Hatzius and Han Jun agreed.",
    "page 1980, Section 1962, $1,999, 2,018 tons, 1990 points, Boeing 747 and 3-2",
    "a quarter of exports, three-quarters of imports, a quarter-point cut, half of it",
    "at the end of the day, it came to a last-minute deal on 60 Minutes",
    "the editors of USA Today and the hosts of Fox News Sunday",
    "the fall of prices and a spring in its step, 24 hours a day",
    "https://example.org/2024/05/26/x 1.2024 12.5.3 v2024",
]  # fmt: skip

UNDATED = [
    "[Friday=XXXX-WXX-5]; [April 2=XXXX-04-02]; [October=XXXX-10], [last week=XXXX-WXX], [this month=XXXX-XX]",
    "[last year=XXXX], [today=XXXX-XX-XX], [the fourth quarter=XXXX-Q4], [this spring=XXXX-SP]",
    "[this morning=XXXX-XX-XXTMO] and [noon=XXXX-XX-XXT12:00]; still [2018=2018], [90 days=P90D], [now=PRESENT_REF]",
]

TIMEML = [
    "It [recently=PAST_REF] rose for [nearly two years=P2Y]; [soon=FUTURE_REF] it may fall.",
    "for [several weeks=PXW], in [the future=FUTURE_REF], as a 24-year-old said",
]


def unmarked(row: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return a row's text, and the place, words and value of each mark in it."""
    text, wanted, place = "", [], 0
    for mark in MARK.finditer(row):
        text += row[place : mark.start()]
        wanted.append((len(text), mark[1], mark[2]))
        text, place = text + mark[1], mark.end()
    return text + row[place:], wanted


def found(text: str, told: dt.date | None, *, timeml: bool = False) -> list[tuple[int, str, str]]:
    return [(date.mention.start, date.mention.text, date.value) for date in find_dates(text, told, timeml=timeml)]


@pytest.mark.parametrize("row", ROWS)
def test_dates_are_found_and_valued(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, TOLD) == wanted


@pytest.mark.parametrize("row", UNDATED)
def test_without_a_day_of_publication_values_keep_their_x(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, None) == wanted


@pytest.mark.parametrize("row", TIMEML)
def test_timebanks_reading_is_wider(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, TOLD, timeml=True) == wanted


@pytest.mark.parametrize("row", [*ROWS, *UNDATED, *TIMEML])
def test_openers_lose_no_phrase(row: str) -> None:
    """A row whose first word opens no other phrase must add that word to OPENERS."""
    text = joined(plain(unmarked(row)[0]))
    union = "|".join(bare(row.pattern) for row in PHRASES)
    free, gated = (re.compile(expand(rf"(?<![\w$€£#/]){gate}(?:{union})(?!\w)")) for gate in ("", "<OPENER>"))
    assert [m.group() for m in gated.finditer(text)] == [m.group() for m in free.finditer(text)]


@pytest.mark.parametrize(
    ("text", "kind", "modifier", "earliest", "latest"),
    [
        ("last week", "date", None, "2025-02-24", "2025-03-02"),
        ("early April", "date", "start", "2025-04-01", "2025-04-30"),
        ("mid-2024", "date", "mid", "2024-01-01", "2024-12-31"),
        ("late in the fourth quarter", "date", "end", "2024-10-01", "2024-12-31"),
        ("the end of February 2024", "date", "end", "2024-02-01", "2024-02-29"),
        ("about a week ago", "date", "approx", "2025-02-24", "2025-03-02"),
        ("the 1980s", "date", None, "1980-01-01", "1989-12-31"),
        ("the winter of 2022", "date", None, "2022-12-01", "2023-02-28"),
        ("Tuesday night", "time", None, "2025-03-04", "2025-03-04"),
        ("nearly 90 days", "duration", "approx", None, None),
        ("$2 million a month", "set", None, None, None),
        ("currently", "date", None, None, None),
    ],
)  # fmt: skip
def test_kind_modifier_and_bounds(
    text: str, kind: str, modifier: str | None, earliest: str | None, latest: str | None
) -> None:
    [date] = find_dates(text, TOLD)
    days = [day and day.isoformat() for day in (date.earliest, date.latest)]
    assert (date.kind, date.modifier, days) == (kind, modifier, [earliest, latest])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2025-W01-WE", "2025-01-04", "2025-01-05"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2025-04-16T24:00", "2025-04-16", "2025-04-16"),
    ],
)
def test_bounds_of_values(value: str, first: str, last: str) -> None:
    assert bounds(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-04-02", "P90D", "PRESENT_REF", "2021-W53", "2023-02-29", ""])
def test_what_has_no_calendar_has_no_bounds(value: str) -> None:
    assert bounds(value) is None


def test_arithmetic_of_values() -> None:
    assert shifted("2025-Q1", -1, "Y") == "2024-Q1"
    assert shifted("2024-02-29", -1, "Y") == "2023-02-28"
    assert moved(dt.date(9999, 12, 31), 1, "D") is None
    assert [length(2.5, "Y"), length(2, "DE"), length(1.5, "M"), length(1, "Q")] == ["P2Y6M", "P20Y", "P1.5M", "P1Q"]


def test_easter_falls_where_it_fell() -> None:
    assert [easter(year).isoformat() for year in (1987, 2024, 2025)] == ["1987-04-19", "2024-03-31", "2025-04-20"]


def test_component_reads_against_the_day_of_publication() -> None:
    nlp = spacy.blank("en")
    Doc.set_extension("published", default=None, force=True)
    nlp.add_pipe("dates")
    doc = nlp.make_doc("It fell on Friday.")
    doc._.published = dt.datetime(2025, 3, 9, 23, 30, tzinfo=dt.UTC)
    assert [date.value for date in nlp(doc)._.dates] == ["2025-03-07"]


@given(st.text(), st.none() | st.dates())
def test_no_text_raises_and_spans_are_exact(text: str, told: dt.date | None) -> None:
    check_spans(text, told)


WORDS = st.sampled_from(
    "the last next a of in two 12 2018 7 march may friday week weeks year quarter half first second at . , ( ) - ' \n"
    " ago earlier early end noon 9 a.m. gmt every now thanksgiving fy 1/2 thousand 's decade \ud800 İ".split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.none() | st.dates(), st.booleans())
def test_no_heap_of_calendar_words_raises(text: str, told: dt.date | None, timeml: bool) -> None:  # noqa: FBT001
    check_spans(text.title(), told, timeml=timeml)
    check_spans(text, told, timeml=timeml)


def check_spans(text: str, told: dt.date | None, *, timeml: bool = False) -> None:
    place = 0
    for date in find_dates(text, told, timeml=timeml):
        span = date.mention
        assert text[span.start : span.end] == span.text
        assert place <= span.start < span.end
        place = span.end


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60), st.integers(2, 300))
def test_days_ago_move_with_the_day_of_publication(told: dt.date, later: int, count: int) -> None:
    text = f"It fell {count} days ago."
    [before], [after] = (list(find_dates(text, day)) for day in (told, told + dt.timedelta(later)))
    assert before.earliest is not None
    assert after.earliest == before.earliest + dt.timedelta(later)


@given(st.dates(dt.date(1600, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE", "CE"]))
def test_a_day_lies_within_what_covers_it(day: dt.date, unit: str) -> None:
    span = bounds(cover(day, unit))
    assert span is None or span[0] <= day <= span[1]
    assert span is not None or day.year > 9900


@pytest.mark.parametrize("text", ["1" * 200_000, "the " * 50_000, " " * 200_000, "last" + " " * 200_000, "'" * 200_000])
def test_long_texts_of_one_thing_are_read(text: str) -> None:
    assert all(date.mention.text for date in find_dates(text, TOLD))


@pytest.mark.skipif(not DATES.is_dir(), reason=f"TimeBank is not here: {DATES}")
def test_timebank_keeps_its_floors() -> None:
    spec = importlib.util.spec_from_file_location("score_dates", DATES / "score_dates.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    docs = json.loads((DATES / "tbaq.json").read_text(encoding="utf-8"))
    figures, _ = scorer.score(docs, {name: timexes(doc) for name, doc in docs.items()})
    assert figures["relaxed_F1"] >= 94
    assert figures["strict_F1"] >= 87
    assert figures["value_F1"] >= 80


def timexes(doc: dict[str, Any]) -> list[dict[str, Any]]:
    dates = find_dates(doc["text"], dt.date.fromisoformat(doc["dct"][:10]), timeml=True)
    return [
        {"start": date.mention.start, "end": date.mention.end, "type": date.kind.upper(), "value": date.value}
        for date in dates
    ]
