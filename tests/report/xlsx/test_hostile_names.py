"""Whatever a name holds, a workbook shows it and runs nothing."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pairmatch.report.visible import visible
from pairmatch.report.xlsx import workbook
from pairmatch.report.xlsx.cells import MOST, within_limit
from pairmatch.report.xlsx.page import in_margin
from tests.report.hostile import HOSTILE, ODD
from tests.report.naming import outcome_named
from tests.report.xlsx.books import cells_of, read_book, rows_of

ANY_NAME = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30).filter(str.strip)


def _people(content: bytes) -> list[str]:
    """The names of doctors and managers, as the sheet of pairs has them."""
    rows = rows_of(content, "Pairing")
    pairs = rows[: next((at for at, row in enumerate(rows) if row[0] is None), len(rows))]
    return [row[0] for row in pairs] + [row[2] for row in pairs]


def test_names_are_texts() -> None:
    """In every sheet: no formula, no link; each as typed, odd characters as their escapes."""
    names = [*HOSTILE, *ODD]
    content = workbook(outcome_named(names), people=True).content
    cells = list(cells_of(content))
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    told = _people(content)
    assert len(told) == len(names) + 1
    for name, shown in zip(names, told, strict=False):
        assert shown.startswith(visible(name)), name
    assert rows_of(content, "Pairing", 1)[1][0].startswith(HOSTILE[0])


def test_margins_take_no_command() -> None:
    """`&` stands for a command above and below a page, and is doubled; a long name is cut."""
    assert in_margin("R&D &P") == "R&&D &&P"
    assert len(in_margin("&" * 300)) <= 100
    assert in_margin("x" * 300) == "x" * 99 + "…"
    header = read_book(workbook(outcome_named(["R&D &P"])).content)["Pairing"].oddHeader
    assert header.left.text == "R&&D &&P"


def test_a_name_of_any_length() -> None:
    """Excel refuses a file with more than 32,767 characters in a cell, so the text is cut there."""
    content = workbook(outcome_named(["x" * 40_000])).content
    assert max(len(str(cell.value)) for cell in cells_of(content)) == MOST
    assert within_limit("x" * MOST) == "x" * MOST
    assert within_limit("x" * (MOST + 1)) == "x" * (MOST - 1) + "…"
    emoji = within_limit("\U0001f3e5" * 20_000)
    assert len(emoji.encode("utf-16-le")) <= 2 * MOST
    assert emoji.endswith("\U0001f3e5…")


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(ANY_NAME, min_size=1, max_size=8))
def test_any_name_survives(names: list[str]) -> None:
    """Whatever was typed is read back as it is shown everywhere, with an id where two are alike."""
    content = workbook(outcome_named(names)).content
    for name, shown in zip(names, _people(content), strict=False):
        assert shown in (
            visible(name),
            *(f"{visible(name)} ({side}{n:02})" for side in "dm" for n in range(9)),
        )
    assert {cell.data_type for cell in cells_of(content)} <= {"s", "n", "d"}
