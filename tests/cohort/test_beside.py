"""Which paths of a cohort file lead out of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.cohort.beside import lies_outside


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("okafor.ics", False),
        ("rotas/okafor.ics", False),
        ("rotas\\okafor.ics", False),
        ("rotas/../okafor.ics", False),
        ("..okafor.ics", False),
        ("../okafor.ics", True),
        ("rotas/../../okafor.ics", True),
        ("..\\okafor.ics", True),
        ("/etc/okafor.ics", True),
        ("\\okafor.ics", True),
        ("C:\\okafor.ics", True),
        ("c:okafor.ics", True),
        ("//server/share/okafor.ics", True),
    ],
)
def test_paths(name: str, outside: bool, known: bool, tmp_path: Path) -> None:
    """A root, a drive and steps out of the folder lead outside, whichever slash is used."""
    assert lies_outside(name, tmp_path if known else None) is outside


def test_links_are_followed(tmp_path: Path) -> None:
    """A link in the folder to a place outside leads outside."""
    (tmp_path / "cohorts").mkdir()
    (tmp_path / "cohorts" / "rotas").symlink_to(tmp_path)
    assert lies_outside("rotas/okafor.ics", tmp_path / "cohorts")


def test_null_character(tmp_path: Path) -> None:
    """A name that no file can have lies nowhere in the folder, and crashes nothing."""
    assert lies_outside("a\0b", tmp_path)
