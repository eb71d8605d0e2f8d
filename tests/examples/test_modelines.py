"""Editors find the JSON Schema from every cohort file of the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.json_schema import shipped
from tests.environment import ROOT

COHORTS = sorted(
    path for path in (ROOT / "examples").rglob("*.yaml") if "\ndoctors:" in path.read_text("utf-8")
)
_MODELINE = "# yaml-language-server: $schema="


@pytest.mark.parametrize("path", COHORTS, ids=lambda path: path.relative_to(ROOT / "examples").as_posix())
def test_the_last_line_leads_to_the_schema(path: Path) -> None:
    """Editors look for it in any comment; at the end it is in nobody's way."""
    last = path.read_text("utf-8").splitlines()[-1]
    assert last.startswith(_MODELINE)
    assert (path.parent / last.removeprefix(_MODELINE)).read_text("utf-8") == shipped()
