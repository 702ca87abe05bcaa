"""The README shows real runs: its JSON stands in the golden records, its Python runs, its commands are those of CI."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def holds(whole: Any, part: Any) -> bool:
    """Whether `part` stands in `whole`: of an object some keys, of a list each item in its place."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return bool(whole == part)


def test_the_event_shown_is_one_that_extract_writes() -> None:
    [shown] = blocks("json")
    [story] = json.loads((ROOT / "samples" / "japan-talks" / "events.json").read_text(encoding="utf-8"))
    assert any(holds(event, json.loads(shown)) for event in story["events"])


def test_the_sentence_shown_stands_in_the_sample() -> None:
    [sentence] = re.findall(r'The story says "\*(.*?)\*"', README, re.DOTALL)
    assert " ".join(sentence.split()) in (ROOT / "samples" / "japan-talks" / "story.txt").read_text(encoding="utf-8")


def test_the_python_shown_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README
    printed = re.findall(r"^# prints: (.*)$", code, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == printed


def test_the_first_commands_are_run_by_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("extract samples/japan-talks/story.txt", "pip install", "'.[test]'", "pytest"):
        assert command in blocks("sh")[0] + blocks("sh")[-1]
        assert command in script
