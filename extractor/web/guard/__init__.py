"""What every request passes on its way in, and every answer on its way out. From the outside:

    log.py       a line a request, without anything that the client wrote; counts; what fails is a plain 500
    headers.py   the content security policy, and what else keeps a browser safe
    access.py    the host asked for, the page it comes from, the token
    turns.py     how many requests at once
    arrival.py   how large their bodies, and how slow

Plain ASGI (https://asgi.readthedocs.io), since each spans a request to the last byte of its answer.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import ASGIApp

from extractor.web.guard.access import Access
from extractor.web.guard.arrival import Arrival
from extractor.web.guard.headers import Headers
from extractor.web.guard.log import Log
from extractor.web.guard.turns import Turns
from extractor.web.service import Service


def guarded(app: FastAPI, service: Service) -> ASGIApp:
    """Return the application behind its guards."""
    turns = Turns(Arrival(app, service.limits), service.limits)
    return Log(Headers(Access(turns, service.access)), service.numbers)
