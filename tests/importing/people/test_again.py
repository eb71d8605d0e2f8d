"""A second import follows the sheet, and leaves alone what somebody changed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from pairmatch.cohort.source import parse
from pairmatch.importing.people import Outcome, PeopleImport
from pairmatch.importing.people.memory import Memory, memory_text, read_memory
from pairmatch.importing.people.merge import Fate
from pairmatch.importing.side import Side
from tests.environment import ROOT
from tests.importing.people.helpers import COHORT, changed_lines, imported, people

HEAD = ["Name", "Email", "Grade", "Themes", "Working days"]
BELL = ["A Bell", "bell@example.nhs.uk", "ST4", "flow;sepsis", "Mon;Tue"]


def again(before: PeopleImport, *rows: list[Any], text: str = "", overwrite: bool = False) -> PeopleImport:
    """An import of other rows into what an earlier one gave, or into that with changes."""
    memory = kept(before.memory)
    return imported(HEAD, *rows, text=text or before.text, memory=memory, overwrite=overwrite)


def kept(memory: Memory) -> Memory:
    """A memory that was written and read."""
    return read_memory(memory_text(b"", "c.yaml", "doctors", memory).encode(), "c.yaml", "doctors", memory)


def fates(result: PeopleImport) -> dict[str, str]:
    """What became of each field of the first person, those that are the same apart."""
    return {one.field: one.fate.value for one in result.people[0].changes if one.fate is not Fate.SAME}


def test_the_same_sheet_again_changes_nothing() -> None:
    """Nobody is doubled, and not a byte differs; the order and capitals of a list do not matter."""
    first = imported(HEAD, BELL)
    second = again(first, ["a bell", "BELL@example.nhs.uk", "st4", "Sepsis;Flow", "tue;mon"])
    assert second.text == first.text
    assert second.having(Outcome.UNCHANGED)
    assert kept(second.memory) == second.memory


def test_the_sheet_changed() -> None:
    """Only what differs is changed; an empty cell takes nothing away; comments stay."""
    first = imported(HEAD, BELL)
    commented = first.text.replace(
        "grade: ST4\n    interests: [flow", "grade: ST4  # to be\n    interests: [flow"
    )
    second = again(first, ["A Bell", "bell@example.nhs.uk", "ST5", "sepsis;falls", None], text=commented)
    assert changed_lines(commented, second.text) == [
        *("-    grade: ST4  # to be", "-    interests: [flow, sepsis]"),
        *("+    grade: ST5  # to be", "+    interests: [sepsis, falls]"),
    ]
    assert fates(second) == {"grade": "taken", "interests": "taken"}


def test_another_name_by_hand() -> None:
    """Who was imported with this name and address is still the same after the file got a wholly new name."""
    first = imported(HEAD, BELL)
    text = first.text.replace("name: A Bell", "name: Jo Carr")
    second = again(first, BELL, text=text)
    assert second.text == text
    assert fates(second) == {"name": "kept"}


def test_the_file_changed_by_hand() -> None:
    """It stays, also where the field was taken out; only --overwrite takes the sheet's."""
    first = imported(HEAD, BELL)
    by_hand = first.text.replace("[flow, sepsis]", "[falls]").replace(
        "    works: {mon: am pm, tue: am pm}\n\n", "\n"
    )
    second = again(first, BELL, text=by_hand)
    assert second.text == by_hand
    assert fates(second) == {"interests": "kept", "works": "kept"}
    assert second.is_complete
    over = again(first, BELL, text=by_hand, overwrite=True)
    assert people(over)["bell"]["interests"] == ["flow", "sepsis"]


def test_both_changed() -> None:
    """That is told and the file stays; once told, the file's is the hand's until the sheet changes again."""
    first = imported(HEAD, BELL)
    by_hand = first.text.replace("grade: ST4\n    interests: [flow", "grade: ST6\n    interests: [flow")
    changed = [*BELL[:2], "ST5", *BELL[3:]]
    second = again(first, changed, text=by_hand)
    assert second.text == by_hand
    assert fates(second) == {"grade": "conflict"}
    assert not second.is_complete
    assert fates(again(second, changed)) == {"grade": "kept"}
    assert people(again(second, changed, overwrite=True))["bell"]["grade"] == "ST5"


def test_people_typed_by_hand_before() -> None:
    """Without a memory nobody knows which is newer: what the file lacks is added, all else is told."""
    row = ["Amara Okafor", "amara.okafor@example.nhs.uk", "ST5", "sepsis;flow", "Mon"]
    result = imported([*HEAD, "Job title"], [*row, "Registrar"])
    assert fates(result) == {"grade": "conflict", "works": "conflict", "role": "taken"}
    assert changed_lines(COHORT, result.text) == ["+    role: Registrar"]


