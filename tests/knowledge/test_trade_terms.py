"""The words by which a story shows that it is about trade."""

import pytest

from extractor.knowledge.trade_terms import SHORT, may_tell_of_trade, speaks_of_trade

ELSE = "The minister opened a school and met its pupils. " * (SHORT // 40)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("She opened a school.", True),
        (ELSE, False),
        (f"{ELSE} Imports of tradesmen.", False),
        (f"{ELSE} Imports and exports.", True),
        (f"{ELSE} TARIFFS on shipments under NAFTA.", True),
        (f"{ELSE * 10} Imports, exports and tariffs.", False),
        (f"{ELSE} A dutiful banner of importance, exported.", False),
    ],
)
def test_a_long_text_speaks_of_trade_more_than_once(text: str, answer: bool) -> None:  # noqa: FBT001
    assert speaks_of_trade(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("She opened a school.", True),
        (ELSE, False),
        (f"{ELSE} The duty of a nurse.", False),
        (f"{ELSE} TARIFFS on shipments.", True),
        (f"{ELSE} The duty of a nurse, and her licence.", False),
        (f"{ELSE} The duty on wheat, rice and sugar was lifted with the ban.", True),
        (f"{ELSE} The tariff on the wheat that growers sell abroad.", True),
        (f"{ELSE} The tariff on wheat.", False),
        (f"{ELSE} A dutiful banner of importance, exported.", False),
        (f"{ELSE} An agreement to buy frigates.", True),
        (f"{ELSE} The commerce ministry let in beef that farmers sell abroad.", True),
        (f"{ELSE} The commerce ministry let in a visitor.", False),
    ],
)
def test_a_long_text_may_tell_of_trade_with_two_words_of_it_or_others_beside(text: str, answer: bool) -> None:  # noqa: FBT001
    assert may_tell_of_trade(text) is answer
