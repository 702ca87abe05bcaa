"""How far confidences can be trusted."""

from __future__ import annotations

import pytest

from extractor.evaluation.calibration import Bin, expected_error, reliability


def test_events_fall_into_ten_bins() -> None:
    bins = reliability([(0.0, False), (0.61, True), (0.69, False), (0.7, True), (0.95, True), (1.0, True)])
    assert [item.events for item in bins] == [1, 0, 0, 0, 0, 0, 2, 1, 0, 2]
    assert bins[6] == pytest.approx(Bin(0.6, 0.7, 2, 0.65, 0.5))
    assert bins[9] == pytest.approx(Bin(0.9, 1.0, 2, 0.975, 1.0))


def test_the_expected_error_weighs_bins_by_their_events() -> None:
    bins = [Bin(0.2, 0.3, 3, 0.25, 0.5), Bin(0.6, 0.7, 1, 0.65, 0.6), Bin(0.9, 1.0)]
    assert expected_error(bins) == pytest.approx((3 * 0.25 + 1 * 0.05) / 4)


def test_without_events_there_is_no_error() -> None:
    assert expected_error(reliability([])) == 0.0
