"""Laws that hold for people and countries of any story, whatever its names and its case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.countries import countries_of, find_countries
from extractor.language.people import find_people
from extractor.records import Country, Person

STORIES = (
    "Japan's Trade Minister {0} met {1}, chief executive of Tin Corp. {0.family} left, said {2}, a {1.family} aide.",
    "Former Peruvian President {0} and {1}, the EU's trade chief, spoke. {1.family} farms, said {2}, a baker.",
    "{0}, who heads the Tin Council, and his deputy {1} wrote to Sen. {2} (R-Iowa). {2.family} answered {0.family}.",
)
HEADLINES = (
    "{0} Meets {1} on Tin",
    "Minister {0.family} Warns of Duties on Tin",
    "Tin Talks Stall as {1.family} and {2.family} Wait",
    "Japan Answers the EU on Tin",
)


class Name(str):
    """A name of a person that gives the family name by itself."""

    @property
    def family(self) -> str:
        return self.split()[-1]


NAMES = [
    Name(name)
    for name in (
        "Ann Pool", "Susan Aalders", "Shaun O'Brien", "Jean-Claude Moreau", "José Alvarado", "Ursula von der Heide",
        "Peter Lund", "Wilbur Q. Ostrander", "Thomas Zwick", "Nina Kovacs",
    )
]  # fmt: skip
PICKS = st.lists(st.sampled_from(NAMES), min_size=3, max_size=3, unique=True)


def read(text: str) -> tuple[tuple[Person, ...], tuple[Country, ...]]:
    mentions = list(find_countries(text))
    places = [(mention.start, mention.end, mention.name.code, mention.name.form) for mention in mentions]
    return find_people(text, countries=places), countries_of(text, mentions)


def structure(text: str, names: list[Name]) -> list[object]:
    """Everything that was read but the names: who by number, roles, how often named."""
    people, countries = read(text)
    return [
        *(
            (
                names.index(Name(person.name)),
                person.country,
                [(role.title, role.of, role.standing) for role in person.roles],
                len(person.mentions),
            )
            for person in people
        ),
        *((country.code, len(country.mentions)) for country in countries),
    ]


@pytest.mark.parametrize("story", STORIES)
@given(names=PICKS)
def test_other_names_give_the_same_structure(story: str, names: list[Name]) -> None:
    first = NAMES[:3]
    assert structure(story.format(*names), names) == structure(story.format(*first), first)


@pytest.mark.parametrize("headline", HEADLINES)
@given(names=PICKS, story=st.sampled_from(STORIES))
def test_a_headline_in_capitals_changes_no_person(headline: str, names: list[Name], story: str) -> None:
    body = story.format(*names)
    title = headline.format(*names)
    calm, _ = read(f"{title}\n\n{body}")
    loud, _ = read(f"{title.upper()}\n\n{body}")
    assert [(person.name, len(person.mentions)) for person in loud] == [
        (person.name, len(person.mentions)) for person in calm
    ]
    assert {person.name for person in loud} == set(names)


@given(st.lists(st.sampled_from(["G7 ", "Turkey ", "Congo ", "Korea ", "Georgia, ", "\n", "Washington ", "Jordan's "])))
def test_the_same_name_again_is_one_record_more_nowhere(words: list[str]) -> None:
    _, countries = read("".join(words))
    assert len({country.code for country in countries}) == len(countries)
