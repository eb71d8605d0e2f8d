"""Diagnostics as a JUnit report, which Jenkins, GitLab and Azure DevOps show as tests: a file is a suite.

The elements and attributes are those that the XSDs of Apache Ant's JUnit task and of Jenkins ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from pairmatch.diagnostics import Diagnostic
from pairmatch.report.ci.wording import lines_of
from pairmatch.report.visible import visible

_NO_CLOCK = "1970-01-01T00:00:00"
"""The same files give the same report; the format asks for a time."""


def as_junit(diagnostics: Sequence[Diagnostic], files: Iterable[str]) -> str:
    """A suite for each file: a failure for each error, the warnings as output of a test that passes."""
    root = ElementTree.Element("testsuites")
    names = list(dict.fromkeys(files))
    found: dict[str, list[Diagnostic]] = {name: [] for name in names}
    elsewhere: list[Diagnostic] = []
    for one in diagnostics:
        (found.get(one.span.file, elsewhere) if one.span else elsewhere).append(one)
    for at, name in enumerate(names):
        _add_suite(root, at, name, found[name])
    if elsewhere:
        _add_suite(root, len(names), "beside the cohort files", elsewhere)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _add_suite(root: ElementTree.Element, at: int, name: str, found: Sequence[Diagnostic]) -> None:
    errors = [one for one in found if one.is_error]
    warnings = [one for one in found if not one.is_error]
    label = visible(name)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        id=str(at),
        name=label,
        package="pairmatch.check",
        timestamp=_NO_CLOCK,
        hostname="localhost",
        tests=str(max(1, len(errors))),
        failures=str(len(errors)),
        errors="0",
        time="0",
    )
    properties = ElementTree.SubElement(suite, "properties")
    ElementTree.SubElement(properties, "property", name="tool", value="pairmatch check")
    for error in errors:
        case = _case(suite, f"{error.code} {_place(error)}".strip(), label)
        failure = ElementTree.SubElement(case, "failure", type=error.code, message=visible(error.message))
        failure.text = _text([error])
    if not errors:
        _case(suite, "no errors", label)
    ElementTree.SubElement(suite, "system-out").text = _text(warnings)
    ElementTree.SubElement(suite, "system-err")


def _case(suite: ElementTree.Element, name: str, label: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", name=name, classname=label, time="0")


def _text(diagnostics: Iterable[Diagnostic]) -> str:
    return "\n".join(
        visible(f"{_place(one)} {one.code}: {line}" if not at else line)
        for one in diagnostics
        for at, line in enumerate(lines_of(one))
    )


def _place(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return f"{span.line}:{span.column}" if span else ""
