"""Runs that are broken off - killed at any moment, on a full disk - and go on with a journal: nothing lost or twice.

The real program, with the real pipeline. A finished output is compared byte for byte with that of an undisturbed run.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

# ruff: noqa: S603 - the programs started are our own

KILLS = 8
STORIES = 60
SEED = 7
PROGRAM = (sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())")
PLACES = ("Chile", "Peru", "Japan", "Canada", "Norway", "Kenya", "India", "Mexico", "Egypt", "Ghana")
GOODS = ("steel", "copper", "grapes", "cars", "wheat", "timber")


def story(number: int) -> dict[str, str]:
    maker, other = PLACES[number % 10], PLACES[(number * 3 + 1) % 10]
    good = GOODS[number % 6]
    first = f"{maker} imposed a {number % 40 + 1}% tariff on {good} from {other} on Monday."
    more = f"Officials of {other} threatened to answer with duties of {number % 9 + 2}% on {good} within 30 days. "
    return {"id": f"s-{number}", "title": f"{maker} taxes {good}", "text": first + " " + more * 3, "date": "2025-03-12"}


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of stories, with a broken line and a story in German among them."""
    path = tmp_path_factory.mktemp("wire") / "wire.jsonl"
    lines = [json.dumps(story(number)) for number in range(STORIES)]
    german = {"text": "Die Regierung hat am Montag angekündigt, dass sie ab Juli höhere Zölle auf Stahl erheben wird."}
    lines[20:20] = ["{broken", json.dumps(german), lines[3]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(wire: Path) -> bytes:
    """What a run without journal and workers writes."""
    output = wire.with_name("undisturbed.jsonl")
    assert run(wire, "-o", str(output)).returncode == 1
    return output.read_bytes()


def command(wire: Path, *options: str) -> list[str]:
    return [*PROGRAM, str(wire), "--format", "jsonl", "--quiet", *options]


def run(wire: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(wire, *options), capture_output=True, timeout=120, check=False)


def run_and_kill(command: list[str], *, after: float) -> bool:
    """Start a command, kill it unless it ends before, and say whether it was killed."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def rows(journal: Path) -> set[tuple[int, bytes]]:
    """Return the journal's row numbers and keys: a row written once more would get another number."""
    if not journal.exists():
        return set()
    with closing(sqlite3.connect(journal)) as database:
        if not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return set()  # killed before its table was there
        return set(database.execute("SELECT rowid, key FROM records"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_again_and_again_loses_nothing(
    jobs: str, wire: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    output, errors, journal = tmp_path / "out.jsonl", tmp_path / "errors.jsonl", tmp_path / "done.db"
    options = ("-o", str(output), "--errors", str(errors), "--journal", str(journal), "--jobs", jobs)
    moments = random.Random(SEED)  # noqa: S311 - not to be secret, but the same each time
    start = time.monotonic()
    run(wire, "-o", str(tmp_path / "timed.jsonl"), "--jobs", jobs)
    whole = time.monotonic() - start
    done: set[tuple[int, bytes]] = set()
    for _ in range(KILLS // 2):
        killed = run_and_kill(command(wire, *options), after=moments.uniform(0.3, 1.0) * whole)
        assert done <= rows(journal), "what was done is done once"
        done = rows(journal)
        assert output.exists() is not killed, "the output appears only when it is whole"
        output.unlink(missing_ok=True)
    assert run(wire, *options).returncode == 1
    assert output.read_bytes() == undisturbed
    assert done <= rows(journal)
    assert len(rows(journal)) == STORIES
    assert [(record["source"], record["stage"], record["skipped"]) for record in read_lines(errors)] == [
        (f"{wire}:21:2", "read", False),
        (f"{wire}:22", "check", True),
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"out.jsonl", "errors.jsonl", "done.db", "timed.jsonl"}


def read_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_standard_output_is_whole_again_too(wire: Path, undisturbed: bytes, tmp_path: Path) -> None:
    journal = tmp_path / "done.db"
    broken_off = subprocess.Popen(command(wire, "--journal", str(journal)), stdout=subprocess.PIPE)
    assert broken_off.stdout
    with broken_off.stdout as stream:
        first = [stream.readline() for _ in range(5)]
        broken_off.send_signal(signal.SIGKILL)
        broken_off.wait()
    assert first == undisturbed.splitlines(keepends=True)[:5]
    assert len(rows(journal)) >= 5
    again = run(wire, "--journal", str(journal))
    assert (again.returncode, again.stdout) == (1, undisturbed)


def test_other_options_choose_anew_from_what_is_done(tmp_path: Path) -> None:
    wire, journal = tmp_path / "few.jsonl", tmp_path / "done.db"
    wire.write_text("".join(json.dumps(story(number)) + "\n" for number in range(5)), encoding="utf-8")
    run(wire, "--journal", str(journal))
    done = rows(journal)
    shown = [json.loads(line) for line in run(wire, "--journal", str(journal), "--with-text").stdout.splitlines()]
    assert rows(journal) == done
    assert [one["text"] for one in shown] == ["{title}\n\n{text}".format_map(story(number)) for number in range(5)]
    run(wire, "--journal", str(journal), "--published", "2025-04-01")
    assert len(rows(journal)) == 2 * len(done) == 10


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from extractor.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
@pytest.mark.parametrize("room", [20_000, 150_000])
def test_a_disk_that_is_full_costs_nothing_that_was_done(
    room: int, wire: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    output, journal = tmp_path / "out.jsonl", tmp_path / "done.db"
    options = ("-o", str(output), "--journal", str(journal))
    full = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), *command(wire, *options)[3:]], capture_output=True, check=False
    )
    assert full.returncode in (1, 2)
    last = full.stderr.decode().splitlines()[-1]
    assert "cannot be written: File too large" in last or "the journal cannot be" in last
    assert not output.exists()
    assert run(wire, *options).returncode == 1
    assert output.read_bytes() == undisturbed
