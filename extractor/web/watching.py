"""For those who run the service: is it well, and how much does it do?"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from pydantic import BaseModel

from extractor.records import SCHEMA_VERSION
from extractor.web.service import TheService

router = APIRouter(tags=["for those who run it"])


class Health(BaseModel):
    """How the service is."""

    status: Literal["ok", "loading"]
    workers: int
    ready: int
    version: str
    schema_version: str


@router.get("/health", responses={503: {"model": Health, "description": "No worker is ready to read."}})
async def health(service: TheService, response: Response) -> Health:
    """Say whether stories can be read now. Asks for no token."""
    desk = service.desk
    if not desk.ready:
        response.status_code = 503
    return Health(
        status="ok" if desk.ready else "loading",
        workers=desk.workers,
        ready=desk.ready,
        version=_version(),
        schema_version=SCHEMA_VERSION,
    )


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus's text."}},
)
async def metrics(service: TheService) -> Response:
    """Return counts and times for Prometheus."""
    desk, numbers = service.desk, service.numbers
    numbers.workers.set(desk.workers)
    numbers.busy.set(desk.busy)
    numbers.waiting.set(desk.waiting)
    return Response(numbers.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


@router.get("/openapi.json", include_in_schema=False)
async def interface(request: Request) -> dict[str, Any]:
    """Return the OpenAPI document."""
    document: dict[str, Any] = request.app.openapi()
    return document


def _version() -> str:
    try:
        return version("extractor")
    except PackageNotFoundError:
        return "not installed"
