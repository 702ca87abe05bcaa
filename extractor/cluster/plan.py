"""What the run in a folder is made of, noted before its first part: `_run.json`.

    {"program": "0.1.0 1 9f86d0...", "options": "...", "files": "60303a...", "parts": 57}

A run goes on where it was only with the same files (by name and size), options and program; otherwise parts of two
runs would stand side by side, and stories be there twice or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from extractor.cluster.folder import Folder
from extractor.cluster.shards import Piece, Shard
from extractor.errors import UsageError
from extractor.run import Options

NOTED = "_run.json"
_HINT = "another --output for another run; the very command to go on with this one"


def plan_of(shards: Iterable[Shard], options: Options, program: str) -> dict[str, object]:
    """Return what tells this run from others."""
    digest, count = hashlib.sha256(), 0
    for shard in shards:
        count += 1
        digest.update(repr([_named(piece) for piece in shard.pieces]).encode("utf-8", "backslashreplace"))
    return {"program": program, "options": _choices(options), "files": digest.hexdigest(), "parts": count}


def settle(folder: Folder, plan: Mapping[str, object]) -> None:
    """Note the plan in a new folder. Raises UsageError where the folder holds another run, or anything else."""
    noted = folder.read([NOTED]).get(NOTED)
    if noted is None:
        if folder.names():
            raise UsageError("this folder is not empty, and holds no run", where=folder.address, hint=_HINT)
        folder.write(NOTED, json.dumps(plan, indent=2).encode() + b"\n")
    elif differing := _differing(noted, plan):
        what = f"this folder holds another run: not the same {' and '.join(differing)}"
        raise UsageError(what, where=folder.address, hint=_HINT)


def _differing(noted: bytes, plan: Mapping[str, object]) -> list[str]:
    try:
        before = json.loads(noted)
        return [key for key in ("program", "options", "files") if before[key] != plan[key]]
    except (ValueError, KeyError, TypeError):
        return ["plan"]


def _named(piece: Piece) -> tuple[object, ...]:
    return piece.input.path, piece.input.size, piece.start, piece.stop, piece.step


def _choices(options: Options) -> str:
    """Return the options that change what stands in a part."""
    kinds, fields = sorted(options.kinds), sorted(options.fields.items())
    reading = (options.source, fields, options.published, options.events_only)
    return repr((options.form, *reading, options.with_text, kinds, options.min_confidence))
