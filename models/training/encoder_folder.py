"""Write a trained encoder as the component "encoder" reads it: model.onnx, pieces.json, encoder.json."""

from __future__ import annotations

import json
from pathlib import Path

import graph

from extractor.language.encoder.form import Form
from extractor.language.encoder.model import FORM, GRAPH, PIECES


def write_encoder(
    folder: Path, weights: graph.Weights, *, form: Form, tokenizer_file: Path, precision: str = "int8"
) -> None:
    """Write the encoder/ folder of a pipeline from arrays (named as in graph.py) and a file of `tokenizers`.

    Positions behind the longest window are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    used = {**weights, "embed.positions": weights["embed.positions"][: form.window]}
    built = graph.build(used, precision=precision)
    (folder / GRAPH).write_bytes(built.SerializeToString())
    (folder / PIECES).write_bytes(tokenizer_file.read_bytes())
    (folder / FORM).write_text(json.dumps(form.model_dump(), ensure_ascii=False, indent=1), encoding="utf-8")
