"""Component "events": the trade facts of a story, with who does what to whom, on which goods, at which rate and when.

    candidates -> mentions with kind, action, status (learned heads) -> values linked (learned heads)
               -> one event a fact (merging) -> records

The weights of the heads lie in the folder events/ of the trained pipeline.
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractor.events.arguments import GROUPS, Values, values
from extractor.events.building import Scene, build, named_at
from extractor.events.gist import Gist, gist
from extractor.events.merging import merge
from extractor.events.reading import Reader, load_reader
from extractor.records import Percentage, Product

Doc.set_extension("events", default=(), force=True)


@Language.factory(
    "events",
    assigns=["doc._.events"],
    requires=["doc._.percentages", "doc._.dates", "doc._.countries", "doc._.people", "doc._.products", "token.tag"],
)
def make_events(nlp: Language, name: str) -> "Events":
    """Make the component; its weights come with `from_disk`."""
    return Events()


class Events:
    """Mark a Doc with its trade facts. Reads nothing until its weights are loaded."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.events`. Raises ValueError when no weights are loaded."""
        if self.reader is None:
            raise ValueError("the component 'events' has no weights: load them with from_disk, or use extractor.load()")
        story, found = story_gist(doc)
        facts = merge(self.reader.read(story, found), found)
        triggers = [named_at(fact, story) for fact in facts]
        scene = Scene(doc, doc.text, story, found, triggers, self.reader.calibration)
        doc._.events = tuple(build(fact, scene) for fact in facts)
        return doc

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "Events":
        """Read the weights. Raises OSError, KeyError, TypeError or ValueError when missing or broken."""
        self.reader = load_reader(Path(path))
        return self

    def to_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the weights."""
        if self.reader is not None:
            self.reader.save(Path(path))


def story_gist(doc: Doc) -> tuple[Gist, Values]:
    """Fold a marked Doc and index its values."""
    story = gist(doc)
    marks = doc._
    codes = {ref: country.code for ref, country in enumerate(marks.countries)} | GROUPS
    keys = {
        "country": codes,
        "person": {ref: person.name for ref, person in enumerate(marks.people)},
        "percentage": {ref: _percentage_key(percentage) for ref, percentage in enumerate(marks.percentages)},
        "date": {ref: date.value for ref, date in enumerate(marks.dates)},
        "product": {ref: _product_key(product) for ref, product in enumerate(marks.products)},
    }
    places = {country.code: ref for ref, country in enumerate(marks.countries)}
    officers = {ref: places[person.country] for ref, person in enumerate(marks.people) if person.country in places}
    titles = {ref: person.roles[0].title.lower() if person.roles else "" for ref, person in enumerate(marks.people)}
    return story, values(story, keys=keys, traits={"country": codes, "person": titles}, officers=officers)


def _percentage_key(percentage: Percentage) -> str:
    return f"{percentage.value} {percentage.low} {percentage.high} {percentage.unit}"


def _product_key(product: Product) -> str:
    return product.text.lower().rstrip("s")
