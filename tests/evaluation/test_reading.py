"""Annotated stories, and one line of error for what is none."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.evaluation.figures import FIGURES, Count
from extractor.evaluation.floors import fallen, read_floors
from extractor.evaluation.reading import Case, read_cases
from extractor.evaluation.views import of_annotation

OWN = Path(__file__).parents[2] / "models" / "training" / "own"
FORM = "one annotated story a line, as docs/evaluation.md shows"
STORY_FORM = 'one story a line: {"id": "...", "title": "...", "text": "...", "date": "2025-04-16"}'
CODES = "ISO alpha-3 codes: JPN, USA, and EUN for the European Union"
NO_NUMBER = f"is neither a number nor a range, [low, high] (try: {FORM})"
STATUS = "actual, planned, possible, ruled_out"
KIND = "tariff, restriction, talks, agreement, investigation, dispute, flow"
ACTION = "it has hold, request, break_off"
INDICATOR = "flows, and only flows, have an indicator: exports, imports, balance or trade"
ROLL = {"value": 5, "roll": "rate"}
EVENT = {"kind": "talks", "action": "hold", "status": "actual", "anchor": "hold talks"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def line(**parts: Any) -> dict[str, Any]:
    """One annotated story; a part given as None is left out."""
    empty: dict[str, Any] = {key: [] for key in ("people", "countries", "percentages", "dates", "events")}
    whole = {"id": "a-1", "published": "2025-03-03", "text": "They hold talks.", **empty, **parts}
    return {key: value for key, value in whole.items() if value is not None}


def written(*records: Any, name: str = "gold.jsonl") -> str:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return name


def words(*, stories: str | None = None, name: str = "gold.jsonl") -> str:
    """What is said of gold.jsonl."""
    with pytest.raises(UsageError) as caught:
        read_cases(name, stories=stories)
    return str(caught.value)


def test_the_story_stands_in_the_same_line() -> None:
    [case] = read_cases(written(line(title="Talks", events=[EVENT])))
    assert (case.wire.id, case.wire.text, str(case.wire.published)) == (
        "a-1",
        "Talks\n\nThey hold talks.",
        "2025-03-03",
    )
    assert case.annotation.events[0].kind == "talks"
    assert list(case.warnings()) == []


def test_the_story_stands_in_another_file() -> None:
    gold = written(line(text=None))
    others = (
        {"id": "a-2", "text": "no"},
        {"id": "a-1", "text": "They hold talks.", "date": "2025-03-04", "licence": "?"},
    )
    [case] = read_cases(gold, stories=written(*others, name="wire.jsonl"))
    assert (case.wire.body, str(case.wire.published), case.wire.source) == (
        "They hold talks.",
        "2025-03-04",
        "wire.jsonl:2",
    )


def test_an_array_is_read_too_and_blank_lines_are_passed_over() -> None:
    Path("gold.json").write_text(json.dumps([line(), line(id="a-2")], indent=1))
    assert [case.place for case in read_cases("gold.json")] == ["gold.json[0]", "gold.json[1]"]
    Path("gold.jsonl").write_text("\ufeff\n" + json.dumps(line(id=7)) + "\n\n")
    assert [(case.wire.id, case.place) for case in read_cases("gold.jsonl")] == [("7", "gold.jsonl:2")]


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"people": None}, 'no `people` (try: "people": [])'),
        ({"published": None}, 'no `published` (try: "published": null)'),
        ({"id": ""}, f"id: string should have at least 1 character (try: {FORM})"),
        ({"contries": [], "countries": None}, "unknown key `contries` (try: countries)"),
        ({"txt": "", "text": None}, "unknown key `txt` (try: text)"),
        ({"countries": ["UK"]}, f"countries[0]: 'UK' is not the code of a country (try: {CODES})"),
        ({"percentages": [{"text": "5%", "value": "5"}]}, f"percentages[0].value: '5' {NO_NUMBER}"),
        ({"percentages": [{"text": "5%", "value": float("nan")}]}, f"percentages[0].value: nan {NO_NUMBER}"),
        ({"dates": [{"txt": "Monday", "value": "2025"}]}, "dates[0]: unknown key `txt` (try: text)"),
        ({"events": [{**EVENT, "status": "plan"}]}, f"events[0].status: 'plan' is not one of {STATUS} (try: planned)"),
        ({"events": [{**EVENT, "kind": "tarif"}]}, f"events[0].kind: 'tarif' is not one of {KIND} (try: tariff)"),
        ({"events": [{**EVENT, "action": "cut"}]}, f"events[0]: talks has no action cut; {ACTION} (try: {FORM})"),
        ({"events": [{**EVENT, "indicator": "trade"}]}, f"events[0]: {INDICATOR} (try: {FORM})"),
        ({"events": [EVENT, {"kind": "talks"}]}, f"events[1]: no `action` (try: {FORM})"),
        ({"events": [{**EVENT, "rates": [ROLL]}]}, "events[0].rates[0]: unknown key `roll` (try: role)"),
        ({"text": None}, 'no `text` (try: a line with "title" and "text" too, or --stories FILE)'),
        ({"text": 5}, '`text` is not a string (try: a line with "title" and "text" too, or --stories FILE)'),
    ],
)  # fmt: skip
def test_what_does_not_keep_to_the_form_is_told_in_one_line(parts: dict[str, Any], what: str) -> None:
    left_out = {key: parts[key] for key in parts if parts[key] is None}
    written(line(id="a-0"), line(**{**parts, **left_out}))
    assert words() == f"gold.jsonl:2: {what}"


def test_a_story_annotated_twice_is_an_error() -> None:
    written(line(), line(id="a-2"), line())
    assert words() == "gold.jsonl:3: a second story 'a-1' (try: one id a story; the first is at gold.jsonl:1)"


def test_a_story_told_twice_is_an_error_where_it_is_annotated() -> None:
    written(line())
    told = written(*[{"id": key, "text": "x"} for key in ("b", "b", "a-1", "a-1")], name="wire.jsonl")
    assert (
        words(stories=told) == "wire.jsonl:4: a second story 'a-1' (try: one id a story; the first is at wire.jsonl:3)"
    )


def test_an_annotation_whose_story_is_nowhere_is_an_error() -> None:
    written(line(id="a-0"), line())
    told = written({"id": "a-0", "text": "x"}, name="wire.jsonl")
    assert words(stories=told) == f"gold.jsonl:2: wire.jsonl has no story 'a-1' (try: {STORY_FORM})"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"id": "a-1",\n', ":1:14: broken JSON: Expecting property name enclosed in double quotes"),
        (b"[1]", "[0]: a JSON value that is no object"),
        (b"[{]", ":1:3: broken JSON: Expecting property name enclosed in double quotes"),
        (b"7\n", ":1: a JSON value that is no object"),
        (b"", ": no annotated stories in it"),
        (b" \n", ": no annotated stories in it"),
        (b"[]", ": no annotated stories in it"),
        (b"\x1f\x8b\x08", ": gzip-compressed, not text"),
        (b'{"id": "\xff"}', ":1:9: not UTF-8"),
    ],
)
def test_a_file_that_is_none(content: bytes, what: str) -> None:
    Path("gold.jsonl").write_bytes(content)
    assert words() == f"gold.jsonl{what} (try: {FORM})"


def test_a_file_that_is_not_there() -> None:
    assert words(name="nosuch.jsonl") == "nosuch.jsonl: no such file (try: ls .)"
    written(line())
    assert words(stories="nosuch.jsonl") == "nosuch.jsonl: no such file (try: ls .)"


def test_a_folder_is_no_file() -> None:
    assert words(name=".") == f".: a folder, not a file (try: {FORM})"


def test_half_a_surrogate_pair_is_told() -> None:
    written(line(id="\ud800"))
    assert words().startswith("gold.jsonl:1: id: ")


def test_what_is_not_in_the_text_is_a_warning() -> None:
    [case] = read_cases(written(line(
        published="next week",
        percentages=[{"text": "9%", "value": 9}],
        dates=[{"text": "Monday", "value": "2025-03-03"}],
        events=[EVENT, {**EVENT, "anchor": "held talks"}],
    )))  # fmt: skip
    assert list(case.warnings()) == [
        "gold.jsonl:1: `published` 'next week' is not one day, and counts as missing",
        "gold.jsonl:1: percentages[0].text '9%' is not in the story's text",
        "gold.jsonl:1: dates[0].text 'Monday' is not in the story's text",
        "gold.jsonl:1: events[1].anchor 'held talks' is not in the story's text",
    ]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
PATHS = (
    "id published text odd people people.0 people.0.roles.0 countries countries.0 dates.0.text percentages.0.value "
    "events events.0 events.0.kind events.0.rates.0.value events.0.anchor"
).split()


@given(path=st.sampled_from(PATHS), value=ANYTHING)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_anywhere_is_read_or_told_in_one_line(path: str, value: Any) -> None:
    record = line(
        people=[{"name": "Rojas", "roles": [{"title": "envoy", "of": None}]}],
        countries=["PER"],
        percentages=[{"text": "5%", "value": 5}],
        dates=[{"text": "Monday", "value": "2025-03-03"}],
        events=[{**EVENT, "rates": [{"value": [5, 6]}]}],
    )
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = record
    for part in parents:
        place = place[part]
    place[last] = value
    written(record)
    with suppress(UsageError):
        [case] = read_cases("gold.jsonl")
        list(case.warnings())
        of_annotation(case.annotation, case.wire.text)


@pytest.mark.parametrize("file", sorted(OWN.glob("*.gold.jsonl")), ids=lambda file: file.name)
def test_our_own_stories_keep_to_the_form(file: Path) -> None:
    cases: list[Case] = read_cases(str(file))
    assert cases
    assert [warning for case in cases for warning in case.warnings()] == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('{"events.cor": 1}', "unknown figure 'events.cor' (try: events.core)"),
        ('{"zzz": 1}', f"unknown figure 'zzz' (try: {', '.join(FIGURES)})"),
        ('{"people": "1"}', 'the floor of people is no number (try: {"events.core": 37, "people": 95})'),
        ("[]", 'no JSON object (try: {"events.core": 37, "people": 95})'),
    ],
)
def test_floors_that_are_none(content: str, what: str) -> None:
    Path("floors.json").write_text(content)
    with pytest.raises(UsageError) as caught:
        read_floors("floors.json")
    assert str(caught.value) == f"floors.json: {what}"


def test_only_figures_below_their_floors_are_told() -> None:
    figures = {"people": Count(1, 2, 2), "countries": Count(1, 2, 2), "events.slots": Count(55, 100, 100)}
    floors = {"people": 50, "countries": 50.1, "events.slots": 56.5}
    assert list(fallen(figures, floors)) == [
        "countries 50.0 is below its floor 50.1",
        "events.slots 55.0 is below its floor 56.5",
    ]
