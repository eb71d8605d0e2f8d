"""`Side`: whom a sheet tells of. It is read before every command, and so imports nothing."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Of which list of the cohort file the people of a sheet are."""

    DOCTORS = "doctors"
    MANAGERS = "managers"

    @property
    def other(self) -> Side:
        """The list of those whom they are paired with."""
        return Side.MANAGERS if self is Side.DOCTORS else Side.DOCTORS

    @property
    def one(self) -> str:
        """What one of them is called."""
        return self.value[:-1]
