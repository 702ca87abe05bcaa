import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.headline import find_headline

BODY = "\n\nCANBERRA, March 28 - China will remove its duties on wine.\n\nThe ministry said so."


@pytest.mark.parametrize(
    "headline",
    ["China scraps wine duties", "U.S., CHINA REACH DEAL ON STEEL", "Is it legal? Nobody knows", "Tariffs up 25%"],
)
def test_one_line_before_the_body_is_the_headline(headline: str) -> None:
    assert find_headline(headline + BODY) == headline


def test_a_kicker_is_passed_over() -> None:
    assert find_headline(f"PRESS RELEASE\n\nUK and India sign pact{BODY}") == "UK and India sign pact"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "China scraps wine duties",
        BODY.strip(),
        "China will remove its duties on wine.\n\nThe ministry said so.",
        "By Meera Castellino\n\nChina will remove its duties.",
    ],
)
def test_a_story_without_headline_has_none(text: str) -> None:
    assert find_headline(text) is None


@given(st.text())
def test_a_headline_stands_in_the_text(text: str) -> None:
    headline = find_headline(text)
    assert headline is None or headline in text
