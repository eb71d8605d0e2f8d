"""`pairmatch match` with options that go before the cohort file, solved in earnest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.helpers import Command, one_line
from tests.cli.small import small_data, write_small


def pairs_of(text: str) -> list[tuple[str, str]]:
    """The pairs of a document, whether YAML or JSON."""
    return [(pair["doctor"], pair["manager"]) for pair in yaml.safe_load(text)["pairs"]]


BEST = [("okafor", "ward"), ("lee", "kay"), ("osei", "reid")]


def test_the_small_cohort(real: Command, tmp_path: Path) -> None:
    """Without options the best pairing is as the scores say, and no option is told."""
    write_small(tmp_path)
    code, out, _ = real("match")
    assert code == 0
    assert pairs_of((tmp_path / "cohort.pairs.yaml").read_text("utf-8")) == BEST
    assert "not in the cohort file" not in out


@pytest.mark.parametrize("asked", ["lee:ward", "ward:lee", "Dr Mei Lee:ward", " helen ward : LEE"])
def test_lock_takes_ids_or_names_in_either_order(real: Command, tmp_path: Path, asked: str) -> None:
    """A lock names a doctor and a manager by id or full name, whichever is first."""
    write_small(tmp_path)
    wanted = asked.replace("LEE", "Dr Mei LEE")
    code, out, _ = real("match", "--lock", wanted)
    assert code == 0
    document = (tmp_path / "cohort.pairs.yaml").read_text("utf-8")
    assert ("lee", "ward") in pairs_of(document)
    assert yaml.safe_load(document)["made"]["options"] == {"lock": [["lee", "ward"]]}
    assert "With --lock lee:ward, not in the cohort file" in out


def test_bans_keep_two_apart(real: Command, tmp_path: Path) -> None:
    """Banned pairs are not made, however good they were, and each is noted in the document."""
    write_small(tmp_path)
    _, out, _ = real("match", "--ban", "okafor:ward", "--ban", "kay:lee", "--format", "json")
    assert not {("okafor", "ward"), ("lee", "kay")} & set(pairs_of(out))
    assert json.loads(out)["made"]["options"] == {"ban": [["okafor", "ward"], ["lee", "kay"]]}


def test_objective_goes_before_the_file(real: Command, tmp_path: Path) -> None:
    """`--objective total` gives up the worst pair for the total, and the proof says so."""
    scores = ((900, 100, 90), (100, 80, 500), (90, 500, 400))
    write_small(tmp_path, scores=scores)
    _, fair, _ = real("match", "--format", "json")
    _, total, _ = real("match", "--objective", "total", "--format", "json")
    assert json.loads(total)["proof"]["objective"] == "total"
    assert json.loads(total)["proof"]["total"] >= json.loads(fair)["proof"]["total"]
    _, out, _ = real("match", "--objective", "total")
    assert "With --objective total, not in the cohort file" in out
    assert "none that places as many has a total above" in one_line(out)


def test_stable_and_no_stable(real: Command, tmp_path: Path) -> None:
    """`--stable` asks for a stable pairing, `--no-stable` for any, whatever the file says."""
    people = {"okafor": {"prefers": ["reid"]}, "reid": {"prefers": ["okafor"]}}
    write_small(tmp_path, small_data(people, stable=True))
    _, stable, _ = real("match", "--format", "json")
    assert ("okafor", "reid") in pairs_of(stable)
    assert json.loads(stable)["proof"]["stable"] is True
    _, free, _ = real("match", "--no-stable", "--format", "json")
    assert pairs_of(free) == BEST
    write_small(tmp_path, small_data(people))
    _, asked, _ = real("match", "--stable", "--format", "json")
    assert pairs_of(asked) == pairs_of(stable)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lock", "okafor"], "name a doctor and a manager with a colon between"),
        (["--lock", ":ward"], "name a doctor and a manager with a colon between"),
        (
            ["--lock", "okafr:ward"],
            "--lock okafr:ward: nobody has the id or name okafr; did you mean `okafor`?",
        ),
        (["--ban", "okafor:Hellen Ward"], "did you mean `helen ward`?"),
        (["--lock", "okafor:lee"], "okafor and lee are both doctors; a pair is one doctor and one manager"),
        (["--ban", "kay:ward"], "kay and ward are both managers"),
        (["--lock", "kay:kay"], "this is one person twice"),
        (["--lock", "okafor:ward", "--ban", "ward:okafor"], "--lock and --ban both name okafor and ward"),
        (["--changes", "2"], "--changes goes with --keep OLD"),
        (["--compare", "--format", "yaml"], "there is no YAML of it"),
        (["--sensitivity", "--out", "x.yaml"], "write no file"),
    ],
)
def test_wrong_usage_is_told_and_writes_nothing(
    real: Command, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """Options that cannot be meant are code 2 with a message that says how they are, and no file."""
    write_small(tmp_path)
    code, out, err = real("match", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not (tmp_path / "cohort.pairs.yaml").exists()


def test_a_lock_that_the_file_forbids_is_code_1(real: Command, tmp_path: Path) -> None:
    """Locking a pair that a rule forbids shows the rule with its line."""
    write_small(tmp_path, small_data(rules=[{"apart": ["okafor", "ward"], "why": "married"}]))
    code, _, err = real("match", "--lock", "okafor:ward")
    assert code == 1
    assert "okafor and ward have to be together" in err and "married" in err


def test_a_lock_that_costs_a_place_is_explained(real: Command, tmp_path: Path) -> None:
    """Where a lock leaves people out, the numbers and the rules that keep them out are told."""
    write_small(tmp_path, scores=((900, 400, ""), (800, "", ""), (100, 600, 500)))
    code, out, _ = real("match", "--lock", "okafor:ward")
    text = one_line(out)
    assert code == 1
    assert "What the lock costs" in text
    assert "No pairing that places 6 people has Dr Amara Okafor and Helen Ward together" in text
    assert "with the lock, 4 at most" in text
    assert "empty cell of `scores.csv`, cohort.yaml:" in text


def old_document(folder: Path, pairs: list[Any], name: str = "old.yaml") -> Path:
    """A document with nothing but pairs, as someone would write it by hand."""
    path = folder / name
    path.write_text(yaml.safe_dump({"pairs": pairs}), "utf-8")
    return path


def test_keep_moves_the_fewest(real: Command, tmp_path: Path) -> None:
    """After someone has left, the other pairs stay, and who moves is told with the one who left."""
    write_small(tmp_path)
    old = [{"doctor": "okafor", "manager": "kay"}, {"doctor": "lee", "manager": "ward"}]
    old_document(tmp_path, [*old, {"doctor": "osei", "manager": "gone"}])
    code, out, _ = real("match", "--keep", "old.yaml")
    text = one_line(out)
    assert code == 0
    document = yaml.safe_load((tmp_path / "cohort.pairs.yaml").read_text("utf-8"))
    assert document["made"]["options"] == {"keep": [["okafor", "kay"], ["lee", "ward"]]}
    assert [(pair["doctor"], pair["manager"]) for pair in document["pairs"]] == [
        ("okafor", "kay"),
        ("lee", "ward"),
        ("osei", "reid"),
    ]
    assert "2 of the 2 old pairs kept" in text
    assert "gone has left: the pair with Dr Priya Osei is gone." in text
    assert "Dr Priya Osei gone Zoë Reid" in text
    assert "What giving up old pairs brings" in text
    assert "0 6 400 566.7 1,700 this pairing" in text
    assert "2 6 500 700.0 2,100" in text


def test_changes_allows_so_many_moves(real: Command, tmp_path: Path) -> None:
    """With `--changes 2` two old pairs may be given up for a better worst pair."""
    write_small(tmp_path)
    old_document(tmp_path, [["okafor", "kay"], ["ward", "lee"], ["osei", "reid"]])
    code, out, _ = real("match", "--keep", "old.yaml", "--changes", "2")
    assert code == 0
    assert pairs_of((tmp_path / "cohort.pairs.yaml").read_text("utf-8")) == BEST
    text = one_line(out)
    assert "With --keep of 3 old pairs · --changes 2, not in the cohort file" in text
    assert "Proven: of those that give up at most 2 old pairs, no allowed pairing places more people" in text
    assert "2 6 500 700.0 2,100 this pairing" in text


def test_keep_of_the_file_that_is_written(real: Command, tmp_path: Path) -> None:
    """The saved pairing is read before it is replaced; edited by hand it is kept from only with --force."""
    write_small(tmp_path)
    saved = tmp_path / "cohort.pairs.yaml"
    assert real("match", "--lock", "lee:ward")[0] == 0
    first = pairs_of(saved.read_text("utf-8"))
    code, _, err = real("match", "--keep", saved.name)
    assert code == 0
    assert "cohort.pairs.yaml was made with --lock lee:ward; only its pairs are used here" in err
    assert pairs_of(saved.read_text("utf-8")) == first
    edited = (
        saved.read_text("utf-8")
        .replace("manager: ward", "manager: x")
        .replace("manager: kay", "manager: ward")
    )
    saved.write_text(edited.replace("manager: x", "manager: kay"), "utf-8")
    code, out, err = real("match", "--keep", saved.name)
    assert (code, out) == (2, "") and "--force" in err
    assert real("match", "--keep", saved.name, "--force")[0] == 0
    assert pairs_of(saved.read_text("utf-8")) != first


def test_nobody_moves(real: Command, tmp_path: Path) -> None:
    """Where every old pair is kept and nobody is new, that is said in a sentence."""
    write_small(tmp_path)
    real("match")
    _, out, _ = real("match", "--keep", "cohort.pairs.yaml")
    assert "3 of the 3 old pairs kept" in out and "Nobody moves." in out


def test_an_old_document_without_pairs(real: Command, tmp_path: Path) -> None:
    """A file that has no pairs is code 1 with its place, and one that is not there code 2."""
    write_small(tmp_path)
    (tmp_path / "old.yaml").write_text("version: 1\nsessions: []\n", "utf-8")
    code, _, err = real("match", "--keep", "old.yaml")
    assert code == 1 and "pairs" in err and "old.yaml:1" in err
    assert real("match", "--keep", "nowhere.yaml")[0] == 2


def test_old_pairs_of_strangers(real: Command, tmp_path: Path) -> None:
    """Where no old pair can still be, that is a warning with the reasons, and the best pairing is made."""
    write_small(tmp_path)
    old_document(tmp_path, [["\x1b[2Jhe", "she"], ["okafor", "lee"]])
    code, out, err = real("match", "--keep", "old.yaml")
    assert code == 0
    assert "no pair of which both are still in cohort.yaml" in err
    assert "No old pair is left to keep" in out
    assert r"\x1b[2Jhe and she have left" in one_line(out) and "\x1b" not in out + err
    assert "Dr Mei Lee and Dr Amara Okafor are on one side now: their pair is gone." in one_line(out)
    assert pairs_of((tmp_path / "cohort.pairs.yaml").read_text("utf-8")) == BEST
