"""`extract` as its users meet it: what is written where, the words they read, the exit codes.

Most tests run the door alone, with a stand-in for the pipeline that finds the same two events in each story; those at
the end start the real program.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.cli import main
from extractor.errors import ModelError, StoryError
from extractor.records import KINDS, Event, Span, Story
from extractor.sinks import target_names
from extractor.sources import _suffixes as suffixes
from extractor.sources import formats

if TYPE_CHECKING:
    from extractor.wire import WireStory

# ruff: noqa: S603 - the programs started are our own

HINT = '(try: one JSON object a line: {"title": "...", "text": "...", "date": "2025-04-16"})'
DATE_HINT = "(try: 2025-04-16, or 2025-04-16T09:30:00-04:00)"
NO_FILE = "No such file or directory"
MISSING = "extract: nosuch.txt: no such file (try: ls .)\n"


def event(kind: str, action: str, confidence: float) -> Event:
    start = Span(start=0, end=1, text="D")
    parts = {"id": kind, "kind": kind, "action": action, "status": "actual", "trigger": start, "evidence": (start,)}
    return Event.model_validate(parts | {"confidence": confidence})


def stand_in(
    items: Iterable[WireStory | StoryError], *, nlp: str, published: Any = None, events_only: bool = False
) -> Iterator[Story | StoryError]:
    assert nlp == "the model at None"
    for item in items:
        if isinstance(item, StoryError):
            yield item
            continue
        day = published or item.published
        yield Story(
            id=item.id,
            source=item.source,
            title=item.title,
            published=day,
            text_sha256=item.text_sha256,
            text=item.text,
            events=(event("tariff", "impose", 0.9), event("talks", "hold", 0.4)),
            warnings=() if day else ("no publication date",),
        )


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run `extract` in, with a story.txt, and the stand-in behind the door."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("extractor.pipeline.load", lambda model: f"the model at {model}")
    monkeypatch.setattr("extractor.pipeline.read_stories", stand_in)
    (tmp_path / "story.txt").write_text("Duties rose.")
    return tmp_path


@dataclass
class Ran:
    code: int
    out: str
    words: list[str]

    @property
    def stories(self) -> list[dict[str, Any]]:
        stories: list[dict[str, Any]] = json.loads(self.out)
        return stories


class Runner:
    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def __call__(self, *arguments: str) -> Ran:
        code = main(arguments)
        out, words = self.captured.readouterr()
        return Ran(code, out, words.splitlines())


@pytest.fixture
def extract(door: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run `extract` in that folder."""
    assert door == Path.cwd()
    return Runner(capsys)


def test_one_story_gives_an_array_of_one_record(extract: Runner) -> None:
    ran = extract("story.txt", "--published", "2025-04-16")
    assert (ran.code, ran.words) == (0, [])
    assert [(story["source"], story["published"], story["text"]) for story in ran.stories] == [
        ("story.txt", "2025-04-16", None)
    ]


def test_json_lines_are_one_record_a_line(extract: Runner) -> None:
    ran = extract("story.txt", "story.txt", "--format", "jsonl")
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == ["story.txt", "story.txt"]


def test_the_first_stories_alone_are_read_when_asked_for(extract: Runner) -> None:
    ran = extract("story.txt", "nosuch.txt", "story.txt", "story.txt", "--limit", "3")
    assert [story["source"] for story in ran.stories] == ["story.txt", "story.txt"]
    assert ran.words[0] == MISSING.strip()
    assert ran.words[1].startswith("extract: 2 stories read, 1 failed")


def test_a_size_of_parts_is_for_a_cluster(extract: Runner) -> None:
    ran = extract("story.txt", "--part-size", "1")
    assert (ran.code, ran.words) == (
        2,
        ["extract: --part-size: there are parts only on a cluster (try: --cluster local)"],
    )


def test_the_text_is_written_when_asked_for(extract: Runner) -> None:
    assert extract("story.txt", "--with-text").stories[0]["text"] == "Duties rose."


