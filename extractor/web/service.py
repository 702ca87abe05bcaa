"""What the routes share: the desk, the limits, the reviews, the numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends, Request

from extractor.review.sidecar import Sidecar
from extractor.web.desk import Desk
from extractor.web.numbers import Numbers

if TYPE_CHECKING:
    from extractor.web.browsing.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What requests may take: bytes of a body and seconds until it is there, seconds a story, requests at once.

    These are counted in all, and of one client.
    """

    size: int = 10_000_000
    arrival: float = 30.0
    timeout: float = 30.0
    at_once: int = 256
    per_client: int = 64


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who is let in: the token to show, the names under which the service may be called; None: any."""

    token: str | None = None
    hosts: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Service:
    """One running service; without `reviews` nobody is asked for a review, without `shelf` nothing can be browsed."""

    desk: Desk
    numbers: Numbers
    limits: Limits = field(default_factory=Limits)
    access: Access = field(default_factory=Access)
    reviews: Sidecar | None = None
    shelf: Shelf | None = None


def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    return cast("Service", request.app.state.service)


TheService = Annotated[Service, Depends(service_of)]
