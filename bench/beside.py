"""What extractor takes beside what else one might pick: words a second, cold start and peak memory, in one run.

    python bench/beside.py                      the stories of samples/, over and over
    python bench/beside.py stories.jsonl ...    stories of your own (JSON Lines: title, text, date)
    python bench/beside.py --python OTHER/bin/python ...    where textacy, dateparser and Giveme5W1H are installed

Each reads the same stories in a process of its own, all alone on one thread. "words/s" is words by seconds of work, the
first story left out; "start" the seconds of work up to the end of the first story; "over spaCy" what of it comes on
top of `import spacy`. What else there is does far less: none of it gives trade events. "model alone" is the trained
transformer behind spaCy's own tokenizer, the least that a program which asks it can take; textacy gives triples of
subject, verb and object where a parser is installed, and else its counts of words; dateparser finds dates.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WORDS = 60_000
# A fresh process, told by its arguments how many words to read, of stories that come on standard input.
FRAME = """
import sys, time, json, resource
{load}
start, spent, words, more = 0.0, 0.0, 0, int(sys.argv[1])
for line in sys.stdin:
    text = json.loads(line)
    before = time.process_time()
    read(text)
    after = time.process_time()
    if start:
        spent, words = spent + after - before, words + len(text.split())
    start = start or after
    if words >= more or spent > 60:
        break
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(json.dumps([start, spent, words, peak]))
"""
# PyTorch is hidden from what does not ask for it: spaCy imports it where it is installed.
HIDE_TORCH = "import sys; sys.modules['torch'] = None\n"
EXTRACT = """
from extractor.pipeline import load, read_stories
from extractor.wire import WireStory
nlp = load()
read = lambda text: list(read_stories([WireStory(source="-", body=text)], nlp=nlp{how}))
"""
OURS = {
    "extractor": HIDE_TORCH + EXTRACT.format(how=""),
    "extractor --events-only": HIDE_TORCH + EXTRACT.format(how=", events_only=True"),
    "model alone": HIDE_TORCH
    + """
import spacy
from extractor.pipeline import load
nlp, blank = load(), spacy.blank("en")
blank.vocab = nlp.vocab
read = lambda text: nlp.get_pipe("encoder")(spacy.tokens.Doc(nlp.vocab, *parts(blank.make_doc(text))))
parts = lambda doc: ([token.text for token in doc], [bool(token.whitespace_) for token in doc])
""",
}
OTHERS = {
    "import spacy": HIDE_TORCH + "import spacy\nread = spacy.blank('en')",
    "textacy": """
import spacy, textacy
nlp = next((spacy.load(name) for name in ("en_core_web_sm",) if spacy.util.is_package(name)), spacy.blank("en"))
triples = textacy.extract.subject_verb_object_triples
counts = lambda doc: textacy.extract.basics.terms(doc, ngs=2)
read = lambda text: list((triples if nlp.has_pipe("parser") else counts)(nlp(text)))
""",
    "dateparser": """
from dateparser.search import search_dates
read = lambda text: search_dates(text, languages=["en"])
""",
    "Giveme5W1H": "from Giveme5W1H.extractor.extractor import MasterExtractor\nread = MasterExtractor().parse",
}


class Taken(NamedTuple):
    """What a process took: seconds of work to the end of its first story, those for the rest, their words, and MB."""

    start: float
    spent: float
    words: int
    memory: float


def taken(python: str, load: str, stories: list[str]) -> Taken | str:
    """Run it, or return the last line of what it said instead."""
    limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = str(ROOT) if python == sys.executable else ""
    words, given = sum(len(text.split()) for text in stories), [json.dumps(text) for text in stories]
    done = subprocess.run(
        [python, "-c", FRAME.format(load=load), str(WORDS)],
        input="\n".join(
            line for line, _ in zip(cycle(given), range(len(given) * (1 + 2 * WORDS // words)), strict=False)
        ),
        env={**os.environ, **limits, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no word of why"])[-1]
    return Taken(*json.loads(done.stdout))


def texts(paths: list[Path]) -> list[str]:
    """Read so many stories as WORDS hold, from all over the files, or those of samples/."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    own = ["\n\n".join(filter(None, (row.get("title"), row["text"]))) for row in rows]
    own = own[:: max(1, sum(len(text.split()) for text in own) // WORDS)]
    return own or [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*/story.txt"))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--python", default=sys.executable)
    arguments = parser.parse_args()
    stories = texts(arguments.paths)
    print(f"{'':26}{'words/s':>10}{'start s':>9}{'over spaCy':>12}{'peak MB':>9}")
    floor = 0.0
    runs = [(name, arguments.python, load) for name, load in OTHERS.items()]
    for name, python, load in runs[:1] + [(name, sys.executable, load) for name, load in OURS.items()] + runs[1:]:
        found = taken(python, load, stories)
        if isinstance(found, str):
            print(f"{name:26}not to be had: {found[:100]}")
            continue
        floor = floor or found.start
        speed = found.words / found.spent
        print(f"{name:26}{speed:10,.0f}{found.start:9.2f}{found.start - floor:12.2f}{found.memory:9.0f}", flush=True)


if __name__ == "__main__":
    main()
