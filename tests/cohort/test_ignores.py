"""`# pairmatch: ignore[…]`: what it hides, and what is said where it hides nothing."""

from __future__ import annotations

import pytest

from pairmatch.calendar.check import check_bytes

POST = "posts: [{from: 2026-08-05, until: 2026-10-06}]"
HEAD = """version: 1
programme: {start: 2026-09-07}
managers: [{id: ward}]
matching: {criteria: {interests: 1}}
"""


def found(text: str) -> list[str]:
    """Code and line of every diagnostic of a cohort file."""
    diagnostics = check_bytes((HEAD + text).encode(), "cohort.yaml").diagnostics
    return [f"{one.code} {one.span.line}:{one.span.column}" for one in diagnostics if one.span]


def test_without_it_there_is_a_warning() -> None:
    """The case that the other tests ignore."""
    assert found(f"doctors:\n  - id: okafor\n    {POST}\n") == ["PM305 7:39"]


@pytest.mark.parametrize(
    "text",
    [
        f"doctors:\n  - id: okafor\n    {POST}  # pairmatch: ignore[PM305] next post not known yet\n",
        f"doctors:\n  - id: okafor\n    # pairmatch: ignore[PM305]\n\n    # and why\n    {POST}\n",
        f"doctors:\n  - id: okafor\n    {POST}  #pairmatch:ignore[PM305]\n",
    ],
)
def test_a_warning_is_hidden(text: str) -> None:
    """At the end of the line, or on a line before it; the spaces do not matter."""
    assert found(text) == []


def test_an_idle_one_is_told() -> None:
    """Of two codes the one that hides nothing is pointed at."""
    text = f"doctors:\n  - id: okafor\n    {POST}  # pairmatch: ignore[PM305, PM306]\n"
    assert found(text) == ["PM105 7:80"]


@pytest.mark.parametrize("mark", ["ignore", "ignore[]", "ignore[305]"])
def test_one_without_a_code_is_told(mark: str) -> None:
    """It hides nothing: a warning is ignored by name."""
    text = f"doctors:\n  - id: okafor\n    {POST}  # pairmatch: {mark}\n"
    assert [one.split()[0] for one in found(text)] == ["PM305", "PM105"]


def test_an_error_is_not_hidden() -> None:
    """An error stops every command, so it stays, and the comment is told of."""
    text = "doctors: [{id: okafor, refuses: [kay]}]  # pairmatch: ignore[PM203]\n"
    assert found(text) == ["PM203 5:34", "PM105 5:62"]


def test_in_a_text_it_is_text() -> None:
    """Only a comment counts: not a name that looks like one, quoted or over several lines."""
    text = (
        'doctors:\n  - id: okafor\n    name: "# pairmatch: ignore[PM306]"\n'
        "    role: |\n      # pairmatch: ignore[PM306]\n"
    )
    assert found(text) == []


def test_what_only_solving_finds_is_not_called_idle() -> None:
    """Whether a cohort can be served is not known when it is read."""
    assert found("doctors: [{id: okafor}]  # pairmatch: ignore[PM702]\n") == []


def test_rows_of_a_cycle_are_ignored_at_its_key() -> None:
    """A block text has no comments inside; one at its `|` speaks of all its rows."""
    rota = """rotas:
  icu:
    anchor: 2026-08-03
    shifts: {N: {time: "20:00-08:30", attend: false, host: false}}
    cycle: |%s
      N N N N N . .
      N N N N N . .
doctors: [{id: okafor, rota: {pattern: icu, row: 1}}]
"""
    plain = found(rota % "")
    codes = sorted({one.split()[0] for one in plain if 10 <= int(one.split()[1].split(":")[0]) <= 11})
    assert codes, plain
    ignored = found(rota % f"  # pairmatch: ignore[{', '.join(codes)}]")
    assert not [one for one in ignored if one.split()[0] in (*codes, "PM105")]
