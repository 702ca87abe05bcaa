"""Bodies of answers: records as `extract` writes them, and errors in one form.

    {"error": {"message": "this story has no text", "hint": "...", "source": "-", "stage": "check", "skipped": false}}

The form is that of `extract --errors`. Of many stories each line is a record or such an error.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel

from extractor.errors import CutOffError, ExtractorError, RequestError, StoryError
from extractor.records import Story
from extractor.tally import error_record
from extractor.web.bodies import JSON, LINES


class Failure(BaseModel):
    """What went wrong, and what to try."""

    message: str
    hint: str | None = None
    source: str | None = None
    stage: str | None = None
    skipped: bool = False


class Failed(BaseModel):
    """The body of an answer that says what went wrong."""

    error: Failure


def answer(result: Story | StoryError) -> Response:
    """Return the answer to a request for one story."""
    if isinstance(result, StoryError):
        return refusal(result)
    return Response(result.model_dump_json(), media_type=JSON)


def answers(results: AsyncIterator[Story | StoryError]) -> Response:
    """Return the answer to a request for many stories: a line each, sent as soon as it is there."""
    return StreamingResponse((line(result) async for result in results), media_type=LINES)


def line(result: BaseModel | StoryError) -> bytes:
    """Return one result as a line of JSON."""
    shown = _failed(result) if isinstance(result, StoryError) else result
    return shown.model_dump_json().encode() + b"\n"


def refusal(error: ExtractorError) -> Response:
    """Return the answer that says what is wrong."""
    headers = {"Retry-After": str(error.wait)} if isinstance(error, RequestError) and error.wait else None
    return JSONResponse(_failed(error).model_dump(), status_code=status_of(error), headers=headers)


def failed(status: int, message: str) -> Response:
    """Return the answer to a request that no part of the program took."""
    return JSONResponse(Failed(error=Failure(message=message)).model_dump(), status_code=status)


def status_of(error: ExtractorError) -> int:
    """Return the HTTP status of an error."""
    match error:
        case RequestError():
            return error.status
        case CutOffError():
            return 503
        case StoryError() if error.stage != "analyse":
            return 422
    return 500


def _failed(error: ExtractorError) -> Failed:
    if isinstance(error, StoryError):
        return Failed(error=Failure.model_validate(error_record(error)))
    return Failed(error=Failure(message=error.what, hint=error.hint, source=error.where))
