"""The JSON Schema of the records: what `extractor schema` prints, and the service's `GET /schema`."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from extractor.records import Story

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _EveryField(GenerateJsonSchema):
    def field_is_required(self, *_: object, **__: object) -> bool:
        return True


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a Story as it is written: with every field, null where nothing is known."""
    return {"$schema": DIALECT, **Story.model_json_schema(mode="serialization", schema_generator=_EveryField)}
