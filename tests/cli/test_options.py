"""`pairmatch options`: arguments, exit codes, formats, and rotas that are not what they should be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.helpers import Command, one_line
from tests.environment import ROOT

COHORT = """\
version: 1
programme: {name: Spring, start: 2026-09-07, weeks: 1, days: mon..tue}
doctors:
  - {id: okafor, name: Dr Amara Okafor, avoid_halves: [tue pm]}
managers:
  - {id: ward, name: Helen Ward, works: {mon: am pm, tue: pm}}
workshops:
  - {id: kickoff, title: How the NHS works, dates: ["2026-09-07 am"]}
shadowing: {each_way: 1, gap_weeks: 0}
meetings: {every_weeks: 1}
scheduling: {max_per_week: 4}
matching: {schedulable: false, criteria: {interests: 1}}
"""


@pytest.fixture
def folder(real: Command, tmp_path: Path) -> Path:
    """A folder with a cohort and its rota: four sessions for three half-days, one of them missed."""
    (tmp_path / "cohort.yaml").write_text(COHORT, "utf-8")
    assert real("rota", "--quiet")[0] == 1
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first of some words in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_session_and_what_is_in_its_way(real: Command, folder: Path) -> None:
    """The meeting is missed: each of the four half-days is told, with the line of the file."""
    code, out, err = real("options", "okafor", "meeting")
    assert (code, err) == (0, "")
    shown = one_line(out)
    assert "Missed; none of 4 half-days in weeks 1 is free of conflict." in shown
    assert "Tue 8 Sep am ward does not work then, cohort.yaml:6" in shown
    assert "Mon 7 Sep am okafor is in another session: attends kickoff; ward is" in shown


def test_a_free_half_day_is_priced(real: Command, folder: Path) -> None:
    """Once the visit of Tuesday afternoon is taken out, the meeting can be held there at 7 more."""
    edit(folder / "cohort.yaml", "each_way: 1", "each_way: 0")
    assert real("rota", "--quiet", "--force")[0] == 0
    code, out, _ = real("options", "Dr Amara Okafor", "Helen Ward")
    assert code == 0
    assert "Now: Mon 7 Sep pm" in out
    assert "Tue 8 Sep pm +7 +3 Dr Amara Okafor avoids it; +4 the most avoided or away for one" in one_line(
        out
    )
    assert "edit its line in cohort.rota.yaml" in one_line(out)
    assert "--all" not in out


def test_everything_of_a_person_in_short(real: Command, folder: Path) -> None:
    """Without WHAT each session has a line; with --all each is told in full."""
    code, out, _ = real("options", "okafor")
    assert code == 0
    assert [
        word in out for word in ("How the NHS works", "shadow Helen Ward", "meet Helen Ward, weeks 1")
    ] == [True] * 3
    assert "In the way" not in out
    assert "In the way" in real("options", "okafor", "--all")[1]


@pytest.mark.parametrize("what", ["kickoff", "How the NHS works"])
def test_a_workshop_by_id_or_title(real: Command, folder: Path, what: str) -> None:
    """A workshop with one date only has no other half-day, and that is said."""
    code, out, _ = real("options", "ward", what)
    assert code == 0
    assert "None of 0 other half-days" in out and "Now: Mon 7 Sep am, online" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "whose session? Name a person and what"),
        (["nobody", "kickoff"], "nobody has this id or name"),
        (["okafor", "kickof"], "did you mean"),
        (["okafor", "zzz"], "there are kickoff, shadowing, meeting"),
        (["okafor", "okafor"], "ask for kickoff, shadowing, meeting, ward"),
        (["cohort.yaml", "okafor", "kickoff", "--cohort", "cohort.yaml"], "is named as the cohort file too"),
        (["okafor", "kickoff", "ward"], "name one person and one thing"),
        (["okafor", "kickoff", "--rota", "none.yaml"], "none.yaml"),
        (["okafor", "kickoff", "--rota", "cohort.pairs.yaml"], "error["),
    ],
)
def test_wrong_usage_is_one_message(real: Command, folder: Path, arguments: list[str], said: str) -> None:
    """Whatever cannot be answered is told in a message, with what to ask instead, and nothing is printed."""
    code, out, err = real("options", *arguments)
    assert code in (1, 2) and out == ""
    assert said in one_line(err)


def test_without_a_rota_the_way_to_one_is_told(real: Command, folder: Path) -> None:
    """A cohort that has no rota yet is told how to make it."""
    (folder / "cohort.rota.yaml").unlink()
    code, out, err = real("options", "okafor", "kickoff")
    assert (code, out) == (2, "")
    assert "make the rota first, `pairmatch rota cohort.yaml`" in one_line(err)


def test_json_and_yaml_have_every_number(real: Command, folder: Path) -> None:
    """Both have the same facts: each half-day, each obstacle with its place, each level's change."""
    found: dict[str, Any] = json.loads(real("options", "okafor", "meeting", "-f", "json")[1])
    again = yaml.safe_load(real("options", "okafor", "meeting", "-f", "yaml")[1])
    assert json.loads(json.dumps(again, default=str)) == found
    assert found["rota"] == {"file": "cohort.rota.yaml", "is_sound": True}
    assert (found["person"], found["what"]) == ("okafor", "meeting")
    (answer,) = found["options"]
    assert (answer["kind"], answer["missed"], answer["weeks"], answer["free"]) == ("meeting", 1, 1, [])
    tuesday = answer["blocked"][2]
    assert (tuesday["date"], tuesday["half"]) == ("2026-09-08", "am")
    assert tuesday["obstacles"][0]["reason"] == "ward does not work then"
    assert tuesday["obstacles"][0]["span"]["line"] == 6


