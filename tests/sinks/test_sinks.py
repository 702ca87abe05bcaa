"""Records out: the forms they are written in, and files that appear only when whole."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.records import Story
from extractor.sinks import format_names, get_format, needs_text, open_output

# Every sign that Python, but not JSON, takes for the end of a line.
AWKWARD = "“Duties”\r\n rose\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029 é 😀"


def story(name: str, title: str = AWKWARD) -> Story:
    return Story(id=name, source=f"{name}.txt", title=title, text_sha256="0" * 64)


def written(form: str, *stories: Story) -> str:
    stream = io.BytesIO()
    with get_format(form).writing(stream) as write:
        for each in stories:
            write(each)
    return stream.getvalue().decode()


def test_every_format_is_there() -> None:
    assert format_names() == ("html", "json", "jsonl")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array(count: int) -> None:
    stories = [story(str(number)) for number in range(count)]
    assert json.loads(written("json", *stories)) == [story.model_dump(mode="json") for story in stories]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_lines_is_one_record_a_line(count: int) -> None:
    stories = [story(str(number)) for number in range(count)]
    lines = written("jsonl", *stories).split("\n")
    assert lines.pop() == ""
    assert [Story.model_validate_json(line) for line in lines] == stories


def test_the_report_alone_needs_the_text() -> None:
    assert [form for form in format_names() if needs_text(form)] == ["html"]
    assert "<h2" in written("html", story("a"))


def test_json_is_indented_for_people() -> None:
    text = written("json", story("a", "Duties"), story("b", "Duties"))
    assert text.startswith('[\n  {\n    "schema_version": "1",\n    "id": "a",\n')
    assert '\n  },\n  {\n    "schema_version": "1",\n    "id": "b",\n' in text
    assert text.endswith("\n  }\n]\n")


def test_no_array_is_begun_before_there_is_a_story() -> None:
    stream = io.BytesIO()
    with pytest.raises(UsageError), get_format("json").writing(stream):
        raise UsageError("no model")
    assert stream.getvalue() == b""


def test_a_file_appears_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    with open_output(str(path)) as stream:
        stream.write(b"[]")
        assert not path.exists()
    assert path.read_bytes() == b"[]"
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with suppress(KeyboardInterrupt), open_output(str(path)) as stream:
        stream.write(b"[")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_is_swept_away_and_what_another_run_writes_is_not(tmp_path: Path) -> None:
    left, others = tmp_path / ".events.json.1.part", tmp_path / ".events.jsonl.1.part"
    left.write_text("[")
    others.write_text("{")
    with open_output(str(tmp_path / "events.json")) as first:
        first.write(b"first")
        [part] = tmp_path.glob(".events.json.*.part")
        part.rename(tmp_path / ".events.json.2.part")  # as if another process were writing it
        with open_output(str(tmp_path / "events.json")) as second:
            second.write(b"second")
        assert not left.exists()
        assert (tmp_path / ".events.json.2.part").rename(part).exists()
    assert (tmp_path / "events.json").read_bytes() == b"first"
    assert others.exists()


def test_a_file_keeps_its_mode_and_a_link_its_place(tmp_path: Path) -> None:
    path, link = tmp_path / "events.json", tmp_path / "latest.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    with open_output(str(link)) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.parametrize(
    ("name", "reason"), [("no/events.json", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_file_that_cannot_be_made_is_told_at_once(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError) as caught, open_output(str(tmp_path / name)):
        pass
    assert str(caught.value) == f"{tmp_path / name}: cannot be written: {reason} (try: another --output)"


def test_a_device_is_written_in_place() -> None:
    with open_output("/dev/null") as stream:
        stream.write(b"[]")
    assert not Path("/dev/null").is_file()
