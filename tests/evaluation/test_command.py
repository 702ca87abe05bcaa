"""`extractor evaluate` as its users meet it."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from spacy.language import Language

from extractor.commands import main

OWN = Path(__file__).parents[2] / "models" / "training" / "own" / "short.gold.jsonl"
TABLE = """\
4 stories, 3 annotated events, 3 found

                          P      R     F1    right    found     gold
people                    -      -      -        0        0        0
roles                     -      -      -        0        0        0
roles.of                  -      -      -        0        0        0
countries             100.0  100.0  100.0        4        4        4
percentages               -      -      -        0        0        0
dates.span                -      -      -        0        0        0
dates.value               -      -      -        0        0        0

events.found           66.7   66.7   66.7        2        3        3
events.frame           33.3   33.3   33.3        1        3        3
events.core            66.7   66.7   66.7        2        3        3
events.slots           55.6   50.0   52.6        5        9       10

slot.type              66.7   66.7   66.7        2        3        3
slot.status            33.3   33.3   33.3        1        3        3
slot.retaliatory          -      -      -        0        0        0
slot.actors            66.7   66.7   66.7        2        3        3
slot.targets              -      -      -        0        0        0
slot.rates                -      -      -        0        0        0
slot.dates                -      -      -        0        0        0
slot.products             -      -      -        0        0        0
slot.people             0.0    0.0    0.0        0        0        1

kind.tariff            66.7  100.0   80.0        2        3        2
kind.restriction          -      -      -        0        0        0
kind.talks              0.0    0.0    0.0        0        0        1
kind.agreement            -      -      -        0        0        0
kind.investigation        -      -      -        0        0        0
kind.dispute              -      -      -        0        0        0
kind.flow                 -      -      -        0        0        0

status right in 50.0 % of the 2 events found
false alarms: 1 event in 1 story without any, 100.0 per 100 stories

confidence           events   mean  right
0.0-0.1                   0      -      -
"""
END = """\
0.7-0.8                   3   0.75   0.67
0.8-0.9                   0      -      -
0.9-1.0                   0      -      -
expected calibration error 0.083

