"""Find the people of a story, all that names them, and what they are.

    "Treasury Secretary Scott Bessent said ... Bessent"   ->  Scott Bessent: Treasury Secretary of USA, two mentions
    "said Jo Pool, a former executive at Ford"            ->  Jo Pool: executive of "Ford", former

    words -> scene -> titles -> mentions -> coreference -> roles (rows, distant) -> offices -> summary

Unit: one record a person. Reading (the gold's guide): writers of bylines, photographers and "the Trump
administration" are no people of the story; "Mr" is no role. The statistical model's PERSON is one kind of evidence
among others: without a model, titles, given names and appositions still find most.
Misses: people without title or known given name that the model does not see; offices told in another sentence, but
for "the president" and a counterpart's; titles that knowledge/titles.csv lacks (what the encoder takes for a title was
tried as evidence for these and brought as much wrong as right).
To teach a name or a title, see knowledge/persons.py and knowledge/titles.py.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.people.coreference import gather
from extractor.language.people.mentions import find_mentions
from extractor.language.people.roles import link
from extractor.language.people.scene import scene_of
from extractor.language.people.summary import people_of
from extractor.language.people.titles import find_titles
from extractor.records import Person
from extractor.text import whole_text

Doc.set_extension("people", default=(), force=True)


def find_people(
    text: str,
    *,
    persons: Iterable[tuple[int, int]] = (),
    countries: Iterable[tuple[int, int, str, str]] = (),
    skipped: Iterable[tuple[int, int]] = (),
) -> tuple[Person, ...]:
    """Return the people of `text` in order of first mention.

    All marks are character spans: `persons` as a model sees them, `countries` with code and form, `skipped` the
    stretches that are about the story and not of it.
    """
    scene = scene_of(text, persons=persons, countries=countries, skipped=skipped)
    titles = find_titles(scene)
    people = gather(scene, find_mentions(scene, titles))
    return people_of(scene, people, link(scene, titles, people))


@Language.component("people", assigns=["doc._.people"], requires=["doc.ents", "doc._.furniture", "doc._.countries"])
def mark_people(doc: Doc) -> Doc:
    """Leave the people of the story on `doc._.people`."""
    doc._.people = find_people(
        whole_text(doc),
        persons=[(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"],
        countries=[(m.start, m.end, one.code, m.form) for one in doc._.countries if one.alpha2 for m in one.mentions],
        skipped=[(span.start, span.end) for span in doc._.furniture],
    )
    return doc
