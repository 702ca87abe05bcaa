"""Write a trained encoder as a spaCy pipeline: config.cfg, meta.json, vocab/ and encoder/ (see encoder_folder.py)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import corpora
from encoder_folder import write_encoder
from graph import Weights

import extractor.language.encoder  # noqa: F401 # makes the component known, in a checkout that is not installed too
from extractor.errors import UsageError
from extractor.language.encoder.form import Form

META = {
    "name": "trade",
    "version": "0.9.0",
    "description": "Tags, named mentions, sentence starts and trade events of English wire stories",
    "author": "the extractor project",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8,<3.9",
    "sources": [
        {"name": "all-MiniLM-L6-v2, whose weights training begins with", "license": "Apache-2.0"},
        {"name": "all-mpnet-base-v2, which teaches", "license": "Apache-2.0"},
        {"name": "Universal Dependencies English EWT and UNER English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "GUM, open genres", "license": "CC BY 4.0"},
        {"name": "Wikigold, SEC filings NER, Broad Twitter Corpus", "license": "CC BY 4.0"},
        {"name": "CrossNER", "license": "MIT"},
        {"name": "re3d, without its BBC part", "license": "OGL 3.0 and CC BY"},
        {"name": "Faker, for names", "license": "MIT"},
    ],
}


def write_pipeline(
    out: Path,
    weights: Weights,
    *,
    form: Form,
    tokenizer: bytes,
    precision: str = "int8",
    figures: Mapping[str, Any] | None = None,
) -> None:
    """Write the pipeline of an encoder's arrays (named as in graph.py); `figures` go to meta.json as its performance.

    Its vocabulary is a new one: the words of the corpora would cost time at each start, and nothing asks for them.
    """
    nlp = corpora.blank()
    with tempfile.TemporaryDirectory() as scratch:
        pieces = Path(scratch) / "tokenizer.json"
        pieces.write_bytes(tokenizer)
        folder = Path(scratch) / "encoder"
        write_encoder(folder, weights, form=form, tokenizer_file=pieces, precision=precision)
        encoder: Any = nlp.add_pipe("encoder", config={"vectors": True})
        encoder.from_disk(folder)
        nlp.meta.update(META, performance=dict(figures or {}))
        nlp.to_disk(out)


def check_place(out: Path) -> None:
    """Raise UsageError where a pipeline can't be put, for something else is there."""
    if out.exists() and not (out / "meta.json").is_file() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError("holds something that is no pipeline", where=str(out), hint="another folder for --out")


def put(made: Path, out: Path) -> None:
    """Put a whole pipeline where it belongs, in the place of an older one."""
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(made, out)
