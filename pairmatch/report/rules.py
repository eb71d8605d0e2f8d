"""Every code of every diagnostic: what it means, with an example where a file can show it.

`python -m pairmatch.report.rules` prints the README's table.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from pairmatch.diagnostics import CODES, GROUPS
from pairmatch.report.reader_rules import READER_RULES

_PARTS = re.compile(r"^(?:Wrong|Right)::$", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """One code."""

    code: str
    summary: str
    """A line."""
    text: str = ""
    """Why it matters and what to do; empty where the summary says it all."""
    wrong: str = ""
    """Part of a file that has the fault; empty for what no cohort file can show."""
    right: str = ""
    """The same part without it."""

    @property
    def group(self) -> str:
        """What the codes with the same first digit are about."""
        return GROUPS[self.code[:3]]


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in code order."""
    return dict(sorted(_rules().items()))


def rule_of(code: str) -> Rule:
    """The rule of a code; `KeyError` where there is none."""
    return _rules()[code]


@cache
def _rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in _all()}


def _all() -> Iterator[Rule]:
    from pairmatch.calendar import rules as calendar_rules
    from pairmatch.cohort import rules as cohort_rules
    from pairmatch.conflicts.codes import CODES as OF_SERVING
    from pairmatch.matching.codes import CODES as OF_LOCKS
    from pairmatch.rota.codes import CODES as OF_PINS
    from pairmatch.verify.codes import CODES as OF_DOCUMENTS

    for module in (*cohort_rules.ALL, *calendar_rules.ALL):
        yield _of_module(module)
    for code, summary in CODES.items():
        yield _from_text(code, summary, READER_RULES.get(code, ""))
    for code, summary in {**OF_DOCUMENTS, **OF_PINS, **OF_SERVING, **OF_LOCKS}.items():
        yield Rule(code, summary)


def _of_module(module: ModuleType) -> Rule:
    return _from_text(module.CODE, module.SUMMARY, (module.__doc__ or "").partition("\n")[2])


def _from_text(code: str, summary: str, text: str) -> Rule:
    """Text, then an indented example after each of `Wrong::` and `Right::`."""
    parts = [textwrap.dedent(part).strip("\n").rstrip() for part in _PARTS.split(text)]
    about, wrong, right = (*parts, "", "")[:3]
    return Rule(code, summary, about, wrong, right)


def as_markdown() -> str:
    """The table of all codes, as it stands in the README."""
    rows = [f"| {rule.code} | {rule.summary} |" for rule in all_rules().values()]
    return "\n".join(["| code | what it means |", "|---|---|", *rows])


if __name__ == "__main__":
    print(as_markdown())
