"""What may pass is tried again with back-off; what stays is told in one line, without what is secret in the URL.

two runs at once      waiting for the other's turn, a deadlock with a third program     tried again
a lost connection     the server starts anew, the network is away for a while           tried again while writing
all else              no such database, no right to write, a full disk                  told at once
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from extractor.errors import ExtractorError
from extractor.sinks.relational.places import Place

Fault = Callable[[DBAPIError], bool]
SECONDS = 60.0


def attempts(passes: Fault) -> Retrying:
    """Return the attempts at something: more than one while its errors may pass, for so long."""
    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, DBAPIError) and passes(error)),
        wait=wait_random_exponential(multiplier=0.1, max=5),
        stop=stop_after_delay(SECONDS),
        reraise=True,
    )


@contextmanager
def told(make: type[ExtractorError], what: str, place: Place, *, hint: str) -> Iterator[None]:
    """Turn errors of the database within into one line: `URL: what: the driver's words (try: hint)`."""
    try:
        yield
    except SQLAlchemyError as error:
        words = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        raise make(f"{what}: {place.masked(words)}", where=place.shown, hint=hint) from error
