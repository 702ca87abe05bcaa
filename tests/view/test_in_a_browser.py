"""The report as people use it: with the mouse, the keyboard, a telephone, in the dark, on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reworded import reworded

from extractor.records import Story
from extractor.view import page
from extractor.view.facts import fact
from extractor.view.report import AT_ONCE

Show = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}}


def lit(tab: Any, within: str) -> set[str]:
    words: list[str] = tab.locator(f"{within} .lit").all_inner_texts()
    return set(words)


def cards(tab: Any, state: str = "") -> list[str]:
    names: list[str] = tab.locator(f".card{state}:visible").evaluate_all("cards => cards.map(card => card.id)")
    return names


def number_of(story: Story, **values: Any) -> int:
    """The number of the first event with these values."""
    return next(n for n, event in enumerate(story.events, 1) if values.items() <= dict(event).items())


def test_a_card_lights_its_words(show: Show, talks: Story) -> None:
    tab = show(talks)
    number = number_of(talks, legal_basis=("Section 232",))
    tab.hover(f"#s1-e{number} h3")
    assert {"Japanese", "cars", "25%", "duty"} <= lit(tab, ".text")
    assert "still face a" in "".join(tab.locator(".text .soft").all_inner_texts())
    tab.mouse.move(5, 5)
    assert lit(tab, ".text") == set()


def test_words_light_their_card_and_bring_it_into_sight(show: Show, talks: Story) -> None:
    tab = show(talks)
    last = len(talks.events)
    card = tab.locator(f"#s1-e{last}")
    tab.locator("#s1").scroll_into_view_if_needed()
    tab.hover(f"[data-events~=e{last}]")
    assert cards(tab, ".lit") == [f"s1-e{last}"]
    tab.wait_for_function("card => card.getBoundingClientRect().bottom <= innerHeight", arg=card.element_handle())


def test_a_name_lights_all_its_mentions(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.get_by_role("button", name="Ryosei Akazawa").hover()
    assert {"Ryosei Akazawa", "Akazawa"} <= lit(tab, ".text")


def test_a_click_keeps_the_light_until_escape(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.click("#s1-e1 h3")
    tab.mouse.move(5, 5)
    assert cards(tab, ".lit") == ["s1-e1"]
    tab.keyboard.press("Escape")
    assert cards(tab, ".lit") == []


def test_the_keyboard_goes_from_card_to_text_and_back(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.locator("#s1-e2 h3 a").focus()
    assert cards(tab, ".lit") == ["s1-e2"]
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "s1-at-e2"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.closest('.card').id") == "s1-e2"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.closest('.card').id") == "s1-e3"
    tab.keyboard.press("End")
    assert tab.evaluate("document.activeElement.closest('.card').id") == f"s1-e{len(talks.events)}"


def test_filters_narrow_cards_and_words(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.get_by_role("checkbox", name="Tariff").press("Space")
    tab.get_by_role("checkbox", name="Ruled out").press("Space")
    wanted = [n for n, event in enumerate(talks.events, 1) if (event.kind, event.status) == ("tariff", "ruled_out")]
    assert cards(tab) == [f"s1-e{n}" for n in wanted]
    assert tab.get_by_role("status").inner_text() == f"{len(wanted)} event in 1 story"
    assert tab.locator(".text .trigger:not(.off)").count() == len(wanted)
    tab.hover("[data-events=e1]")
    assert lit(tab, ".text") == set()
    tab.get_by_role("button", name="Show all").click()
    tab.wait_for_function(
        "count => document.querySelectorAll('.card:not([hidden])').length === count", arg=len(talks.events)
    )


def test_filters_by_country_and_confidence(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.get_by_label("Country").select_option("CHN")
    assert cards(tab) == [
        f"s1-e{n}" for n, event in enumerate(talks.events, 1) if "CHN" in (*event.actors, *event.targets)
    ]
    tab.get_by_label("Country").select_option("")
    tab.get_by_label("Confidence at least").fill("80")
    assert cards(tab) == [f"s1-e{n}" for n, event in enumerate(talks.events, 1) if event.confidence >= 0.8]
    tab.get_by_label("Confidence at least").fill("95")
    assert cards(tab) == []
    assert tab.get_by_role("status").inner_text() == "0 events in 0 stories"


def test_filters_look_into_stories_that_are_packed(show: Show, stories: list[Story]) -> None:
    tab = show(*stories)
    tab.get_by_role("checkbox", name="Dispute").press("Space")
    wanted = [f"s{n}" for n, story in enumerate(stories, 1) if any(event.kind == "dispute" for event in story.events)]
    tab.wait_for_function("count => document.querySelectorAll('.story').length === count", arg=len(wanted))
    assert tab.locator(".story").evaluate_all("all => all.map(each => each.id)") == wanted
    assert all(
        "dispute" in kinds for kinds in tab.locator(".card:visible").evaluate_all("all => all.map(c => c.className)")
    )


def test_pages_turn(show: Show, stories: list[Story]) -> None:
    tab = show(*stories)
    tab.get_by_role("button", name="Next").click()
    tab.wait_for_selector("#s11")
    assert tab.locator(".story").count() == 10
    tab.get_by_role("combobox", name="Page").select_option(label="3")
    tab.wait_for_selector("#s21")
    assert tab.get_by_role("button", name="Next").is_disabled()
    tab.get_by_role("button", name="All on one page").click()
    tab.wait_for_function("count => document.querySelectorAll('.story').length === count", arg=len(stories))


def test_a_link_to_an_event_opens_its_page(show: Show, stories: list[Story]) -> None:
    tab = show(*stories)
    tab.evaluate("location.hash = '#s21-e1'")
    tab.wait_for_selector("#s21-e1.lit")
    assert tab.locator("#s21-e1").is_visible()


def test_a_disc_shows_its_events_alone(show: Show, stories: list[Story]) -> None:
    tab = show(*stories)
    disc = tab.locator("#timeline .disc[data-pair='CHN>AUS']")
    disc.click()
    tab.wait_for_function("() => document.querySelectorAll('.story').length === 1")
    parties = tab.locator(".card:visible").evaluate_all("""all => all.map((card) =>
        [...card.querySelectorAll(".parties abbr")].map((code) => code.textContent).join(">"))""")
    assert set(parties) == {"CHN>AUS"}
    tab.get_by_role("button", name="No longer only China → Australia").click()
    tab.wait_for_function("() => document.querySelectorAll('.story').length === 10")


def test_charts_fade_what_is_not_wanted_and_have_tables(show: Show, stories: list[Story]) -> None:
    tab = show(*stories)
    tab.get_by_label("Country").select_option("JPN")
    seen = tab.locator("#timeline .disc:not(.faded)").evaluate_all("all => all.map(disc => disc.dataset.pair)")
    assert "USA>JPN" in seen
    # An event on three countries stands in the discs of all three.
    facts = [fact(event, story) for story in stories for event in story.events]
    assert {*filter(None, seen)} <= {pair.key for one in facts if "JPN" in one.countries for pair in one.pairs}
    tab.locator("label", has_text="Tariff rates").click()
    assert not tab.locator("#timeline").is_visible()
    tab.locator("#tariff-chart summary").click()
    assert tab.locator("#tariff-chart table").get_by_text("United States → Japan").first.is_visible()


def test_marks_can_be_switched_off(show: Show, talks: Story) -> None:
    tab = show(talks)
    colour = "getComputedStyle(document.querySelector('.text .person')).backgroundColor"
    assert tab.evaluate(colour) != "rgba(0, 0, 0, 0)"
    tab.get_by_label("people").uncheck()
    assert tab.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_a_hostile_story_of_200_events(show: Show, hostile: Story) -> None:
    tab = show(hostile)
    assert len(cards(tab)) == len(hostile.events) > 200
    assert tab.locator("h2", has_text="</title></style><script>alert(3)</script>").is_visible()
    tab.hover("#s1-e150 h3")
    assert cards(tab, ".lit") == ["s1-e150"]
    assert tab.evaluate("document.querySelectorAll('.story script, .story img').length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_nothing_keeps_anyone_from_reading_it(
    scheme: str, size: Any, show: Show, talks: Story, stories: list[Story]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    tab = show(talks, *stories[:2], color_scheme=scheme, bypass_csp=True, **size)
    tab.locator("#s1-e1 h3 a").focus()
    found = axe.Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def test_on_a_telephone_cards_follow_the_text_with_their_words(show: Show, stories: list[Story]) -> None:
    tab = show(*stories, **PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    text, card = (tab.locator(f"#s3 {part}").first.bounding_box() for part in (".text", ".card"))
    assert card["y"] > text["y"] + text["height"]
    assert tab.locator("#s3 .card blockquote").first.is_visible()


def test_day_and_night(show: Show, talks: Story) -> None:
    papers = {
        show(talks, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(papers) == 2


def test_paper_has_no_controls(show: Show, talks: Story) -> None:
    tab = show(talks)
    tab.emulate_media(media="print")
    assert not any(tab.locator(part).is_visible() for part in ("#filters", ".tools", "#pager"))
    assert all(chart.is_visible() for chart in tab.locator(".chart").all())


def test_without_script_the_stories_stand_there(browser: Any, tmp_path: Path, talks: Story) -> None:
    path = tmp_path / "report.html"
    path.write_text(page([talks]), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.locator(".card").count() == len(talks.events)
    tab.locator("#s1-at-e2").click()
    assert tab.url.endswith("#s1-e2")
    assert tab.get_by_text("need JavaScript").is_visible()
    context.close()


def test_an_old_browser_shows_the_first_stories_and_says_so(browser: Any, tmp_path: Path, stories: list[Story]) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(stories), encoding="utf-8")
    tab = browser.new_page()
    tab.add_init_script("delete window.DecompressionStream")
    tab.goto(path.as_uri())
    tab.wait_for_selector("#filters:not([hidden])")
    assert tab.get_by_text("takes a browser of 2023 or later").is_visible()
    assert tab.get_by_role("status").inner_text().endswith(f"in {AT_ONCE} stories")
    tab.get_by_role("checkbox", name="Tariff").press("Space")
    assert tab.locator(".story:visible").count() <= AT_ONCE
    tab.close()


def longest_task(trace: bytes) -> float:
    """The milliseconds that the longest task of the page's thread has worked, which other programs do not lengthen."""
    events = json.loads(trace)["traceEvents"]
    named = {(each["pid"], each["tid"]): each["args"]["name"] for each in events if each["name"] == "thread_name"}
    tasks = [
        each["tdur"] / 1000
        for each in events
        if each["name"].endswith("RunTask")
        and "tdur" in each
        and named.get((each["pid"], each["tid"])) == "CrRendererMain"
    ]
    assert len(tasks) > 100
    return max(tasks)


def test_many_stories_do_not_stutter(browser: Any, show: Show, stories: list[Story]) -> None:
    run = list(reworded([story for story in stories if len(story.events) > 5], 120))
    browser.start_tracing(categories=["toplevel"])
    tab = show(*run)
    for control, last in (
        ("#pager button[value='1']", "#s20"),
        ("[name=kind]", "#s1"),
        ("#pager [value=all]", "#s120"),
    ):
        tab.evaluate("name => document.querySelector(name).click()", control)  # a look by role takes long itself
        tab.wait_for_selector(last, state="attached")
    tab.evaluate("document.querySelector('#filters [type=reset]').click()")
    tab.wait_for_function("() => document.querySelectorAll('.story').length === 120")
    tab.evaluate("""async () => {
        for (let turn = 0; turn < 20; turn++) {
            scrollBy(0, 900);
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        }
    }""")
    assert longest_task(browser.stop_tracing()) < 100
