"""POST /extract: stories in, records out; and the records' schema."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from extractor.errors import RequestError, StoryError
from extractor.records import Kind, Story
from extractor.run import Options, shaped
from extractor.schema import record_schema
from extractor.sources.published import Moment, parse_published
from extractor.web.answers import Failed, answer, answers
from extractor.web.bodies import JSON, LINES, TEXT, Item, stories_sent
from extractor.web.service import Service, TheService

router = APIRouter(tags=["reading"])

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Failed, "description": "The request broke off, or is for another host."},
    401: {"model": Failed, "description": "The token is missing, or another."},
    403: {"model": Failed, "description": "The request comes from another site's page."},
    408: {"model": Failed, "description": "The body did not arrive in time."},
    413: {"model": Failed, "description": "The body is too large."},
    415: {"model": Failed, "description": "The body is of a type that is not read."},
    422: {"model": Failed, "description": "What was sent cannot be read: no story, or not in English."},
    429: {"model": Failed, "description": "This client has too many requests under way."},
    500: {"model": Failed, "description": "The story could not be analysed."},
    503: {"model": Failed, "description": "Too many requests are under way, or the story took too long."},
}
_STORY = "LIMA, March 6, 2025 - Peru will lift its 5% duty on Chilean grapes on Monday, Trade Minister Ana Rojas said."


class StorySent(BaseModel):
    """A story as an object; other names for these keys are those that `extract` knows."""

    text: str = Field(description="the body, as it stands")
    title: str | None = Field(None, description="the headline")
    id: Any = Field(None, description="the wire's own id", examples=["a-1"])
    published: Any = Field(None, description="what is no date counts as missing", examples=["2025-04-16"])
    publisher: Any = None
    byline: Any = None
    version: Any = None


class Asked(BaseModel):
    """What the caller wants to have in the records."""

    published: str | None = Field(None, description="Publication date of all the stories; goes before their own.")
    kind: list[Kind] = Field([], description="Keep events of these kinds.")
    min_confidence: float = Field(0.0, ge=0, le=1, description="Keep events of at least this confidence.")
    with_text: bool = Field(default=False, description="Put each story's text into its record.")

    async def moment(self) -> Moment | None:
        """Return the publication date. Raises RequestError when it is none."""
        if not self.published:
            return None
        if moment := await asyncio.to_thread(parse_published, self.published):  # rare forms take their time
            return moment
        what = f"published: {self.published[:60]!r} is not a date"
        raise RequestError(422, what, hint="2025-04-16, or 2025-04-16T09:30:00-04:00")

    def shaped(self, story: Story) -> Story:
        """Return a record as it was asked for."""
        options = Options(name="extract", kinds=frozenset(self.kind), min_confidence=self.min_confidence)
        return shaped(story, options=options, with_text=self.with_text)


_ONE = {"$ref": f"#/components/schemas/{StorySent.__name__}"}
_MANY = {"type": "array", "items": _ONE, "minItems": 1}
_CONTENT = {
    TEXT: {"schema": {"type": "string", "minLength": 1}, "example": _STORY},
    JSON: {"schema": {"anyOf": [_ONE, _MANY]}, "example": {"id": "a-1", "text": _STORY}},
    LINES: {"schema": {"type": "string"}, "example": json.dumps({"id": "a-1", "text": _STORY})},
}


@router.post(
    "/extract",
    response_class=Response,
    openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
    responses={200: {"model": Story, "content": {LINES: {"schema": {"type": "string"}}}}, **REFUSALS},
)
async def extract(request: Request, service: TheService, asked: Annotated[Asked, Query()]) -> Response:
    """Read stories: of one its record; of many a line of JSON each, as soon as it is read.

    One story is plain text or a JSON object; many are a JSON array, or JSON Lines. In the answer for many, the line of
    a story that cannot be read is an error; the others go on.
    """
    sent = await stories_sent(request, published=await asked.moment())
    results = read(service, sent.items, asked)
    return answers(results) if sent.is_many else answer(await anext(results))


async def read(service: Service, items: list[Item], asked: Asked) -> AsyncIterator[Story | StoryError]:
    """Yield for each story its record as it was asked for, or the error that stands for it."""
    async for result in service.desk.read_all(items):
        service.numbers.count(result)
        yield asked.shaped(result) if isinstance(result, Story) else result


@router.get("/schema")
async def schema() -> dict[str, Any]:
    """Return the JSON Schema of a record."""
    return record_schema()
