"""The results as JSON, for programs: `--json FILE`.

{"stories": 50, "figures": {"events.core": {"p": 41.3, "r": 38.4, "f1": 39.8, "right": 114, ...}, ...}, ...}
"""

from __future__ import annotations

import json
from typing import Any

from extractor.evaluation.figures import Count
from extractor.evaluation.measure import Results

DIGITS = 4


def document(results: Results) -> str:
    """Return the results as a JSON object."""
    return json.dumps(_record(results), indent=2) + "\n"


def figure(count: Count) -> dict[str, float]:
    """Return one figure: shares in per cent, and the counts behind them."""
    return {"p": count.precision, "r": count.recall, "f1": count.f1, **count._asdict()}


def _record(results: Results) -> dict[str, Any]:
    alarms = results.false_alarms
    return {
        "stories": len(results.stories),
        "failed": results.failed,
        "min_confidence": results.least,
        "figures": {name: figure(count) for name, count in results.figures.items()},
        "status": {"accuracy": results.status.precision, "right": results.status.right, "of": results.status.found},
        "false_alarms": {**alarms._asdict(), "per_100_stories": alarms.per_hundred},
        "calibration": {
            "expected_error": round(results.calibration_error, DIGITS),
            "bins": [{key: round(value, DIGITS) for key, value in item._asdict().items()} for item in results.bins],
        },
        "curve": [
            {"min_confidence": step.least, "core": figure(step.core), "slots": figure(step.slots)}
            for step in results.curve
        ],
    }
