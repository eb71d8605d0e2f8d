"""How diagnostics look: the place, the line, the caret, the help; and that text stays data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pairmatch.diagnostics import Diagnostic, Note, Severity, Span
from pairmatch.report.diagnostics_text import crop, show_diagnostics, show_in_short, summary
from pairmatch.report.source_lines import SourceLines


def shown(diagnostic: Diagnostic, width: int = 80, encoding: str = "utf-8") -> str:
    """What is printed for a diagnostic on a terminal of this width."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="replace")
    console = Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
    show_diagnostics(console, [diagnostic], SourceLines())
    stream.flush()
    return raw.getvalue().decode(encoding)


def fault(
    path: Path, columns: tuple[int, int], message: str = "no such person", **more: object
) -> Diagnostic:
    """An error on the first line of a file."""
    span = Span(str(path), 1, columns[0], 1, columns[1])
    return Diagnostic("PM203", Severity.ERROR, message, span, **more)  # type: ignore[arg-type]


def test_line_caret_help_and_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole picture of a diagnostic with help and a note, as it is printed."""
    monkeypatch.chdir(tmp_path)
    Path("c.yaml").write_text("prefers: [wrad, lee]\n" + "x\n" * 10 + "managers: []\n")
    note = Note("the managers start here", Span("c.yaml", 12, 1, 12, 9))
    diagnostic = fault(
        Path("c.yaml"), (11, 15), "no person `wrad`", help="did you mean `ward`?", notes=(note,)
    )
    assert [line.rstrip() for line in shown(diagnostic).splitlines()] == [
        "c.yaml:1:11: error[PM203]: no person `wrad`",
        " 1 | prefers: [wrad, lee]",
        "   |           ^^^^",
        "   = help: did you mean `ward`?",
        "   = note: the managers start here (c.yaml:12:1)",
        "12 | managers: []",
        "   | ^^^^^^^^",
        "",
    ]


def test_a_span_of_several_lines_is_marked_on_its_first(tmp_path: Path) -> None:
    """Only the first line of a long value is quoted, marked up to its end."""
    path = tmp_path / "c.yaml"
    path.write_text("a: {b\n  c}\n")
    text = shown(Diagnostic("PM1", Severity.WARNING, "m", Span(str(path), 1, 4, 2, 4)), 200)
    assert "1 | a: {b\n  |    ^^\n" in "\n".join(line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("raw", "escape"),
    [
        ("\t", r"\t"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202e", r"\u202e"),
        ("\u2066", r"\u2066"),
        ("\x9b2J", r"\x9b2J"),
    ],
)
def test_what_could_act_on_the_terminal_is_shown_as_an_escape(tmp_path: Path, raw: str, escape: str) -> None:
    """Tabs, escape sequences and right-to-left marks are seen and do nothing, and the caret fits them."""
    path = tmp_path / "c.yaml"
    path.write_text(f"{raw}name\n", "utf-8")
    start = len(raw) + 1
    text = shown(fault(path, (start, start + 4), f"in `{raw}`", help=raw), 200)
    lines = text.splitlines()
    assert raw not in text
    assert lines[1].index("name") == lines[2].index("^")
    assert text.count(escape) == 3


def test_markup_is_data(tmp_path: Path) -> None:
    """Rich markup, links and emoji codes in a file, its name or a message are printed as they are."""
    path = tmp_path / "[red]c.yaml"
    path.write_text("name: '[bold]x[/bold] :smile: [link=file:///]'\n")
    text = shown(fault(path, (1, 5), "[/] `[blink]` :bomb:"), 300)
    assert "[red]c.yaml" in text
    assert "[/] `[blink]` :bomb:" in text
    assert "'[bold]x[/bold] :smile: [link=file:///]'" in text


@pytest.mark.parametrize("column", [1, 50, 2_500, 5_000])
def test_a_long_line_is_cropped_around_the_caret(tmp_path: Path, column: int) -> None:
    """However long the line, what is marked is on the screen with text around it."""
    path = tmp_path / "c.yaml"
    path.write_text("".join(chr(97 + n % 26) for n in range(5_000)))
    lines = shown(fault(path, (column, column + 3))).splitlines()
    quoted, caret = lines[-3], lines[-2]
    assert all(cell_len(line) <= 80 for line in lines)
    assert quoted[caret.index("^")] == chr(97 + (column - 1) % 26)
    assert len(quoted.rstrip()) > 40


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=120),
    st.integers(0, 120),
    st.integers(0, 40),
    st.integers(20, 120),
)
def test_a_cropped_line_always_fits(line: str, start: int, length: int, room: int) -> None:
    """No line and no span make a quotation or its carets wider than there is room for."""
    start = min(start, len(line))
    text, before, marked = crop(line, (start, start + max(1, length)), room, "…")
    assert cell_len(text) <= room
    assert before >= 0
    assert marked >= 1
    assert before + marked <= room + 1


def test_a_place_outside_the_file_is_told_without_a_line(tmp_path: Path) -> None:
    """A file that is gone, or a line beyond its end, costs the quotation and nothing else."""
    gone = shown(fault(tmp_path / "gone.yaml", (1, 2)), 300)
    assert "no such person" in gone
    assert "|" not in gone


def test_everything_prints_in_ascii(tmp_path: Path) -> None:
    """On a terminal without Unicode a name loses its accents, and nothing fails."""
    path = tmp_path / "c.yaml"
    path.write_text("é" * 200, "utf-8")
    text = shown(fault(path, (100, 101), "Zoë"), encoding="ascii")
    assert "Zo?" in text
    assert "~" in text


def test_the_short_form_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    """A few diagnostics are told in a line each, and the rest counted."""
    diagnostics = [Diagnostic("PM301", Severity.WARNING, f"number {n}") for n in range(7)]
    show_in_short(Console(width=80), diagnostics)
    assert capsys.readouterr().out.splitlines()[-2:] == ["warning[PM301]: number 4", "and 2 more"]


def test_summary_counts() -> None:
    """The summary names errors, warnings and files, each with the right plural."""
    assert summary([Severity.ERROR, Severity.ERROR, Severity.WARNING], 1) == "2 errors, 1 warning in 1 file"
    assert summary([], 3) == "no faults in 3 files"


def test_lines_end_where_an_editor_ends_them(tmp_path: Path) -> None:
    """Only CR LF, LF and CR end a line; what else Unicode calls a break stands within one."""
    path = tmp_path / "c.yaml"
    path.write_bytes("a\u2028b\u2029c\x85d\r\ne\rf\ng".encode())
    lines = SourceLines()
    found = [lines.line(str(path), number) for number in range(1, 6)]
    assert found == ["a\u2028b\u2029c\x85d", "e", "f", "g", None]
