"""Run the graph: onnxruntime on one thread, so that the same story gives the same bits on every run.

The graph is data: no library of operators is loaded for it, and weights in other files are refused. It comes ready
made (models/training/graph.py), so nothing is optimised at the start. onnxruntime is imported with the first graph.
"""

from collections.abc import Mapping, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extractor.errors import ModelError
from extractor.language.encoder.form import Form
from extractor.language.encoder.pieces import ANEW
from extractor.language.encoder.shapes import COUNT as SHAPES

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]

Floats = NDArray[np.float32]
INPUTS = ("pieces", "shapes", "reads")
_FATAL_ONLY = 4  # what is wrong is raised, and said once
_OUTSIDE = b"location"  # the key under which a graph names another file


class Session:
    """A loaded graph. Raises ModelError when it cannot be run, or doesn't fit `form` and the number of pieces."""

    def __init__(self, graph: bytes | Path, form: Form, *, pieces: int, where: str) -> None:
        self.where = where
        _refuse_other_files(graph, where)
        self._session = _open(graph, where)
        for problem in _misfits(self._session, form, pieces):
            raise ModelError(problem, where=where, hint=ANEW)

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[np.int32]]) -> list[Floats]:
        """Return these outputs for the words that are read."""
        try:
            return self._session.run(outputs, inputs)  # type: ignore[no-any-return]
        except Exception as error:  # the library raises no narrower one
            raise ModelError(f"the encoder cannot be run: {_line(error)}", where=self.where, hint=ANEW) from error


def _refuse_other_files(graph: bytes | Path, where: str) -> None:
    try:
        found = _names_a_file(graph)
    except OSError as error:
        raise ModelError(error.strerror or "cannot be read", where=where, hint=ANEW) from error
    except ValueError as error:  # mmap takes no empty file
        raise ModelError("the encoder's graph is empty", where=where, hint=ANEW) from error
    if found:
        raise ModelError("the encoder's graph keeps weights in other files", where=where, hint=ANEW)


def _names_a_file(graph: bytes | Path) -> bool:
    if isinstance(graph, bytes):
        return _OUTSIDE in graph
    with graph.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return data.find(_OUTSIDE) >= 0


def _open(graph: bytes | Path, where: str) -> "InferenceSession":
    try:
        import onnxruntime
    except ImportError as error:
        hint = "pip install 'onnxruntime>=1.20'"
        raise ModelError(f"onnxruntime cannot be loaded: {_line(error)}", where=where, hint=hint) from error
    onnxruntime.set_default_logger_severity(_FATAL_ONLY)
    try:
        return onnxruntime.InferenceSession(graph, _options(), providers=["CPUExecutionProvider"])
    except Exception as error:  # the library raises no narrower one
        hint = f"pip install 'onnxruntime>=1.20' (this is {onnxruntime.__version__}), or {ANEW}"
        raise ModelError(f"the encoder's graph cannot be loaded: {_line(error)}", where=where, hint=hint) from error


def _options() -> "SessionOptions":
    from onnxruntime import GraphOptimizationLevel, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = _FATAL_ONLY
    options.enable_mem_pattern = False  # stories differ in length: what is planned for one is of no use to the next
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _misfits(session: "InferenceSession", form: Form, pieces: int) -> list[str]:
    """What about this graph doesn't fit its neighbours."""
    inputs = [value.name for value in session.get_inputs()]
    outputs = {value.name: value.shape for value in session.get_outputs()}
    if sorted(inputs) != sorted(INPUTS) or not {"mentions", "tags", "starts", "vectors"} <= {*outputs}:
        return [f"not our graph: it makes {', '.join(outputs)} of {', '.join(inputs)}"]
    known = session.get_modelmeta().custom_metadata_map
    wanted = {"pieces": pieces, "positions": form.window, "shapes": SHAPES}
    short = {
        name: size for name, size in wanted.items() if not known.get(name, "").isdecimal() or int(known[name]) < size
    }
    wide = {name: len(getattr(form, name)) for name in ("mentions", "tags")}
    return [
        *(f"the graph knows {known.get(name, 'no')} {name}, and {size} are needed" for name, size in short.items()),
        *(
            f"the graph has {outputs[n][-1]} {n}, encoder.json {size}"
            for n, size in wide.items()
            if outputs[n][-1] != size
        ),
    ]


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
