"""Make the trained pipeline anew, from public corpora and annotated stories, with one command:

    python models/training/train.py --corpora FOLDER --gold FOLDER --background stories.jsonl --out models/en_trade

Three steps, each with fixed seeds: (1) tags and named mentions are learned from the open corpora (config.cfg);
(2) the people of the annotated stories are taught on top, since bylines, credits and firms in wire copy look like
people to a model that has never seen any; (3) the event heads are learned on the stories as that pipeline marks them
(events.py). About an hour on one core. README.md beside this file names the data, licences and figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import events
import spacy
from spacy.cli.train import train as train_by_config
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

HERE = Path(__file__).parent
SEED = 0
STORY_EPOCHS = 4
META = {
    "name": "trade",
    "version": "0.1.0",
    "description": "Tags, named mentions and trade events of English wire stories",
    "author": "the extractor project",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8,<3.9",
    "sources": [
        {"name": "Universal Dependencies English EWT and UNER English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "GUM, open genres", "license": "CC BY 4.0"},
        {"name": "Wikigold, SEC filings NER, Broad Twitter Corpus", "license": "CC BY 4.0"},
        {"name": "CrossNER", "license": "MIT"},
        {"name": "re3d, without its BBC part", "license": "OGL 3.0 and CC BY"},
    ],
}


def corpus(folder: Path, part: str, out: Path) -> Path:
    """Put the corpora of one part ("train", "dev") into one shuffled file."""
    blank = spacy.blank("en")
    files = [folder / f"{name}_{part}.spacy" for name in ("ner", "ud")]
    docs = [doc for file in files for doc in DocBin().from_disk(file).get_docs(blank.vocab)]
    random.Random(SEED).shuffle(docs)
    path = out / f"{part}.spacy"
    DocBin(docs=docs).to_disk(path)
    return path


def people_of(doc: Doc, names: list[str]) -> list[Span]:
    """The mentions of the annotated people: full names and surnames as they stand, and what the model found of them."""
    words = {word for name in names for word in name.split()}
    found = [ent for ent in doc.ents if ent.label_ == "PERSON" and words & {token.text for token in ent}]
    patterns = {re.escape(piece) for name in names for piece in (name, name.split()[-1]) if len(piece) > 2}
    if patterns:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
        spans = (doc.char_span(match.start(), match.end(), label="PERSON") for match in pattern.finditer(doc.text))
        found += [span for span in spans if span is not None]
    return found


def story_examples(nlp: Language, gold: Path) -> Iterator[Example]:
    """The annotated stories with their people, and other mentions as the model itself finds them."""
    by_id = {annotation["id"]: annotation for annotation in events.read_lines(gold / "train.gold.jsonl")}
    for story in map(events.wire_story, events.read_lines(gold / "train.stories.jsonl")):
        doc = nlp(story.text)
        people = people_of(doc, [person["name"] for person in by_id[story.id]["people"]])
        others = [ent for ent in doc.ents if ent.label_ != "PERSON"]
        reference = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        spans = filter_spans([*people, *others])
        reference.ents = [Span(reference, span.start, span.end, label=span.label_) for span in spans]
        yield Example(nlp.make_doc(story.text), reference)


def teach_stories(nlp: Language, open_corpus: Path, gold: Path) -> None:
    """Go on training on the annotated stories, mixed with as many words of the open corpora, which keep the rest."""
    stories = list(story_examples(nlp, gold))
    docs = list(DocBin().from_disk(open_corpus).get_docs(nlp.vocab))
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.0005
    chooser = random.Random(SEED)
    for _ in range(STORY_EPOCHS):
        mixed = [Example(nlp.make_doc(doc.text), doc) for doc in chooser.sample(docs, len(docs) // 4)]
        epoch = stories + mixed
        chooser.shuffle(epoch)
        for batch in minibatch(epoch, size=16):
            nlp.update(batch, drop=0.1, sgd=optimizer)


def finish(nlp: Language, figures: dict[str, Any], out: Path) -> None:
    """Say what the pipeline is made of, and write it, with no more strings than its labels need.

    The words of the corpora would cost a tenth of a second at each start, and the model reads words by their hashes.
    """
    nlp.meta.update(META, performance=figures)
    nlp.to_disk(out)
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    actions = nlp.get_pipe("ner").move_names  # type: ignore[attr-defined]
    strings = sorted({*spacy.blank("en").vocab.strings, *labels, *actions})
    (out / "vocab" / "strings.json").write_text(json.dumps(strings, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the open corpora")
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated stories")
    parser.add_argument("--background", type=Path, required=True, help="stories that are not about trade")
    parser.add_argument("--out", type=Path, required=True, help="where the trained pipeline is written")
    args = parser.parse_args()
    fix_random_seed(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        paths = {f"paths.{part}": str(corpus(args.corpora, part, work)) for part in ("train", "dev")}
        train_by_config(HERE / "config.cfg", work / "model", overrides=paths)
        nlp = spacy.load(work / "model" / "model-best")
        teach_stories(nlp, work / "train.spacy", args.gold)
        dev = DocBin().from_disk(work / "dev.spacy").get_docs(nlp.vocab)
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in dev])
    figures = {name: scores[name] for name in ("tag_acc", "ents_p", "ents_r", "ents_f", "ents_per_type")}
    finish(nlp, figures, args.out)
    events.write_heads(args.out, gold=args.gold, background=args.background)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
