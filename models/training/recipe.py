"""The stages of training and what they take: a first reader, a teacher, a student, and the student again.

    first reader  MiniLM, without events: marks the stories, so that event lessons can be made of them
    teacher       MPNet, on all that is annotated
    student       MiniLM, four of its layers, by the teacher's opinion of every word and story, annotated or not
    rounding      the same while every product is rounded as the int8 graph will

To try another recipe, change FULL. README.md tells what each stage costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import network
import torch
from batches import Data, cut
from corpora import NEWS, STORIES, Sources, annotated, blank, plain, tag_names, words_of
from course import Course, Material, learn, watch
from event_heads import Heads
from examples import MENTIONS
from losses import opinions_of
from pretrained import Pretrained, minilm, mpnet
from story_lessons import OVERLAP, WINDOW, Lesson, Models, Untold, judged, packs, retold
from torch import Tensor, nn
from vocabulary import kept_pieces, trimmed

from extractor.events.options import Options
from extractor.language.encoder.form import Form
from extractor.language.encoder.pieces import Pieces

# Windows of annotated texts begin anew sooner than they end: what stands at an edge is seen again inside.
ANNOTATED_STEP, NEWS_STEP = 170, 190
TEACHER = {"width": 768, "inner": 3072, "norm_epsilon": 1e-5, "relative": True}
TEACHER_HEADS = {"vector": 768, "state": 384, "link": 256}
STUDENT_LAYERS = (0, 1, 3, 5)  # of MiniLM's six
PACK, JUDGED_PACK = 16, 12  # stories in a step
SAMPLE_SEED = 3


# The least chances of events, chosen on the development stories and those kept out of training (docs/evaluation.md).
EVENT_OPTIONS = Options(floor=0.2, fact=0.437, aside=2.0, further=0.6, link=0.35, party=0.25, other_actor=0.7, beside=1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much of each stage; `watched` windows give the ranges for rounding."""

    first: Course
    teacher: Course
    student: Course
    rounding: Course
    teacher_layers: int = 9
    watched: int = 800


STUDENT = Course(3990, rate=2.2e-4, event_share=0.15, every=2, hidden=0.05)
FULL = Recipe(
    first=Course(300, rate=2.5e-4, seed=1),
    teacher=Course(3680, rate=6e-5, size=12000, event_share=0.15, every=2, hidden=0.05),
    student=STUDENT,
    rounding=replace(STUDENT, steps=263, rate=5e-5, head_rate=2e-4, event_rate=3e-4, size=4096, every=1, seed=9),
)


def quick(recipe: Recipe, *, steps: int = 2, size: int = 1024) -> Recipe:
    """The same stages, hardly begun: to try whether they run."""
    stages = ("first", "teacher", "student", "rounding")
    short = {name: replace(getattr(recipe, name), steps=steps, size=size) for name in stages}
    return replace(recipe, **short, teacher_layers=1, watched=20)


@dataclass(frozen=True, slots=True)
class Ground:
    """What all stages stand on: all windows, and how words are cut into pieces."""

    data: Data
    pieces: list[str]
    tokenizer: bytes
    tags: list[str]
    student: Pretrained
    device: torch.device

    @property
    def outputs(self) -> dict[str, int]:
        """The encoder's heads and their sizes."""
        return {"mentions": len(MENTIONS), "tags": len(self.tags), "starts": 1}

    @property
    def form(self) -> Form:
        """What the trained encoder is called by and how it is run."""
        return Form(mentions=MENTIONS, tags=tuple(self.tags), window=WINDOW, overlap=OVERLAP)

    @property
    def cutter(self) -> Pieces:
        """What cuts a word into pieces, as at run time."""
        return Pieces(self.tokenizer)

    def annotated(self) -> Tensor:
        """The numbers of all annotated windows."""
        return self.data.rows([name for name in self.data.sources if name != NEWS])

    def with_stories_again(self, rows: Tensor) -> Tensor:
        """These windows, and those of the annotated stories once more: they are what the program is for."""
        return torch.cat([rows, self.data.rows([STORIES])])


def lay_ground(sources: Sources, device: torch.device) -> Ground:
    """Read the corpora, choose the vocabulary, and cut everything into windows."""
    nlp = blank()
    told, news = annotated(nlp, sources), plain(nlp, sources)
    student = minilm()
    pieces = kept_pieces(student.tokenizer, words_of(chain(told, news)))
    tokenizer, tags = trimmed(student.tokenizer, pieces), tag_names(told)
    numbers = {tag: number for number, tag in enumerate(tags)}
    cutter = Pieces(tokenizer)
    windows = [*cut(told, cutter, numbers, step=ANNOTATED_STEP), *cut(news, cutter, numbers, step=NEWS_STEP)]
    return Ground(Data.of(windows, device), pieces, tokenizer, tags, student, device)


def first_reader(ground: Ground, recipe: Recipe) -> Models:
    """A student that names, tags and splits well enough to mark stories for the event heads."""
    models = _student(ground)
    learn(models, Material(ground.data, ground.annotated()), recipe.first)
    return models


def teacher(ground: Ground, recipe: Recipe, told: Sequence[Lesson]) -> Models:
    """The large encoder, taught all that is annotated."""
    form = network.Form(len(ground.pieces), layers=recipe.teacher_layers, **TEACHER)  # type: ignore[arg-type]
    torch.manual_seed(recipe.teacher.seed)
    reader = network.Reader(form, ground.outputs)
    network.from_mpnet(reader, mpnet().of(ground.pieces))
    models = Models(reader.to(ground.device), Heads(**TEACHER_HEADS).to(ground.device))
    lessons = packs(told, ground.device, size=PACK, rounds=2, seed=recipe.teacher.seed)
    learn(models, Material(ground.data, ground.annotated(), told=lessons), recipe.teacher)
    return models


def student(ground: Ground, recipe: Recipe, master: Models, told: Sequence[Lesson], untold: Sequence[Untold]) -> Models:
    """The small encoder, taught by the large one's opinion of all texts, then the same with rounding."""
    material = lessons_of(ground, master, told, untold, seed=recipe.student.seed)
    models = _student(ground)
    learn(models, material, recipe.student)
    order = torch.randperm(len(material.rows), generator=torch.Generator().manual_seed(SAMPLE_SEED))
    watch(models.reader, ground.data, material.rows[order[: recipe.watched].to(material.rows.device)])
    learn(models, material, recipe.rounding)
    return models


def lessons_of(
    ground: Ground, master: Models, told: Sequence[Lesson], untold: Sequence[Untold], *, seed: int
) -> Material:
    """All texts and stories, with what the teacher thinks of them."""
    annotated = packs(told, ground.device, size=PACK, rounds=2, seed=seed)
    return Material(
        ground.data,
        ground.with_stories_again(torch.arange(len(ground.data.counts), device=ground.device)),
        opinions_of(master.reader, ground.data),
        [retold(pack, master) for pack in annotated],
        packs([judged(story, master) for story in untold], ground.device, size=JUDGED_PACK, rounds=1, seed=seed),
    )


def _student(ground: Ground) -> Models:
    torch.manual_seed(0)
    reader = network.Reader(network.Form(len(ground.pieces)), ground.outputs)
    network.from_bert(reader, ground.student.of(ground.pieces))
    reader.encoder.layers = nn.ModuleList(reader.encoder.layers[number] for number in STUDENT_LAYERS)
    return Models(reader.to(ground.device), Heads().to(ground.device))
