"""The files of deploy/: those for Kubernetes fit its schemas and our commands, the one for Slurm runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import typer
import yaml
from distributed.cli import dask_scheduler, dask_worker

from extractor.cli import app

# ruff: noqa: S603 - the programs started are our own

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
DOCUMENTS = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
SBATCH = {"job-name", "ntasks", "cpus-per-task", "mem-per-cpu", "time", "output"}  # man sbatch
COMMANDS = {
    "extract": typer.main.get_command(app),
    "scheduler": dask_scheduler.main,
    "worker": dask_worker.main,
}


def containers() -> list[dict[str, Any]]:
    return [
        one for each in DOCUMENTS if each["kind"] != "Service" for one in each["spec"]["template"]["spec"]["containers"]
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: f"{one['kind']}-{one['metadata']['name']}")
def test_kubernetes_would_take_it(document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("container", containers(), ids=lambda one: one["name"])
def test_the_commands_take_their_options(container: dict[str, Any]) -> None:
    words = [word for word in container["command"] if word != "dask"]
    assert words[0] == container["name"]
    COMMANDS[words[0]].make_context(words[0], words[1:])


def test_all_find_the_scheduler() -> None:
    [service] = [each for each in DOCUMENTS if each["kind"] == "Service"]
    [scheduler] = [each for each in DOCUMENTS if each["metadata"]["name"] == "extract-scheduler" and each != service]
    address = f"tcp://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    assert [address in one["command"] for one in containers()] == [False, True, True]
    assert service["spec"]["selector"] == scheduler["spec"]["template"]["metadata"]["labels"]


def test_the_image_asks_for_extras_that_there_are() -> None:
    [extras] = re.findall(r"/src\[(.*?)\]", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_slurm_s_options_are_known() -> None:
    options = re.findall(r"^#SBATCH --([a-z-]+)=\S+$", (DEPLOY / "slurm.sh").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(options) == SBATCH


def test_the_sizes_told_follow_from_the_figures_told() -> None:
    page = " ".join((ROOT / "docs" / "scale.md").read_text(encoding="utf-8").split())
    pace, words = re.findall(r"reads ([\d,]+) words a second, which is \d+ stories of (\d+) words", page)[0]
    rows = re.findall(r"\| ([\d,]+) \| ([\d,]+) \|[^|]+\|[^|]+\| \$([\d,]+) \|", page)
    assert len(rows) == 3
    for stories, hours, dollars in ([int(cell.replace(",", "")) for cell in row] for row in rows):
        expected = stories * int(words) / int(pace.replace(",", "")) / 3600 * 1.1
        assert hours == pytest.approx(expected, rel=0.02)
        assert dollars == pytest.approx(0.04 * expected, rel=0.06)


SHIMS = {
    "extract": 'exec "{python}" -c "import sys; from extractor.cli import main; sys.exit(main())" "$@"',
    "dask": 'exec "{python}" -m dask "$@"',
    "python": 'exec "{python}" "$@"',
    # As Slurm does it: the same command, as often as --ntasks says.
    "srun": 'n=$2; shift 3; for i in $(seq "$n"); do "$@" & done; wait',
}


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_script_for_slurm_runs(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, line in SHIMS.items():
        (programs / name).write_text(f"#!/bin/sh\n{line.replace('{python}', sys.executable)}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "news").mkdir()
    for number in range(4):
        shutil.copy(ROOT / "samples" / "japan-talks" / "story.txt", tmp_path / "news" / f"{number}.txt")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "SLURM_NTASKS": "2", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [str(DEPLOY / "slurm.sh"), "news", "results"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "results" / "part-00000.jsonl").read_text().splitlines()) == 4
    assert {each.name for each in tmp_path.iterdir()} == {"bin", "news", "results"}
