"""Find a package's parts by name: `--from jsonl` is sources/jsonl.py, `--format json` is sinks/json.py.

A name is looked up among the files present and never imported as the user typed it. A part is imported
when it is first asked for, so that what it needs costs nothing to those who do not use it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType

from extractor.errors import UsageError


def names(folder: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the modules in a package's folder (its `__path__`), sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder)))


def part(name: str, *, package: str, among: tuple[str, ...]) -> ModuleType:
    """Import the module `name` of `package`. Raises UsageError when it is not `among` the known ones."""
    if name not in among:
        raise UsageError(f"unknown format {name!r}", hint=" or ".join(among))
    return importlib.import_module(f"{package}.{name}")
