"""Which pages a service has."""

from __future__ import annotations

from extractor.web.service import Service


def places(service: Service) -> tuple[str, ...]:
    """Return the paths that stand in the pages' navigation."""
    return ("/", *(("/stories", "/pairs") if service.shelf else ()), "/docs")
