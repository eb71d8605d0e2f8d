"""`pairmatch verify`: which cohort it takes, what it says, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairmatch.diagnostics import Diagnostic, Severity, Span
from tests.cli.edits import swap_partners
from tests.cli.helpers import Cli, Command, one_line
from tests.report.samples import write_cohort


@pytest.fixture
def folder(cli: Cli, tmp_path: Path) -> Path:
    """A folder with a cohort and both of its documents."""
    write_cohort(tmp_path)
    cli("rota")
    return tmp_path


def test_a_good_rota_is_one_line(cli: Cli, folder: Path) -> None:
    """What was checked against what, on one line, with code 0."""
    code, out, err = cli("verify", "cohort.rota.yaml")
    assert (code, err) == (0, "")
    assert out == "cohort.rota.yaml: 34 sessions, 0 missed; checked against cohort.yaml: no faults\n"


def test_a_good_pairing_is_told_with_what_is_proven(cli: Cli, folder: Path) -> None:
    """A second line says what is known of how good the pairing is; with --quiet there is none."""
    code, out, err = cli("verify", "cohort.pairs.yaml")
    assert (code, err) == (0, "")
    assert out == (
        "cohort.pairs.yaml: 3 pairs, 1 unmatched; checked against cohort.yaml: no faults\n"
        "proof: the optimum is the solver's word, not shown here: there are no prices\n"
    )
    assert cli("verify", "--quiet", "cohort.pairs.yaml")[1] == ""


def test_faults_are_shown_with_their_lines(cli: Cli, folder: Path) -> None:
    """A fault has the line of the document and a caret, and the code is 1."""
    span = Span("cohort.pairs.yaml", 7, 14, 7, 17)
    cli.verdict = (Diagnostic("PM401", Severity.ERROR, "nobody is called d01", span),)
    code, out, _ = cli("verify", "cohort.pairs.yaml")
    assert code == 1
    assert "cohort.pairs.yaml:7:14: error[PM401]: nobody is called d01" in out
    assert "7 |   - {doctor: d01, manager: m01" in out
    assert "checked against cohort.yaml: 1 error" in out
    assert "proof:" not in out


def test_warnings_alone_are_code_0(cli: Cli, folder: Path) -> None:
    """A document of an older cohort file that still fits passes."""
    cli.verdict = (Diagnostic("PM400", Severity.WARNING, "another version"),)
    assert cli("verify", "cohort.pairs.yaml")[0] == 0


def test_an_edited_document_is_told(cli: Cli, folder: Path) -> None:
    """When the seal does not hold, that is said, and the document is checked all the same."""
    path = folder / "cohort.pairs.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    code, out, err = cli("verify", "cohort.pairs.yaml")
    assert code == 0
    assert "edited by hand" in err
    assert "no faults" in out


def test_an_edited_pairing_is_told_once(real: Command, tmp_path: Path) -> None:
    """Two partners swapped by hand: one warning with the cost, at the line of the pairs, and code 0."""
    write_cohort(tmp_path)
    real("match")
    swap_partners(tmp_path / "cohort.pairs.yaml")
    code, out, err = real("verify", "cohort.pairs.yaml")
    assert (code, err) == (0, "")
    assert "warning[PM430]: edited by hand: " in out
    assert "(against what its proof says of the pairs before; no pairing does better)" in one_line(out)
    assert out.endswith("proof: edited by hand: what its proof says is of other pairs\n")


def test_a_pair_that_was_taken_out_is_counted(real: Command, tmp_path: Path) -> None:
    """Who has no partner is counted from the pairs, whatever the list of the unmatched still says."""
    write_cohort(tmp_path)
    real("match")
    path = tmp_path / "cohort.pairs.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if line.startswith("  - {doctor: "))
    path.write_text("".join([*lines[:last], *lines[last + 1 :]]), "utf-8")
    code, out, _ = real("verify", "cohort.pairs.yaml")
    assert code == 0
    assert "2 people fewer have a partner (4, not 6)" in out
    assert "cohort.pairs.yaml: 2 pairs, 3 unmatched" in out


def test_a_real_pairing_is_proven_by_its_prices(real: Command, tmp_path: Path) -> None:
    """What `match` writes is shown to be the best without a solver."""
    write_cohort(tmp_path)
    real("match")
    code, out, _ = real("verify", "cohort.pairs.yaml")
    assert code == 0
    assert out.endswith("proof: the optimum is shown by the prices, checked by arithmetic\n")


def test_json_printed_by_match_can_be_verified(cli: Cli, folder: Path) -> None:
    """The document that --format json prints is read as the same document."""
    (folder / "pairs.json").write_text(cli("match", "--format", "json")[1], "utf-8")
    assert cli("verify", "pairs.json")[0] == 0


def test_the_cohort_can_be_named(cli: Cli, folder: Path) -> None:
    """--cohort takes a cohort file from anywhere."""
    (folder / "away").mkdir()
    (folder / "cohort.yaml").rename(folder / "away" / "cohort.yaml")
    assert cli("verify", "cohort.pairs.yaml")[0] == 2
    assert cli("verify", "cohort.pairs.yaml", "--cohort", "away/cohort.yaml")[0] == 0


def test_a_document_cannot_lead_out_of_its_folder(cli: Cli, folder: Path) -> None:
    """A document that names a cohort file with a folder is refused, whatever is there."""
    path = folder / "cohort.pairs.yaml"
    (folder / "sub").mkdir()
    path.write_text(path.read_text("utf-8").replace("file: cohort.yaml", "file: ../cohort.yaml"), "utf-8")
    path.rename(folder / "sub" / "x.yaml")
    code, _, err = cli("verify", "sub/x.yaml")
    assert code == 2
    assert "--cohort" in err


@pytest.mark.parametrize("text", ["a: 1\n", "[]\n", "", "pairs: 3\n", "sessions: []\n"])
def test_any_other_file_is_a_located_error(cli: Cli, folder: Path, text: str) -> None:
    """A file that is no document of ours has its faults told with lines, code 1."""
    (folder / "x.yaml").write_text(text)
    code, _, err = cli("verify", "x.yaml")
    assert code == 1
    assert "x.yaml:1:1: error[PM" in err


def test_a_cohort_file_is_sent_to_check(cli: Cli, folder: Path) -> None:
    """Who verifies a cohort file is told the command that checks it."""
    assert "pairmatch check cohort.yaml" in cli("verify", "cohort.yaml")[2]


def test_a_missing_document_is_code_2(cli: Cli, folder: Path) -> None:
    """A file that is not there is code 2."""
    assert cli("verify", "gone.yaml")[0] == 2


def test_the_summary_fits_the_terminal(cli: Cli, folder: Path) -> None:
    """A summary longer than the terminal is wide goes on in a second line."""
    (folder / "a-folder-of-a-long-name").mkdir()
    (folder / "cohort.yaml").rename(folder / "a-folder-of-a-long-name" / "cohort.yaml")
    _, out, _ = cli("verify", "cohort.rota.yaml", "--cohort", "a-folder-of-a-long-name/cohort.yaml")
    assert len(out.splitlines()) == 2
    assert max(map(len, out.splitlines())) <= 80
