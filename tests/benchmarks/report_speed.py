"""How soon the page of `pairmatch report` is made, and how soon it answers in a browser.

Type, from the top of the project:

    python -m tests.benchmarks.report_speed
    python -m tests.benchmarks.report_speed 100 --rounds 5

Each number is of pairs; the default is 24 and 100, which is 200 people. Cohort, pairing and rota are those of
`tests.report.samples`, for which nothing is solved, with every pair allowed. Seconds are medians by the
clock: `made` from the values to the text; `shown` from the start of the navigation in Chromium to the first
paint; `ready` until the page's script has run; `filtered` from choosing a person until the filtered page is
laid out, and `interactive` from the start of the navigation to that, the filter being used as soon as the
script has run. `elements` are those of the page, `KB` its size.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from pairmatch.report.html.material import Closeness, Material
from pairmatch.report.html.writing import as_html
from tests.benchmarks.cohorts import timed
from tests.benchmarks.table import table
from tests.benchmarks.timing import told
from tests.report.html.browser import browser
from tests.report.samples import cohort_of, pairing_of, rota_of

PAIRS = (24, 100)
HEADER = (
    "pairs",
    "people",
    "sessions",
    "KB",
    "elements",
    "made",
    "shown",
    "ready",
    "filtered",
    "interactive",
)
_USE_A_FILTER = """
() => new Promise((done) => {
  const field = document.forms.filters.elements.person;
  const before = performance.now();
  field.value = field.options[1].value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  requestAnimationFrame(() => {
    document.body.getBoundingClientRect();
    const now = performance.now();
    done({
      shown: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
      ready: performance.getEntriesByName("pairmatch-ready")[0].startTime,
      filtered: now - before,
      elements: document.querySelectorAll("*").length,
    });
  });
})
"""


@dataclass(frozen=True)
class Measured:
    """One size of programme; seconds."""

    pairs: int
    sessions: int
    kilobytes: float
    made: float
    shown: float
    ready: float
    filtered: float
    elements: int

    def cells(self) -> tuple[str, ...]:
        """As a row of the table."""
        return (
            f"{self.pairs}",
            f"{2 * self.pairs}",
            f"{self.sessions:,}",
            f"{self.kilobytes:,.0f}",
            f"{self.elements:,}",
            told(self.made),
            told(self.shown),
            told(self.ready),
            told(self.filtered),
            told(self.ready + self.filtered),
        )


def material_of(pairs: int) -> Material:
    """A programme of so many pairs, in which each doctor could be with each manager."""
    cohort = cohort_of(pairs)
    scores = {
        (doctor.id, manager.id): 300 + (37 * row + 91 * column) % 600
        for row, doctor in enumerate(cohort.doctors)
        for column, manager in enumerate(cohort.managers)
    }
    return Material(cohort, pairing_of(cohort), rota_of(cohort), Closeness(scores), files=("cohort.yaml",))


def measured(chromium: Any, pairs: int, rounds: int, folder: Path) -> Measured:
    """Make the page and open it, as many rounds as asked for."""
    material = material_of(pairs)
    made = [timed(lambda: as_html(material)) for _ in range(rounds)]
    html = made[-1][0]
    file = folder / f"{pairs}.html"
    file.write_text(html, "utf-8")
    opened = [_opened(chromium, file) for _ in range(rounds)]
    assert material.rota is not None
    return Measured(
        pairs,
        len(material.rota.sessions),
        len(html.encode()) / 1000,
        median(seconds for _, seconds in made),
        median(one["shown"] for one in opened) / 1000,
        median(one["ready"] for one in opened) / 1000,
        median(one["filtered"] for one in opened) / 1000,
        int(opened[-1]["elements"]),
    )


def _opened(chromium: Any, file: Path) -> dict[str, float]:
    page = chromium.new_page()
    try:
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        found: dict[str, float] = page.evaluate(_USE_A_FILTER)
        return found
    finally:
        page.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pairs", nargs="*", type=int, default=PAIRS)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    if shutil.which("chromium") is None:
        raise SystemExit("there is no chromium on this machine")
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        rows = [measured(chromium, pairs, options.rounds, Path(folder)).cells() for pairs in options.pairs]
    print(table(HEADER, rows))


if __name__ == "__main__":
    main()
