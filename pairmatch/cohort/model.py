"""What every model of the cohort file has in common: frozen, and no unknown fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict


class Model(BaseModel):
    """A mapping of the cohort file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Whole = Annotated[int, Strict(), Field(ge=0)]
Count = Annotated[int, Strict(), Field(ge=1)]
Weight = Annotated[int, Strict(), Field(ge=0, le=10)]
Flag = Annotated[bool, Strict()]
