"""The first page, and what it asks for: stories as parts of the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel

from extractor import view
from extractor.errors import StoryError
from extractor.records import Story
from extractor.view import Html, tag
from extractor.web.answers import line
from extractor.web.bodies import LINES, stories_sent
from extractor.web.page.article import article
from extractor.web.page.files import ASSETS
from extractor.web.page.review import dialog, reviewer
from extractor.web.page.shell import shell
from extractor.web.places import places
from extractor.web.reading import Asked, read
from extractor.web.service import Service, TheService

router = APIRouter(include_in_schema=False)

_PLACEHOLDER = "Paste it here, or drop files anywhere"


class Seen(BaseModel):
    """A story as part of a page, and its record, which a review is sent with."""

    html: str
    record: Story


@router.get("/")
async def front(service: TheService) -> HTMLResponse:
    """Return the page to paste a story into."""
    asked = [reviewer(), dialog()] if service.reviews else []
    parts = [_form(), *asked, tag("div", id="stories", aria_live="polite")]
    scripts = ["view.js", "read.js", *(["review.js"] if service.reviews else [])]
    page = shell(title="Read a story", here="/", parts=parts, scripts=scripts, places=places(service))
    return HTMLResponse(page)


def _form() -> Html:
    files = tag("input", type="file", name="files", multiple="", accept=".txt,.text,.json,.jsonl,.ndjson,text/plain")
    return tag(
        "form",
        tag("label", "A wire story on trade", for_="text"),
        tag("textarea", id="text", name="text", rows="9", required="", placeholder=_PLACEHOLDER),
        tag(
            "p",
            tag("button", "Read it", class_="first", title="Ctrl+Enter"),
            tag("label", "Published on ", tag("input", type="date", name="published")),
            tag("label", "Files ", files),
            tag(
                "button",
                "Try a sample",
                type="button",
                value="sample",
                data_text=view.asset("sample.txt", package=ASSETS),
            ),
            class_="row",
        ),
        tag("p", role="status", class_="state"),
        tag("p", role="alert", class_="warnings", hidden=""),
        tag("noscript", tag("p", "This page needs JavaScript; POST /extract does not.", class_="warnings")),
        id="read",
    )


@router.post("/view")
async def seen(request: Request, service: TheService, asked: Annotated[Asked, Query()]) -> Response:
    """Read stories, and return each as part of the page: a line of JSON each."""
    sent = await stories_sent(request, published=await asked.moment())
    options = asked.model_copy(update={"with_text": True})
    return StreamingResponse(_lines(service, read(service, sent.items, options)), media_type=LINES)


async def _lines(service: Service, results: AsyncIterator[Story | StoryError]) -> AsyncIterator[bytes]:
    async for result in results:
        shown = result if isinstance(result, StoryError) else Seen(html=article(result, service), record=result)
        yield line(shown)
