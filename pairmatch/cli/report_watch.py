"""`report --watch`: the page at an address of this machine, and again whenever a file has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pairmatch.cli.cohort_file import load_cohort
from pairmatch.cli.engines import make_pairing, make_rota
from pairmatch.cli.finished import Finished, read_finished
from pairmatch.cli.page_server import PageServer
from pairmatch.cli.report_material import Asked, material_of, with_conflicts
from pairmatch.cli.saved_pairing import carried, read_saved
from pairmatch.cli.screen import Screen
from pairmatch.cli.watching import Looked, follow
from pairmatch.cohort.read import Reading
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import CohortError, PairmatchError
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.wishes import Wishes
from pairmatch.report.html.faults import faults_of
from pairmatch.report.html.material import Material
from pairmatch.report.html.writing import as_html, faults_as_html
from pairmatch.report.written import written

Open = Callable[[str], None]


def watch_page(screen: Screen, asked: Asked, opens: Open | None) -> None:
    """Show the page until Ctrl-C.

    Parameters
    ----------
    screen
        Takes what is told.
    asked
        What page is wanted.
    opens
        Opens an address in the browser; None: the reader does that.
    """
    with PageServer() as server:
        watched = _Watched(screen, asked, server, opens)
        follow(screen, watched.look)


class _Watched:
    """A page, and the files that it is made of."""

    def __init__(self, screen: Screen, asked: Asked, server: PageServer, opens: Open | None) -> None:
        self._screen = screen
        self._asked = asked
        self._server = server
        self._opens = opens
        self._seen = ""
        self._shown = 0

    def look(self) -> Looked:
        """Make the page again, unless its files are as they were: writing it changes their folder, too."""
        reading = _reading(self._asked.path)
        beside = tuple(_beside(self._asked.path, reading))
        files = (self._asked.path, *self._asked.documents)
        seen = _digest((*files, *beside))
        if seen != self._seen:
            self._seen = seen
            self._make(reading)
        self._screen.note(f"the page: {self._server.address}")
        return Looked(0, files, beside)

    def _make(self, reading: Reading | None) -> None:
        asked = self._asked
        try:
            if reading is not None and any(one.is_error for one in reading.diagnostics):
                raise CohortError(reading.diagnostics)
            material = material_of(self._screen, asked, self._finished())
        except PairmatchError as error:
            self._show_faults(error)
            return
        self._show(material)
        explained = with_conflicts(self._screen, asked, material)
        if explained is not material:
            self._show(explained)
        written({asked.target: as_html(explained).encode("utf-8", "replace")}, force=asked.force)
        self._screen.note(f"written: {asked.target}")

    def _finished(self) -> Finished:
        """What was saved, where it fits; else pairs and sessions that are made for the page alone."""
        asked = self._asked
        try:
            return read_finished(asked.path, self._screen, asked.pairs, asked.rota)
        except PairmatchError as error:
            self._screen.warn(
                f"what was saved cannot be shown ({error}); it is made again, for the page alone"
            )
        cohort = load_cohort(asked.path, Screen(self._screen.out, self._screen.err, quiet=True))
        pairing = self._pairing(cohort)
        rota = make_rota(self._screen, cohort, pairing, None, asked.time_limit, None, {}).result
        return Finished(asked.path, cohort, pairing, rota)

    def _pairing(self, cohort: Cohort) -> Pairing:
        """The saved pairing where it fits; else a new one with as many of the old pairs as can be."""
        place, _ = self._asked.documents
        saved = read_saved(place, cohort) if place.is_file() else None
        if saved is not None and saved.pairing is not None and saved.fits:
            return saved.pairing
        wishes = carried(saved, cohort) if saved is not None else Wishes()
        return make_pairing(self._screen, cohort, self._asked.time_limit, wishes).result

    def _show(self, material: Material) -> None:
        version = self._next()
        self._server.show(as_html(material, version), version)
        self._open()

    def _show_faults(self, error: PairmatchError) -> None:
        """A page that says what `check` would; on the terminal the same."""
        version = self._next()
        found = error.diagnostics if isinstance(error, CohortError) else ()
        message = "" if found else str(error)
        faults = faults_of(self._asked.path.name, message, found)
        self._server.show(faults_as_html(faults, version), version)
        if found:
            self._screen.diagnose(found)
        else:
            self._screen.error(message)
        self._open()

    def _next(self) -> str:
        self._shown += 1
        return str(self._shown)

    def _open(self) -> None:
        if self._opens is not None:
            self._opens(self._server.address)
            self._opens = None


def _reading(path: Path) -> Reading | None:
    """What is wrong with the cohort file; None where it cannot be opened just now."""
    from pairmatch.calendar.check import read_and_check

    try:
        return read_and_check(path)
    except PairmatchError:
        return None


def _beside(path: Path, reading: Reading | None) -> Iterator[Path]:
    """The calendars and scores that the file names."""
    from pairmatch.cohort.beside import named_in

    if reading is not None and reading.source is not None:
        yield from (path.parent / name for name in named_in(reading.source.data))


def _digest(files: Sequence[Path]) -> str:
    """What tells one state of the files from another."""
    made = sha256()
    for file in files:
        try:
            content = file.read_bytes()
        except (OSError, ValueError):
            content = b"\0"
        made.update(f"{file}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        made.update(content)
    return made.hexdigest()
