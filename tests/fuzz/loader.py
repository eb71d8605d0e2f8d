"""Coverage-guided fuzzing of the reader: `python -m tests.fuzz.loader SECONDS [FOLDER]`.

It stops at the first find, with an exit code other than 0: an exception, a broken promise of
`tests.fuzz.answers`, more than 5 seconds or more than 1.5 GB. The file that did it is then in FOLDER.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atheris

MAX_BYTES = 65_536
MAX_SECONDS = 5
MAX_MEGABYTES = 1536

with atheris.instrument_imports(include=["pairmatch"]):
    from pairmatch.cohort.json_schema import shipped
    from tests.fuzz.answers import SEEDS, answer

_TOKENS = (
    *("- ", ": ", "? ", "&a ", "*a", "<<: ", "!!str ", "!x ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.2\n"),
    *("{", "}", "[", "]", "~", "true", ".nan", ".inf", "0x1F", "1e9", "\r\n", "\t", "\ufeff", "\u2028"),
    *("2026-09-07", "2026-10-12..2026-10-16", "mon..fri", "am pm", "20:00-08:30", "GB-ENG", "okafor", "ward"),
    *("# pairmatch: ignore[PM305] why\n", "version: 1\n"),
)


def words(schema: Any) -> Iterator[str]:
    """The names of fields and the words that they may hold."""
    if isinstance(schema, list):
        for one in schema:
            yield from words(one)
    if isinstance(schema, dict):
        yield from (name for name in schema.get("properties", {}))
        yield from (word for word in schema.get("enum", []) if isinstance(word, str))
        for one in schema.values():
            yield from words(one)


def write_dictionary(path: Path) -> None:
    """Write what mutations put into a file, in libFuzzer's form."""
    known = dict.fromkeys([*_TOKENS, *(f"{word}: " for word in words(json.loads(shipped())))])
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in known)
    path.write_text("".join(f'"{word}"\n' for word in quoted))


def try_one(content: bytes) -> None:
    """Answer one file; whatever this raises is a find."""
    answer(content)


def main() -> None:
    """Fuzz for so many seconds, from the seeds; libFuzzer ends the process."""
    seconds = int(sys.argv[1])
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="pairmatch-fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS:
        if seed.stat().st_size <= MAX_BYTES:
            shutil.copy(seed, corpus)
    write_dictionary(folder / "words.dict")
    options = {
        "dict": folder / "words.dict",
        "max_total_time": seconds,
        "max_len": MAX_BYTES,
        "timeout": MAX_SECONDS,
        "rss_limit_mb": MAX_MEGABYTES,
        "artifact_prefix": f"{folder}{os.sep}",
        "print_final_stats": 1,
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
