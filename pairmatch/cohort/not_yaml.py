"""What the YAML parser complains of → the place where the slip is, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

Said = tuple[str, Any, str | None]
"""The message, the mark it points at, and the advice."""

_FIELD = re.compile(r"([A-Za-z_][\w-]*)(?:(?::|\s+)([^\s:].*))?")


def said(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Said:
    """A fault of the parser in words for a coordinator."""
    return (
        _colon_missing(error, lines)
        or _apostrophe(error, lines)
        or _backslash(error, lines)
        or _parsers_own(error, lines)
    )


def _colon_missing(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Said | None:
    """A key without its colon; the parser only stumbles over the line after it."""
    problem, mark = error.problem or "", None
    if "could not find expected ':'" in problem:
        mark = error.context_mark
    elif error.problem_mark and ("mapping values are not" in problem or "expected key" in problem):
        mark = _key_above(error.problem_mark.line, lines)
    if mark is None or mark.line >= len(lines):
        return None
    words = re.sub(r"\s+#.*", "", lines[mark.line][mark.column :]).strip()
    field = _FIELD.fullmatch(words)
    advice = (
        f"write `{field[1]}: {field[2] or '...'}`" if field else "write a colon and a space after the key"
    )
    return "not YAML: this line has no `: ` between a key and its value", mark, advice


def _key_above(line: int, lines: Sequence[str]) -> Any:
    """The start of the line above, where it looks like a key at the level of this one without its colon."""
    above = _content(lines, line - 1)
    here = len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else -1
    if above is None:
        return None
    column, words = above
    field = _FIELD.fullmatch(words)
    if not field or ": " in words or words.endswith(":") or _goes_on(lines, line - 1, column):
        return None
    alone = field[2] is None and not lines[line - 1].lstrip().startswith("- ")
    if column == here if field[2] else alone and column <= here:
        return yaml.Mark("", 0, line - 1, column, None, 0)
    return None


def _goes_on(lines: Sequence[str], line: int, column: int) -> bool:
    """Whether the text of a line is the rest of a value that starts on the line above it."""
    above = _content(lines, line - 1)
    return above is not None and above[0] < column and bool(re.search(r":\s+\S", above[1]))


def _content(lines: Sequence[str], line: int) -> tuple[int, str] | None:
    """The column at which a line's own text starts, after dashes of a list, and that text."""
    if not 0 <= line < len(lines):
        return None
    text = re.sub(r"(^|\s)#.*", "", lines[line]).rstrip()
    start = re.match(r"\s*(-\s+)*", text)
    column = start.end() if start else 0
    return (column, text[column:]) if text[column:] else None


def _apostrophe(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Said | None:
    """An apostrophe within single quotes, which ends the text there."""
    mark = error.problem_mark
    if mark is None or "did not find expected" not in (error.problem or "") or mark.line >= len(lines):
        return None
    line, column = lines[mark.line], mark.column
    if not re.fullmatch(r"\w'\w", line[max(0, column - 2) : column + 1]):
        return None
    word = re.search(r"[\w]+'$", line[:column])
    rest = re.match(r"\w+", line[column:])
    doubled = f"{word[0]}'{rest[0]}" if word and rest else "''"
    at = yaml.Mark("", 0, mark.line, column - 1, None, 0)
    message = "not YAML: this apostrophe ends the text in single quotes"
    return message, at, f"double it (`{doubled}`), or put the text in double quotes"


def _backslash(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Said | None:
    """A backslash in double quotes that stands for no character, as in `"C:\\Users"`."""
    mark, problem = error.problem_mark, error.problem or ""
    escape = re.search("escape (character|code)|hexdecimal", problem) and "quoted" in (error.context or "")
    if mark is None or not escape or mark.line >= len(lines):
        return None
    line, column = lines[mark.line], mark.column if "unknown" in problem else max(0, mark.column - 2)
    at = yaml.Mark("", 0, mark.line, column, None, 0)
    message = f"not YAML: `{line[column : column + 2]}` stands for no character here"
    return message, at, "in double quotes write a backslash twice, or put the text in single quotes"


def _parsers_own(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Said:
    problem = error.problem or "this cannot be read"
    mark = error.problem_mark or error.context_mark
    context, opened = error.context or "", error.context_mark
    advice = None
    if opened and "quoted scalar" in context:
        return "not YAML: this quote is never closed", opened, "close it, or double a quote inside the text"
    if opened and "flow" in context:
        advice = f"close the bracket that opens on line {opened.line + 1}, or put a comma here"
    if mark and "\t" in "".join(lines[mark.line : mark.line + 1])[: mark.column + 1]:
        advice = "indent with spaces, never with tabs"
    elif "mapping values are not allowed" in problem:
        advice = "put text that holds `: ` in quotes, and check the indentation"
    elif "block mapping" in context or "block collection" in context:
        advice = "check the indentation of this line against the lines above it"
    elif "document" in problem:
        advice = "one file holds one cohort: remove the `---` in between"
    return f"not YAML: {problem}", mark, advice
