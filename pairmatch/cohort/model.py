"""What every model of the cohort file has in common: frozen, and no unknown fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict


class Model(BaseModel):
    """A mapping of the cohort file.

    The sentence below each field is its description in the JSON Schema, which reads it from the source:
    pydantic's `use_attribute_docstrings` would do so at every start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


Whole = Annotated[int, Strict(), Field(ge=0)]
Count = Annotated[int, Strict(), Field(ge=1)]
Weight = Annotated[int, Strict(), Field(ge=0, le=10)]
Flag = Annotated[bool, Strict()]
