"""The forms in which `check` prints faults."""

from __future__ import annotations

from enum import StrEnum


class OutputFormat(StrEnum):
    """How faults are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


OF_ALL = (OutputFormat.JSON, OutputFormat.GITLAB, OutputFormat.SARIF, OutputFormat.JUNIT)
"""The formats that are one document of all files."""
