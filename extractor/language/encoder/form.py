"""What a trained encoder is called by and how it is run: encoder.json, beside the graph and the pieces.

{"mentions": ["O", "B-PERSON", ...], "tags": ["NN", ...], "window": 192, "overlap": 48}
"""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import ModelError
from extractor.language.encoder.decoding import Bilou
from extractor.language.encoder.pieces import ANEW, PIECES_A_WORD


class Form(BaseModel):
    """The labels of the heads in the order of their scores, and the sizes of windows in pieces."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mentions: tuple[str, ...] = Field(description="the labels of mentions, BILOU")
    tags: tuple[str, ...] = Field(min_length=1, description="Penn tags")
    window: int = Field(ge=8 * PIECES_A_WORD, le=512, description="the longest window, its two marks included")
    overlap: int = Field(ge=2 * PIECES_A_WORD, description="pieces that two neighbours share")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        Bilou(self.mentions)
        if self.overlap > self.window // 2:
            raise ValueError(f"an overlap of {self.overlap} is more than half a window of {self.window}")
        return self


def read_form(source: bytes, *, where: str) -> Form:
    """Read encoder.json. Raises ModelError when it is not one of ours."""
    try:
        return Form.model_validate_json(source)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ModelError(f"{place + ': ' if place else ''}{first['msg']}", where=where, hint=ANEW) from error