def test_a_person_taken_out_by_hand() -> None:
    """They are not put back, and that is told; --overwrite puts them back."""
    first = imported(HEAD, BELL, ["C Dee", "dee@example.nhs.uk", "ST3", None, None])
    by_hand = first.text[: first.text.index("  - id: bell")] + first.text[first.text.index("  - id: dee") :]
    second = again(first, BELL, text=by_hand)
    assert [(one.outcome, one.id) for one in second.people] == [(Outcome.REMOVED, "bell")]
    assert second.text == by_hand
    assert "bell" in people(again(first, BELL, text=by_hand, overwrite=True))
    assert "bell" in people(imported(HEAD, BELL, text=COHORT, memory=read_memory(
        memory_text(b"", "c.yaml", "doctors", first.memory).encode(), "c.yaml", "doctors", ["lee"]
    )))  # fmt: skip


def test_an_id_or_address_changed_by_hand() -> None:
    """The person is found by what is left of them, and the hand's change stays."""
    first = imported(HEAD, BELL)
    renamed = again(first, BELL, text=first.text.replace("id: bell", "id: bell-ringer"))
    assert [(one.outcome, one.id) for one in renamed.people] == [(Outcome.UNCHANGED, "bell-ringer")]
    assert list(renamed.memory) == ["bell-ringer"]
    moved = again(first, BELL, text=first.text.replace("bell@example", "a.bell@example"))
    assert [(one.outcome, one.id) for one in moved.people] == [(Outcome.UNCHANGED, "bell")]
    assert fates(moved) == {"email": "kept"}


def test_lists_on_several_lines_keep_their_comments() -> None:
    """Only the entries that differ are changed."""
    text = COHORT.replace(
        "    interests: [sepsis, flow]            # quality improvement\n",
        "    interests:\n      - sepsis   # since 2024\n      - flow     # new\n",
    )
    row = ["Amara Okafor", None, None, "falls;Sepsis", None]
    result = imported(HEAD, row, text=text, overwrite=True)
    assert changed_lines(text, result.text) == ["-      - flow     # new", "+      - falls"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"c.yaml": {"doctors": {"a": {"keys": 3}}}}', b"\xff"]
)
def test_a_memory_that_cannot_be_read(content: bytes) -> None:
    """It is as if there were none, and the next one is whole."""
    assert read_memory(content, "c.yaml", "doctors", ["a"]) == {}
    first = imported(HEAD, BELL)
    text = memory_text(content, "c.yaml", "doctors", first.memory)
    assert read_memory(text.encode(), "c.yaml", "doctors", ["bell"]) == first.memory
    assert "bell@" not in text


@pytest.mark.parametrize(
    ("by_hand", "in_sheet", "then"),
    [
        ("ST4", "ST4", "ST4"),
        ("ST4", "ST5", "ST5"),
        ("ST5", "ST4", "ST5"),
        ("ST5", "ST5", "ST5"),
        ("ST5", "ST3", "ST5"),
    ],
)
def test_three_way(by_hand: str, in_sheet: str, then: str) -> None:
    """Imported as ST4, the grade ends as the one that changed; where both did, as the hand left it."""
    first = imported(HEAD, BELL)
    text = first.text.replace("grade: ST4\n    interests: [flow", f"grade: {by_hand}\n    interests: [flow")
    result = again(first, [*BELL[:2], in_sheet, *BELL[3:]], text=text)
    assert people(result)["bell"]["grade"] == then
    assert result.is_complete != (by_hand != in_sheet and "ST4" not in (by_hand, in_sheet))


@pytest.mark.parametrize("side", list(Side))
def test_a_real_cohort_goes_out_and_comes_back(side: Side) -> None:
    """Its people in a sheet, imported into the file that they are from: nobody is new, nothing is changed."""
    text = (ROOT / "cohorts" / "trust-autumn.yaml").read_text("utf-8")
    fields = ["name", "email", "grade", "band", "role", "specialty", "directorate", "site", "interests"]
    fields += ["wants", "offers", "leave", "approved", "prefers"]
    everybody = parse(text.encode(), "").data[side]
    head = [field for field in fields if field != "band" or side is Side.MANAGERS]
    rows = [[_typed(person.get(field)) for field in head] for person in everybody]
    result = imported(head, *rows, text=text, side=side)
    assert {one.outcome for one in result.people} == {Outcome.UNCHANGED}
    assert result.text == text
    assert result.findings == ()
    assert result.absent == ()


def _typed(value: Any) -> str | None:
    if value is None:
        return None
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
