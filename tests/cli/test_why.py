"""`pairmatch why`: a person, two people, or every pair, explained in earnest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import pairmatch.matching.why
from pairmatch.matching.answers import WhyPerson
from pairmatch.progress import Stop
from tests.cli.helpers import Command, one_line
from tests.cli.small import small_data, write_small


def test_nobody_named_tells_how_firmly_every_pair_stands(real: Command, tmp_path: Path) -> None:
    """Without a person every pair is told with what is lost without it."""
    write_small(tmp_path)
    code, out, _ = real("why")
    assert code == 0
    assert "Spring: how firmly each pair stands" in out
    assert "Dr Amara Okafor Helen Ward ahead: the worst pair falls from 500 to" in one_line(out)
    assert "3 ahead" in out


@pytest.mark.parametrize(
    "words", [["okafor"], ["Dr Amara Okafor"], ["cohort.yaml", "okafor"], [".", "okafor"]]
)
def test_a_person_by_id_or_name_with_or_without_the_file(
    real: Command, tmp_path: Path, words: list[str]
) -> None:
    """The cohort file may stand first or be left out; the person is named by id or by full name."""
    write_small(tmp_path)
    code, out, _ = real("why", *words)
    assert code == 0
    text = one_line(out)
    assert "Dr Amara Okafor: with Helen Ward" in text
    assert "Score 900 of 1000. It is given by `scores.csv`." in text
    assert "2 others who were open to Dr Amara Okafor" in text


def test_the_cohort_of_the_option_and_of_the_environment(
    real: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--cohort names a file of any name; without it and a cohort.yaml the environment does."""
    write_small(tmp_path, name="autumn.txt")
    assert real("why", "okafor", "--cohort", "autumn.txt")[0] == 0
    code, _, err = real("why", "okafor")
    assert code == 2 and "no cohort file" in err
    monkeypatch.setenv("PAIRMATCH_COHORT", "autumn.txt")
    assert real("why", "okafor")[0] == 0


def test_a_line_a_criterion(real: Command, tmp_path: Path) -> None:
    """A score that criteria made has a line for each, with value, weight and points, and the unknown ones."""
    people = {
        "okafor": {"interests": ["sepsis", "flow"], "site": "guys"},
        "ward": {"interests": ["sepsis"], "site": "guys"},
    }
    data = small_data(people)
    data["sites"] = {"guys": {}}
    data["matching"] = {"criteria": {"interests": 3, "site": 1, "exchange": 2}, "schedulable": False}
    write_small(tmp_path, data)
    _, out, _ = real("why", "okafor", "ward")
    assert re.search(r"interests +█+▍? +667 +3 +500\.2", out)
    assert re.search(r"site +█+ 1000 +1 +250\.0", out)
    assert re.search(r"exchange +not known +2", out)
    assert re.search(r"score +750", out)


def test_alternatives_are_told_with_their_price_cheapest_first(real: Command, tmp_path: Path) -> None:
    """Everyone else who was open has the own score, what it would cost, and who else would move."""
    write_small(tmp_path)
    _, out, _ = real("why", "lee")
    rest = one_line(out.partition("others who were open")[2])
    assert rest.index("Helen Ward 800 the worst pair falls from 500 to 400") < rest.index("Zoë Reid 200")
    assert "Dr Amara Okafor → Ivan Kay" in rest


def test_an_interchangeable_pair(real: Command, tmp_path: Path) -> None:
    """Where another pairing is as good, the pair is called interchangeable, and with whom."""
    write_small(tmp_path, scores=((500, 500, 100), (500, 500, 100), (100, 100, 500)))
    _, out, _ = real("why")
    assert "interchangeable with Ivan Kay" in out and "1 forced" not in out
    _, out, _ = real("why", "okafor", "kay")
    assert "A pairing that has them is just as good" in out


def test_a_forced_and_a_locked_pair(real: Command, tmp_path: Path) -> None:
    """A pair without which fewer are placed is forced; one that a rule holds is locked."""
    scores = ((900, "", ""), (800, 700, 200), (100, 600, 500))
    write_small(tmp_path, small_data(rules=[{"together": ["osei", "reid"]}]), scores)
    text = one_line(real("why")[1])
    assert "Dr Amara Okafor Helen Ward forced: 2 people fewer have a partner" in text
    assert "Dr Priya Osei Zoë Reid locked" in text


def test_two_who_may_not_be_a_pair_have_every_obstacle(real: Command, tmp_path: Path) -> None:
    """What forbids a pair is told in full, each with its file, line, and the line itself."""
    rules = [{"apart": ["okafor", "kay"], "why": "married"}, {"score": 450}]
    write_small(tmp_path, small_data({"kay": {"refuses": ["okafor"]}}, rules=rules))
    code, out, _ = real("why", "kay", "okafor")
    assert code == 0
    text = one_line(out)
    assert "Dr Amara Okafor and Ivan Kay: not allowed" in text
    for part in ("refuse", "`apart: [okafor, kay]` (married), cohort.yaml:", "`score: 450`, cohort.yaml:"):
        assert part in text
    line = (tmp_path / "cohort.yaml").read_text("utf-8").splitlines().index("  - score: 450") + 1
    assert f"{line} |   - score: 450" in out
    assert "Their score would be 400 of 1000." in text


