"""The page as people meet it, in a real browser: paste, drop, look, review."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STORY = "OTTAWA, March 3, 2025 - Canada imposed a 25% tariff on steel from Chile on Monday.\n"
EVIL = (
    "Canada imposed a 5% tariff on <script>window.evil=1</script><img src=x onerror=window.evil=1> steel from Chile.\n"
)


@pytest.fixture
def page(browser: Browser, served: Any) -> Iterator[Page]:
    """The first page; whatever goes wrong in the browser fails the test."""
    complaints: list[str] = []
    with browser.new_context() as context:
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        opened.goto(served.url)
        yield opened
    assert complaints == []


def is_complaint(said: Any) -> bool:
    return said.type == "error" and "status of 422" not in said.text  # that is said on the page


# Below: text_content, for the browser does not lay out stories that are out of sight, and gives them no inner text.
def read(page: Page, text: str, *, reviewer: str | None = None) -> None:
    if reviewer:
        page.get_by_label("Reviewer").fill(reviewer)
    page.get_by_label("A wire story on trade").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.locator(".story").first.wait_for()


def test_a_pasted_story_is_seen_at_once(page: Page) -> None:
    read(page, STORY)
    assert page.locator(".story .card").count() == 1
    assert "Canada" in page.locator(".card h3").text_content()
    assert page.get_by_role("status").inner_text() == "1 story, 1 event"


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("A wire story on trade").focus()
    page.keyboard.type(STORY.strip())
    page.keyboard.press("Control+Enter")
    page.locator(".card").wait_for()
    page.locator(".card h3 a").focus()
    assert page.locator(".trigger.lit").count() == 1


def test_the_same_story_stands_there_once(page: Page) -> None:
    for _ in range(2):
        read(page, STORY)
    read(page, EVIL)
    page.locator(".story").nth(1).wait_for()
    assert page.locator(".story").count() == 2


def test_what_a_story_smuggles_in_is_text(page: Page) -> None:
    read(page, EVIL)
    assert page.evaluate("window.evil") is None
    assert "<script>window.evil=1</script>" in page.locator(".story .text").text_content()
    assert page.locator(".story script, .story img").count() == 0


def test_a_story_with_200_events_is_seen(page: Page) -> None:
    read(
        page, "".join(f"Canada imposed a {number}% tariff on steel from Chile on Monday. " for number in range(1, 221))
    )
    assert page.locator(".card").count() >= 200


def test_an_error_is_told_in_words(page: Page) -> None:
    page.get_by_label("A wire story on trade").fill(
        "Die Zölle auf Stahl steigen im April, sagte der Minister gestern in Berlin."
    )
    page.get_by_role("button", name="Read it").click()
    alarm = page.locator("#read [role=alert]")
    alarm.get_by_text("only English is read").wait_for()
    assert page.locator(".story").count() == 0


def test_files_are_read_each_as_its_name_says(page: Page, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    lines = [{"id": "b", "title": "Duties rise", "text": STORY}, {"id": "c", "text": EVIL}]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    page.get_by_label("Files").set_input_files([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    page.locator(".story").nth(2).wait_for()
    assert page.locator(".story h2").nth(1).text_content() == "Duties rise"


def test_a_dropped_file_is_read(page: Page) -> None:
    transfer = page.evaluate_handle(
        "text => { const t = new DataTransfer(); t.items.add(new File([text], 'a.txt')); return t; }", STORY
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    page.locator(".card").wait_for()


def test_the_day_of_publication_counts(page: Page) -> None:
    page.get_by_label("Published on").fill("2025-04-16")
    read(page, "Canada imposed a 25% tariff on steel from Chile on Monday.")
    assert "14 Apr 2025" in page.locator(".card").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it(scheme: Any, browser: Browser, served: Any) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme) as context:
        opened = context.new_page()
        opened.goto(served.url)
        read(opened, STORY)
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390
        paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, paper.strip("rgb()").split(","))) < 200) == (scheme == "dark")


def test_the_reference_is_shown_and_asks_no_other_host(page: Page, served: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Interface").click()
    page.get_by_text("/extract", exact=True).first.wait_for()
    assert all(url.startswith((served.url, "data:")) for url in asked)


def decisions(served: Any, reviewer: str) -> list[dict[str, Any]]:
    lines = (served.log.parent / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line).get("decision", {}) for line in lines]
    return [one for one in found if one.get("reviewer") == reviewer]


def test_a_review_needs_a_name(page: Page) -> None:
    read(page, STORY)
    page.get_by_role("button", name="Accept").click()
    assert "Your name goes at the top" in page.locator(".card output").text_content()
    assert page.evaluate("document.activeElement.name") == "reviewer"


def test_an_event_is_accepted_rejected_and_taken_back(page: Page, served: Any) -> None:
    read(page, STORY, reviewer="Bo")
    for name, said in (("Accept", "Accepted by Bo"), ("Reject", "Rejected by Bo"), ("Undo", "Taken back by Bo")):
        page.locator(".card").get_by_role("button", name=name).click()
        page.locator(".card output").get_by_text(said).wait_for()
    assert [one["verdict"] for one in decisions(served, "Bo")] == ["accept", "reject", "undo"]


def test_a_correction_is_kept_and_told_and_comes_out_as_gold(page: Page, served: Any) -> None:
    read(page, STORY.replace("Chile", "Peru"), reviewer="Cy")
    page.get_by_role("button", name="Correct…").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_label("Who", exact=False).first.input_value() == "CAN"
    dialog.get_by_label("Status").select_option("planned")
    dialog.get_by_label("Rates").fill("about a quarter")
    dialog.get_by_role("button", name="Keep").click()
    dialog.get_by_role("alert").get_by_text("is no rate").wait_for()
    dialog.get_by_label("Rates").fill("20-25%\n10% previous")
    dialog.get_by_label("The words of the story").fill("words that are not in it")
    dialog.get_by_role("button", name="Keep").click()
    dialog.get_by_role("alert").get_by_text("not in the story").wait_for()
    dialog.get_by_label("The words of the story").fill("imposed a 25% tariff on steel from Peru")
    dialog.get_by_role("button", name="Keep").click()
    page.locator(".card output").get_by_text("Corrected by Cy").wait_for()
    page.get_by_text("Reviewed: it is in the download.").wait_for()
    [gold] = [json.loads(line) for line in httpx.get(f"{served.url}/gold.jsonl").text.splitlines() if "Peru" in line]
    [event] = gold["events"]
    assert (event["status"], event["anchor"]) == ("planned", "imposed a 25% tariff on steel from Peru")
    assert [(rate["value"], rate["role"]) for rate in event["rates"]] == [([20, 25], "rate"), (10, "previous")]


def test_what_was_said_is_there_when_the_story_is_read_again(page: Page) -> None:
    read(page, STORY.replace("Chile", "Japan"), reviewer="Di")
    page.get_by_role("button", name="Reject").click()
    page.locator(".card output").get_by_text("Rejected by Di").wait_for()
    page.reload()
    assert page.get_by_label("Reviewer").input_value() == "Di"
    read(page, STORY.replace("Chile", "Japan"))
    assert page.locator(".card output").text_content().startswith("Rejected by Di")


def test_a_missed_event_is_added_from_the_words_that_are_selected(page: Page, served: Any) -> None:
    read(page, STORY.replace("Chile", "India"), reviewer="Ed")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.story .text p'))")
    page.get_by_role("button", name="Add an event…").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_label("The words of the story").input_value().startswith("OTTAWA")
    dialog.get_by_label("The words of the story").fill("steel from India")
    dialog.get_by_label("Kind").select_option("flow")
    dialog.get_by_label("Action").select_option("rise")
    dialog.get_by_label("Of what").select_option("imports")
    dialog.get_by_role("button", name="Keep").click()
    page.locator(".added li").wait_for()
    page.get_by_role("button", name="No, that is all").click()
    page.get_by_text("Reviewed: it is in the download.").wait_for()
    assert [one["verdict"] for one in decisions(served, "Ed")] == ["add", "done"]
