"""Options of a run as they were typed."""

from __future__ import annotations

from pairmatch.matching.wishes import Wishes
from pairmatch.report.asked_for import asked_for


def test_every_option_is_told_as_typed() -> None:
    """What a document notes of a run reads like its command line."""
    pair, other = ("okafor", "ward"), ("lee", "kay")
    wishes = Wishes("total", False, "first", lock=(pair, other), ban=(pair,), keep=(pair,), changes=2)
    assert asked_for(wishes.options()) == [
        "--objective total",
        "--no-stable",
        "placement: first",
        "--lock okafor:ward",
        "--lock lee:kay",
        "--ban okafor:ward",
        "--keep of 1 old pair",
        "--changes 2",
    ]
    assert asked_for(Wishes(stable=True).options()) == ["--stable"]
    assert asked_for(Wishes().options()) == []


def test_what_someone_wrote_into_the_options_is_data() -> None:
    """An escape sequence in an edited document does not reach the terminal."""
    assert asked_for({"lock": [["\x1b[2J", "ward"]]}) == [r"--lock \x1b[2J:ward"]
