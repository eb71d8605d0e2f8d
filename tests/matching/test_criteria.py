"""Each criterion on cases small enough to check by hand; the answers are written down."""

from __future__ import annotations

import pytest

from tests.matching.helpers import Table, scored


def test_interests_are_twice_the_shared_over_all() -> None:
    """2·1/(2+1) = 667, 2·2/(2+3) = 800, nothing shared 0, and without a list not known."""
    found = scored(
        "interests",
        """
doctors: [{id: a, interests: [sepsis, flow]}, {id: b}]
managers:
  - {id: k, interests: [flow]}
  - {id: l, interests: [flow, sepsis, falls]}
  - {id: m, interests: [falls]}
  - {id: n}
""",
    )
    assert found == [[667, 800, 0, None], [None] * 4]


def test_interests_compare_as_typed() -> None:
    """Words are compared letter by letter, capitals and all."""
    found = scored(
        "interests", "doctors: [{id: a, interests: [Flow]}]\nmanagers: [{id: k, interests: [flow]}]"
    )
    assert found == [[0]]


def test_seniority_counts_levels_of_the_default_ladder() -> None:
    """Five levels: the same gives 1000, one apart 750, all four apart 0."""
    found = scored(
        "seniority",
        """
doctors: [{id: a, grade: ST4}, {id: b, grade: F1}]
managers: [{id: k, band: 8a}, {id: l, band: 7}, {id: m, band: 9}]
""",
    )
    assert found == [[1000, 750, 500], [500, 750, 0]]


def test_seniority_takes_the_band_first_and_leaves_out_the_unknown() -> None:
    """A manager's band stands before a grade; off the ladder, or without either, it is not known."""
    found = scored(
        "seniority",
        """
doctors: [{id: a, grade: consultant}, {id: b, grade: dentist}, {id: c}]
managers: [{id: k, band: 7, grade: consultant}, {id: l, grade: consultant}, {id: m, band: 8z}]
""",
    )
    assert found == [[250, 1000, None], [None] * 3, [None] * 3]


def test_seniority_on_a_ladder_of_one_level() -> None:
    """Where there is one level, everyone on it is alike."""
    found = scored(
        "seniority",
        """
doctors: [{id: a, grade: ST4}, {id: b, grade: F1}]
managers: [{id: k, band: 8a}]
matching: {seniority: [[ST4, 8a]]}
""",
    )
    assert found == [[1000], [None]]


def test_seniority_on_a_ladder_of_three() -> None:
    """One of two steps apart is 500, both 0."""
    found = scored(
        "seniority",
        """
doctors: [{id: a, grade: low}]
managers: [{id: k, band: low}, {id: l, band: mid}, {id: m, band: top}]
matching: {seniority: [[low], [mid], [top]]}
""",
    )
    assert found == [[1000, 500, 0]]


def test_exchange_is_the_mean_of_both_ways() -> None:
    """(1/2 + 1/1)/2 = 750; one way only where the other wants nothing; not known where neither does."""
    found = scored(
        "exchange",
        """
doctors:
  - {id: a, wants: [finance, boards], offers: [teaching]}
  - {id: b, offers: [teaching]}
managers:
  - {id: k, wants: [teaching], offers: [finance]}
  - {id: l, offers: [finance]}
  - {id: m, wants: [research, teaching, wards]}
""",
    )
    assert found == [[750, 500, 167], [1000, None, 333]]


def test_availability_is_measured_against_twice_the_need() -> None:
    """Needed 1 workshop and 2·1 shadowing, so 6 half-days; 3 in common give 500, more than 6 give 1000."""
    found = scored(
        "availability",
        """
programme: {start: 2026-09-07, weeks: 1}
doctors: [{id: a}]
managers: [{id: k, works: {mon: am pm, tue: am}}, {id: l}, {id: m, works: {}}]
workshops: [{id: intro}, {id: extra, required: false}]
shadowing: {each_way: 1}
""",
    )
    assert found == [[500, 1000, 0]]


def test_availability_counts_open_time_only() -> None:
    """A closed day and leave count for nothing: 4 of 5 mornings less two leave 2 of the 4 wanted."""
    found = scored(
        "availability",
        """
programme: {start: 2026-09-07, weeks: 1, closed: [2026-09-07]}
doctors: [{id: a, leave: [2026-09-08]}]
managers: [{id: k, works: {mon: am, tue: am, wed: am, thu: am}}]
workshops: [{id: intro, length: 2}]
""",
    )
    assert found == [[500]]


