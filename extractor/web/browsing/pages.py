"""Pages of a database's stories: all of them, one, and what two countries have done to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse
from pydantic import Field

from extractor import view
from extractor.errors import RequestError
from extractor.records import KINDS, STATUSES, Story
from extractor.view import Html, join, tag, words
from extractor.web.browsing.pair import narrowed, shown_pair, sides, told_of_pair
from extractor.web.browsing.shelf import Shelf
from extractor.web.browsing.wanted import Wanted
from extractor.web.page.article import article
from extractor.web.page.review import dialog, reviewer
from extractor.web.page.shell import shell
from extractor.web.places import places
from extractor.web.service import Service, TheService

router = APIRouter(include_in_schema=False)
A_PAGE = 20
MOST = 200
EVERYONE = "WLD"
Code = Annotated[str, Path(pattern="^[A-Z]{3}$")]


class Asked(Wanted):
    """What a visitor wants to see, and which page of it."""

    page: int = Field(1, ge=1, le=1_000_000)

    def query_of(self, page: int) -> str:
        """Return the same choices with another page, as a URL has them."""
        return urlencode(self.model_copy(update={"page": page}).model_dump(mode="json", exclude_none=True))


@router.get("/stories")
def stories(service: TheService, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Return a page of the stories that are asked for."""
    shelf = _shelf(service)
    found = shelf.find(asked, first=(asked.page - 1) * A_PAGE, most=A_PAGE)
    parts = [
        _choices(asked, shelf.countries()),
        tag("p", f"{words.count(found.total, 'story')} found.", class_="state", role="status"),
        _charts(found.stories),
        _articles(found.stories, service),
        _pages(asked, found.total),
    ]
    return _page(service, title="Stories", here="/stories", parts=parts)


@router.get("/story")
def story(service: TheService, name: Annotated[str, Query(alias="id")]) -> HTMLResponse:
    """Return one story."""
    if (found := _shelf(service).story(name)) is None:
        raise RequestError(404, "no such story")
    return _page(service, title=found.title or found.id, here=None, parts=[_articles([found], service)])


@router.get("/pairs")
def pairs(service: TheService) -> HTMLResponse:
    """Return the pairs of countries, those with most events first."""
    shelf = _shelf(service)
    names = shelf.countries()
    rows = (
        tag(
            "tr",
            tag("td", tag("a", shown_pair(pair.actor, pair.target, names), href=f"/pairs/{pair.actor}/{pair.target}")),
            tag("td", f"{pair.events:,}"),
        )
        for pair in shelf.pairs()
    )
    head = tag("thead", tag("tr", tag("th", "Who, and whom it hits", scope="col"), tag("th", "Events", scope="col")))
    table = tag("table", head, tag("tbody", *rows))
    return HTMLResponse(shell(title="Pairs of countries", here="/pairs", parts=[table], places=places(service)))


@router.get("/pairs/{one}/{other}")
def pair(service: TheService, one: Code, other: Code) -> HTMLResponse:
    """Return what one country has done to another, what that has done to it, and what they did together."""
    shelf = _shelf(service)
    names = shelf.countries() | {EVERYONE: "everyone"}
    found = shelf.between(one, other, most=MOST)
    told = list(told_of_pair(found.stories, one, other))
    part = f"Of {words.count(found.total, 'story')}, the latest {MOST}." if found.total > MOST else ""
    parts = [
        tag("p", part, class_="state"),
        *sides(told, one, other, names),
        _charts(narrowed(told)),
        _articles(found.stories[:A_PAGE], service),
    ]
    return _page(service, title=shown_pair(one, other, names), here=None, parts=parts)


def _charts(stories: list[Story]) -> Html:
    total = view.Total(stories)
    return total.charts() if total.events else join([])


def _articles(stories: Iterable[Story], service: Service) -> Html:
    return tag("div", *(article(story, service) for story in stories), id="stories")


def _choices(asked: Wanted, countries: Mapping[str, str]) -> Html:
    return tag(
        "form",
        _select("kind", "Kind ", {kind: words.KIND_WORDS[kind] for kind in KINDS}, asked.kind),
        _select("status", "Status ", {status: words.STATUS_WORDS[status] for status in STATUSES}, asked.status),
        _select("country", "Country ", countries, asked.country),
        tag("label", "From ", tag("input", type="date", name="since", value=f"{asked.since or ''}")),
        tag("label", "to ", tag("input", type="date", name="until", value=f"{asked.until or ''}")),
        _select(
            "least", "Confidence at least ", {f"{step / 10}": f"{step}0%" for step in range(1, 10)}, f"{asked.least}"
        ),
        tag("button", "Show", class_="first"),
        id="choices",
        class_="row",
        method="get",
        action="/stories",
    )


def _select(name: str, label: str, choices: Mapping[str, str], chosen: str | None) -> Html:
    options = (
        tag("option", said, value=value, selected="" if value == chosen else None) for value, said in choices.items()
    )
    return tag("label", label, tag("select", tag("option", "all", value=""), *options, name=name))


def _pages(asked: Asked, total: int) -> Html:
    """Return the links to the pages before and after."""
    last = max(1, -(-total // A_PAGE))
    links = [
        tag("a", name, href=f"/stories?{asked.query_of(page)}", rel=rel)
        for name, rel, page in (("Later stories", "prev", asked.page - 1), ("Earlier stories", "next", asked.page + 1))
        if 1 <= page <= last
    ]
    return tag(
        "nav", *links, tag("span", f"Page {asked.page:,} of {last:,}"), class_="row", aria_label="Pages of stories"
    )


def _shelf(service: Service) -> Shelf:
    if service.shelf is None:
        raise RequestError(404, "no database is browsed here", hint="extractor serve --db sqlite:///news.db")
    return service.shelf


def _page(service: Service, *, title: str, here: str | None, parts: list[Html]) -> HTMLResponse:
    """Return a page of stories."""
    review = [reviewer(), dialog()] if service.reviews else []
    scripts = ["view.js", *(["review.js"] if service.reviews else [])]
    text = shell(title=title, here=here, parts=[*review, *parts], scripts=scripts, places=places(service))
    return HTMLResponse(text)
