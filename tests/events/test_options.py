"""Options: what is fitted besides the weights survives the disk, and calibration keeps order."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.events.options import Calibration, Chances, Options, read_options, write_options


def test_options_survive_the_disk(tmp_path: Path) -> None:
    given_ = Options(floor=0.2, beside=2), Calibration(0.5, -1.0)
    write_options(tmp_path / "options.json", *given_)
    assert read_options(tmp_path / "options.json") == given_


@pytest.mark.parametrize("stored", [{}, {"options": {"flor": 1}, "calibration": {}}])
def test_strange_options_are_refused(tmp_path: Path, stored: dict[str, object]) -> None:
    path = tmp_path / "options.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises((KeyError, TypeError)):
        read_options(path)


CHANCES = st.builds(Chances, *[st.floats(0, 1)] * 4)


@given(CHANCES, CHANCES, st.floats(0, 3), st.floats(-3, 3))
def test_calibrated_chances_keep_their_order(one: Chances, other: Chances, slope: float, offset: float) -> None:
    curve = Calibration(slope, offset)
    surer, less = (Chances(*map(choose, one, other)) for choose in (max, min))
    assert 0 <= curve.chance(less) <= curve.chance(surer) <= 1


def test_without_a_fit_an_event_is_as_sure_as_all_its_parts_together() -> None:
    assert Calibration().chance(Chances(fact=0.9, action=0.8, countries=0.5, rates=1.0)) == pytest.approx(0.36)
