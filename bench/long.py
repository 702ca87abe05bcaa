"""Whether a very long story takes as long a word as short ones do.

    python bench/long.py                                       the stories of samples/, joined to 5,000 sentences
    python bench/long.py stories.jsonl --sentences 2000        stories of your own (JSON Lines: title, text, date)

The same stories are read one by one and joined to one, in turns, and the best of some passes of each is kept, in
seconds of work. Below stand the parts of the pipeline, each with its time for a thousand words.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, cycle
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # as in the program itself; before numpy is loaded

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from extractor.pipeline import load, prepared  # noqa: E402
from extractor.wire import WireStory  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
WHOLE = "whole"


def texts(paths: Sequence[Path]) -> list[str]:
    own = [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return own or [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*/story.txt"))]


def as_many(nlp: Language, own: Sequence[str], sentences: int) -> list[str]:
    """These stories, over and over, until they have so many sentences."""
    counts = {text: len(list(nlp(text).sents)) for text in dict.fromkeys(own)}
    chosen = []
    for text, total in zip(cycle(own), accumulate(map(counts.__getitem__, cycle(own))), strict=False):
        chosen.append(text)
        if total >= sentences:
            return chosen
    return chosen


def spent(nlp: Language, stories: Sequence[str]) -> dict[str, float]:
    """Seconds of work by part, for a thousand words."""
    took: dict[str, float] = defaultdict(float)
    words = 0
    for text in stories:
        begun = time.process_time()
        doc: Doc = prepared(WireStory(source="-", body=text), nlp=nlp)
        took["tokenizer"] += time.process_time() - begun
        for name, part in nlp.pipeline:
            start = time.process_time()
            doc = part(doc)
            took[name] += time.process_time() - start
        took[WHOLE] += time.process_time() - begun
        words += len(doc)
    return {name: 1000 * seconds / words for name, seconds in took.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--passes", type=int, default=2)
    options = parser.parse_args()
    nlp = load()
    apart = as_many(nlp, texts(options.paths), options.sentences)
    passes = [(spent(nlp, apart), spent(nlp, ["\n\n".join(apart)])) for _ in range(options.passes)]
    print(f"{len(apart)} stories, {options.sentences:,} sentences{'apart':>12}{'joined':>9}  ms for a thousand words")
    for name in passes[0][0]:
        one, joined = (min(took[n][name] for took in passes) for n in (0, 1))
        print(f"{name:32}{one * 1000:12.1f}{joined * 1000:9.1f}{joined / max(one, 1e-9):9.2f}")


if __name__ == "__main__":
    main()
