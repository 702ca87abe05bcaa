"""The frame that all pages of the service share."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.responses import HTMLResponse

from extractor.view import Html, join, tag

_PLACES = {"/": "Read a story", "/stories": "Stories", "/pairs": "Pairs of countries", "/docs": "Interface"}


def shell(
    *, title: str, here: str | None, parts: Iterable[Html], scripts: Iterable[str] = (), places: Iterable[str]
) -> Html:
    """Return a page that stands at `here` among the `places`; `scripts` are names of assets."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        *(_void("link", rel="stylesheet", href=f"/assets/{name}") for name in ("view.css", "service.css")),
        _void("link", rel="icon", href="/assets/icon.svg", type="image/svg+xml"),
        *(tag("script", src=f"/assets/{name}", type="module") for name in scripts),
    )
    body = tag(
        "body",
        tag("a", "Skip to the content", href="#content", class_="skip"),
        tag("header", tag("h1", title), _nav(here, places), class_="masthead"),
        tag("main", join(parts), id="content"),
    )
    return Html(f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n")


def page(**parts: object) -> HTMLResponse:
    """Return the answer with a page; what it takes is what `shell` does."""
    return HTMLResponse(shell(**parts))  # type: ignore[arg-type]


def _nav(here: str | None, places: Iterable[str]) -> Html:
    links = (tag("a", _PLACES[place], href=place, aria_current="page" if place == here else None) for place in places)
    return tag("nav", *links, class_="places", aria_label="Pages")


def _void(name: str, **attributes: str) -> Html:
    return Html(tag(name, **attributes).removesuffix(f"</{name}>"))
