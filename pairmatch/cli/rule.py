"""`pairmatch rule`."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.errors import WrongUsage

if TYPE_CHECKING:
    from pairmatch.report.rules import Rule

_WIDEST = 100
Code = Annotated[
    str | None,
    typer.Argument(metavar="CODE", help="A code, as PM204. Default: a line for each.", show_default=False),
]


def rule(code: Code = None) -> None:
    """Explain a code that `check` and the other commands print, with a wrong and a right example."""
    from pairmatch.report.rules import all_rules

    rules = all_rules()
    if code is None:
        for one in rules.values():
            typer.echo(f"{one.code}  {one.summary}")
        return
    wanted = rules.get(code.upper())
    if wanted is None:
        raise WrongUsage(f"there is no code {code}; `pairmatch rule` lists them all")
    typer.echo(explained(wanted, shutil.get_terminal_size().columns))


def explained(rule: Rule, width: int) -> str:
    """A rule as it is printed in a terminal of so many columns."""
    paragraphs = [f"{rule.code}: {rule.summary}", f"Group {rule.code[:3]}: {rule.group}."]
    paragraphs += rule.text.split("\n\n") if rule.text else []
    columns = min(_WIDEST, max(20, width))
    parts = [textwrap.fill(one, columns, break_on_hyphens=False) for one in paragraphs]
    for title, example in (("Wrong:", rule.wrong), ("Right:", rule.right)):
        if example:
            parts.append(f"{title}\n\n" + "\n".join(f"    {line}" for line in example.split("\n")))
    return "\n\n".join(parts)
