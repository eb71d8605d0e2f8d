"""`python -m tests.fuzz.limited FILE MEGABYTES`: read a file with little memory, print what is found."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from pairmatch.calendar.check import read_and_check
from pairmatch.report.capped import capped
from pairmatch.report.ci.plain_json import as_json


def main() -> None:
    """Take no more memory than allowed, and print the diagnostics."""
    most = int(sys.argv[2]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    print(as_json(capped(read_and_check(Path(sys.argv[1])).diagnostics)))


if __name__ == "__main__":
    main()
