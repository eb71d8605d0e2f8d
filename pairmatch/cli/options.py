"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What a result is printed as."""

    TABLE = "table"
    YAML = "yaml"
    JSON = "json"


CohortFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="COHORT",
        help="The cohort file. Default: $PAIRMATCH_COHORT, else cohort.yaml in this folder.",
        show_default=False,
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out", "-o", metavar="FILE|FOLDER", help="Where to write. Default: beside the cohort file."
    ),
]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="What to print on stdout.")]
TimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit", metavar="SECONDS", min=0.1, help="Stop after this long with the best found."
    ),
]
Gap = Annotated[
    float,
    typer.Option(
        "--gap",
        metavar="SHARE",
        min=0.0,
        max=0.99,
        help="End as soon as the cost is proven this near the least: 0.02 is 2 %.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=64,
        help="How many search at once; 1 gives the same answer every time. Default: 1, then 8.",
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        min=0,
        max=2**31 - 1,
        help="Search by other random numbers: another rota, as good, may be found.",
        show_default=False,
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace a file that pairmatch did not write, that was edited, or holds a better rota.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="On stderr, nothing but errors.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours; so does NO_COLOR in the environment.")]
