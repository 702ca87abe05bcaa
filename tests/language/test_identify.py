import pytest

from extractor.language.identify import language_of

STORIES = {
    "en": "The minister said on Monday that the government will impose a duty on imports of steel from three "
    "countries.",
    "de": "Die Bundesregierung kündigte am Montag an, dass sie ab Juli höhere Zölle auf Stahl aus drei Ländern "
    "erheben wird, falls die Gespräche mit den Partnern in Genf scheitern.",
    "fr": "Le ministre a annoncé lundi que le gouvernement imposera dès juillet des droits de douane plus élevés "
    "sur l'acier importé de trois pays si les négociations de Genève échouent.",
    "zh": "商务部周一宣布对原产于三个国家的钢铁产品加征关税自七月一日起实施部长表示如果日内瓦谈判失败税率将进一步提高。"
    * 2,
    "es": "El ministro anunció el lunes que el gobierno impondrá desde julio aranceles más altos al acero importado "
    "de tres países si las negociaciones en Ginebra fracasan.",
}


@pytest.mark.parametrize("code", STORIES)
def test_a_story_is_known_by_its_language(code: str) -> None:
    assert language_of(STORIES[code]) == code


@pytest.mark.parametrize("text", ["", "24%", "Zölle steigen", "STEEL: 25 pct\nALUMINIUM: 10 pct"])
def test_what_is_too_short_to_tell_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_table_of_prices_is_no_foreign_language() -> None:
    rows = "\n".join(
        f"{month} 123.5 122.9 121.8 OPEN 1,045 CLOSE 1,345" for month in ("APR", "MAY", "JUN", "JLY", "AUG")
    )
    assert language_of(f"TOKYO RUBBER (YEN PER KILO)\n{rows}") == "en"


def test_capitals_are_english_too() -> None:
    assert language_of(STORIES["en"].upper()) == "en"
