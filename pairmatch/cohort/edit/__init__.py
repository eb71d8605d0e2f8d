"""Edits of a cohort file in place: everything that is not changed stays as it was typed, byte for byte."""

from __future__ import annotations

from pairmatch.cohort.edit.edit import Edit, EditRefused, Loc, with_edits
from pairmatch.cohort.edit.lines import lines_changed, unified
from pairmatch.cohort.edit.text import edited

__all__ = ["Edit", "EditRefused", "Loc", "edited", "lines_changed", "unified", "with_edits"]
