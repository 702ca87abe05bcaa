"""Make the trained pipeline anew, from public corpora and annotated stories, with one command:

    python models/training/train.py --corpora FOLDER --gold FOLDER --background stories.jsonl --out models/en_trade

Stages (recipe.py), each with fixed seeds and a fixed number of steps: a first reader marks the stories; a teacher
(MPNet) learns all that is annotated; a student (MiniLM, four layers) learns from it, in the end with the rounding of
int8; its heads for tags and sentence starts learn once more on what int8 left (refit.py). The figures of events are
fitted on stories that no stage has seen. The pipeline takes its place when it is whole. `--quick` runs everything on a
few texts for a few steps, to see whether it runs at all.
README.md beside this file names the data, licences, costs and figures.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpora
import event_heads
import network
import torch
from corpora import Sources
from event_lessons import learn_ties
from event_options import calibrate
from examples import tagged
from pipeline_folder import check_place, put, write_pipeline
from recipe import EVENT_OPTIONS, FULL, Ground, Recipe, first_reader, lay_ground, quick, student, teacher
from refit import STORY_WEIGHT, Weights, Words, read_words, refitted, silver
from refit_events import Read, read, teach_again
from spacy.tokens import Doc
from stories import OWN_MARK, SEED_STORY, Annotation, annotated_stories, marked, own_stories
from story_lessons import Lesson, Models, Untold, told, told_otherwise, untold

from extractor.errors import ExtractorError
from extractor.events import Events
from extractor.events.options import Calibration
from extractor.language import COMPONENTS, load
from extractor.language.encoder.model import Model
from extractor.language.encoder.pieces import Pieces
from extractor.wire import WireStory

EVENTS = "events"
REAL_TIMES = 3  # how often real stories come: five times as many are our own
OTHER_TELLINGS, SWAP_SEED = 3, 7  # how often each story is told of other things besides (swaps.py)
FEW = 60  # texts of each source that --quick reads
BEGUN = time.monotonic()


def main() -> int:
    args = arguments()
    sources = Sources(args.corpora, args.gold, args.background, FEW if args.quick else None)
    try:
        check_place(args.out)
        figures = json.loads(args.figures.read_text(encoding="utf-8")) if args.figures else {}
        with tempfile.TemporaryDirectory() as scratch:
            recipe = quick(FULL) if args.quick else FULL
            model = make(sources, recipe, torch.device(args.device), Path(scratch), figures)
            put(model, args.out)
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    say(f"{args.out} is made")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the open corpora and raw news")
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated stories")
    parser.add_argument("--background", type=Path, required=True, help="stories that are not about trade")
    parser.add_argument("--out", type=Path, required=True, help="where the trained pipeline is put")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--figures", type=Path, help="JSON of what bench/model.py measured, for meta.json")
    parser.add_argument("--quick", action="store_true", help="a few texts and steps, to try the command")
    return parser.parse_args()


def make(sources: Sources, recipe: Recipe, device: torch.device, scratch: Path, figures: dict[str, Any]) -> Path:
    """Run all stages; the whole pipeline lies in the folder that is given back."""
    ground = lay_ground(sources, device)
    say(f"{len(ground.data.counts)} windows, {len(ground.pieces)} pieces; the first reader")
    write(scratch / "first", ground, first_reader(ground, recipe), precision="fp32", figures={})
    lessons, others = story_lessons(scratch / "first", sources, ground)
    say(f"{len(lessons)} annotated stories, {len(others)} others; the teacher")
    master = teacher(ground, recipe, lessons)
    say("the student")
    models = student(ground, recipe, master, lessons, others)
    del master
    out = scratch / "model"
    write(out, ground, models, precision="int8", figures=figures)
    say("tags and sentence starts once more")
    again = refitted(network.arrays_of(models.reader), refit_words(out, scratch / "first", sources))
    write(out, ground, models, precision="int8", figures=figures, weights=again)
    say("the event heads once more, and their figures")
    teach_again(models.events.cpu(), *finished_stories(out, sources))
    event_heads.save(models.events, out / EVENTS, options=EVENT_OPTIONS)
    event_heads.save(models.events, out / EVENTS, options=EVENT_OPTIONS, calibration=fitted(out, sources))
    load(out)
    return out


def write(
    folder: Path,
    ground: Ground,
    models: Models,
    *,
    precision: str,
    figures: dict[str, Any],
    weights: Weights | None = None,
) -> None:
    """Write a pipeline with default figures of events."""
    write_pipeline(
        folder,
        weights or network.arrays_of(models.reader),
        form=ground.form,
        tokenizer=ground.tokenizer,
        precision=precision,
        figures=figures,
    )
    event_heads.save(models.events, folder / EVENTS, options=EVENT_OPTIONS)


def event_stories(sources: Sources) -> list[tuple[WireStory, Annotation]]:
    """All that are annotated, other news, and every other one of the background; the rest is for false alarms."""
    background, others = corpora.background(sources.background)[::2], corpora.other_news(sources.corpora)
    return [
        *sources.few(annotated_stories(sources.gold)),
        *sources.few(corpora.annotated_news(sources.corpora)),
        *((story, {"events": []}) for stories in (background, others) for story in sources.few(stories)),
    ]


def finished_stories(model: Path, sources: Sources) -> tuple[list[Read], list[Read]]:
    """The annotated stories as the finished pipeline marks them, and those of them that come often."""
    pairs = event_stories(sources)
    docs, annotations = marked(load(model, without=(EVENTS,)), [story for story, _ in pairs]), [a for _, a in pairs]
    ties = learn_ties(zip(docs, annotations, strict=True))
    lessons = [list(read([doc], [annotation], ties)) for doc, annotation in zip(docs, annotations, strict=True)]
    ours = {SEED_STORY, *(story.id for story in own_stories())}
    often = [told for (story, _), told in zip(pairs, lessons, strict=True) if story.id in ours]
    return [one for told in lessons for one in told], [one for told in often for one in told]


def story_lessons(model: Path, sources: Sources, ground: Ground) -> tuple[list[Lesson], list[Untold]]:
    """The annotated stories, and those of the news that tell of trade, as that model marks them."""
    nlp, cutter = load(model, without=(EVENTS,)), ground.cutter
    pairs = event_stories(sources)
    docs = marked(nlp, [story for story, _ in pairs])
    annotations = [annotation for _, annotation in pairs]
    ties, chooser = learn_ties(zip(docs, annotations, strict=True)), random.Random(SWAP_SEED)
    lessons = [
        lesson
        for (story, annotation), doc in zip(pairs, docs, strict=True)
        for lesson in tellings(told(doc, annotation, ties, cutter), doc, cutter, chooser)
        for _ in range(REAL_TIMES if is_real(story, annotation) else 1)
    ]
    others = [untold(doc, cutter) for doc in marked(nlp, sources.few(corpora.trade_news(sources.corpora)))]
    # A story without a word that may name a fact teaches nothing.
    return [item for item in lessons if len(item.tensors["candidates"])], [
        item for item in others if len(item.page.candidates)
    ]


def tellings(lesson: Lesson, doc: Doc, cutter: Pieces, chooser: random.Random) -> Iterator[Lesson]:
    """A lesson as the story has it, and told of other things."""
    yield lesson
    for _ in range(OTHER_TELLINGS):
        yield told_otherwise(lesson, doc, cutter, chooser)


def is_real(story: WireStory, annotation: Annotation) -> bool:
    """Whether it is a story on trade that we did not write."""
    return bool(annotation["events"]) and not story.id.startswith(OWN_MARK)


def refit_words(model: Path, first: Path, sources: Sources) -> Words:
    """What the graph makes of the tree banks, and of the annotated stories as the first reader tags them."""
    told = [story for story, _ in sources.few(annotated_stories(sources.gold))]
    stories = marked(load(first, without={*COMPONENTS}), told)
    banks = sources.few(tagged(corpora.blank(), sources.corpora / "ud_train.spacy"))
    parts = ((list(banks), 1.0), (list(silver(stories, corpora.STORIES)), STORY_WEIGHT))
    return read_words(Model.of(model / "encoder"), parts)


def fitted(model: Path, sources: Sources) -> Calibration:
    """How sure events are, by the stories of the development set, which no stage has seen."""
    if sources.most is not None:
        # So few steps find no events to fit by.
        return Calibration()
    pairs = list(corpora.part_of_gold(sources.gold, "dev"))
    docs = marked(load(model, without=(EVENTS,)), [story for story, _ in pairs])
    return calibrate(Events().from_disk(model / EVENTS), docs, [annotation for _, annotation in pairs])


def say(what: str) -> None:
    print(f"[{time.monotonic() - BEGUN:.0f} s] {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
