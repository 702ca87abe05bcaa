"""The FastAPI application: what is where, and what an error becomes."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from extractor.errors import ExtractorError, RequestError
from extractor.web import reading, reviewing, watching
from extractor.web.answers import failed, refusal
from extractor.web.guard import guarded
from extractor.web.page import files, front, reference
from extractor.web.service import Service

_ABOUT = """Wire stories on international trade in, records of what happened out.

One story is plain text or a JSON object; many are JSON Lines, or a JSON array, and come back as JSON Lines. Errors are
`{"error": {"message", "hint", "source", "stage", "skipped"}}`."""


def make_app(service: Service) -> ASGIApp:
    """Return the application of a service, behind its guards."""
    app = FastAPI(title="extractor", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    for part in (reading, reviewing, watching, front, files, reference):
        app.include_router(part.router)
    if service.shelf:
        from extractor.web.browsing import pages  # needs SQLAlchemy, which nothing else here does

        app.include_router(pages.router)
    app.add_exception_handler(ExtractorError, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _not_found)
    app.openapi = lambda: _interface(app, service)  # type: ignore[method-assign]  # FastAPI's way to change it
    return guarded(app, service)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, ExtractorError)  # noqa: S101 - for mypy: it is registered for these
    return refusal(error)


async def _not_valid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - for mypy: it is registered for these
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    what = str(first["msg"]).removeprefix("Value error, ")
    return refusal(RequestError(422, f"{place}: {what}" if place else what))


async def _not_found(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - for mypy: it is registered for these
    answer = failed(error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _interface(app: FastAPI, service: Service) -> dict[str, Any]:
    """Return the OpenAPI document, with what FastAPI cannot know: bodies that it does not parse, and the token."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document["components"]["schemas"]
    schemas["StorySent"] = reading.StorySent.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    if service.access.token:
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        document["security"] = [{"token": []}]
    app.openapi_schema = document
    return document
