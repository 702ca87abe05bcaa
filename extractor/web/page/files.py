"""Style sheets and scripts, as files of the service: the policy lets nothing run that stands in a page."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Response

from extractor import view
from extractor.errors import RequestError

router = APIRouter(include_in_schema=False)
ASSETS = __name__.rpartition(".")[0] + ".assets"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_NAMES = frozenset({"service.css", "read.js", "records.js", "review.js", "reference.js", "icon.svg"})


@router.get("/assets/{name}")
async def asset(name: str) -> Response:
    """Return one of our files."""
    return Response(_text(name), media_type=_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "no-cache"})


@cache
def _text(name: str) -> str:
    if name == "view.css":
        return view.style()
    if name == "view.js":
        return view.script()
    if name not in _NAMES:
        raise RequestError(404, "no such file")
    return view.asset(name, package=ASSETS)
