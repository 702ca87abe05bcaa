"""The program on real dask clusters: workers and schedulers that die, and shards that kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import dask
import distributed  # noqa: F401 - it sets dask's configuration, once
import pytest

from extractor.cluster.dask import connected
from extractor.cluster.engine import Connect, Engine
from extractor.cluster.run import run_on
from extractor.errors import ModelError, UsageError
from extractor.run import Options

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]
Records = Callable[[Path], list[str]]
SMALL = ("--part-size", "0.001")


def last(words: str) -> str:
    """Return the last line: on a busy machine progress, which is said once a minute, may stand before it."""
    return words.splitlines()[-1]


def local(options: Options) -> Connect:
    return partial(connected, "local", options)


@pytest.mark.parametrize("limits", [(), ("--timeout", "60", "--memory", "500")])
def test_the_records_are_those_of_a_run_on_one_machine(
    limits: tuple[str, ...], alone: list[str], extract: Run, records: Records, tmp_path: Path
) -> None:
    many = extract("wire", "-o", "parts", "--cluster", "local", "--jobs", "2", *SMALL, *limits)
    assert many.returncode == 1
    assert records(tmp_path / "parts") == alone
    told = [line for part in (tmp_path / "parts" / "_errors").iterdir() for line in part.read_text().splitlines()]
    assert sorted(told) == sorted((tmp_path / "errors.jsonl").read_text().splitlines())
    assert last(many.stderr).startswith("extract: 64 stories read, 1 failed, 1 skipped (1 in 'de')")


def test_stories_that_are_passed_over_are_so_on_a_cluster_too(
    wire: Path, extract: Run, records: Records, tmp_path: Path
) -> None:
    elsewhere = "A school was opened in Ottawa, and its pupils sang the songs of all ten provinces, old and new. " * 5
    (wire / "school.txt").write_text(elsewhere)
    for output, *how in (("one.jsonl",), ("parts", "--cluster", "local", "--jobs", "2", *SMALL)):
        extract("wire", "-o", output, "--events-only", *how)
    found = records(tmp_path / "parts")
    assert found == records(tmp_path / "one.jsonl")
    [passed_over] = [row for row in map(json.loads, found) if row["source"].endswith("school.txt")]
    assert passed_over["countries"] == []
    assert sum(bool(json.loads(line)["countries"]) for line in found) == 64


def test_a_run_that_is_done_reads_nothing_again(wire: Path, extract: Run, tmp_path: Path) -> None:
    asked = ("wire", "-o", "parts", "--cluster", "local", *SMALL)
    extract(*asked)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").glob("part-*")}
    again = extract(*asked)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").glob("part-*")} == before
    assert again.returncode == 1
    assert last(again.stderr).endswith(f"in {len(before)} parts, {len(before)} of them there before")


def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_there_twice(
    cluster: Any, start: Start, alone: list[str], records: Records, tmp_path: Path
) -> None:
    first, _ = cluster.start_worker(), cluster.start_worker()
    run = start("wire", "-o", "parts", "--cluster", cluster.address, *SMALL)
    first.send_signal(signal.SIGKILL)
    _, words = run.communicate(timeout=300)
    assert run.returncode == 1, words
    assert "64 stories read" in words
    assert records(tmp_path / "parts") == alone
    assert json.loads((tmp_path / "parts" / "_done.json").read_text())["read"] == 64


def test_a_run_goes_on_after_the_scheduler_died(
    cluster: Any, start: Start, extract: Run, alone: list[str], records: Records, tmp_path: Path
) -> None:
    asked = ("wire", "-o", "parts", "--cluster", cluster.address, *SMALL)
    cluster.start_worker()
    run = start(*asked)
    cluster.kill_scheduler()
    _, words = run.communicate(timeout=300)
    assert (run.returncode, last(words)) == (
        1,
        "extract: --cluster: the scheduler is gone (try: the same command again: it goes on from here)",
    )
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / "parts").glob("part-*")}
    assert not (tmp_path / "parts" / "_done.json").exists()
    cluster.start_scheduler()
    cluster.start_worker()
    again = extract(*asked)
    assert again.returncode == 1
    assert "of them there before" in last(again.stderr)
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert records(tmp_path / "parts") == alone


@pytest.fixture
def few(wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """A run of twelve stories in three files, one of which is called poison."""
    monkeypatch.chdir(tmp_path)
    lines = (wire / "many.jsonl").read_text().splitlines()
    for number, name in enumerate(("a", "poison", "z")):
        (tmp_path / f"{name}.json").write_text("[" + ",\n".join(lines[4 * number : 4 * number + 4]) + "]")
    paths = ("a.json", "poison.json", "z.json")
    return Options(name="extract", paths=paths, sink="jsonl", output="parts", cluster="local", part_size=0.001)


def test_a_shard_that_kills_its_workers_is_lost_alone_and_told_with_its_stories(
    few: Options, odd: ModuleType, records: Records, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        code = run_on(local(few), few, work=odd.die_of_poison)
    assert code == 1
    sources = [json.loads(line)["source"] for line in records(tmp_path / "parts")]
    assert sorted(sources) == [f"{name}.json:{number}" for name in "az" for number in range(1, 5)]
    told = [json.loads(line) for line in (tmp_path / "parts" / "_errors" / "part-00001.jsonl").read_text().splitlines()]
    assert [error["source"] for error in told] == [f"poison.json:{number}" for number in range(1, 5)]
    assert told[0]["message"] == "its part-00001 is left out: the workers died that read it, 2 of them"
    first, second = (line for line in capsys.readouterr().err.splitlines() if "a second" not in line)
    assert first.startswith(
        "extract: part-00001: the workers died that read it, 2 of them; "
        "its 4 stories from poison.json:1 to poison.json:4 are left out (try: more memory"
    )
    assert second == f"extract: 8 stories read, 4 failed (see {tmp_path}/parts/_errors), in 2 parts"
    assert not (tmp_path / "parts" / "_done.json").exists()
    assert run_on(local(few), few) == 0, "another run tries it again"
    assert len(records(tmp_path / "parts")) == 12
    assert not list((tmp_path / "parts" / "_errors").iterdir())


def test_a_worker_loads_the_pipeline_once(few: Options, odd: ModuleType, tmp_path: Path) -> None:
    assert run_on(local(few), few, work=odd.load_once) == 0
    loads = list((tmp_path / "parts").glob("loads-*"))
    assert len(loads) == 3
    assert {path.read_text() for path in loads} == {"1"}


def test_no_more_tasks_are_out_than_keep_the_workers_busy(
    few: Options, odd: ModuleType, wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.cluster.dask._LEAST", 4)
    drawn = done = most = 0
    each = replace(few, paths=(str(wire / "many.jsonl"),), part_size=0.00001)

    @contextmanager
    def watched(options: Options) -> Iterator[Engine]:
        def drawing(tasks: Any) -> Iterator[Any]:
            nonlocal drawn
            for task in tasks:
                drawn += 1
                yield task

        def engine(work: Any, tasks: Any) -> Iterator[Any]:
            nonlocal done, most
            for outcome in given(work, drawing(tasks)):
                most = max(most, drawn - done)
                done += 1
                yield outcome

        with connected("local", options) as given:
            yield engine

    assert run_on(partial(watched, each), each, work=odd.note_who_is_at_it) == 0
    assert done > 20
    assert most <= 4


def test_what_no_worker_can_do_ends_the_run(few: Options, odd: ModuleType) -> None:
    with pytest.raises(ModelError, match="no trained pipeline here"):
        run_on(local(few), few, work=odd.lack_a_model)


def test_an_address_where_no_scheduler_is(few: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cluster.dask._PATIENCE", 0.5)
    with pytest.raises(UsageError) as caught, connected("tcp://127.0.0.1:9", few):
        pass
    assert str(caught.value).startswith("--cluster tcp://127.0.0.1:9: no scheduler answers there: ")
    assert str(caught.value).endswith("(try: dask scheduler, and its address)")


def test_an_address_of_an_unknown_kind(few: Options) -> None:
    with (
        pytest.raises(UsageError, match="--cluster ftp://here: unknown address scheme 'ftp'"),
        connected("ftp://here", few),
    ):
        pass


def test_without_the_library_it_is_said_what_to_install(few: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught, connected("local", few):
        pass
    assert str(caught.value) == (
        "--cluster: this takes dask.distributed, which is not installed (try: pip install 'extractor[cluster]')"
    )
