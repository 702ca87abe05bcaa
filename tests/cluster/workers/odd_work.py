"""Work that misbehaves, in place of reading a shard. Workers import this file by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from extractor.cluster.reports import Report
from extractor.cluster.work import Task, read_shard
from extractor.errors import ModelError

POISON = "poison"


def is_poison(task: Task) -> bool:
    return any(POISON in piece.input.path for piece in task.shard.pieces)


def die_of_poison(task: Task) -> Report:
    """Read the shard, or die of it."""
    if is_poison(task):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_shard(task)


def fail_of_poison(task: Task) -> Report:
    if is_poison(task):
        raise PermissionError(13, "Permission denied")
    return read_shard(task)


def lack_a_model(task: Task) -> Report:
    raise ModelError("no trained pipeline here", where="nowhere", hint="elsewhere")


def note_who_is_at_it(task: Task) -> Report:
    """Leave a file named after the process, with a line for each shard it was given."""
    with Path(task.folder.address, f"by-{os.getpid()}").open("a") as file:
        file.write(task.shard.name + "\n")
    time.sleep(0.05)
    return Report(read=1)


def load_once(task: Task) -> Report:
    """Read the shard, and leave a file that says how often this process has loaded a pipeline."""
    from extractor.cluster.work import _nlp

    report = read_shard(task)
    Path(task.folder.address, f"loads-{os.getpid()}-{task.shard.name}").write_text(str(_nlp.cache_info().misses))
    return report
