"""Fixtures for tests of worker processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extractor.wire import WireStory


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The readers that misbehave, under a name that workers can import them by."""
    monkeypatch.syspath_prepend(Path(__file__).parent / "readers")
    import odd_readers

    module: ModuleType = odd_readers
    return module


@pytest.fixture
def wires() -> Callable[..., list[WireStory]]:
    """Make a story of each text, from `story 0`, `story 1`, ..."""
    return lambda *bodies: [WireStory(source=f"story {number}", body=body) for number, body in enumerate(bodies)]
