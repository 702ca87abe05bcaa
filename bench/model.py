"""Measure the trained pipeline by itself: what it finds, and how fast, beside a small CNN of spaCy's own make.

    python bench/model.py --shared ../shared
    python bench/model.py --shared ../shared --model models/en_trade other/model --only speed

Named mentions on news it never saw (CoNLL-2003, places are GPE and LOC together) and on the open corpora; the people of
the annotated stories by their mentions alone; tags and sentence starts on the tree banks; words a second, memory and
load time on one core. The CNN has the architecture, sizes and components of en_core_web_sm with random weights: it is
there for the clock alone. Words are the pipeline's own tokens.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

PLACES = {"GPE": "PLACE", "LOC": "PLACE", "PER": "PERSON"}
Spans = set[tuple[int, int, str]]
Row = tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/, gold/ and background/")
    parser.add_argument("--model", type=Path, nargs="+", default=[None], help="pipeline folders (default: extract's)")
    parser.add_argument("--only", choices=("accuracy", "speed"), help="half of the table")
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    for folder in args.model:
        if args.only is None:
            for half in ("accuracy", "speed"):
                measure_apart(args.shared, folder, half)
            continue
        nlp, seconds = timed(lambda folder=folder: statistical(folder))
        print(f"{folder or 'the shipped model'}, loaded in {seconds:.2f} s; {platform.machine()}\n", flush=True)
        if args.only == "accuracy":
            table(("what", "on", "P", "R", "F1"), accuracy(nlp, args.shared))
        else:
            table(("pipeline", "words/s", "peak MB"), speed(nlp, args.shared / "background" / "stories.jsonl"))


def measure_apart(shared: Path, folder: Path | None, half: str) -> None:
    """Run half of the table in a process of its own: the texts of the one would count into the memory of the other."""
    model = ["--model", str(folder)] if folder else []
    command = [sys.executable, __file__, "--shared", str(shared), "--only", half, *model]
    subprocess.run(command, check=True)  # this very script


def statistical(model: Path | None) -> Any:
    """Load the learned part of the pipeline, and what tells sentences."""
    from extractor.language import COMPONENTS, load

    return load(model, without={*COMPONENTS} - {"sentences"})


# ---------------------------------------------------------------- what it finds


def accuracy(nlp: Any, shared: Path) -> Iterator[Row]:
    """One row a figure."""
    corpora = shared / "corpora"
    for name, file in (("CoNLL-2003 dev", "EVAL_conll03_dev"), ("open corpora dev", "ner_dev")):
        counts = mentions(nlp, corpora / f"{file}.spacy")
        yield from (row(kind, name, *counts[kind]) for kind in ("PERSON", "PLACE", "ORG"))
    yield row("people", "stories dev", *people(nlp, shared / "gold"))
    for name in ("ewt_test", "gumnews_test"):
        right, tagged, *starts = grammar(nlp, corpora / f"{name}.spacy")
        yield row("sentence starts", name, *starts)
        yield row("tags", name, right, tagged, tagged)


def mentions(nlp: Any, path: Path) -> dict[str, list[int]]:
    """Found and right, found, and wanted mentions by kind, on exact characters."""
    counts: dict[str, list[int]] = {}
    for gold, doc in beside(nlp, path):
        real, got = places(gold.ents), places(doc.ents)
        for place, spans in enumerate((real & got, got, real)):
            for kind, number in Counter(kind for *_, kind in spans).items():
                counts.setdefault(kind, [0, 0, 0])[place] += number
    return counts


def places(ents: Iterable[Any]) -> Spans:
    """Mentions as characters and kinds, GPE and LOC as one."""
    return {(ent.start_char, ent.end_char, PLACES.get(ent.label_, ent.label_)) for ent in ents}


def grammar(nlp: Any, path: Path) -> tuple[int, int, int, int, int]:
    """Right tags, tags; sentence starts right, found, wanted. Words cut differently from the tree bank have no tag."""
    right = tagged = 0
    starts = [0, 0, 0]
    for gold, doc in beside(nlp, path):
        tags = {(token.idx, len(token)): token.tag_ for token in doc}
        known = [(token.tag_, tags[token.idx, len(token)]) for token in gold if (token.idx, len(token)) in tags]
        right, tagged = right + sum(a == b for a, b in known), tagged + len(known)
        real, got = (firsts(each) for each in (gold, doc))
        for place, found in enumerate((real & got, got, real)):
            starts[place] += len(found)
    return right, tagged, *starts  # type: ignore[return-value]


def firsts(doc: Any) -> set[int]:
    """Where sentences begin; a blank is no beginning."""
    return {next((token.idx for token in sent if not token.is_space), -1) for sent in doc.sents} - {-1}


def beside(nlp: Any, path: Path) -> Iterator[tuple[Any, Any]]:
    """Each text of a corpus as annotated, and as the pipeline reads it."""
    from spacy.tokens import DocBin

    golds = [doc for doc in DocBin().from_disk(path).get_docs(nlp.vocab) if doc.text.strip("- ") != "DOCSTART"]
    yield from zip(golds, nlp.pipe([doc.text for doc in golds]), strict=True)


def people(nlp: Any, folder: Path) -> tuple[int, int, int]:
    """People by their mentions alone: a short name is taken for the longer one that ends or begins with it."""
    gold = {story["id"]: story for story in lines(folder / "dev.gold.jsonl")}
    both = got = real = 0
    for story in lines(folder / "dev.stories.jsonl"):
        doc = nlp("\n\n".join(part for part in (story.get("title"), story["text"]) if part))
        found = whole_names(ent.text for ent in doc.ents if ent.label_ == "PERSON")
        wanted = {key(person["name"]) for person in gold[story["id"]]["people"]}
        both, got, real = both + len(found & wanted), got + len(found), real + len(wanted)
    return both, got, real


def whole_names(texts: Iterable[str]) -> set[str]:
    """The names that are part of no other."""
    names = {key(text) for text in texts}
    return {name for name in names if not any(part_of(name, other) for other in names if other != name)}


def part_of(name: str, other: str) -> bool:
    """Whether all words of a name stand in another one."""
    return {*name.split()} < {*other.split()}


def key(name: str) -> str:
    """A name in small letters, without stops."""
    return re.sub(r"[^\w\s-]", "", name).casefold()


def lines(path: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def row(what: str, where: str, both: int, got: int, real: int) -> Row:
    """Counts as percentages."""
    shares = both / max(1, got), both / max(1, real), 2 * both / max(1, got + real)
    return what, where, *(f"{100 * share:.1f}" for share in shares)


# ---------------------------------------------------------------- how fast


def speed(nlp: Any, path: Path) -> Iterator[Row]:
    """The pipeline and a CNN, in turn, three times each; the best counts, for the others were disturbed."""
    texts = ["\n\n".join(part for part in (story.get("title"), story["text"]) if part) for story in lines(path)][:200]
    words = sum(len(nlp.make_doc(text)) for text in texts)
    memory = 0
    best: dict[str, float] = {}
    for _ in range(3):
        best["extractor's"] = min(best.get("extractor's", 1e9), seconds_for(nlp, texts))
        memory = memory or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        best["a CNN of en_core_web_sm's form"] = min(
            best.get("a CNN of en_core_web_sm's form", 1e9), seconds_for(cnn(), texts)
        )
    for name, seconds in best.items():
        yield name, f"{words / seconds:,.0f}", str(memory) if name == "extractor's" else ""


def seconds_for(nlp: Any, texts: Sequence[str]) -> float:
    """Processor seconds for all texts, in batches of 64, after a first story that warms up."""
    nlp(texts[0])
    begun = time.process_time()
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    return time.process_time() - begun


_CNN: list[Any] = []


def cnn() -> Any:
    """A pipeline of en_core_web_sm's components and sizes, with random weights and its labels' number."""
    if not _CNN:
        import spacy

        nlp = spacy.blank("en")
        listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
        tok2vec = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4}
        tok2vec |= {"embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}
        nlp.add_pipe("tok2vec", config={"model": tok2vec})
        nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
        parsing = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "maxout_pieces": 2}
        parsing |= {"use_upper": True, "hidden_width": 64}
        nlp.add_pipe("parser", config={"model": parsing | {"state_type": "parser", "tok2vec": listener}})
        nlp.add_pipe("ner", config={"model": parsing | {"state_type": "ner", "tok2vec": tok2vec}})
        for name, labels in LABELS.items():
            for label in labels.split():
                nlp.get_pipe(name).add_label(label)
        nlp.initialize()
        _CNN.append(nlp)
    return _CNN[0]


LABELS = {
    "tagger": "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG",
    "parser": "ROOT acl advcl advmod amod appos aux auxpass case cc ccomp compound conj csubj dep det dobj mark nmod",
    "ner": "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME",
}


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and how long it took."""
    begun = time.perf_counter()
    return do(), time.perf_counter() - begun


def table(head: Row, rows: Iterable[Row]) -> None:
    """Print a table of Markdown, each row as it is known."""
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for cells in rows:
        print("| " + " | ".join(cells) + " |", flush=True)
    print()


if __name__ == "__main__":
    sys.exit(main())
