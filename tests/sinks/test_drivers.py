"""Without a driver: its sink says what to install, before anything is read, and the others go on without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DRIVERS = ("duckdb", "psycopg", "pyarrow", "sqlalchemy", "tenacity")
PROGRAM = f"""
import sys
for name in sys.argv.pop(1).split():
    sys.modules[name] = None  # as if it were not installed
from extractor.cli import main
code = main()
print(*sorted({{name.split(".")[0] for name in sys.modules if sys.modules[name]}} & set({DRIVERS})), file=sys.stderr)
sys.exit(code)
"""


def extract(without: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program where those libraries are not installed; its last word is which drivers it has imported."""
    command = [sys.executable, "-c", PROGRAM, without, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


@pytest.mark.parametrize(
    ("target", "kind", "driver"),
    [
        ("duckdb:///news.duckdb", "duckdb", "duckdb"),
        ("events.parquet", "parquet", "pyarrow"),
        ("postgresql://ann:secret@localhost/news", "postgresql", "psycopg"),
        ("postgresql://localhost/news", "postgresql", "sqlalchemy"),
        ("sqlite:///news.db", "sqlite", "sqlalchemy"),
    ],
)
def test_a_missing_driver_is_told_with_what_to_install(target: str, kind: str, driver: str, tmp_path: Path) -> None:
    ran = extract(driver, "nosuch.txt", "--to", target, folder=tmp_path)
    where = target.replace("secret", "***")
    what = f"{kind} needs {driver}, which is not installed (try: pip install 'extractor[{kind}]')"
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[0] == f"extract: --to {where}: {what}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("targets", [(), ("--to", "events.csv", "--to", "events.jsonl", "--to", "events.json")])
def test_what_needs_no_driver_imports_none(targets: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile.\n")
    ran = extract(" ".join(DRIVERS), "story.txt", *targets, folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "\n")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == (["events.csv"] if targets else [])


def test_the_help_imports_no_driver(tmp_path: Path) -> None:
    ran = extract("", "--help", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "\n")


def test_each_sink_imports_its_own_driver_alone(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile.\n")
    ran = extract("psycopg pyarrow sqlalchemy", "story.txt", "--to", "duckdb:///news.duckdb", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "duckdb tenacity\n")