--min-confidence     events      P      R     F1   events.core
0.0                       3   66.7   66.7   66.7
0.1                       3   66.7   66.7   66.7
0.2                       3   66.7   66.7   66.7
0.3                       3   66.7   66.7   66.7
0.4                       3   66.7   66.7   66.7
0.5                       3   66.7   66.7   66.7
0.6                       3   66.7   66.7   66.7
0.7                       3   66.7   66.7   66.7
0.8                       0      -      -      -
0.9                       0      -      -      -
"""


def test_the_table_tells_how_good_it_is(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", gold]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(TABLE)
    assert out.endswith(END)
    assert err == ""


def test_figures_below_their_floors_make_exit_code_1(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("floors.json").write_text('{"events.slots": 56.5, "countries": 98, "events.frame": 43}')
    assert main(["evaluate", gold, "--floors", "floors.json"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "extractor: events.slots 52.6 is below its floor 56.5",
        "extractor: events.frame 33.3 is below its floor 43",
    ]


def test_floors_that_hold_make_exit_code_0(gold: str) -> None:
    Path("floors.json").write_text('{"events.slots": 52.6, "countries": 100}')
    assert main(["evaluate", gold, "--floors", "floors.json"]) == 0


def test_a_wrong_floor_ends_the_run_before_anything_is_read(
    gold: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extractor.pipeline.load", lambda _: pytest.fail("the model is loaded"))
    Path("floors.json").write_text('{"event.slots": 56.5}')
    assert main(["evaluate", gold, "--floors", "floors.json", "--json", "figures.json"]) == 2
    assert capsys.readouterr().err == "extractor: floors.json: unknown figure 'event.slots' (try: events.slots)\n"
    assert not Path("figures.json").exists()


def test_all_figures_are_written_as_json(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", gold, "--json", "figures.json"]) == 0
    record = json.loads(Path("figures.json").read_text())
    assert record["figures"]["events.slots"] == {"p": 55.6, "r": 50.0, "f1": 52.6, "right": 5, "found": 9, "gold": 10}
    assert (record["stories"], record["failed"], record["min_confidence"]) == (4, 0, 0.0)
    assert record["status"] == {"accuracy": 50.0, "right": 1, "of": 2}
    assert record["false_alarms"] == {"stories": 1, "events": 1, "per_100_stories": 100.0}
    assert record["calibration"]["expected_error"] == 0.0833
    assert record["calibration"]["bins"][7] == {
        "low": 0.7, "high": 0.8, "events": 3, "confidence": 0.75, "right": 0.6667,
    }  # fmt: skip
    assert [step["core"]["found"] for step in record["curve"]] == [3] * 8 + [0] * 2


def test_events_of_little_confidence_can_be_left_out(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", gold, "--min-confidence", "0.8"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("4 stories, 3 annotated events, 0 found of confidence 0.8 or more\n")
    assert "\nno event was paired with an annotated one\n" in out
    assert out.endswith(END)  # the confidences are judged over all events all the same


def test_texts_come_from_another_file(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    stories = [json.loads(line) for line in Path(gold).read_text().splitlines()]
    Path("wire.jsonl").write_text(
        "\n".join(json.dumps({key: story[key] for key in ("id", "text")}) for story in stories)
    )
    Path(gold).write_text("\n".join(json.dumps({k: v for k, v in story.items() if k != "text"}) for story in stories))
    assert main(["evaluate", gold, "--stories", "wire.jsonl"]) == 0
    assert capsys.readouterr().out.startswith(TABLE)


def test_a_story_that_cannot_be_read_counts_with_nothing_found(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(gold).write_text(Path(gold).read_text().replace("Peru put a duty on it.", "Peru put a duty on unreadable."))
    assert main(["evaluate", gold, "--report", "errors.html"]) == 1
    out, err = capsys.readouterr()
    assert err == "extractor: gold.jsonl:1: this story's language is 'fr'; only English is read\n"
    assert "2 found; 1 could not be read, and count as if nothing were found\n" in out
    assert "events.found           50.0   33.3   40.0        1        2        3" in out
    assert "Not read: this story&#x27;s language is 'fr'" in Path("errors.html").read_text().replace("'s", "&#x27;s")


@pytest.mark.parametrize("quiet", [False, True])
def test_what_is_odd_is_a_warning_and_not_too_many(
    gold: str, capsys: pytest.CaptureFixture[str], *, quiet: bool
) -> None:
    Path(gold).write_text(Path(gold).read_text().replace("put a duty on it", "laid a duty on it"))
    assert main(["evaluate", gold, *(["-q"] if quiet else [])]) == 0
    warning = "extractor: gold.jsonl:1: events[0].anchor 'put a duty on' is not in the story's text\n"
    assert capsys.readouterr().err == ("" if quiet else warning)


def test_of_many_warnings_five_are_told(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    story = json.loads(Path(gold).read_text().splitlines()[0])
    dates = [{"text": f"day {number}", "value": "2025"} for number in range(8)]
    Path(gold).write_text(json.dumps({**story, "dates": dates}))
    main(["evaluate", gold])
    words = capsys.readouterr().err.splitlines()
    assert len(words) == 6
    assert words[-1] == "extractor: ... and 3 more warnings"


@pytest.mark.parametrize("option", ["--report", "--json"])
def test_a_file_that_cannot_be_written_is_told_before_anything_is_read(
    option: str, gold: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", gold, option, "no/file"]) == 2
    why = "No such file or directory"
    assert capsys.readouterr() == ("", f"extractor: no/file: cannot be written: {why} (try: another {option})\n")


def test_the_help_teaches_by_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--help"]) == 0
    out = capsys.readouterr().out
    assert "extractor evaluate gold.jsonl --report errors.html" in out
    for option in ("--stories", "--floors", "--report", "--json", "--min-confidence"):
        assert option in out


def test_the_story_in_the_help_is_one_that_can_be_measured(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "--help"])
    out = capsys.readouterr().out
    story = out[out.index('{"id"') : out.index("On one line each")]
    Path(gold).write_text(" ".join(story.split()))
    assert main(["evaluate", gold]) == 0
    assert capsys.readouterr().err == ""


def test_the_story_in_docs_is_one_that_can_be_measured(gold: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    story = page[page.index("```json\n") + 8 :].partition("```")[0]
    Path(gold).write_text(" ".join(story.split()))
    assert main(["evaluate", gold]) == 0
    assert capsys.readouterr().err == ""


def test_our_own_stories_are_measured(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extractor.pipeline.load", lambda _: nlp)
    few = tmp_path / "few.jsonl"
    with OWN.open(encoding="utf-8") as lines:
        few.write_text("".join(islice(lines, 12)), encoding="utf-8")
    report = tmp_path / "errors.html"
    assert main(["evaluate", str(few), "--report", str(report)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("12 stories, ")
    assert err == ""
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n")
