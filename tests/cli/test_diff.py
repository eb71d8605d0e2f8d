"""`pairmatch diff`: exit codes, names, formats, and real documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.edits import swap_partners
from tests.cli.helpers import Cli, Command, one_line
from tests.environment import ROOT
from tests.report.samples import write_cohort


@pytest.fixture
def folder(cli: Cli, tmp_path: Path) -> Path:
    """A folder with a cohort, both of its documents, and a copy of each."""
    write_cohort(tmp_path)
    cli("rota")
    for kind in ("pairs", "rota"):
        shutil.copy(tmp_path / f"cohort.{kind}.yaml", tmp_path / f"old.{kind}.yaml")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first of some words in a document."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("kind", ["pairs", "rota"])
def test_no_difference_is_code_0(cli: Cli, folder: Path, kind: str) -> None:
    """A document and its copy have no difference, in every format."""
    files = (f"old.{kind}.yaml", f"cohort.{kind}.yaml")
    code, out, err = cli("diff", *files)
    assert (code, err) == (0, "")
    assert "No difference" in out
    code, out, _ = cli("diff", *files, "--format", "json")
    assert (code, json.loads(out)["same"]) == (0, True)


def test_swapped_partners_are_told_by_name(cli: Cli, folder: Path) -> None:
    """Pairs edited by hand are code 1; people have the names of the cohort file beside the second."""
    swap_partners(folder / "cohort.pairs.yaml")
    code, out, err = cli("diff", "old.pairs.yaml", "cohort.pairs.yaml")
    assert code == 1
    assert "2 pairs gone, 2 new, 1 kept, 4 people with other partners, or none" in one_line(out)
    assert "Dr Helen Lee" in out and "d01" not in out
    assert "cohort.pairs.yaml was edited by hand" in err


def test_without_a_cohort_file_ids_are_shown(cli: Cli, folder: Path) -> None:
    """Names are a help and no condition; `--cohort` gives them from elsewhere."""
    swap_partners(folder / "cohort.pairs.yaml")
    (folder / "cohort.yaml").rename(folder / "elsewhere.yaml")
    code, out, _ = cli("diff", "old.pairs.yaml", "cohort.pairs.yaml")
    assert code == 1 and "d01 + m01" in out
    assert (
        "Dr Helen Lee" in cli("diff", "old.pairs.yaml", "cohort.pairs.yaml", "--cohort", "elsewhere.yaml")[1]
    )


def test_a_cohort_file_with_errors_is_left_aside_unless_named(cli: Cli, folder: Path) -> None:
    """Found beside the document it is warned of, and ids are shown; named by an option it is refused."""
    (folder / "cohort.yaml").write_text("version: 1\n", "utf-8")
    code, out, err = cli("diff", "old.rota.yaml", "cohort.rota.yaml")
    assert code == 0 and "ids are shown" in err
    code, out, err = cli("diff", "old.rota.yaml", "cohort.rota.yaml", "--cohort", "cohort.yaml")
    assert (code, out) == (2, "") and "error[" in err


def test_two_kinds_are_refused(cli: Cli, folder: Path) -> None:
    """A pairing and a rota cannot be compared, and the message says which is which."""
    code, out, err = cli("diff", "old.pairs.yaml", "cohort.rota.yaml")
    assert (code, out) == (2, "")
    assert "old.pairs.yaml is a pairing and cohort.rota.yaml is a rota: name two of one kind" in err
    assert (
        "old.rota.yaml is a rota and cohort.pairs.yaml is a pairing"
        in (cli("diff", "old.rota.yaml", "cohort.pairs.yaml")[2])
    )


@pytest.mark.parametrize("name", ["nix.yaml", "cohort.yaml", "broken.yaml"])
def test_what_is_no_document_is_code_2(cli: Cli, folder: Path, name: str) -> None:
    """A file that is missing, is a cohort file, or has faults is trouble, never a difference."""
    (folder / "broken.yaml").write_text("sessions: [}\n", "utf-8")
    for files in ((name, "cohort.rota.yaml"), ("cohort.rota.yaml", name)):
        code, out, err = cli("diff", *files)
        assert (code, out) == (2, "") and name in err


def test_quiet_says_nothing_on_stderr(cli: Cli, folder: Path) -> None:
    """With --quiet the edit is not warned of, and the difference is told."""
    swap_partners(folder / "cohort.pairs.yaml")
    code, out, err = cli("diff", "-q", "old.pairs.yaml", "cohort.pairs.yaml")
    assert (code, err) == (1, "") and "gone" in out


def test_yaml_has_what_json_has(cli: Cli, folder: Path) -> None:
    """Both have every fact: what became of a session, for whom, and each person's own list."""
    edit(folder / "cohort.rota.yaml", "kind: meeting, people: [d01, m01], date: 2026-09-09", MOVED)
    files = ("old.rota.yaml", "cohort.rota.yaml")
    found: dict[str, Any] = json.loads(cli("diff", *files, "--format", "json")[1])
    again = yaml.safe_load(cli("diff", *files, "--format", "yaml")[1])
    assert json.loads(json.dumps(again, default=str)) == found
    assert (found["kind"], found["same"], found["same_cohort"]) == ("rota", False, True)
    move = {
        "change": "moved",
        "kind": "meeting",
        "people": ["d01", "m01"],
        "before": {"date": "2026-09-09", "half": "am"},
        "after": {"date": "2026-09-10", "half": "am"},
    }
    assert found["sessions"] == [move]
    assert [one["person"] for one in found["people"]] == ["d01", "m01"]
    assert found["people"][0]["changes"] == [move]


MOVED = "kind: meeting, people: [d01, m01], date: 2026-09-10"


def test_a_rota_of_a_changed_cohort_is_told(real: Command, tmp_path: Path) -> None:
    """Fewer shadowings in the file: what is gone is told, and that the versions differ."""
    path = tmp_path / "six-pairs.yaml"
    shutil.copy(ROOT / "cohorts" / "six-pairs.yaml", path)
    assert real("rota", path, "--quiet")[0] == 0
    edit(path, "each_way: 2", "each_way: 1")
    assert real("rota", path, "--quiet", "--out", "new.rota.yaml")[0] == 0
    code, out, err = real("diff", "six-pairs.rota.yaml", "new.rota.yaml", "--all")
    assert (code, err) == (1, "")
    assert "They were made from two versions of six-pairs.yaml." in out
    assert "12 gone" in out and "Dr Folake Adeyemi" in out
    assert "--all" not in out
    assert real("diff", "new.rota.yaml", "new.rota.yaml")[0] == 0


def test_a_shorter_rota_is_told(real: Command, tmp_path: Path) -> None:
    """Made once more with other --weeks, a rota differs in its weeks and in the meetings it has."""
    path = tmp_path / "six-pairs.yaml"
    shutil.copy(ROOT / "cohorts" / "six-pairs.yaml", path)
    real("rota", path, "--quiet")
    assert real("rota", path, "--quiet", "--weeks", "14", "--out", "longer.rota.yaml")[0] == 0
    code, out, _ = real("diff", "six-pairs.rota.yaml", "longer.rota.yaml", "--format", "json")
    found = json.loads(out)
    assert (code, found["weeks"], found["same_cohort"]) == (1, {"before": 12, "after": 14}, True)
