"""`extract` for large amounts, as its users meet it: workers, limits, error records, lists of files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.jobs.limits import can_limit_memory

# ruff: noqa: S603 - the programs started are our own

PROGRAM = (sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())")
GERMAN = "Die Regierung hat am Montag angekündigt, dass sie ab Juli höhere Zölle auf Stahl erheben wird."
TEXT = "OTTAWA, March 3, 2025 - Canada imposed a {}% tariff on steel from Chile on Monday."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for number in range(5):
        (tmp_path / "news" / f"{number}.txt").write_text(TEXT.format(number + 1))
    (tmp_path / "welt.txt").write_text(GERMAN)
    return tmp_path


def extract(*arguments: str, folder: Path, raw: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], cwd=folder, input=raw, capture_output=True, timeout=120, check=False)


def sources(out: bytes) -> list[str]:
    return [story["source"] for story in json.loads(out)]


def test_workers_write_what_one_process_writes(folder: Path) -> None:
    alone = extract("news", "welt.txt", "nosuch.txt", folder=folder)
    shared = extract("news", "welt.txt", "nosuch.txt", "--jobs", "2", folder=folder)
    assert (alone.returncode, shared.returncode) == (1, 1)
    assert sources(alone.stdout) == [f"news/{number}.txt" for number in range(5)]
    assert shared.stdout == alone.stdout
    assert shared.stderr == alone.stderr
    assert alone.stderr.decode().splitlines() == [
        "extract: welt.txt: this story's language is 'de'; only English is read - skipped",
        "extract: nosuch.txt: no such file (try: ls .)",
        "extract: 5 stories read, 1 failed, 1 skipped (1 in 'de')",
    ]


def test_other_languages_are_no_failure(folder: Path) -> None:
    ran = extract("welt.txt", "--quiet", folder=folder)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"[]\n", b"")


def test_a_list_of_files_comes_through_standard_input(folder: Path) -> None:
    ran = extract("--files-from", "-", "-q", folder=folder, raw=b"news/3.txt\nnews/[01].txt\n")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert sources(ran.stdout) == ["news/3.txt", "news/0.txt", "news/1.txt"]


def test_a_timeout_cuts_off_a_story_and_the_rest_goes_on(folder: Path) -> None:
    long = folder / "long.txt"
    long.write_text((TEXT.format(7) + " ") * 10_000)
    ran = extract("long.txt", "news/0.txt", "--timeout", "1.5", "--errors", "errors.jsonl", folder=folder)
    assert (ran.returncode, sources(ran.stdout)) == (1, ["news/0.txt"])
    [error] = map(json.loads, (folder / "errors.jsonl").read_text().splitlines())
    assert error == {
        "source": "long.txt",
        "stage": "analyse",
        "message": "reading this story took longer than 1.5 seconds",
        "hint": "a longer --timeout",
        "skipped": False,
    }


@pytest.mark.skipif(not can_limit_memory(), reason="this system sets no limit on memory")
def test_a_story_that_takes_too_much_memory_is_cut_off_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "long.txt").write_text((TEXT.format(7) + " ") * 10_000)
    ran = extract("long.txt", "news/0.txt", "--memory", "100", folder=folder)
    assert (ran.returncode, sources(ran.stdout)) == (1, ["news/0.txt"])
    [line, end] = ran.stderr.decode().splitlines()
    assert line.startswith("extract: long.txt: ")
    assert end == "extract: 1 story read, 1 failed"


def test_a_model_that_is_not_there_ends_the_run_in_workers_too(folder: Path) -> None:
    ran = extract("news", "--jobs", "2", "--model", "nowhere", folder=folder)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode().startswith("extract: nowhere: no trained pipeline here (try: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--files-from", "nosuch"), "--files-from nosuch: cannot be read: No such file or directory"),
        (
            ("--files-from", "-", "-"),
            "--files-from -: standard input is either a list or a story (try: a file for one)",
        ),
        (("a.txt", "-q", "-v"), "--quiet --verbose: say more, or less? (try: one of them)"),
        (("a.txt", "--journal", "news"), "news: a folder, not a journal (try: another --journal)"),
        (("a.txt", "--errors", "no/e"), "no/e: cannot be written: No such file or directory (try: another --errors)"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: tuple[str, ...], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, said = capsys.readouterr()
    assert (out, said) == ("", f"extract: {words}\n")


@pytest.mark.parametrize("option", [("--jobs", "-1"), ("--timeout", "0"), ("--memory", "0")])
def test_numbers_are_in_their_range(option: tuple[str, str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["news", *option]) == 2
    assert f"Invalid value for '{option[0]}'" in capsys.readouterr().err


def test_the_help_shows_how_to_read_an_archive(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "  extract archive/ --jobs 4 --journal done.db" in shown
    assert "Large amounts:" in shown
