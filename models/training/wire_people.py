"""Make people for `wire`: names of fifty peoples in the forms that wire stories write them in.

    make_person(rng)  ->  {":PERSON": "Kim Sang-woo", "s:PERSON": "Kim", "c:GPE": "South Korea", "he": "he", ...}

Forms: "" as at the first mention, `s` as later (the surname, where the culture has one), `f` the first name, `i` with
initials ("S.R. Patel"), `l` as in lists of results (any of these), `v` a bare surname that may carry initials, `c` the
country, `d` the nationality, he/his/him, He/His. One Western or Indian surname in eight is made up, so that a name is
known by where it stands; one person in twenty is a statesman of extractor/knowledge. Four in five go without accents.
To teach a way to put names together, add a function to _FORMS and rows to wire_locales.csv.
"""

from __future__ import annotations

import random
import re
from functools import cache

from wire_names import Culture, cultures, invented, plain
from wire_things import countries

from extractor.knowledge import rows


def make_person(rng: random.Random) -> dict[str, str]:
    """Return the forms of a new person's name."""
    if rng.random() < 0.05:
        return _leader(rng)
    found, reach = cultures()
    culture = rng.choices(found, cum_weights=reach)[0]
    woman = rng.random() < 0.3
    given = rng.choice(culture.women if woman else culture.men)
    family = rng.choice(culture.feminine if woman else culture.families)
    if rng.random() < 0.12 and culture.form in ("western", "indian"):
        family = invented(rng)
    forms = _FORMS[culture.form](given, family, culture, rng)
    if rng.random() < 0.8:
        forms = {key: plain(value) for key, value in forms.items()}
    return _finish(forms, culture, rng) | _pronouns(woman=woman)


def _leader(rng: random.Random) -> dict[str, str]:
    """Take a statesman that trade stories name often: Donald Trump, Xi Jinping."""
    full, short, code = rng.choice(_leaders())
    forms = {"": full, "s": short, "f": full.split()[0], "i": full}
    country = countries()[code]
    named = {f"{key}:PERSON": value for key, value in forms.items()} | {"l:PERSON": full, "v:PERSON": short}
    return (
        named
        | {"c:GPE": country.name, f"d:{country.adjective_label}": country.adjective, "k:GPE": country.capital}
        | _pronouns(woman=False)
    )


@cache
def _leaders() -> list[tuple[str, str, str]]:
    found = ((row["name"], row["short"], row["country"]) for row in rows("leaders"))
    return [(name, short, code) for name, short, code in found if code in countries()]


def _finish(forms: dict[str, str], culture: Culture, rng: random.Random) -> dict[str, str]:
    country = countries()[rng.choice(culture.codes)]
    listed = rng.choices(("", "i", "s"), (6, 2, 2))[0]
    named = {f"{key}:PERSON": value for key, value in forms.items()}
    named |= {"l:PERSON": forms[listed], "v:PERSON": forms[rng.choice("iss")]}
    return named | {"c:GPE": country.name, f"d:{country.adjective_label}": country.adjective, "k:GPE": country.capital}


def _pronouns(*, woman: bool) -> dict[str, str]:
    he, his, him, mr = ("she", "her", "her", "Ms") if woman else ("he", "his", "him", "Mr")
    return {"he": he, "his": his, "him": him, "He": he.title(), "His": his.title(), "mr": mr}


def _initial(given: str) -> str:
    return "-".join(part[0] + "." for part in given.split("-") if part)


