"""Cues, conditions and legal bases: each row is a sentence with the wanted piece in brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.events.status import CUES, find_condition, find_cue, find_legal_basis, plain_status, refuses_to_impose
from extractor.records import Status

CUE_ROWS: tuple[tuple[Status, str, str], ...] = (
    ("planned", "Ottawa [will] raise its tariffs.", "tariffs"),
    ("planned", "The tariffs are [set to] rise in May.", "tariffs"),
    ("possible", "Ottawa [could] raise its tariffs.", "tariffs"),
    ("possible", "He [threatened] to tax wine.", "tax"),
    ("possible", "A [proposal] to cut duties lies before the council.", "duties"),
    ("ruled_out", "Tokyo [ruled out] tariffs, though it may sue.", "tariffs"),
    ("ruled_out", "The ministry [will not] lift the ban.", "ban"),
)
CONDITIONS = (
    "Duties rise to 30% [unless a deal is reached by Aug. 1].",
    "[If talks fail], the levy comes back.",
    "The ban stays [until the beef is tested], he said.",
    "The pause lasts until July 9.",
    "He was asked if the levy would stay.",
    "Duties rise on Friday.",
)
LAWS = (
    ("The Section 232 tariffs and IEEPA", ("Section 232", "IEEPA")),
    ("cases WTO DS597 and DS512", ("WTO DS597", "DS512")),
    ("under the Trade Act of 1974", ("Trade Act of 1974",)),
    ("section two of the report", ()),
)


def bare(row: str) -> tuple[str, str | None]:
    start, end = row.find("["), row.find("]")
    return row.replace("[", "").replace("]", ""), row[start + 1 : end] if start >= 0 else None


@pytest.mark.parametrize(("status", "row", "trigger"), CUE_ROWS)
def test_the_cue_is_the_word_that_decides(status: Status, row: str, trigger: str) -> None:
    text, wanted = bare(row)
    cue = find_cue(text, status, start=0, end=len(text), near=text.index(trigger))
    assert cue is not None
    assert cue.text == wanted
    assert text[cue.start : cue.end] == cue.text


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Japan ruled out new *", "ruled_out"),
        ("Chile will not go ahead with a 9.5 percent *", "ruled_out"),
        ("Chile will not impose the * before June", None),
        ("Chile will not answer the *", None),
        ("he didn't rule out *", "possible"),
        ("Japan has not yet ruled out *", "possible"),
        ("they have no plans to impose *", "ruled_out"),
        ("she does not have any intention of raising *", "ruled_out"),
        ("Japan *ruled out tariffs", "ruled_out"),
        ("A tariff* was ruled out", None),
        ("the judge ruled that *", None),
        ("Tokyo ruled out talks but imposed *", None),
        ("no plan *", None),
        ("she has no plans to retaliate against the 30 percent *", None),
        ("she ruled out hitting back at Tokyo's *", None),
        ("no plans to answer the ban with *", "ruled_out"),
        ("there have been no trade *talks since May", "ruled_out"),
        ("no talks were held and Beijing imposed a *tariff", None),
        ("nobody expects *talks", None),
    ],
)
def test_plain_refusals_decide_the_status(words: str, status: Status | None) -> None:
    assert plain_status(words.replace("*", ""), start=0, near=words.index("*")) == status


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Japan ruled out new *tariffs on rice", True),
        ("ruling out any retaliatory *duties", True),
        ("It ruled out *tariff cuts for now", False),
        ("It ruled out lifting the *ban", False),
        ("It ruled out a removal of the *ban", False),
        ("It will not lift the *ban", False),
        ("It ruled out any *exemption", False),
        ("It ruled out a cut in *tariffs", False),
        ("It ruled out a *tariff pause", False),
    ],
)
def test_a_measure_ruled_out_by_its_bare_name_is_not_to_come(words: str, *, refused: bool) -> None:
    assert refuses_to_impose(words.replace("*", ""), start=0, near=words.index("*")) is refused


def test_what_is_plainly_actual_has_no_cue() -> None:
    assert find_cue("Ottawa will raise tariffs.", "actual", start=0, end=26, near=18) is None


@pytest.mark.parametrize("row", CONDITIONS)
def test_a_condition_runs_to_the_end_of_its_clause(row: str) -> None:
    text, wanted = bare(row)
    condition = find_condition(text, start=0, end=len(text))
    assert (condition.text if condition else None) == wanted


@pytest.mark.parametrize(("text", "laws"), LAWS)
def test_legal_bases_are_kept_as_written(text: str, laws: tuple[str, ...]) -> None:
    assert tuple(span.text for span in find_legal_basis(text, start=0, end=len(text))) == laws


@given(st.text(), st.sampled_from(sorted(CUES)), st.integers(0, 50))
def test_pieces_are_exact_in_any_text(text: str, status: Status, near: int) -> None:
    for span in (
        find_cue(text, status, start=0, end=len(text), near=near),
        find_condition(text, start=0, end=len(text)),
    ):
        assert span is None or text[span.start : span.end] == span.text
