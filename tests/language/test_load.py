"""Loading the trained pipeline: which folder is taken, and what is said when it is none of ours."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from extractor.errors import ModelError
from extractor.language import _SHIPPED, COMPONENTS, load

SHIPPED = next(path for path in _SHIPPED if path.is_dir())


def test_every_component_is_in_place_and_in_order() -> None:
    names = load(without=("events",)).pipe_names
    assert names[-len(COMPONENTS) + 1 :] == [name for name in COMPONENTS if name != "events"]


def test_the_environment_names_another_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EXTRACTOR_MODEL", str(tmp_path / "elsewhere"))
    with pytest.raises(ModelError, match="elsewhere: no trained pipeline here"):
        load()


def test_a_broken_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp\n", encoding="utf-8")
    with pytest.raises(ModelError, match="the trained pipeline cannot be loaded"):
        load(tmp_path)


def test_a_foreign_pipeline_is_told_by_what_it_lacks(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="this pipeline lacks encoder; it has nothing"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["heads.npz", "options.json"])
def test_missing_or_broken_heads_are_told(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    (folder / "events" / name).write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match="the weights of the event heads cannot be read"):
        load(folder)
    (folder / "events" / name).unlink()
    with pytest.raises(ModelError, match="No such file"):
        load(folder)


@pytest.mark.parametrize("name", ["model.onnx", "pieces.json", "encoder.json"])
def test_a_missing_or_broken_encoder_is_told_with_its_cure(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    (folder / "encoder" / name).write_bytes(b"\x00" * 100)
    with pytest.raises(ModelError, match=rf"{name}: .*try: .*installing extractor anew"):
        load(folder)
    (folder / "encoder" / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: No such file"):
        load(folder)


def test_the_libraries_of_the_encoder_wait_until_a_model_is_loaded() -> None:
    code = "import sys, extractor.language as l; print(sorted({'torch', 'onnxruntime', 'tokenizers'} & {*sys.modules}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 # our own code
    assert said.stdout.strip() == "[]"
