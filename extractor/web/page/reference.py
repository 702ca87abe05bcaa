"""GET /docs: the interface, as Swagger UI shows it, from files of the package fastapi-swagger: no other host is asked.

Swagger UI writes styles into its page, so that page alone is allowed those.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from extractor.errors import RequestError
from extractor.view import tag
from extractor.web.guard.headers import POLICY
from extractor.web.page.shell import shell
from extractor.web.places import places
from extractor.web.service import TheService

router = APIRouter(include_in_schema=False)
_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


@router.get("/docs")
async def reference(service: TheService) -> HTMLResponse:
    """Return the page."""
    text = shell(
        title="Interface",
        here="/docs",
        parts=[tag("div", id="swagger")],
        scripts=["reference.js"],
        places=places(service),
    )
    return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY})


@router.get("/docs/{name}")
async def swagger(name: str) -> Response:
    """Return one of Swagger UI's files."""
    if name not in _FILES:
        raise RequestError(404, "no such file")
    content = (files("fastapi_swagger.resources") / name).read_bytes()
    return Response(content, media_type=_FILES[name], headers={"Cache-Control": "no-cache"})
