"""Review: what people say of the events, and what comes of it as annotated stories."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from extractor.errors import RequestError
from extractor.records import Story
from extractor.review.annotate import annotated_stories, is_reviewed
from extractor.review.decisions import Decision, Said
from extractor.review.sidecar import Sidecar, key_of
from extractor.web.bodies import LINES
from extractor.web.reading import REFUSALS
from extractor.web.service import Service, TheService
from extractor.web.words import said

router = APIRouter(tags=["review"])
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: REFUSALS[422] | {"description": "No reviews are kept here."}}


class Review(Said):
    """A decision as it is sent: with the story's record, and its text in it, where the service cannot know it."""

    record: Annotated[Story | None, Field(description="as /extract?with_text=true gives it")] = None


class Taken(BaseModel):
    """What a decision was taken for."""

    said: str = Field(description="the decision in words")
    is_reviewed: bool = Field(description="whether all that was found in the story has been decided on")


@router.post("/reviews", status_code=201, responses=_NOT_FOUND | REFUSALS)
def review(sent: Review, service: TheService) -> Taken:
    """Accept, correct or reject an event, add one that was missed, or say that the story is done."""
    reviews = _reviews(service)
    story = _story(sent, service, reviews)
    _check(sent, story)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    decision = Decision(time=now, **sent.model_dump(exclude={"record"}))
    opinion = reviews.keep(decision, story)
    return Taken(said=said(decision), is_reviewed=is_reviewed(story, opinion))


@router.get(
    "/gold.jsonl",
    response_class=Response,
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}, **_NOT_FOUND, 422: REFUSALS[422]},
)
def gold(service: TheService, *, unfinished: Annotated[bool, Query()] = False) -> Response:
    """Return the reviewed stories as JSON Lines that `extractor evaluate` reads; with `unfinished` those begun too."""
    stories = annotated_stories(_reviews(service).reviewed, unfinished=unfinished)
    lines = (json.dumps(story, ensure_ascii=False).encode() + b"\n" for story in stories)
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return StreamingResponse(lines, media_type=LINES, headers=headers)


def _reviews(service: Service) -> Sidecar:
    if service.reviews is None:
        raise RequestError(404, "no reviews are kept here", hint="extractor serve --reviews FILE")
    return service.reviews


def _story(sent: Review, service: Service, reviews: Sidecar) -> Story:
    story = sent.record or reviews.reviewed.stories.get(sent.key)
    if story is None and service.shelf:
        story = service.shelf.story(sent.story)
    if story is None or story.text is None:
        raise RequestError(422, "the story is not known, or without its text", hint="its `record`, with its `text`")
    if key_of(story) != sent.key:
        raise RequestError(422, "`record` is that of another story")
    return story


def _check(sent: Review, story: Story) -> None:
    if sent.event and all(event.id != sent.event for event in story.events):
        raise RequestError(422, f"the story has no event {sent.event[:40]!r}")
    if sent.correction and sent.correction.anchor not in (story.text or ""):
        raise RequestError(422, "the words that state the event are not in the story", hint="copy them from its text")