def test_a_report_shows_the_text_and_the_events_that_are_kept(extract: Runner) -> None:
    assert extract("story.txt", "-f", "html", "--kind", "tariff", "-o", "report.html").code == 0
    page = Path("report.html").read_text(encoding="utf-8")
    assert page.count('<li class="card') == 1
    assert ">D</a>uties rose." in page


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ((), ["tariff", "talks"]),
        (("--kind", "talks"), ["talks"]),
        (("--kind", "talks", "--kind", "tariff"), ["tariff", "talks"]),
        (("--min-confidence", "0.9"), ["tariff"]),
        (("--min-confidence", "0.9", "--kind", "talks"), []),
    ],
)
def test_events_are_filtered(options: tuple[str, ...], kinds: list[str], extract: Runner) -> None:
    assert [event["kind"] for event in extract("story.txt", *options).stories[0]["events"]] == kinds


def test_the_output_file_is_written_in_place_of_standard_output(extract: Runner) -> None:
    ran = extract("story.txt", "-o", "events.json", "-q")
    assert (ran.code, ran.out, ran.words) == (0, "", [])
    assert json.loads(Path("events.json").read_text())[0]["source"] == "story.txt"


def test_a_dash_is_standard_output(extract: Runner) -> None:
    assert extract("story.txt", "-o", "-").stories


