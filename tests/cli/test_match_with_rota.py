"""`pairmatch match --with-rota`, solved in earnest."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.cli.helpers import Command, one_line
from tests.rota.joint.test_solve import data

HELD = [("okafor", "ward"), ("lee", "reid"), ("osei", "kay")]
PAIRS = "cohort.pairs.yaml"


def write(folder: Path, text: str | None = None) -> None:
    """The cohort of which `match` alone makes a pairing that cannot be held."""
    (folder / "cohort.yaml").write_text(text or yaml.safe_dump(data(), sort_keys=False), "utf-8")


def pairs_in(folder: Path) -> list[tuple[str, str]]:
    """The pairs of the document."""
    document = yaml.safe_load((folder / PAIRS).read_text("utf-8"))
    return [(pair["doctor"], pair["manager"]) for pair in document["pairs"]]


def test_pairs_that_can_be_held(real: Command, tmp_path: Path) -> None:
    """The page says what it cost and why; the document notes the option; verify and rota accept it."""
    write(tmp_path)
    code, out, _ = real("match", "--with-rota")
    assert (code, pairs_in(tmp_path)) == (0, HELD)
    page = one_line(out)
    assert "Total 2,500 to 2,000 (500 points less), so that 1 shadowing half-day more can be held." in page
    assert "okafor + ward and lee + kay: whatever else is paired, at least 1 shadowing" in page
    assert yaml.safe_load((tmp_path / PAIRS).read_text("utf-8"))["made"]["options"] == {"with_rota": True}
    assert real("verify", PAIRS)[0] == 0
    code, out, _ = real("rota")
    assert (code, "nothing missed" in out) == (0, True)


def test_rota_pairs_again_as_the_document_was_made(real: Command, tmp_path: Path) -> None:
    """When a saved pairing no longer fits, the new one is made with the rota in view as well."""
    write(tmp_path)
    real("match", "--with-rota")
    changed = data()
    changed["matching"]["rules"] = [{"apart": ["okafor", "ward"]}]
    write(tmp_path, yaml.safe_dump(changed, sort_keys=False))
    code, _, err = real("rota")
    assert code == 0
    assert "no longer fits" in err
    assert yaml.safe_load((tmp_path / PAIRS).read_text("utf-8"))["made"]["options"]["with_rota"] is True


def test_why_leaves_the_rota_aside_and_says_so(real: Command, tmp_path: Path) -> None:
    """What `why` compares are scores alone, and the document has other pairs than it explains."""
    write(tmp_path)
    real("match", "--with-rota")
    code, out, err = real("why", "lee")
    assert code == 0
    assert "what the rota would miss is left aside" in err
    assert "cohort.pairs.yaml has lee with reid" in one_line(out)


def test_tables_are_not_for_it(real: Command, tmp_path: Path) -> None:
    """`--compare` and `--sensitivity` compare scores alone, so the two do not go together."""
    write(tmp_path)
    for table in ("--compare", "--sensitivity"):
        code, _, err = real("match", "--with-rota", table)
        assert code == 2
        assert "--with-rota makes a pairing" in one_line(err)
    assert not (tmp_path / PAIRS).exists()


def test_placement_free_is_refused(real: Command, tmp_path: Path) -> None:
    """Where nobody need be placed it is wrong usage, and nothing is written."""
    free = data(matching={"objective": "rank", "placement": "free"})
    write(tmp_path, yaml.safe_dump(free, sort_keys=False))
    code, _, err = real("match", "--with-rota")
    assert (code, "placement: first" in one_line(err)) == (2, True)
    assert not (tmp_path / PAIRS).exists()