def test_availability_counts_meeting_blocks() -> None:
    """Five weeks hold two blocks of two, so 4 half-days are wanted; 5 Mondays are enough, 1 gives 250."""
    found = scored(
        "availability",
        """
programme: {start: 2026-09-07, weeks: 5}
doctors: [{id: a}]
managers: [{id: k, works: {mon: am}}, {id: l, works: {mon: am}, leave: [2026-09-14..2026-10-30]}]
meetings: {every_weeks: 2}
""",
    )
    assert found == [[1000, 250]]


def test_availability_without_needs() -> None:
    """Where nothing is needed everybody has enough, even someone who is never there."""
    assert scored("availability", "managers: [{id: k, works: {}}]") == [[1000]]


def test_preferences_fall_with_the_rank() -> None:
    """Of three: 1000, 667, 333, unlisted 0; with the other's list the mean; without any not known."""
    found = scored(
        "preferences",
        """
doctors: [{id: a, prefers: [k, l, m]}, {id: b}]
managers: [{id: k}, {id: l, prefers: [a, b]}, {id: m, prefers: [b]}, {id: n}]
""",
    )
    # a–l: (2/3 + 1)/2; a–m: (1/3 + 0)/2; b–l: 1/2 of l's list alone; b–m: 1.
    assert found == [[1000, 833, 167, 0], [None, 500, 1000, None]]


PLACES = """
doctors:
  - {id: a, PLACE: north}
  - {id: b, posts: [{from: 2026-09-01, until: 2026-10-01}, {from: 2026-10-02, PLACE: south}]}
  - {id: c}
managers: [{id: k, PLACE: north}, {id: l, PLACE: south, posts: [{from: 2026-09-01, PLACE: north}]}]
sites: {north: {}, south: {}}
matching: {criteria: {PLACE: {weight: 1, want: WANT}}}
"""


@pytest.mark.parametrize("place", ["site", "directorate"])
@pytest.mark.parametrize(
    ("want", "table"),
    [
        ("same", [[1000, 0], [0, 1000], [None, None]]),
        ("different", [[0, 1000], [1000, 0], [None, None]]),
    ],
)
def test_site_and_directorate(place: str, want: str, table: Table) -> None:
    """One's own place counts, else the first post's that gives one; without either it is not known."""
    assert scored(place, PLACES.replace("PLACE", place).replace("WANT", want)) == table


def attribute(doctors: str, managers: str, want: str = "same") -> Table:
    """The scores of the attribute `x`, of which each side gives one value a person; `-` gives none."""

    def people(values: str, names: str) -> str:
        return "\n".join(
            f"  - {{id: {name}}}" if value == "-" else f"  - {{id: {name}, attributes: {{x: {value}}}}}"
            for name, value in zip(names, values.split("; "), strict=False)
        )

    return scored(
        "x",
        f"doctors:\n{people(doctors, 'abcd')}\nmanagers:\n{people(managers, 'klmn')}\n"
        f"matching: {{criteria: {{x: {{weight: 1, want: {want}}}}}}}",
    )


@pytest.mark.parametrize(
    ("doctors", "managers", "want", "table"),
    [
        ("planner; -", "planner; doer; -", "same", [[1000, 0, None], [None] * 3]),
        ("planner", "planner; doer", "different", [[0, 1000]]),
        ("true", "true; false", "same", [[1000, 0]]),
        # The largest difference is 10 − 1 = 9: 1 − 3/9 = 667, 1 − 9/9 = 0.
        ("1", "4; 10; 1", "same", [[667, 0, 1000]]),
        ("1", "4; 10; 1", "different", [[333, 1000, 0]]),
        ("0.25", "0.5; 0.75; 1.25", "same", [[750, 500, 0]]),
        ("3", "3", "same", [[1000]]),
        ("3", "3", "different", [[0]]),
        # A scalar beside a list is a list of one: 2·1/(2+1).
        ("[en, cy]", "[en]; en; [fr, de]; [cy, en]", "same", [[667, 667, 0, 1000]]),
        ("[en, cy]", "[en]; fr", "different", [[333, 1000]]),
        # A number and a text, and a truth value and a number, are never equal.
        ("1", "one; true; 1; 5", "same", [[0, 0, 1000, 0]]),
    ],
)
def test_attributes(doctors: str, managers: str, want: str, table: Table) -> None:
    """Lists compare by what they share, numbers by their difference, anything else by equality."""
    assert attribute(doctors, managers, want) == table