def test_two_who_may_be_a_pair_have_the_price(real: Command, tmp_path: Path) -> None:
    """Two who are allowed and are no pair: how much worse it would be, and everyone who would move."""
    write_small(tmp_path)
    text = one_line(real("why", "okafor", "kay")[1])
    assert "Dr Amara Okafor and Ivan Kay: allowed, but not a pair" in text
    assert (
        "In the best pairing that has them, the worst pair falls from 500 to 400, and the total falls" in text
    )
    assert "Dr Mei Lee Ivan Kay Helen Ward" in text


def test_someone_who_waits_has_the_hall_set_and_what_could_give_way(real: Command, tmp_path: Path) -> None:
    """Someone without a partner: who competes for how many places, and what to change, proven."""
    write_small(tmp_path, scores=((900, "", ""), (800, "", ""), (100, 600, 500)))
    code, out, _ = real("why", "lee")
    text = one_line(out)
    assert code == 0
    assert "Dr Mei Lee: without a partner" in text
    assert "2 doctors (okafor and lee) may only go to 1 manager (ward) with 1 place" in text
    assert "let ward take 2 partners (`pairs: 2`), cohort.yaml:" in text
    assert "1 person more has a partner" in text
    assert "2 people not open" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["okafr"], "okafr: nobody has this id or name; did you mean `okafor`?"),
        (["okafor", "lee"], "okafor lee: okafor and lee are both doctors"),
        (["ward", "ward"], "this is one person twice"),
        (["okafor", "ward", "lee"], "okafor ward lee: 3 people; name one, or two who could be a pair."),
        (["cohort.yaml", "okafor", "ward", "lee"], "okafor ward lee: 3 people; name one, or two"),
        (["--cohort", "cohort.yaml", "okafor", "ward", "lee", "x"], "okafor ward lee x: 4 people; name one"),
        (["cohort.yaml", "okafor", "--cohort", "cohort.yaml"], "cohort.yaml is named as the cohort file too"),
        (["price"], "price is a facilitator"),
        (["nowhere.yaml", "okafor"], "nowhere.yaml: No such file"),
        (["--lock", "okafor:lee"], "both doctors"),
    ],
)
def test_wrong_usage(real: Command, tmp_path: Path, arguments: list[str], message: str) -> None:
    """A name that nobody has, two of one side, and too many words are code 2 with what to do."""
    data = small_data()
    data["facilitators"] = [{"id": "price"}]
    write_small(tmp_path, data)
    code, out, err = real("why", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_errors_of_the_cohort_are_code_1(real: Command, tmp_path: Path) -> None:
    """A cohort with errors is told with them."""
    (tmp_path / "cohort.yaml").write_text("version: 1\n", "utf-8")
    code, out, err = real("why", "okafor")
    assert (code, out) == (1, "") and "error[" in err


@pytest.mark.parametrize("words", [[], ["lee"], ["lee", "ward"]])
def test_json_and_yaml_have_the_answer(real: Command, tmp_path: Path, words: list[str]) -> None:
    """Either format has all of stdout, the same values, and the numbers of the whole pairing."""
    write_small(tmp_path)
    _, text, _ = real("why", *words, "--format", "json")
    found = json.loads(text)
    assert found == yaml.safe_load(real("why", *words, "--format", "yaml")[1])
    assert found["best"]["worst"] == 500 and found["best"]["total"] == 2100
    assert {0: "margins", 1: "alternatives", 2: "what_if"}[len(words)] in found


def test_no_answer_in_time(real: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When time runs out before the answer, the exit code is 3."""
    write_small(tmp_path)
    monkeypatch.setattr("pairmatch.progress.Watch.left", 0.0)
    code, out, err = real("why", "lee")
    assert (code, out) == (3, "")
    assert "no answer was found within the 60 s of --time-limit; allow more" in err


def test_ctrl_c_keeps_what_was_found(real: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that a stop cut short is printed, said to be so, and the exit code is 130."""
    write_small(tmp_path)
    whole = pairmatch.matching.why.why_person

    def cut_short(*asked: Any, stop: Stop, **options: Any) -> WhyPerson:
        answer = whole(*asked, **options)
        stop.request()
        return answer

    monkeypatch.setattr(pairmatch.matching.why, "why_person", cut_short)
    code, out, err = real("why", "lee")
    assert code == 130
    assert "Dr Mei Lee: with Ivan Kay" in out and "interrupted: the answer may not be complete" in err


def test_hostile_names_and_reasons_stay_data(real: Command, tmp_path: Path) -> None:
    """Markup and escape sequences of a cohort reach neither stream as such, in any of the answers."""
    bad = "[bold]\x1b[2J\u202ex"
    people = {one: {"name": f"{bad}{one}"} for one in ("okafor", "ward", "kay")}
    write_small(tmp_path, small_data(people, rules=[{"apart": ["okafor", "kay"], "why": bad}]))
    asked = (["why"], ["why", "okafor"], ["why", "okafor", "kay"], ["why", "okafor", "-f", "json"])
    for words in (*asked, ["match", "--lock", "okafor:ward"], ["match", "--keep", "cohort.pairs.yaml"]):
        code, out, err = real(*words)
        assert code == 0
        assert "\x1b" not in out + err and "\u202e" not in out + err
        assert "[bold]" in out
