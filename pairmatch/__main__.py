"""`python -m pairmatch`: the same as the `pairmatch` command."""

from __future__ import annotations

import sys

from pairmatch.cli import main

if __name__ == "__main__":
    sys.exit(main())
