"""The body of a request, and the stories in it.

    text/plain                             one story, as it stands
    application/json                       one story as an object, or many in an array
    application/x-ndjson, application/jsonl     many, one a line

They are read as `extract` reads such files (extractor.sources), so keys and errors are the same. Where an answer has to
name a place, the body is called "-", as standard input is.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from starlette.requests import Request

from extractor import sources
from extractor.errors import RequestError, StoryError
from extractor.sources.published import Moment
from extractor.wire import WireStory

TEXT, JSON, LINES = "text/plain", "application/json", "application/x-ndjson"
FORMATS = {TEXT: "text", JSON: "json", LINES: "jsonl", "application/jsonl": "jsonl"}
BODY = "-"

Item = WireStory | StoryError


class Sent(NamedTuple):
    """The stories of a body, and whether it was sent as one that may hold many."""

    items: list[Item]
    is_many: bool


async def stories_sent(request: Request, *, published: Moment | None) -> Sent:
    """Return the stories of a request's body; `published` goes before their own days.

    Raises RequestError when the body is of another type, and StoryError when no story in it can be read.
    """
    form = _form(request)
    raw = await request.body()
    items = await asyncio.to_thread(list, _read(raw, form, published))
    errors = [item for item in items if isinstance(item, StoryError)]
    if len(errors) == len(items):
        raise errors[0]
    return Sent(items, form == "jsonl" or (form == "json" and (raw.lstrip()[:1] == b"[" or len(items) > 1)))


def _form(request: Request) -> str:
    media = request.headers.get("content-type", TEXT).partition(";")[0].strip().lower()
    if media not in FORMATS:
        raise RequestError(415, f"content of type {media[:60]!r} is not read", hint=f"Content-Type: {TEXT}, or {JSON}")
    return FORMATS[media]


def _read(raw: bytes, form: str, published: Moment | None) -> Iterator[Item]:
    try:
        for item in sources.get_format(form).read(io.BytesIO(raw), source=BODY):
            yield replace(item, published=published) if published and isinstance(item, WireStory) else item
    except StoryError as error:
        yield error
