"""What `pairmatch init` writes: texts with gaps, and what goes into them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from enum import StrEnum
from importlib.resources import files
from string import Template

LEAST_WEEKS = 4
MOST_WEEKS = 52
ANYWHERE = "YOUR-TRUST/pairmatch"
"""What stands for the address of a trust's own copy until somebody writes it there."""
HOOK = "pairmatch-check"
_PLAIN = re.compile(r"[A-Za-z][\w .,()'&/-]*[\w.)]")
_WORDS = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")


class Server(StrEnum):
    """What checks the files at every change."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


WORKFLOWS = {Server.GITHUB: ".github/workflows/check-cohorts.yml", Server.GITLAB: ".gitlab-ci.yml"}
_TEMPLATES = {Server.GITHUB: "github.yml", Server.GITLAB: "gitlab.yml"}


def slug(text: str, otherwise: str) -> str:
    """A name as an id or as the name of a file; `otherwise` where nothing is left of it."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or otherwise


def cohort_text(name: str, start: date, weeks: int, site: str, file: str) -> str:
    """A commented cohort file of four people that can be paired and scheduled as it stands.

    Parameters
    ----------
    name
        What the programme is called.
    start
        A Monday.
    weeks
        From `LEAST_WEEKS` to `MOST_WEEKS`.
    site
        What the hospital is called.
    file
        The path by which the file's own notes call it.
    """
    third = start + timedelta(weeks=2)
    return _filled(
        "cohort.yaml",
        name=" ".join(name.split()),
        quoted_name=_as_yaml(name),
        start=start,
        weeks=weeks,
        site=slug(site, "hospital"),
        quoted_site=_as_yaml(site),
        closed=start + timedelta(days=4),
        leave=f"{third}..{third + timedelta(days=4)}",
        midway=f"3..{weeks}",
        shadowing=f"2..{weeks}",
        file=file,
    )


def workflow_text(server: Server, source: str) -> str:
    """The file by which a server checks every cohort; `source` is the copy of pairmatch that it installs."""
    return _filled(_TEMPLATES[server], source=source)


def with_hook(before: bytes, source: str) -> str | None:
    """The text of `.pre-commit-config.yaml` with the hook; None where it has to be put in by hand."""
    from pairmatch.cohort.edit import Edit, EditRefused, edited
    from pairmatch.cohort.source import parse
    from pairmatch.errors import CohortError

    if not before.strip():
        return before.decode() + _filled("pre-commit.yaml", source=source)
    try:
        data = parse(before, ".pre-commit-config.yaml").data
        repos = data.get("repos") or []
        if any(hook.get("id") == HOOK for repo in repos for hook in repo.get("hooks", ())):
            return before.decode()
        hook = {"repo": f"https://github.com/{source}", "rev": "main", "hooks": [{"id": HOOK}]}
        return edited(before.decode(), [Edit(("repos", len(repos)), hook)])
    except (CohortError, EditRefused, AttributeError, TypeError):
        return None


def _filled(template: str, **gaps: object) -> str:
    text = files(__name__).joinpath(template).read_text(encoding="utf-8")
    return Template(text).substitute(gaps)


def _as_yaml(text: str) -> str:
    """A name as YAML reads it: plain where that is safe, else in double quotes."""
    words = " ".join(text.split())
    return (
        words
        if _PLAIN.fullmatch(words) and words.lower() not in _WORDS
        else json.dumps(words, ensure_ascii=False)
    )
