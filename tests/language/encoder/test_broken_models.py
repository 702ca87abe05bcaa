"""Missing, broken and foreign files: one line that says what, where and the cure."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy

from extractor.errors import ModelError

FILES = ("model.onnx", "pieces.json", "encoder.json")


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "encoder"))


def refusal(folder: Path) -> str:
    encoder = spacy.blank("en").add_pipe("encoder")
    with pytest.raises(ModelError) as caught:
        encoder.from_disk(folder)  # type: ignore[attr-defined]
    line = str(caught.value)
    assert line.startswith(f"{folder}/")
    assert "(try: " in line
    assert "\n" not in line
    return line


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert f"{copy / name}: " in refusal(copy)
    assert "No such file" in refusal(copy)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("keep", [0, 40, 400])
def test_a_broken_file_is_named(copy: Path, name: str, keep: int) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:keep])
    assert f"{copy / name}: " in refusal(copy)


def test_what_onnxruntime_says_stays_off_the_screen(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (copy / "model.onnx").write_bytes(b"no graph")
    refusal(copy)
    assert capfd.readouterr() == ("", "")


def changed(copy: Path, **values: object) -> None:
    form = json.loads((copy / "encoder.json").read_bytes())
    (copy / "encoder.json").write_text(json.dumps(form | values))


FORMS = (
    ({"tags": ["NN"]}, "the graph has 5 tags, encoder.json 1"),
    ({"mentions": ["O", "B-X", "I-X", "L-X", "U-X"]}, "the graph has 29 mentions, encoder.json 5"),
    ({"mentions": ["O", "B-X"]}, "labels are O and B-, I-, L-, U- of each kind: I-X L-X U-X"),
    ({"window": 65}, "the graph knows 64 positions, and 65 are needed"),
    ({"overlap": 40}, "an overlap of 40 is more than half a window of 64"),
    ({"speed": 1}, "speed: Extra inputs are not permitted"),
    ({"tags": None}, "tags: "),
)


@pytest.mark.parametrize(("values", "wanted"), FORMS)
def test_labels_and_sizes_must_fit(copy: Path, values: dict[str, object], wanted: str) -> None:
    changed(copy, **values)
    assert wanted in refusal(copy)


def test_more_pieces_than_the_graph_knows_are_refused(copy: Path, graph: Any, weights: dict[str, np.ndarray]) -> None:
    fewer = weights | {"embed.pieces": weights["embed.pieces"][:50]}
    (copy / "model.onnx").write_bytes(graph.build(fewer).SerializeToString())
    assert "the graph knows 50 pieces, and " in refusal(copy)


Edit = Callable[[Any], None]


def rename_output(model: Any) -> None:
    node = next(node for node in model.graph.node if node.output[0] == "vectors")
    output = next(output for output in model.graph.output if output.name == "vectors")
    output.name = node.output[0] = "states"


def unknown_operator(model: Any) -> None:
    model.graph.node[0].op_type = "GatherByMagic"


def newer_operators(model: Any) -> None:
    model.opset_import[0].version = 999


def other_file(model: Any) -> None:
    import onnx

    onnx.external_data_helper.set_external_data(model.graph.initializer[0], location="../weights.bin")
    model.graph.initializer[0].ClearField("raw_data")


def no_metadata(model: Any) -> None:
    del model.metadata_props[:]


GRAPHS = (
    (rename_output, "not our graph: it makes "),
    (unknown_operator, "the encoder's graph cannot be loaded: "),
    (newer_operators, "the encoder's graph cannot be loaded: "),
    (other_file, "the encoder's graph keeps weights in other files"),
    (no_metadata, "the graph knows no pieces, and "),
)


@pytest.mark.parametrize(("edit", "wanted"), GRAPHS)
def test_a_foreign_graph_is_refused(copy: Path, edit: Edit, wanted: str) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load(copy / "model.onnx")
    edit(model)
    (copy / "model.onnx").write_bytes(model.SerializeToString())
    assert wanted in refusal(copy)


def test_an_old_onnxruntime_is_named_with_the_cure(copy: Path) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load(copy / "model.onnx")
    unknown_operator(model)
    (copy / "model.onnx").write_bytes(model.SerializeToString())
    assert "pip install 'onnxruntime>=1.20' (this is " in refusal(copy)


def test_a_missing_onnxruntime_is_named_with_the_cure(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "onnxruntime cannot be loaded: " in refusal(copy)
    assert "(try: pip install 'onnxruntime>=1.20')" in refusal(copy)


def test_a_graph_that_fails_on_a_story_is_named(copy: Path) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load(copy / "model.onnx")
    positions = next(value for value in model.graph.initializer if value.name == "embed.positions")
    positions.CopyFrom(onnx.numpy_helper.from_array(np.zeros((2, 48), np.float32), "embed.positions"))
    (copy / "model.onnx").write_bytes(model.SerializeToString())
    nlp = spacy.blank("en")
    nlp.add_pipe("encoder").from_disk(copy)  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match="the encoder cannot be run"):
        nlp("Talks go on.")
