"""The interface keeps to its own OpenAPI document, whatever it is sent."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

pytest.importorskip("schemathesis", reason="needs schemathesis, of extractor[test]")

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

# What keeps to the document can still be no English story, or a review of a story that is not known.
EXCLUDED = [positive_data_acceptance]
OPERATIONS = [
    ("POST", "/extract"),
    ("GET", "/schema"),
    ("POST", "/reviews"),
    ("GET", "/gold.jsonl"),
    ("GET", "/health"),
    ("GET", "/metrics"),
]
# GET /schema, /health and /metrics take nothing that could be wrong.
SENT = [(*each, GenerationMode.POSITIVE) for each in OPERATIONS] + [
    ("POST", "/extract", GenerationMode.NEGATIVE),
    ("POST", "/reviews", GenerationMode.NEGATIVE),
    ("GET", "/gold.jsonl", GenerationMode.NEGATIVE),
]


@pytest.fixture(scope="session")
def document(client: httpx.Client) -> Any:
    """The service's own document."""
    return schemathesis.openapi.from_url(f"{client.base_url}/openapi.json")


@pytest.mark.parametrize(("method", "path", "mode"), SENT, ids=lambda value: getattr(value, "value", value))
def test_the_interface_keeps_to_its_document(method: str, path: str, mode: GenerationMode, document: Any) -> None:
    cases = document[path][method].as_strategy(generation_mode=mode)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.data())
    def keeps(data: st.DataObject) -> None:
        data.draw(cases).call_and_validate(excluded_checks=EXCLUDED)

    keeps()


def test_the_document_names_all_operations(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {(method.upper(), path) for path, methods in paths.items() for method in methods} == set(OPERATIONS)
    assert set(paths["/extract"]["post"]["responses"]) >= {"200", "413", "415", "422", "429", "503"}
