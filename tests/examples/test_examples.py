"""Every example does what its README shows, line by line."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.examples.readme import Block, Terminal, agrees, blocks, edit, typed

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/README.md"))
NAMES = [folder.name for folder in FOLDERS]
IN_CI = EXAMPLES / "04-check-in-ci"
OF_A_MACHINE = re.compile(r"(?<![\w.*])/(?:home|Users|root|tmp|work|opt|usr|var|private)/|[A-Z]:\\")


@pytest.fixture
def command_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `pairmatch` of this tree what a shell script finds, at 80 columns without colours."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    script = bin_folder / "pairmatch"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pairmatch "$@"\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("PAIRMATCH_COHORT", "FORCE_COLOR", "PAIRMATCH_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("command_at_hand")
@pytest.mark.parametrize("example", FOLDERS, ids=NAMES)
def test_a_readme_shows_what_comes_back(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever types what a README says, and edits what it says, sees what it shows."""
    folder = tmp_path / example.name
    written = shutil.ignore_patterns("*.pairs.yaml", "*.rota.yaml", "__pycache__")
    shutil.copytree(example, folder, ignore=written)
    monkeypatch.chdir(folder)
    terminal = Terminal(folder)
    for block in blocks((example / "README.md").read_text("utf-8")):
        if block.language == "diff":
            edit(folder, block)
        elif block.language == "console":
            for one in typed(block):
                printed = terminal(one.command)
                assert agrees(one.shown, printed), f"$ {one.command}\n" + "\n".join(printed)


@pytest.mark.parametrize("example", FOLDERS, ids=NAMES)
def test_a_readme_has_something_to_type(example: Path) -> None:
    """Each example shows at least one command and what comes back."""
    console = [block for block in blocks((example / "README.md").read_text("utf-8")) if _is_console(block)]
    assert any(one.shown for block in console for one in typed(block))


def _is_console(block: Block) -> bool:
    return block.language == "console"


def test_the_list_names_every_example() -> None:
    """examples/README.md links each folder once, in order, and nothing that is not there."""
    listed = re.findall(r"\]\((\d\d-[a-z-]+)/README\.md\)", (EXAMPLES / "README.md").read_text("utf-8"))
    assert listed == NAMES


@pytest.mark.parametrize("example", FOLDERS, ids=NAMES)
def test_every_link_leads_somewhere(example: Path) -> None:
    """What a README links to in this repository exists."""
    links = re.findall(r"\]\(([^)#:]+)\)", (example / "README.md").read_text("utf-8"))
    assert [link for link in links if not (example / link).exists()] == []


@pytest.mark.parametrize("name", ["check-cohorts.yml", "check-cohorts.sh"])
def test_the_readme_quotes_the_file(name: str) -> None:
    """The workflow and the shell script stand in the README as they are in their files."""
    quoted = ["\n".join(block.lines) + "\n" for block in blocks((IN_CI / "README.md").read_text("utf-8"))]
    assert (IN_CI / name).read_text("utf-8") in quoted


def test_the_duty_pattern_is_quoted() -> None:
    """What the page on rotas shows of its cohort file stands there, line by line, comments apart."""
    folder = EXAMPLES / "02-on-call-rota"
    lines = {_bare(line) for line in (folder / "cohort.yaml").read_text("utf-8").splitlines()}
    shown = [block for block in blocks((folder / "README.md").read_text("utf-8")) if block.language == "yaml"]
    assert shown
    assert [line for block in shown for line in block.lines if _bare(line) not in lines] == []


def _bare(line: str) -> str:
    return line.partition(" #")[0].rstrip()


def test_the_python_example_is_quoted() -> None:
    """The script stands in the README as it is in its file."""
    folder = EXAMPLES / "05-from-python"
    quoted = ["\n".join(block.lines) + "\n" for block in blocks((folder / "README.md").read_text("utf-8"))]
    assert (folder / "table.py").read_text("utf-8") in quoted


def test_no_file_names_a_machine() -> None:
    """No example holds a path that exists on one machine only."""
    texts = {path: path.read_text("utf-8") for path in EXAMPLES.rglob("*") if path.suffix in _TEXTS}
    assert [str(path) for path, text in texts.items() if OF_A_MACHINE.search(text)] == []


_TEXTS = {".md", ".yaml", ".yml", ".sh", ".py"}


def test_left_out_lines_are_the_only_freedom() -> None:
    """Shown output agrees with the same lines, or with a gap where `...` stands, and nothing else."""
    assert agrees(["a", "b"], ["a", "b"])
    assert agrees(["a", "...", "d"], ["a", "b", "c", "d"])
    assert not agrees(["a", "b"], ["a", "b", "c"])
    assert not agrees(["a", "...", "d"], ["a", "d", "e"])
    assert not agrees(["a.b"], ["a-b"])
