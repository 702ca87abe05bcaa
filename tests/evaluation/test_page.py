"""The error report: what stands in it, and how a browser sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.commands import main
from extractor.evaluation.page.marks import Mark, marked
from extractor.view.markup import Html, join, tag


@pytest.fixture
def report(gold: str) -> Path:
    main(["evaluate", gold, "--report", "errors.html", "--quiet"])
    return Path("errors.html").resolve()


def test_the_page_is_whole_and_needs_nothing_else(report: Path, parsed: Callable[[str], Any]) -> None:
    reader = parsed(report.read_text(encoding="utf-8"))
    assert len(reader.ids) == len(set(reader.ids))
    assert all(link.startswith("#") and link[1:] in reader.ids for link in reader.links)
    assert "script" not in re.findall(r"<(\w+)", report.read_text(encoding="utf-8"))


def test_stories_are_listed_by_their_errors_and_right_ones_by_id(report: Path) -> None:
    page = report.read_text(encoding="utf-8")
    index = page[page.index("<nav") : page.index("</nav>")]
    assert re.findall(r'href="#(.*?)">(.*?)<', index) == [("story-1", "s-2"), ("story-2", "s-3"), ("story-3", "s-4")]
    assert "Without errors (1): s-1." in index


def test_slots_that_differ_stand_out(report: Path) -> None:
    page = report.read_text(encoding="utf-8")
    differing = re.findall(r'<tr class="differing"><th scope="row">(\w+)<span.*?</span></th>(.*?)</tr>', page)
    assert differing == [
        ("status", "<td>planned</td><td>actual</td>"),
        ("people", "<td>Ana &lt;Rojas&gt;</td><td>–</td>"),
    ]


def test_what_a_story_holds_is_shown_and_never_run(report: Path) -> None:
    page = report.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; grapes &amp; wine." in page
    assert "<script" not in page


def test_markup_is_escaped_unless_it_is_markup_already() -> None:
    assert (
        tag("b", '<i> & "', title='"<', class_="x", aria_label=None)
        == '<b title="&quot;&lt;" class="x">&lt;i&gt; &amp; "</b>'
    )
    assert join([tag("b", "x"), "<", Html("<hr>")]) == "<b>x</b>&lt;<hr>"


def test_places_may_overlap() -> None:
    marks = [
        Mark((0, 4), "missed", "M1", "m1"),
        Mark((2, 6), "spurious", "S1", "s1"),
        Mark((3, 4), "missed", None, "m1"),
    ]
    page = marked("abcdefg", marks)
    assert re.sub(r"<a .*?>(\w+)</a>", r"[\1]", page) == (
        '<mark class="missed">[M1]ab</mark><mark class="missed spurious">[S1]c</mark>'
        '<mark class="missed spurious deep">d</mark><mark class="spurious">ef</mark>g'
    )


@given(
    st.text(max_size=12),
    st.lists(st.tuples(st.integers(-1, 14), st.integers(-1, 14), st.sampled_from(["missed", "differs"])), max_size=5),
)
def test_marks_change_no_text(parsed: Callable[[str], Any], text: str, places: list[tuple[int, int, str]]) -> None:
    reader = parsed(
        marked(text.replace("\r", ""), [Mark((start, end), sort, None, "x") for start, end, sort in places])
    )
    assert "".join(reader.words) == text.replace("\r", "")


def test_a_browser_shows_it_in_light_in_dark_and_on_a_telephone(report: Path, browser: Any) -> None:
    papers = set()
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(report.as_uri())
        assert asked == [report.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2


def test_in_a_browser_a_label_leads_to_its_event(report: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 500})
    page.on("dialog", lambda dialog: pytest.fail(f"the page runs what a story holds: {dialog.message}"))
    page.goto(report.as_uri())
    assert "<script>alert(1)</script> grapes & wine." in page.locator("#story-1 .text").inner_text()
    page.get_by_role("link", name="missed: M1").click()
    card = page.locator("#story-3-M1")
    assert page.evaluate("location.hash") == "#story-3-M1"
    assert card.evaluate("card => card.matches(':target')")
    assert "talks hold" in card.inner_text()
    assert page.locator("h1").inner_text() == "Evaluation on gold.jsonl"
    assert page.get_by_role("table").first.is_visible()