def _western(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Anna Kovacs, John F. Baker, J.P. Brandt, Jan-Erik Lund, Tom Price Jr."""
    luck = rng.random()
    full, initial = f"{given} {family}", f"{_initial(given)} {family}"
    if luck < 0.05 or (luck < 0.12 and culture.codes[0] in ("USA", "GBR")):
        full = f"{given} {rng.choice('ABCDEFGHJKLMPRSTW')}. {family}"
    elif luck < 0.15:
        full = initial = f"{given[0]}.{rng.choice('ABCDEFGHJKLMPRSTW')}. {family}"
    elif luck < 0.18 and " " not in given and "-" not in given:
        second = rng.choice(culture.men)
        full = f"{given}{rng.choice(('-', ' '))}{second} {family}"
    elif luck < 0.21:
        full = f"{given} {family}-{rng.choice(culture.families)}"
    elif luck < 0.23 and culture.codes[0] == "USA":
        full += rng.choice((" Jr.", " Jr", " III", ", Jr."))
    return {"": full, "s": family, "f": given, "i": initial}


def _spanish(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Rosa Abad Quiroga, later Abad; one in three with both surnames."""
    second = rng.choice(culture.families)
    first = f"{given} {rng.choice(culture.men)}" if rng.random() < 0.12 else given
    tail = rng.choices(("", f" {second}", f" de {second}"), (13, 6, 1))[0]
    return {"": f"{first} {family}{tail}", "s": family, "f": given, "i": f"{_initial(given)} {family}"}


def _brazilian(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Celso da Rocha, or by one name alone as footballers are: Celsinho."""
    if rng.random() < 0.25:
        nick = rng.choice((given, given, re.sub("[aeiou]+$", "", given) + rng.choice(("inho", "ao", "elson", "ildo"))))
        return dict.fromkeys(("", "s", "f", "i"), nick)
    particle = rng.choices(("", "da ", "de ", "dos "), (7, 1, 1, 1))[0]
    return {
        "": f"{given} {particle}{family}",
        "s": rng.choice((family, particle + family)),
        "f": given,
        "i": f"{_initial(given)} {particle}{family}",
    }


def _icelandic(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Jon Gunnarsson: the father's name, and by the first name later."""
    father = rng.choice(culture.men)
    stem = father.removesuffix("r") if father.endswith("ur") else father
    full = f"{given} {stem}{'dottir' if given in culture.women else 'sson'}"
    return {"": full, "s": full.rpartition(" ")[2], "f": given, "i": f"{given[0]}. {full.rpartition(' ')[2]}"}


def _indian(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Asha Menon, S.R. Patel, P. V. Rao."""
    two = rng.choice("ABCDGHJKLMNPRSTV") + "." + rng.choice(("", "", " ")) + rng.choice("ABCDGHJKLMNPRSTV") + "."
    full = rng.choices(
        (f"{given} {family}", f"{two} {family}", f"{given} {rng.choice(culture.men)} {family}"), (7, 2, 1)
    )[0]
    return {"": full, "s": family, "f": given, "i": rng.choice((f"{given[0]}. {family}", f"{two} {family}"))}


def _indonesian(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Wahyudi, one name alone, or Dewi Lestari."""
    if rng.random() < 0.3:
        return dict.fromkeys(("", "s", "f", "i"), family)
    return {"": f"{given} {family}", "s": family, "f": given, "i": f"{given[0]}. {family}"}


def _vietnamese(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Tran Van Duc, later Duc."""
    full = f"{family} {rng.choice(('Van', 'Thi', 'Duc', 'Minh', 'Quoc', 'Xuan', 'Manh', 'Dinh', 'Thanh'))} {given}"
    return {"": full, "s": given, "f": given, "i": full}


def _chinese(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Zhou Weimin, Li Na; one or two syllables together."""
    name = (given + rng.choice(culture.women).lower()) if rng.random() < 0.6 else given
    return {"": f"{family} {name}", "s": family, "f": name, "i": f"{family} {name}"}


def _korean(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Choi Min-ho, Park Jung Soo, Lee Sang-Woo."""
    second = rng.choice(culture.women)
    name = rng.choices(
        (f"{given}-{second.lower()}", f"{given} {second}", f"{given}-{second}", given + second.lower()), (12, 3, 2, 1)
    )[0]
    full = f"{family} {name}" if rng.random() < 0.9 else f"{name} {family}"
    return {"": full, "s": family, "f": name, "i": full}


def _cantonese(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Lam Wai-keung, Henry Cheung, Anson Lam Wing-yan."""
    second = rng.choice(culture.women).lower()
    english = rng.choice(
        ("Henry", "Carrie", "Paul", "Anson", "Regina", "Martin", "Emily", "Peter", "Rosanna", "Donald")
    )
    full = rng.choices(
        (f"{family} {given}-{second}", f"{english} {family}", f"{english} {family} {given}-{second}"), (5, 3, 2)
    )[0]
    return {"": full, "s": family, "f": english, "i": full}


def _arabic(given: str, family: str, culture: Culture, rng: random.Random) -> dict[str, str]:
    """Khalid al-Harbi, Salim bin Nasser al-Thani, Mahmoud Abu Zaid."""
    article = rng.choices(("al-", "Al-", "El ", "al ", "el-", ""), (7, 3, 1, 1, 1, 6))[0]
    middle = rng.choices(
        ("", f" {rng.choice(culture.men)}", f" {rng.choice(('bin', 'ibn', 'bin', 'Abu'))} {rng.choice(culture.men)}"),
        (7, 2, 1),
    )[0]
    return {
        "": f"{given}{middle} {article}{family}",
        "s": article + family,
        "f": given,
        "i": f"{given[0]}. {article}{family}",
    }


_FORMS = {
    "western": _western, "spanish": _spanish, "brazilian": _brazilian, "icelandic": _icelandic, "indian": _indian,
    "indonesian": _indonesian, "vietnamese": _vietnamese, "chinese": _chinese, "korean": _korean,
    "cantonese": _cantonese, "arabic": _arabic, "japanese": _western, "iranian": _western, "israeli": _western,
    "burmese": _vietnamese, "african": _western,
}  # fmt: skip
