"""Values of dates as arithmetic, laws that hold for any text, and the floors on annotated stories."""

import datetime as dt
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.dates import find_dates
from extractor.language.dates.feasts import easter
from extractor.language.dates.timex import bounds, cover, length, moved, shifted

SHARED = Path(__file__).resolve().parents[3] / "shared"
TOLD = dt.date(2025, 3, 7)


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
        ("1979-81", "date", None, "1979-01-01", "1981-12-31"),
        ("1999-00", "date", None, "1999-01-01", "2000-12-31"),
        ("1995-6", "date", None, "1995-01-01", "1996-12-31"),
        ("the 2023/24 season", "date", None, "2023-01-01", "2024-12-31"),
        ("2024-02", "date", None, "2024-02-01", "2024-02-29"),
        ("April 6-8", "date", None, "2025-04-06", "2025-04-08"),
        ("28-29 June", "date", None, "2025-06-28", "2025-06-29"),
        ("the last week of February 2024", "date", "end", "2024-02-01", "2024-02-29"),
        ("mid-year", "date", "mid", "2025-01-01", "2025-12-31"),
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


@pytest.mark.parametrize("value", ["XXXX-04-02", "P90D", "PRESENT_REF", "2021-W53", "2023-02-29", "9999-W52", ""])
def test_what_has_no_calendar_has_no_bounds(value: str) -> None:
    assert bounds(value) is None


def test_arithmetic_of_values() -> None:
    assert shifted("2025-Q1", -1, "Y") == "2024-Q1"
    assert shifted("2024-02-29", -1, "Y") == "2023-02-28"
    assert moved(dt.date(9999, 12, 31), 1, "D") is None
    assert [length(2.5, "Y"), length(2, "DE"), length(1.5, "M"), length(1, "Q")] == ["P2Y6M", "P20Y", "P1.5M", "P1Q"]


def test_easter_falls_where_it_fell() -> None:
    assert [easter(year).isoformat() for year in (1987, 2024, 2025)] == ["1987-04-19", "2024-03-31", "2025-04-20"]


@settings(deadline=None)  # the first story compiles the table
@given(st.text(), st.none() | st.dates())
def test_no_text_raises_and_spans_are_exact(text: str, told: dt.date | None) -> None:
    check_spans(text, told)


WORDS = st.sampled_from(
    "the last next a of in two 12 2018 7 march may friday week weeks year quarter half first second at . , ( ) - ' \n"
    " ago earlier early end noon 9 a.m. gmt every now thanksgiving fy 1/2 thousand 's decade \ud800 İ through / 2019-21"
    " quarter september 7th from midnight before last that 12.05.2020 since delivery will said fortnight".split(" ")
)


@settings(deadline=None)  # the first story compiles the table
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
        assert ("X" in date.value or date.kind in ("duration", "set")) <= (date.earliest is None)
        assert (date.earliest is None) == (date.latest is None)
        place = span.end


@settings(deadline=None)  # the first story compiles the table
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60), st.integers(2, 300))
def test_days_ago_move_with_the_day_of_publication(told: dt.date, later: int, count: int) -> None:
    text = f"It fell {count} days ago."
    [before], [after] = (list(find_dates(text, day)) for day in (told, told + dt.timedelta(later)))
    assert before.earliest is not None
    assert after.earliest == before.earliest + dt.timedelta(later)


@settings(deadline=None)  # the first story compiles the table
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.integers(0, 800),
    st.integers(2, 90),
    st.sampled_from(["weeks", "months", "quarters", "years", "decades"]),
)
def test_what_was_ago_never_moves_back(told: dt.date, later: int, count: int, unit: str) -> None:
    text = f"It fell {count} {unit} ago."
    [before], [after] = (list(find_dates(text, day)) for day in (told, told + dt.timedelta(later)))
    assert before.earliest is not None
    assert after.earliest is not None
    assert before.earliest <= after.earliest <= told + dt.timedelta(later)


@given(st.dates(dt.date(1600, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE", "CE"]))
def test_a_day_lies_within_what_covers_it(day: dt.date, unit: str) -> None:
    span = bounds(cover(day, unit))
    assert span is None or span[0] <= day <= span[1]
    assert span is not None or day.year > 9900


@pytest.mark.parametrize("text", ["1" * 200_000, "the " * 50_000, " " * 200_000, "last" + " " * 200_000, "'" * 200_000])
def test_long_texts_of_one_thing_are_read(text: str) -> None:
    assert all(date.mention.text for date in find_dates(text, TOLD))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dates", SHARED / "dates" / "score_dates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "dates").is_dir(), reason="TimeBank (../shared/dates) is not here")
def test_timebank_keeps_its_floors() -> None:
    docs = json.loads((SHARED / "dates" / "tbaq.json").read_text(encoding="utf-8"))
    figures, _ = scorer().score(docs, {name: timexes(doc) for name, doc in docs.items()})
    assert figures["relaxed_F1"] >= 94
    assert figures["strict_F1"] >= 88
    assert figures["value_F1"] >= 82.4


def timexes(doc: dict[str, Any]) -> list[dict[str, Any]]:
    dates = find_dates(doc["text"], dt.date.fromisoformat(doc["dct"][:10]), timeml=True)
    return [
        {"start": date.mention.start, "end": date.mention.end, "type": date.kind.upper(), "value": date.value}
        for date in dates
    ]
