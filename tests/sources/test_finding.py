"""Which files are read, as which format, and in which words the others are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import SkippedError, StoryError, UsageError
from extractor.sources import Input, _suffixes, find_inputs, formats, get_format, read_inputs
from extractor.sources.finding import unreadable
from extractor.wire import WireStory

EVERY_FORMAT = " or ".join(f"--from {form}" for form in formats())
RECORD = b'{"text": "Duties rose."}\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: str, raw: bytes = b"Duties rose.") -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(raw)
    return path


def found(*paths: str, form: str | None = None) -> list[str]:
    return [item.name if isinstance(item, Input) else str(item) for item in find_inputs(paths, form=form)]


def read(*paths: str, form: str | None = None) -> list[str]:
    results = read_inputs(find_inputs(paths, form=form), form=form)
    return [f"{item.source} = {item.body}" if isinstance(item, WireStory) else str(item) for item in results]


def test_every_format_has_its_parts_and_shows_itself_in_miniature() -> None:
    assert formats() == tuple("csv html json jsonl newsml newsml_g2 ninjs nitf rss text warc".split())
    for name in formats():
        assert get_format(name).SUFFIXES
        assert "\n    " in (get_format(name).__doc__ or "")


@pytest.mark.parametrize("name", ["pdf", "decoding", "../text", "os", ""])
def test_only_the_formats_present_are_formats(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        get_format(name)
    assert str(caught.value) == f"unknown format {name!r} (try: {' or '.join(formats())})"


def test_a_folder_is_walked_in_order_and_other_files_are_passed_over() -> None:
    for name in ("news/b.txt", "news/a/2.jsonl", "news/a/1.TXT", "news/c.text", "news/d.ndjson"):
        put(name)
    for name in ("news/.hidden.txt", "news/.git/x.txt", "news/photo.jpg", "news/README"):
        put(name)
    assert found("news") == ["news/a/1.TXT", "news/a/2.jsonl", "news/b.txt", "news/c.text", "news/d.ndjson"]


def test_with_a_format_given_every_file_of_a_folder_counts() -> None:
    put("news/b.story")
    put("news/.hidden")
    put("news/README")
    assert read("news", form="text") == ["news/README = Duties rose.", "news/b.story = Duties rose."]


def test_a_file_that_is_named_is_read_whatever_its_name() -> None:
    put(".hidden")
    put("U.S. duties")
    assert read(".hidden", "U.S. duties") == [".hidden = Duties rose.", "U.S. duties = Duties rose."]


@pytest.mark.parametrize("name", ["story", "story.txt", "story.text", "story.TXT", "story.2025"])
def test_plain_text_is_told_from_json_lines_by_its_content(name: str) -> None:
    put(name)
    assert read(name) == [f"{name} = Duties rose."]
    put(name, RECORD)
    assert read(name) == [f"{name}:1 = Duties rose."]


@pytest.mark.parametrize("name", ["wire.jsonl", "wire.ndjson", "wire.JSONL", "wire.json", "wire.log"])
def test_json_lines_are_known_by_name_or_content(name: str) -> None:
    assert read(put(name, b"\xef\xbb\xbf \n" + RECORD)) == [f"{name}:2 = Duties rose."]


def test_a_story_may_begin_with_a_bracket() -> None:
    assert read(put("story.txt", b"[Andes Wire] Duties rose.")) == ["story.txt = [Andes Wire] Duties rose."]


def test_the_format_given_goes_before_name_and_content() -> None:
    assert read(put("wire.jsonl", RECORD), form="text") == [f"wire.jsonl = {RECORD.decode()}"]
    assert read(put("story.txt", b'\n{"text": "x"}'), form="jsonl") == ["story.txt:2 = x"]


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("page.html", b"<html>", "page.html: no text to read: a page without an article"),
        ("map.kml", b"<kml>", f"map.kml: unknown format .kml (try: {EVERY_FORMAT})"),
        (
            "map.xml",
            b"<kml/>",
            "map.xml: unknown format .xml (try: --from newsml or --from newsml_g2 or --from nitf or --from rss)",
        ),
        ("paper.pdf", b"%PDF-1.7", "paper.pdf: a PDF, not text (try: pdftotext FILE - | extract -)"),
        ("photo.bin", b"\0\1\2", "photo.bin: binary data (NUL bytes), not text (try: save it as UTF-8 text)"),
        ("story.txt", b"", "story.txt: the file is empty (try: a file with a story in it)"),
        ("wire.jsonl", b"", "wire.jsonl: the file is empty (try: a file with a story in it)"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_an_error_and_the_others_go_on(name: str, raw: bytes, words: str) -> None:
    put(name, raw)
    put("last.txt")
    assert read(name, "last.txt") == [words, "last.txt = Duties rose."]


def test_a_path_that_leads_nowhere_is_an_error_and_the_others_go_on() -> None:
    put("news/story.txt")
    assert read("nosuch.txt", "news/no/such.txt", "news/story.txt/x", "news/it's.txt", "news/story.txt") == [
        "nosuch.txt: no such file (try: ls .)",
        "news/no/such.txt: no such file (try: ls news)",
        "news/story.txt/x: no such file (try: ls news)",
        "news/it's.txt: no such file (try: ls news)",
        "news/story.txt = Duties rose.",
    ]


def test_a_folder_without_stories_is_an_error() -> None:
    put("photos/a.jpg")
    Path("empty").mkdir()
    endings = ", ".join(_suffixes())
    hint = f"(try: files that end in {endings}, or --from FORMAT to read every file in it)"
    assert found("photos", "empty") == [f"{name}: no stories in this folder {hint}" for name in ("photos", "empty")]
    assert found("empty", form="text") == ["empty: no stories in this folder (try: a folder with stories in it)"]


def test_links_that_run_in_circles_end() -> None:
    put("news/story.txt")
    Path("news/again").symlink_to(".", target_is_directory=True)
    Path("news/again.txt").symlink_to(".", target_is_directory=True)
    Path("news/round.txt").symlink_to("round.txt")
    Path("news/gone.txt").symlink_to("nowhere.txt")
    assert found("news") == [
        "news/gone.txt: no such file (try: ls news)",
        "news/round.txt: a link that runs in circles (try: ls -l news/round.txt)",
        "news/story.txt",
    ]


def test_a_linked_folder_or_file_that_is_named_is_read() -> None:
    put("news/story.txt")
    Path("today").symlink_to("news", target_is_directory=True)
    Path("lead").symlink_to("news/story.txt")
    assert found("today", "lead") == ["today/story.txt", "lead"]


def test_a_pipe_that_nobody_writes_does_not_keep_us_waiting() -> None:
    os.mkfifo("pipe.txt")
    assert found("pipe.txt") == ["pipe.txt: a named pipe, not a file (try: extract - < pipe.txt)"]


def test_the_pipe_of_a_command_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Duties rose.")
    os.close(writing)
    assert read(f"/dev/fd/{reading}") == [f"/dev/fd/{reading} = Duties rose."]
    os.close(reading)


def test_the_null_device_is_empty() -> None:
    assert read("/dev/null") == ["/dev/null: the file is empty (try: a file with a story in it)"]


def test_a_file_without_permission_is_an_error() -> None:
    error = unreadable(PermissionError(13, "Permission denied"), "my story.txt")
    assert str(error) == "my story.txt: no permission to read it (try: chmod u+rX 'my story.txt')"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_permission_is_asked_for_file_and_folder() -> None:
    Path(put("secret/story.txt")).chmod(0)
    assert read("secret/story.txt") == ["secret/story.txt: no permission to read it (try: chmod u+rX secret/story.txt)"]
    Path("secret").chmod(0)
    assert read("secret") == ["secret: no permission to read it (try: chmod u+rX secret)"]
    Path("secret").chmod(0o700)


def test_any_other_reason_is_told_in_the_system_s_words() -> None:
    name = "x" * 300
    assert read(name) == [f"{name}: cannot be read: File name too long"]


def test_a_name_that_is_no_utf8_can_be_written() -> None:
    path = os.fsdecode(b"caf\xe9.txt")
    put(path)
    assert read(path) == ["caf\ufffd.txt = Duties rose."]


def test_the_meter_is_told_of_every_byte() -> None:
    put("a.txt", b"x" * 200_000)
    put("b.jsonl", RECORD * 10_000)
    sizes: list[int] = []
    inputs = [item for item in find_inputs(["a.txt", "b.jsonl"]) if not isinstance(item, StoryError)]
    list(read_inputs(inputs, meter=sizes.append))
    assert sum(sizes) == sum(item.size or 0 for item in inputs) == 200_000 + len(RECORD) * 10_000


def test_whatever_a_reader_trips_over_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object, **__: object) -> None:
        raise RecursionError("too\ndeep")

    monkeypatch.setattr(get_format("nitf"), "read", trip)
    assert read(put("a.nitf", b"<nitf/>"), put("b.txt")) == [
        "a.nitf: this file could not be read: RecursionError: too deep (try: reporting it as a bug, with the file)",
        "b.txt = Duties rose.",
    ]


@pytest.mark.parametrize(("layout", "form"), [("[\n%s\n]\n", "json"), ("%s\n", "jsonl")])
def test_what_extract_wrote_is_passed_over_unless_asked_for(layout: str, form: str) -> None:
    path = put("events.json", (layout % '{"schema_version": "1", "id": "a", "text": "Duties rose."}').encode())
    [passed] = read_inputs(find_inputs(["."]))
    assert isinstance(passed, SkippedError)
    assert passed.exit_code == 0
    [story] = read_inputs(find_inputs([path]), form=form)
    assert isinstance(story, WireStory)
    assert story.body == "Duties rose."
