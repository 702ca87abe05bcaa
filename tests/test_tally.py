"""What became of the stories: the words at the end, and the error records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import SkippedError, StoryError, UsageError
from extractor.records import Story
from extractor.tally import Tally, telling

BAD = StoryError("broken JSON", where="wire.jsonl:17:9", hint="one object a line")
PHOTO = SkippedError("a photo without words", where="photo.xml")
SEE = "(see `warnings` in their records)"
GERMAN = SkippedError("this story's language is 'de'", where="welt.txt", stage="check", reason="in 'de'")


def story(*warnings: str) -> Story:
    return Story(id="1", source="a.txt", text_sha256="0" * 64, warnings=warnings)


def said(*results: Story | StoryError, verbose: bool = False) -> list[str]:
    lines: list[str] = []
    tally = Tally(tell=lambda error: None, say=lines.append, verbose=verbose)
    list(tally.successes(results))
    tally.say_end()
    return lines


@pytest.mark.parametrize(
    ("results", "lines"),
    [
        ((), []),
        ((story(), story()), []),
        ((story("no date"),), ["a.txt: no date"]),
        ((BAD,), []),
        ((GERMAN,), []),
        ((story(), BAD), ["1 story read, 1 failed"]),
        ((story(), GERMAN, GERMAN, PHOTO), ["1 story read, 3 skipped (2 in 'de', 1 without text)"]),
        (
            (story("no date"), story(), BAD, PHOTO),
            [f"2 stories read, 1 failed, 1 skipped (1 without text), 1 with warnings {SEE}"],
        ),
    ],
)
def test_the_end_says_what_became_of_many_and_what_is_odd_about_one(
    results: tuple[Story | StoryError, ...], lines: list[str]
) -> None:
    assert said(*results) == lines


def test_verbose_says_each_story_and_always_the_end() -> None:
    assert said(story("no date"), verbose=True) == [
        "a.txt: 0 events, 0 countries; warning: no date",
        f"1 story read, 1 with warnings {SEE}",
    ]


def test_error_records_are_json_lines_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "errors.jsonl"
    with telling(str(path), name="extract", quiet=True) as tell:
        tell(BAD)
        assert len(path.read_text().splitlines()) == 1
        tell(GERMAN)
        tell(StoryError("odd name", where="\udce9.txt"))
    records = [json.loads(line) for line in path.read_text().splitlines()]
    assert [tuple(record) for record in records] == [("source", "stage", "message", "hint", "skipped")] * 3
    assert [tuple(record.values()) for record in records] == [
        ("wire.jsonl:17:9", "read", "broken JSON", "one object a line", False),
        ("welt.txt", "check", "this story's language is 'de'", None, True),
        ("?.txt", "read", "odd name", None, False),
    ]


@pytest.mark.parametrize(
    ("quiet", "skipped"), [(False, ["extract: photo.xml: a photo without words - skipped"]), (True, [])]
)
def test_without_a_file_each_is_one_line_and_quiet_leaves_the_errors(
    quiet: bool,  # noqa: FBT001 - a parameter of the test
    skipped: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with telling(None, name="extract", quiet=quiet) as tell:
        tell(BAD)
        tell(PHOTO)
    assert capsys.readouterr().err.splitlines() == [
        "extract: wire.jsonl:17:9: broken JSON (try: one object a line)",
        *skipped,
    ]


def test_a_file_that_cannot_be_written_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="cannot be written") as caught, telling("no/e.jsonl", name="x", quiet=False):
        pass
    assert (caught.value.where, caught.value.hint) == ("no/e.jsonl", "another --errors")
