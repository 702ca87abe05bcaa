"""A run by an engine of a few lines, that has each shard read right here: what is read again, refused, and told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest

from extractor.cluster.engine import Engine, Outcome, Work
from extractor.cluster.reports import Report
from extractor.cluster.run import run, run_on
from extractor.cluster.shards import Placed
from extractor.cluster.work import Task, read_shard
from extractor.errors import ExtractorError, UsageError
from extractor.run import Options

Records = Callable[[Path], list[str]]


@contextmanager
def here() -> Iterator[Engine]:
    def engine(work: Work, tasks: Iterable[Task]) -> Iterator[Outcome]:
        for task in tasks:
            try:
                yield task, work(task)
            except (ExtractorError, OSError) as error:
                yield task, error

    yield engine


@pytest.fixture
def asked(wire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    monkeypatch.chdir(tmp_path)
    return Options(name="extract", paths=("wire",), sink="jsonl", output="parts", cluster="here", part_size=0.005)


def sources(records: Records, folder: Path) -> list[str]:
    return [json.loads(line)["source"] for line in records(folder)]


def test_any_engine_will_do(asked: Options, alone: list[str], records: Records, tmp_path: Path) -> None:
    assert run_on(here, asked) == 1
    assert records(tmp_path / "parts") == alone
    assert json.loads((tmp_path / "parts" / "_done.json").read_text()) == {
        "parts": 4,
        "read": 64,
        "failed": 1,
        "skipped": {"in 'de'": 1},
    }


def test_the_first_stories_are_those_of_a_run_on_one_machine(
    asked: Options, alone: list[str], records: Records, tmp_path: Path
) -> None:
    run_on(here, replace(asked, limit=7))
    expected = [
        line for line in alone if json.loads(line)["source"][:7] in ("wire/60", "wire/61", "wire/62", "wire/63")
    ]
    firsts = [line for line in alone if json.loads(line)["source"] in {f"wire/many.jsonl:{n}" for n in (1, 2, 3)}]
    assert records(tmp_path / "parts") == sorted(expected + firsts)


def test_parts_that_are_missing_are_read_and_no_others(asked: Options, records: Records, tmp_path: Path) -> None:
    run_on(here, asked)
    before = records(tmp_path / "parts")
    (tmp_path / "parts" / "part-00002.jsonl").unlink()
    given: list[str] = []

    def noted(task: Task) -> Report:
        given.append(task.shard.name)
        return read_shard(task)

    run_on(here, asked, work=noted)
    assert given == ["part-00002"]
    assert records(tmp_path / "parts") == before


def test_a_file_that_could_not_be_read_is_tried_again_by_the_next_run(
    asked: Options, records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_mounted(item: Placed) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Placed, "open", not_mounted)
        assert run_on(here, replace(asked, paths=("wire/60.txt", "wire/61.txt"))) == 1
    [errors] = (tmp_path / "parts" / "_errors").iterdir()
    told = [json.loads(line) for line in errors.read_text().splitlines()]
    assert [(error["source"], error["message"]) for error in told] == [
        ("wire/60.txt", "no permission to read it"),
        ("wire/61.txt", "no permission to read it"),
    ]
    assert run_on(here, replace(asked, paths=("wire/60.txt", "wire/61.txt"))) == 0
    assert sources(records, tmp_path / "parts") == ["wire/60.txt", "wire/61.txt"]
    assert not list((tmp_path / "parts" / "_errors").iterdir())


def test_a_part_that_cannot_be_written_is_told_with_its_stories(
    asked: Options, odd: ModuleType, wire: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (wire / "60.txt").rename(wire / "poison.txt")
    assert run_on(here, replace(asked, paths=("wire/poison.txt",)), work=odd.fail_of_poison) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "extract: part-00000: PermissionError: [Errno 13] Permission denied; its 1 stories from wire/poison.txt to "
        "wire/poison.txt are left out (try: the same command again: it goes on from here)"
    )
    assert not (tmp_path / "parts" / "_done.json").exists()


def test_paths_that_lead_nowhere_are_told_and_counted(
    asked: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_on(here, replace(asked, paths=("wire/60.txt", "nosuch.txt"))) == 1
    assert capsys.readouterr().err.startswith("extract: nosuch.txt: no such file (try: ls .)\n")
    [line] = (tmp_path / "parts" / "_errors" / "paths.jsonl").read_text().splitlines()
    assert json.loads(line)["source"] == "nosuch.txt"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"paths": ("wire/60.txt",)}, "files"),
        ({"with_text": True}, "options"),
        ({"min_confidence": 0.5, "limit": 3}, "options and files"),
        ({"part_size": 0.001}, "files"),
    ],
)
def test_two_runs_do_not_mix(changed: dict[str, Any], what: str, asked: Options, tmp_path: Path) -> None:
    run_on(here, asked, work=lambda task: Report())
    with pytest.raises(UsageError) as caught:
        run_on(here, replace(asked, **changed))
    assert str(caught.value) == (
        f"{tmp_path / 'parts'}: this folder holds another run: not the same {what} "
        "(try: another --output for another run; the very command to go on with this one)"
    )


def test_a_folder_with_other_things_in_it_is_left_alone(asked: Options, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "thesis.doc").touch()
    with pytest.raises(UsageError, match="this folder is not empty, and holds no run"):
        run_on(here, asked)
    assert [path.name for path in (tmp_path / "parts").iterdir()] == ["thesis.doc"]


def test_workers_of_another_version_are_refused(asked: Options) -> None:
    def elsewhere(task: Task) -> Report:
        return read_shard(replace(task, program="0.0.9 1 abc def"))

    with pytest.raises(UsageError, match="the workers have another version of extract, or of its model"):
        run_on(here, asked, work=elsewhere)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"output": None}, "--cluster: a cluster writes a folder of parts (try: --output FOLDER)"),
        ({"latest": True}, "--latest: not with --cluster: all versions of a story would have to be in one place"),
        ({"journal": "x.db"}, "--journal: not with --cluster: the parts themselves are what is done"),
        ({"targets": ("x.csv",)}, "--to: not with --cluster: only parts are written, for others to load"),
        ({"errors": "x.jsonl"}, "--errors: not with --cluster: what cannot be read lies beside the parts, in _errors"),
        ({"paths": ("-",)}, "-: other machines cannot read it (try: a file)"),
        ({"sink": "jsonx"}, "unknown format 'jsonx'"),
    ],
)
def test_what_a_cluster_cannot_do_is_said_at_once(changed: dict[str, Any], message: str, asked: Options) -> None:
    with pytest.raises(UsageError) as caught:
        run(replace(asked, **changed))
    assert str(caught.value).startswith(message)
