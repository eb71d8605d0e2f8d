"""The terminal reports of what differs: what they say, that they fit, and that names are data."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from pairmatch.cohort.document import CohortStamp
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.pairing import Pairing
from pairmatch.matching.pairing_changes import Both, pairing_changes
from pairmatch.report.names import Names
from pairmatch.report.terminal.diff_pairs import show_pairing_changes
from pairmatch.report.terminal.diff_rota import show_rota_changes
from pairmatch.report.terminal.page import Page, Sheet
from pairmatch.rota.changes import rota_changes
from pairmatch.rota.rota import AnySession, Rota, WorkshopSession
from tests.report.printing import HOSTILE, printed, with_names
from tests.report.samples import cohort_of, pairing_of, rota_of, some_missed

FILES = Both("old.yaml", "new.yaml")


def later(rota: Rota, days: int = 7) -> Rota:
    """The rota with every other session so many days later, one pair gone, and workshops in the hall."""
    sessions = tuple(_later(one, days) if at % 2 else one for at, one in enumerate(rota.sessions))
    stamp = CohortStamp(file="other.yaml", sha256="1")
    return rota.model_copy(update={"sessions": sessions[:-3], "pairs": rota.pairs[1:], "cohort": stamp})


def _later(session: AnySession, days: int) -> AnySession:
    change: dict[str, object] = {"date": session.date + timedelta(days=days)}
    if isinstance(session, WorkshopSession):
        change |= {"room": "hall", "facilitators": ()}
    return session.model_copy(update=change)


def turned(pairing: Pairing) -> Pairing:
    """The pairing with the managers of all pairs turned by one place, and the last pair left out."""
    pairs = pairing.pairs
    managers = [pair.manager for pair in (*pairs[1:], pairs[0])]
    moved = [pair.model_copy(update={"manager": one}) for pair, one in zip(pairs, managers, strict=True)]
    return pairing.model_copy(update={"pairs": tuple(moved[:-1])})


def rota_report(cohort: Cohort, width: int = 80, encoding: str = "utf-8", all_of_them: bool = True) -> str:
    """What is printed of two rotas of the cohort."""
    before, after = rota_of(cohort), rota_of(cohort, some_missed(cohort))
    changes = rota_changes(before, later(after))

    def show(page: Page) -> None:
        show_rota_changes(page, FILES, changes, all_of_them=all_of_them)

    return printed(cohort, show, width, encoding)


def pairs_report(cohort: Cohort, width: int = 80, encoding: str = "utf-8") -> str:
    """What is printed of two pairings of the cohort, the second edited by hand."""
    changes = pairing_changes(pairing_of(cohort), turned(pairing_of(cohort)))
    return printed(cohort, lambda page: show_pairing_changes(page, FILES, changes), width, encoding)


REPORTS = {"rota": rota_report, "pairs": pairs_report}


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.parametrize("width", [20, 40, 59, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(kind: str, width: int) -> None:
    """What differs fits, however wide the terminal is."""
    text = REPORTS[kind](cohort_of(4), width)
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_as_data(kind: str, hostile: str) -> None:
    """Markup stays as typed, control characters become escapes, and the width still holds."""
    text = REPORTS[kind](with_names((hostile, "Dr Kind"), pairs=4))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []
    assert "\U0001f4a3" not in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_ids_and_files_are_shown_as_data(hostile: str) -> None:
    """Without a cohort file, ids, halves, sites and file names of a document are made safe too."""
    cohort = cohort_of(2)
    before = rota_of(cohort)
    session = before.sessions[0].model_copy(update={"half": hostile, "people": (hostile,), "room": hostile})
    stamp = CohortStamp(file=hostile, sha256="1")
    after = before.model_copy(update={"sessions": (session, *before.sessions[1:]), "cohort": stamp})
    changes = rota_changes(before, after)

    def show(page: Page) -> None:
        show_rota_changes(Sheet(page.console, Names(None)), Both(hostile, hostile), changes, all_of_them=True)

    text = printed(cohort, show)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []


@pytest.mark.parametrize("kind", REPORTS)
def test_it_prints_in_ascii(kind: str) -> None:
    """A terminal without Unicode gets plain signs, and no question marks for them."""
    data = with_names(("Dr Plain",), pairs=4)
    assert "?" not in REPORTS[kind](data, encoding="ascii")


def test_each_kind_of_change_has_its_words() -> None:
    """A move, another room, what is gone and what is new, as the table and the person are told."""
    cohort = cohort_of(1)
    rota = rota_of(cohort)
    meetings = [one for one in rota.sessions if one.kind == "meeting"]
    runs = [one for one in rota.sessions if one.kind == "workshop"]
    moved = meetings[0].model_copy(update={"date": date(2026, 9, 8)})
    room = runs[0].model_copy(update={"room": None, "facilitators": ()})
    after = rota.model_copy(update={"sessions": (moved, room, *meetings[1:-1])})
    before = rota.model_copy(update={"sessions": (*meetings, runs[0])})
    doctor, manager = (cohort.person(one).title for one in rota.pairs[0])

    def words(one: Rota, other: Rota) -> str:
        changes = rota_changes(one, other)
        return printed(
            cohort, lambda page: show_rota_changes(page, FILES, changes, all_of_them=False), width=120
        )

    text = words(before, after)
    assert f"meet {manager}: Wed 9 Sep am → Tue 8 Sep am" in text
    assert f"meet {doctor}: Wed 9 Sep am → Tue 8 Sep am" in text
    assert (
        "How the NHS works: Tue 8 Sep am, education-1, st-thomas, held by Owen Price "
        "→ Tue 8 Sep am, online, held by nobody" in text
    )
    assert "→ gone" in text
    assert "Sessions: 1 moved, 1 elsewhere or held by others, 1 gone; 3 people to tell" in text
    assert "hold How the NHS works: Tue 8 Sep am → gone" in text
    assert "new → " in words(after, before)


def test_dates_of_two_years_have_their_year() -> None:
    """Where a session goes to another year, the dates say which."""
    cohort = cohort_of(1)
    before = rota_of(cohort)
    changes = rota_changes(before, later(before, days=140))
    text = printed(cohort, lambda page: show_rota_changes(page, FILES, changes, all_of_them=True), 120)
    assert " 2027 " in text and " 2026 " in text
    assert "2026" not in rota_report(cohort)


def test_many_changes_are_left_to_all() -> None:
    """Beyond the first, sessions and what each person is told wait for --all; names are always told."""
    cohort = cohort_of(20)
    short, whole = rota_report(cohort, all_of_them=False), rota_report(cohort, all_of_them=True)
    assert "more: --all" in short and "What to tell each of them: --all" in short
    assert "--all" not in whole
    assert len(whole.splitlines()) > 2 * len(short.splitlines())


def test_no_difference_is_one_sentence() -> None:
    """Documents that are the same are told so; another version of the cohort file is told all the same."""
    cohort = cohort_of(2)
    rota, pairing = rota_of(cohort), pairing_of(cohort)
    other = rota.model_copy(update={"cohort": CohortStamp(file="", sha256="1")})
    text = printed(
        cohort, lambda page: show_rota_changes(page, FILES, rota_changes(rota, other), all_of_them=False)
    )
    assert "No difference: 12 weeks." in text and "two " in text and "Sessions" not in text
    text = printed(cohort, lambda page: show_pairing_changes(page, FILES, pairing_changes(pairing, pairing)))
    assert [line.rstrip() for line in text.splitlines()] == ["old.yaml → new.yaml", "No difference: 2 pairs."]


def test_an_edited_pairing_has_no_worst_and_no_total() -> None:
    """What the proof says of other pairs is not shown for an edited document."""
    text = pairs_report(cohort_of(4))
    assert re.search(r"worst pair +889 +not known", text)
    assert "not known: edited by hand" in text
    assert "4 pairs gone, 3 new, 0 kept" in text
