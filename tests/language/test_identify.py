import pytest

from extractor.language.identify import language_of

STORIES = {
    "en": "The minister said on Monday that the government will impose a duty on imports of steel from three "
    "countries.",
    "de": "Die Bundesregierung kündigte am Montag an, dass sie ab Juli höhere Zölle auf Stahl aus drei Ländern "
    "erheben wird, falls die Gespräche mit den Partnern in Genf scheitern.",
    "fr": "Le ministre a annoncé lundi que le gouvernement imposera dès juillet des droits de douane plus élevés "
    "sur l'acier importé de trois pays si les négociations de Genève échouent.",
    "es": "El ministro anunció el lunes que el gobierno impondrá desde julio aranceles más altos al acero importado "
    "de tres países si las negociaciones en Ginebra fracasan.",
}


@pytest.mark.parametrize("code", STORIES)
def test_a_story_is_known_by_its_language(code: str) -> None:
    assert language_of(STORIES[code]) == code


@pytest.mark.parametrize("text", ["", "24%", "Zölle steigen", "STEEL: 25 pct\nALUMINIUM: 10 pct"])
def test_what_is_too_short_to_tell_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_capitals_are_english_too() -> None:
    assert language_of(STORIES["en"].upper()) == "en"
