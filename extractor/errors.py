"""Every error that extractor raises on purpose.

    ExtractorError          exit code 1   says what, where, and what to try
    ├── StoryError          exit code 1   one story cannot be read; the others go on
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
    """One story cannot be read. The run goes on with the next and ends with exit code 1."""


class UsageError(ExtractorError):
    """The command or call cannot be carried out as given."""

    exit_code = 2


class ModelError(ExtractorError):
    """The trained pipeline is missing, broken, or not one of ours."""

    exit_code = 2
