"""Every error that extractor raises on purpose.

    ExtractorError          exit code 1   says what, where, and what to try
    ├── StoryError          exit code 1   one story cannot be read; the others go on
    │   ├── SkippedError    exit code 0   nothing to read here, and nothing is wrong: a photo, another language
    │   ├── CutOffError     exit code 1   it took longer than it may, and was cut off
    │   └── UnreadableError exit code 1   the file cannot be had: another time or machine may do better
    ├── RequestError        exit code 1   the service refuses one request; it has the HTTP status
    ├── UsageError          exit code 2   the command or call cannot be carried out as given
    └── ModelError          exit code 2   the trained pipeline is missing, broken or foreign

The edge (edge.py) turns each into its line and exit code.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """What went wrong, where, and what to try, in one line: `where: what (try: hint)`."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" (try: {self.hint})" if self.hint else ""
        return f"{place}{self.what}{hint}"


class StoryError(ExtractorError):
    """One story cannot be read. The run goes on with the next and ends with exit code 1.

    `stage` is how far it came: "read" (find the file, make a story of its bytes), "check", or "analyse".
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None, stage: str = "read") -> None:
        super().__init__(what, where=where, hint=hint)
        self.stage = stage


class SkippedError(StoryError):
    """One item is rightly passed over: no failure of the run. It is counted by its `reason`, a word or two."""

    exit_code = 0

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        hint: str | None = None,
        stage: str = "read",
        reason: str = "without text",
    ) -> None:
        super().__init__(what, where=where, hint=hint, stage=stage)
        self.reason = reason


class CutOffError(StoryError):
    """Reading one story took longer than it may."""


class UnreadableError(StoryError):
    """A file cannot be opened, or not read to its end, for reasons that lie outside it: rights, network, disk."""


class RequestError(ExtractorError):
    """The service refuses one request, with this HTTP status. The others go on."""

    def __init__(self, status: int, what: str, *, hint: str | None = None, wait: int | None = None) -> None:
        """Refuse; `wait` is in how many seconds the same request may do better."""
        super().__init__(what, hint=hint)
        self.status, self.wait = status, wait


class UsageError(ExtractorError):
    """The command or call cannot be carried out as given."""

    exit_code = 2


class ModelError(ExtractorError):
    """The trained pipeline is missing, broken, or not one of ours."""

    exit_code = 2