def test_a_rota_edited_by_hand_is_answered_all_the_same(real: Command, folder: Path) -> None:
    """What the edit breaks is told on stderr, unless --quiet, and the answer takes the rota as it is."""
    edit(folder / "cohort.rota.yaml", "date: 2026-09-07, half: am", "date: 2026-09-08, half: am")
    code, out, err = real("options", "okafor", "meeting")
    told = one_line(err)
    assert code == 0 and "Mon 7 Sep am" in out
    assert "was edited by hand" in told and "cohort.rota.yaml does not verify: " in told
    assert (
        json.loads(real("options", "okafor", "meeting", "-q", "-f", "json")[1])["rota"]["is_sound"] is False
    )
    assert real("options", "okafor", "meeting", "-q")[2] == ""


def test_a_rota_half_way(real: Command, folder: Path) -> None:
    """What is past is no place and is said once, and a pinned session is told as pinned with its places."""
    edit(folder / "cohort.yaml", "each_way: 1", "each_way: 0")
    real("rota", "--quiet", "--force")
    rota = folder / "cohort.rota.yaml"
    edit(rota, "date: 2026-09-07, half: pm}", "date: 2026-09-08, half: pm, pin: true}")
    edit(rota, "weeks: 1", "weeks: 1\nfrozen_before: 2026-09-08")
    code, out, err = real("options", "okafor", "meeting")
    shown = one_line(out)
    assert code == 0, err
    assert "Now: Tue 8 Sep pm It is pinned: a new rota leaves it there until its `pin`" in shown
    assert "Mon 7 Sep am it is past: the rota is frozen before 2026-09-08" in shown
    assert "Tue 8 Sep pm, pinned" in one_line(real("options", "okafor")[1])
    (answer,) = json.loads(real("options", "okafor", "meeting", "-q", "-f", "json")[1])["options"]
    assert answer["is_pinned"] is True
    assert [one["is_past"] for one in answer["blocked"]] == [True, True, False]
    code, out, err = real("options", "okafor", "kickoff")
    assert (code, out) == (2, "") and "it was held on 2026-09-07 am" in one_line(err)


def test_a_rota_older_than_the_file_is_answered_all_the_same(real: Command, folder: Path) -> None:
    """People who have left are left aside with their sessions, and that is told."""
    lee, kay = "  - {id: lee, name: Dr Mei Lee}\n", "  - {id: kay, name: Ivan Kay}\n"
    edit(folder / "cohort.yaml", "managers:\n", f"{lee}managers:\n")
    edit(folder / "cohort.yaml", "workshops:\n", f"{kay}workshops:\n")
    real("match", "--quiet", "--lock", "lee:kay")
    real("rota", "--quiet", "--force")
    for gone in (lee, kay):
        edit(folder / "cohort.yaml", gone, "")
    code, out, err = real("options", "okafor", "kickoff")
    assert code == 0 and "Now: Mon 7 Sep am" in out
    assert "was made from another version of cohort.yaml" in one_line(err)
    assert "3 sessions name what the cohort file does not have, and are left aside" in one_line(err)


def test_a_real_rota(real: Command, tmp_path: Path) -> None:
    """On the cohort of six pairs every session of a doctor is answered, each free place with its cost."""
    shutil.copy(ROOT / "cohorts" / "six-pairs.yaml", tmp_path)
    real("rota", "six-pairs.yaml", "--quiet")
    code, out, err = real("options", "six-pairs.yaml", "adeyemi", "-f", "json", "-q")
    found = json.loads(out)["options"]
    assert (code, err) == (0, "")
    assert [one["kind"] for one in found] == ["workshop"] * 4 + ["shadowing"] * 4 + ["meeting"] * 6
    assert all(one["free"] or one["blocked"] for one in found)
