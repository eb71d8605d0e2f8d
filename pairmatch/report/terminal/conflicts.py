"""Conflicts as a person reads them: the cause, who is hit, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.report import Change, Conflict, ConflictReport, Repair, told_in_short
from pairmatch.diagnostics import Span
from pairmatch.report.visible import visible
from pairmatch.report.words import counted

_AIMS = {"pairing": "So that everybody has a partner", "rota": "So that everything can be held"}
_MOST_NAMED = 8
"""So many people are named; more are counted."""


def show_conflicts(console: Console, report: ConflictReport, people: Sequence[str] = ()) -> None:
    """Print a tree for each cause, then the repairs.

    Parameters
    ----------
    console
        Where to.
    report
        What was found.
    people
        Whose calendars are opened to single facts, by id.
    """
    for number, conflict in enumerate(report.conflicts, start=1):
        console.print(_tree(number, conflict, people))
        console.print()
    for mends, aim in _AIMS.items():
        offered = [(rank, one) for rank, one in enumerate(report.repairs, start=1) if one.mends == mends]
        if offered:
            title = f"{aim}, {'any one of these is enough' if len(offered) > 1 else 'this is enough'}"
            console.print(Text(title, "bold"))
            for rank, repair in offered:
                console.print(_repair(rank, repair))
            console.print()


def _tree(number: int, conflict: Conflict, people: Sequence[str]) -> Tree:
    tree = Tree(Text(f"{number}. {visible(conflict.headline)}", "bold red"), guide_style="dim")
    who = list(dict.fromkeys(person for hit in conflict.hits for person in hit.people))
    if who:
        tree.add(Text(f"Who is hit: {_named(who)}"))
    facts = tree.add(Text("Why: these cannot all be so"))
    for sentence, span in told_in_short(conflict.facts):
        facts.add(_fact(sentence, span))
    if conflict.background:
        facts.add(Text(f"beside these, {visible(conflict.background)}", "dim"))
    opened = [fact for fact in conflict.unfolded if set(fact.people) & set(people)]
    if opened:
        _open(tree, opened)
    if not conflict.is_minimal:
        tree.add(Text("In the time given it was not shown that each of these is needed", "yellow"))
    return tree


def _open(tree: Tree, facts: Sequence[Fact]) -> None:
    for person in dict.fromkeys(person for fact in facts for person in fact.people):
        branch = tree.add(Text(f"The calendar of {visible(person)}"))
        for fact in facts:
            if person in fact.people:
                branch.add(_fact(fact.sentence, next(iter(fact.spans), None)))


def _named(people: Sequence[str]) -> str:
    if len(people) <= _MOST_NAMED:
        return ", ".join(map(visible, people))
    named = ", ".join(map(visible, people[:_MOST_NAMED]))
    return f"{named} and {len(people) - _MOST_NAMED} more"


def _fact(sentence: str, span: Span | None) -> Text:
    text = Text(visible(sentence))
    if span:
        text.append(f"  {visible(span.file)}:{span.line}", "cyan")
    return text


def _repair(rank: int, repair: Repair) -> Tree:
    first, *others = repair.changes
    title = Text(f"{rank}. {visible(first.sentence)}", "bold green")
    if others:
        title.append(f", and {counted(len(others), 'more change')}")
    title.append(f" {_proof(repair)}", "dim")
    tree = Tree(title, guide_style="dim")
    for at, change in enumerate(repair.changes):
        branch = tree if at == 0 else tree.add(Text(visible(change.sentence), "green"))
        _show_lines(branch, change)
    return tree


def _proof(repair: Repair) -> str:
    if not repair.proven:
        return f"(effort {repair.cost}, not proven in the time given)"
    least = "" if repair.status == "optimal" else ", there may be a lesser effort"
    return f"(effort {repair.cost}, tried out{least})"


def _show_lines(branch: Tree, change: Change) -> None:
    """The lines before and after."""
    if not change.span:
        return
    text = Text(f"{visible(change.span.file)}:{change.span.line}", "cyan")
    for sign, style, lines in (("-", "red", change.before), ("+", "green", change.after)):
        for line in lines:
            text.append(f"\n{sign} {visible(line.strip())}", style)
    branch.add(text)
