"""Read bytes as a format, and say what came of each story."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest

from extractor.errors import StoryError
from extractor.sources import get_format
from extractor.wire import WireStory

Results = list[WireStory | StoryError]


def _read(form: str, raw: bytes | str, fields: Mapping[str, str] | None = None) -> Results:
    stream = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    results: Results = []
    try:
        results.extend(get_format(form).read(stream, source="wire", fields=fields))
    except StoryError as error:
        results.append(error)
    return results


@pytest.fixture(scope="session")
def read() -> Callable[..., Results]:
    """What a format's reader yields, and the error that ends it, if one does, at the end."""
    return _read


@pytest.fixture(scope="session")
def story() -> Callable[..., WireStory]:
    """The one story that there is."""

    def only(form: str, raw: bytes | str, fields: Mapping[str, str] | None = None) -> WireStory:
        [result] = _read(form, raw, fields)
        assert isinstance(result, WireStory), str(result)
        return result

    return only


@pytest.fixture(scope="session")
def words() -> Callable[..., list[str]]:
    """Each story's body, and each error as it is told."""

    def told(form: str, raw: bytes | str, fields: Mapping[str, str] | None = None) -> list[str]:
        return [item.body if isinstance(item, WireStory) else str(item) for item in _read(form, raw, fields)]

    return told
