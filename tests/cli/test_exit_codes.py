"""The exit codes are those of the README's table, and `check` keeps to them with every option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.helpers import Command

ROOT = Path(__file__).parents[2]
GOOD = (
    "version: 1\nprogramme: {start: 2026-09-07, weeks: 2}\ndoctors: [{id: okafor}]\nmanagers: [{id: ward}]\n"
    "matching: {criteria: {availability: 1}}\n"
)
FIXABLE = GOOD.replace("okafor", "Okafor")
WRONG = GOOD.replace("weeks: 2", "weeks: none")
FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
_ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)


def _documented() -> dict[int, str]:
    """The table of the README: code and meaning."""
    _, _, table = (ROOT / "README.md").read_text("utf-8").partition("| exit code | meaning |")
    return {int(code): meaning for code, meaning in _ROW.findall(table.partition("\n\n")[0])}


@pytest.fixture
def folder(real: Command) -> Command:
    """The command line in a folder with a file of each kind."""
    for name, text in {"good": GOOD, "fixable": FIXABLE, "wrong": WRONG}.items():
        Path(f"{name}.yaml").write_text(text, "utf-8")
    return real


def test_the_table_lists_every_code() -> None:
    """These codes, and no others, are told of in the README."""
    assert list(_documented()) == [0, 1, 2, 3, 130]


WALK = [
    *((("good.yaml", "--output-format", form), 0) for form in FORMATS),
    *((("wrong.yaml", "--output-format", form), 1) for form in FORMATS),
    *((("nowhere.yaml", "--output-format", form), 2) for form in FORMATS),
    *((("wrong.yaml", "--output-format", form, "--exit-zero"), 0) for form in FORMATS),
    (("good.yaml", "wrong.yaml"), 1),
    (("wrong.yaml", "nowhere.yaml"), 2),
    (("wrong.yaml", "nowhere.yaml", "--exit-zero"), 2),
    (("good.yaml", "--statistics"), 0),
    (("wrong.yaml", "--statistics"), 1),
    (("wrong.yaml", "--ignore", "PM"), 0),
    (("wrong.yaml", "--select", "PM3"), 0),
    (("wrong.yaml", "--select", "PM1"), 1),
    (("wrong.yaml", "--select", "PM999"), 2),
    (("wrong.yaml", "--ignore", "E501"), 2),
    (("good.yaml", "--diff"), 0),
    (("fixable.yaml", "--diff"), 1),
    (("fixable.yaml", "--fix"), 0),
    (("fixable.yaml", "--fix", "--diff"), 1),
    (("good.yaml", "--feasible"), 0),
    (("good.yaml", "--output-format", "html"), 2),
    (("good.yaml", "--no-such-option"), 2),
    (("good.yaml", "--stdin-filename", "a.yaml"), 2),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), WALK, ids=[" ".join(row[0]) for row in WALK])
def test_check(folder: Command, arguments: tuple[str, ...], code: int) -> None:
    """`check` ends with the code that the table has for what was found."""
    found, out, err = folder("check", *arguments)
    assert found == code, out + err
    assert found in _documented()


def test_nothing_found_below(real: Command) -> None:
    """A folder without cohort files is wrong usage, not a clean bill."""
    assert real("check")[0] == 2
