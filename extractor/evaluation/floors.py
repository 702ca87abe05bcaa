"""Floors below which no figure may fall: {"events.core": 37, "people": 95}, each the least F1.

events.core 35.2 is below its floor 37
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.errors import UsageError
from extractor.evaluation.complaints import nearest
from extractor.evaluation.figures import FIGURES, Count
from extractor.evaluation.objects import parse_json, read_bytes

HINT = '{"events.core": 37, "people": 95}'


def read_floors(path: str) -> dict[str, float]:
    """Return the floors that a file holds. Raises UsageError when it holds anything else."""
    floors = parse_json(read_bytes(path, hint=HINT), path, hint=HINT)
    if not isinstance(floors, dict):
        raise UsageError("no JSON object", where=path, hint=HINT)
    for name, floor in floors.items():
        if name not in FIGURES:
            hint = nearest(name, FIGURES) or ", ".join(FIGURES)
            raise UsageError(f"unknown figure {name!r}", where=path, hint=hint)
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise UsageError(f"the floor of {name} is no number", where=path, hint=HINT)
    return floors


def fallen(figures: Mapping[str, Count], floors: Mapping[str, float]) -> Iterator[str]:
    """Say which figures are below their floors."""
    for name, floor in floors.items():
        if not figures[name].f1 >= floor:
            yield f"{name} {figures[name].f1:.1f} is below its floor {floor:g}"
