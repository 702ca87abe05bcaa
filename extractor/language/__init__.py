"""The language pipeline: a spaCy `Language` that marks a Doc with everything a record needs.

    text -> tokens -> tags, names, starts -> sentences -> furniture -> dateline -> percentages -> dates -> countries
         -> people -> products -> events

The first part is statistical and comes from models/ (or `EXTRACTOR_MODEL`, or a path); each later part is one
component in this folder or in events/, and leaves a tuple of records under its own name: `doc._.dates`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ModelError
from extractor.garbage import uncollected

if TYPE_CHECKING:
    from spacy.language import Language

# The order matters: each component reads what those before it left on the Doc.
COMPONENTS: dict[str, str] = {
    "sentences": "extractor.language.sentences",
    "furniture": "extractor.language.furniture",
    "dateline": "extractor.language.dateline",
    "percentages": "extractor.language.percentages",
    "dates": "extractor.language.dates",
    "countries": "extractor.language.countries",
    "people": "extractor.language.people",
    "products": "extractor.language.products",
    "events": "extractor.events",
}
STATISTICAL = ("encoder",)
# What a model's config.cfg names; spaCy finds them by entry points, but only where extractor is installed.
_NAMED = ("extractor.language.tokens", "extractor.language.encoder")
MODEL_NAME = "en_trade"
MODEL_VARIABLE = "EXTRACTOR_MODEL"
_OTHER_MODEL = "installing extractor anew, or naming another model folder"
_PACKAGE = Path(__file__).resolve().parents[1]
# In an installed wheel the model lies inside the package, in a checkout beside it.
_SHIPPED = (_PACKAGE / "models" / MODEL_NAME, _PACKAGE.parent / "models" / MODEL_NAME)


@uncollected()
def load(model: str | os.PathLike[str] | None = None, *, without: Container[str] = ()) -> Language:
    """Load the whole pipeline as a spaCy Language, or all of it but the components named in `without`.

    `model` is the folder of a trained pipeline: a spaCy pipeline with the component "encoder", and the weights of the
    event heads in its folder events/. Without it the environment variable EXTRACTOR_MODEL is asked, then the
    model shipped with the program.

    Raises ModelError when the folder is missing, broken, or lacks a component.
    """
    folder = model_folder(model)
    nlp = _load_statistical(folder)
    for name, module in COMPONENTS.items():
        if name not in without:
            importlib.import_module(module)
            nlp.add_pipe(name)
    if "events" in nlp.pipe_names:
        _load_heads(nlp, folder / "events")
    return nlp


def _load_heads(nlp: Language, folder: Path) -> None:
    try:
        nlp.get_pipe("events").from_disk(folder)  # type: ignore[attr-defined]
    except (OSError, KeyError, TypeError, ValueError) as error:
        what = f"the weights of the event heads cannot be read: {' '.join(str(error).split())[:200]}"
        raise ModelError(what, where=str(folder), hint=_OTHER_MODEL) from error


def model_folder(model: str | os.PathLike[str] | None) -> Path:
    """Return the folder of the trained pipeline: the one asked for, the environment's, or the shipped one."""
    asked = model or os.environ.get(MODEL_VARIABLE)
    if asked:
        return Path(asked)
    return next((path for path in _SHIPPED if path.is_dir()), _SHIPPED[0])


def _load_statistical(folder: Path) -> Language:
    if not (folder / "config.cfg").is_file():
        hint = f"a folder that holds config.cfg and meta.json, or unset {MODEL_VARIABLE}"
        raise ModelError("no trained pipeline here", where=str(folder), hint=hint)
    import spacy

    for module in _NAMED:
        importlib.import_module(module)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"the trained pipeline cannot be loaded: {' '.join(str(error).split())[:200]}"
        raise ModelError(what, where=str(folder), hint=_OTHER_MODEL) from error
    if missing := [name for name in STATISTICAL if name not in nlp.pipe_names]:
        what = f"this pipeline lacks {', '.join(missing)}; it has {', '.join(nlp.pipe_names) or 'nothing'}"
        raise ModelError(what, where=str(folder), hint="a pipeline made by models/training/train.py")
    return nlp
