"""What became of a shard's stories, as it stands beside the part.

    _reports/part-00042.json    {"read": 98, "failed": 1, "warned": 3, "skipped": {"in 'de'": 5}, "unreadable": 0}
    _errors/part-00042.jsonl    {"source": "wire.jsonl:17:9", "stage": "read", "message": "broken JSON: ...", ...}

Both are written before the part appears, so that whoever sees it finds them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from extractor.cluster.folder import Folder
from extractor.errors import StoryError, UnreadableError
from extractor.tally import Tally, error_record

ERRORS = "_errors"
_REPORTS = "_reports"


@dataclass(frozen=True, kw_only=True)
class Report:
    """Counts of a shard's stories; `unreadable` of its files, which another run should try again."""

    read: int = 0
    failed: int = 0
    warned: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    unreadable: int = 0

    def add_to(self, tally: Tally) -> None:
        """Count these stories among those of the run."""
        tally.read += self.read
        tally.failed += self.failed
        tally.warned += self.warned
        tally.skipped.update(self.skipped)


def report_of(tally: Tally, errors: Sequence[StoryError]) -> Report:
    """Return the report of a shard whose stories `tally` counted, and whose errors these are."""
    unreadable = sum(isinstance(error, UnreadableError) for error in errors)
    return Report(
        read=tally.read, failed=tally.failed, warned=tally.warned, skipped=dict(tally.skipped), unreadable=unreadable
    )


def keep_report(folder: Folder, name: str, report: Report) -> None:
    """Write down the report of the shard of that name."""
    folder.write(f"{_REPORTS}/{name}.json", json.dumps(asdict(report)).encode())


def kept_reports(folder: Folder, names: Sequence[str]) -> dict[str, Report]:
    """Return the reports of those shards that have one."""
    files = {f"{_REPORTS}/{name}.json": name for name in names}
    return {files[file]: Report(**json.loads(content)) for file, content in folder.read(files).items()}


def keep_errors(folder: Folder, name: str, errors: Sequence[StoryError]) -> None:
    """Write down what could not be read of the shard of that name; nothing is left where there is nothing to tell."""
    file = f"{ERRORS}/{name}.jsonl"
    if errors:
        lines = [json.dumps(error_record(error), ensure_ascii=False) + "\n" for error in errors]
        folder.write(file, "".join(lines).encode("utf-8", "replace"))
    else:
        folder.remove(file)