BAD = {
    "nosuch.txt": (None, "no such file (try: ls .)"),
    "empty.txt": (b"", "the file is empty (try: a file with a story in it)"),
    "binary.txt": (b"\x00\x01\x02", "binary data (NUL bytes), not text (try: save it as UTF-8 text)"),
    "paper.pdf": (b"%PDF-1.7 \xff", "a PDF, not text (try: pdftotext FILE - | extract -)"),
    "story.odd": (b"odd", f"unknown format .odd (try: {' or '.join(f'--from {form}' for form in formats())})"),
    "nul.txt": (b"Duties\0rose", "binary data (NUL bytes), not text (try: save it as UTF-8 text)"),
    "long.txt": (
        b"Duties rose. " * 4_000_000,
        (
            "too long for one story: over 1,000,000 characters"
            " (try: one story a file, or JSON Lines with one story a line)"
        ),
    ),
    "long.jsonl": (
        b'{"text": "' + b"Duties rose. " * 4_000_000 + b'"}',
        "1: too long for one story: over 1,000,000 characters (try: one story a line)",
    ),
    "array.jsonl": (b"[]", "JSON over several lines or in an array (try: --from json)"),
    "broken.jsonl": (b'{"text": "x"', f"1:13: broken JSON: Expecting ',' delimiter {HINT}"),
    "photos": (
        "folder",
        (
            "no stories in this folder"
            f" (try: files that end in {', '.join(suffixes())}, or --from FORMAT to read every file in it)"
        ),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_line_and_the_others_go_on(name: str, extract: Runner) -> None:
    raw, words = BAD[name]
    if raw == "folder":
        Path(name).mkdir()
    elif isinstance(raw, bytes):
        Path(name).write_bytes(raw)
    ran = extract(name, "story.txt", "--quiet")
    place = f"{name}:" if words[0].isdigit() else f"{name}: "
    assert (ran.code, ran.words) == (1, [f"extract: {place}{words}"])
    assert [story["source"] for story in ran.stories] == ["story.txt"]


def test_half_a_surrogate_pair_does_no_harm(extract: Runner) -> None:
    Path("wire.jsonl").write_bytes(rb'{"text": "Duties \ud800 rose", "date": "2025-04-16"}')
    ran = extract("wire.jsonl", "--with-text")
    assert (ran.code, ran.words) == (0, [])
    assert ran.stories[0]["text"] == "Duties \ufffd rose"


@pytest.mark.parametrize(("form", "out"), [("json", "[]\n"), ("jsonl", "")])
def test_the_output_is_whole_when_nothing_could_be_read(form: str, out: str, extract: Runner) -> None:
    ran = extract("nosuch.txt", "--format", form)
    assert (ran.code, ran.out) == (1, out)


def test_a_story_that_the_pipeline_refuses_counts_as_failed(extract: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "extractor.pipeline.read_stories",
        lambda items, **_: (StoryError("not English", where=item.source) for item in items),
    )
    ran = extract("story.txt")
    assert (ran.code, ran.stories, ran.words) == (1, [], ["extract: story.txt: not English"])


def test_control_characters_do_not_reach_the_terminal(extract: Runner) -> None:
    assert extract("a\n\x1b[31m.txt").words == [r"extract: a\n\x1b[31m.txt: no such file (try: ls .)"]


def test_a_lone_story_s_warnings_are_said(extract: Runner) -> None:
    assert extract("story.txt").words == ["extract: story.txt: no publication date"]


def test_many_stories_warnings_are_counted(extract: Runner) -> None:
    Path("dated.jsonl").write_text('{"text": "Duties fell.", "date": "2025-04-16"}\n{}')
    assert extract("story.txt", "dated.jsonl", "story.txt").words == [
        f"extract: dated.jsonl:2: no `text` {HINT}",
        "extract: 3 stories read, 1 failed, 2 with warnings (see `warnings` in their records)",
    ]


def test_nothing_is_said_when_all_is_well(extract: Runner) -> None:
    assert extract("story.txt", "story.txt", "--published", "2025-04-16").words == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "pdf"), f"unknown format 'pdf' (try: {' or '.join(formats())})"),
        (("--from", "../text"), f"unknown format '../text' (try: {' or '.join(formats())})"),
        (("--format", "xml"), "unknown format 'xml' (try: html or json or jsonl)"),
        (("--published", "yesterday"), f"--published: 'yesterday' is not a date {DATE_HINT}"),
        (("--published", "04/05/2025"), f"--published: '04/05/2025' is not a date {DATE_HINT}"),
        (("--kind", "war"), f"--kind: no such kind: war (try: {', '.join(KINDS)})"),
        (("--output", "no/events.json"), f"no/events.json: cannot be written: {NO_FILE} (try: another --output)"),
        (("--nosuch",), "No such option: --nosuch (try: extract --help)"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_and_nothing_is_written(arguments: tuple[str, ...], words: str, extract: Runner) -> None:
    ran = extract("story.txt", *arguments)
    assert (ran.code, ran.out, ran.words) == (2, "", [f"extract: {words}"])


def test_a_confidence_is_between_0_and_1(extract: Runner) -> None:
    ran = extract("story.txt", "--min-confidence", "60")
    assert (ran.code, len(ran.words)) == (2, 1)
    assert ran.words[0].startswith("extract: Invalid value for '--min-confidence'")


def test_a_model_that_cannot_be_loaded_ends_the_run(extract: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(model: Path | None) -> None:
        raise ModelError("no trained pipeline here", where=str(model), hint="a folder that holds config.cfg")

    monkeypatch.setattr("extractor.pipeline.load", load)
    monkeypatch.setenv("EXTRACTOR_MODEL", "elsewhere")
    ran = extract("story.txt", "-o", "events.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.words == ["extract: elsewhere: no trained pipeline here (try: a folder that holds config.cfg)"]
    assert [path.name for path in Path().iterdir()] == ["story.txt"]


def test_no_model_is_loaded_for_nothing(extract: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("extractor.pipeline.load")
    assert extract("nosuch.txt").code == 1


def test_ctrl_c_is_one_line(extract: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[Story]:
        raise KeyboardInterrupt

    monkeypatch.setattr("extractor.pipeline.read_stories", interrupted)
    ran = extract("story.txt", "-o", "events.json")
    assert (ran.code, ran.words) == (130, ["extract: interrupted"])
    assert [path.name for path in Path().iterdir()] == ["story.txt"]


def test_without_paths_the_help_is_shown_as_wrong_use(extract: Runner) -> None:
    ran = extract()
    assert (ran.code, ran.out) == (2, "")
    assert ran.words[0] == "Usage: extract [OPTIONS] [PATH]..."


def test_the_help_teaches(extract: Runner) -> None:
    ran = extract("--help")
    assert (ran.code, ran.words) == (0, [])
    assert "  extract article.txt > events.json   " in ran.out
    assert "Exit codes:" in ran.out
    assert all(word in ran.out for word in (*KINDS, *formats(), *target_names(), "EXTRACTOR_MODEL", "extractor schema"))


def test_the_version_names_that_of_the_records_too(extract: Runner) -> None:
    ran = extract("--version")
    assert (ran.code, ran.words) == (0, [])
    assert ran.out.startswith("extract ")
    assert ran.out.endswith(", records version 1\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("story.txt", "story.txt", "wire.jsonl", "-o", "events.json"), True),
        (("wire.jsonl", "-o", "events.json"), True),
        (("story.txt", "-o", "events.json"), False),
        (("wire.jsonl", "-o", "events.json", "--quiet"), False),
    ],
)
def test_a_bar_is_shown_for_more_than_one_story(
    options: tuple[str, ...], *, shown: bool, door: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (door / "wire.jsonl").write_text('{"text": "Duties fell."}\n' * 3)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main((*options, "--published", "2025-04-16")) == 0
    assert (" stories " in terminal.getvalue()) is shown


def test_no_bar_is_drawn_across_records(door: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (door / "wire.jsonl").write_text('{"text": "Duties fell.", "date": "2025-04-16"}\n' * 3)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["wire.jsonl"]) == 0
    assert terminal.getvalue() == ""


PROGRAM = (sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())")


def run(*arguments: str, folder: Path, raw: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], cwd=folder, input=raw, capture_output=True, timeout=60, check=False)


def shell(line: str, *, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = line.replace("extract", '"$0" -c "$1"', 1)
    return subprocess.run(
        ["/bin/bash", "-c", command, PROGRAM[0], PROGRAM[2]], cwd=folder, capture_output=True, timeout=60, check=False
    )


def test_the_program_reads_a_story_from_any_folder(tmp_path: Path) -> None:
    text = "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday.\n"
    ran = run("-", "--with-text", folder=tmp_path, raw=text.encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    [story] = json.loads(ran.stdout)
    assert (story["source"], story["text"], story["published"]) == ("-", text, "2025-03-03")
    assert {"CAN", "CHL"} <= {country["code"] for country in story["countries"]}
    assert Story.model_validate(story)


def test_the_program_reads_what_it_can(tmp_path: Path) -> None:
    good = b'{"id": "a-1", "title": "Peru, Chile talk", "text": "They talk.", "date": "2025-03-03"}\n'
    (tmp_path / "wire.jsonl").write_bytes(good + b"{broken\n" + good.replace(b"a-1", b"a-2"))
    ran = run("nosuch.txt", "wire.jsonl", "--format", "jsonl", folder=tmp_path)
    assert ran.returncode == 1
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["a-1", "a-2"]
    assert ran.stderr.decode().splitlines() == [
        "extract: nosuch.txt: no such file (try: ls .)",
        f"extract: wire.jsonl:2:2: broken JSON: Expecting property name enclosed in double quotes {HINT}",
        "extract: 2 stories read, 2 failed",
    ]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("extract nosuch.txt > /dev/full", 1, f"{MISSING}extract: cannot be written: No space left on device\n"),
        ("extract nosuch.txt >&-", 2, "extract: standard output is closed (try: --output FILE)\n"),
        ("extract - -q <&-", 1, "extract: -: cannot be read: Bad file descriptor\n"),
        ("extract - -q < /dev/null", 1, "extract: -: the file is empty (try: a file with a story in it)\n"),
        ("extract --nosuch 2>&1 | true", 0, ""),
        ("extract nosuch.txt -q 2> words | true; cat words >&2", 0, MISSING),
    ],
)  # fmt: skip
def test_the_shell_s_oddities_make_no_traceback(line: str, code: int, words: str, tmp_path: Path) -> None:
    ran = shell(line, folder=tmp_path)
    assert (ran.returncode, ran.stderr.decode()) == (code, words)


def test_the_help_comes_without_the_language_model(tmp_path: Path) -> None:
    heavy = {"spacy", "rich", "dateparser", "charset_normalizer", "sqlalchemy", "duckdb", "pyarrow"}
    probe = f"import sys; from extractor.cli import main; main(['--help']); print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", probe], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
