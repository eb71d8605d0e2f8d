"""Changes of the small rota of `cases`, of its cohort and of its document, each for a test to make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.verify.cases import RotaCase

ASH_KAY = {"people": ["ash", "kay"]}


def proof(case: RotaCase, **numbers: Any) -> None:
    """Put these numbers into the proof, and leave them there."""
    case.doc["proof"] |= numbers
    case.seal = False


def set_session(when: str, **fields: Any) -> Callable[[RotaCase], object]:
    """A change of fields of the session on a half-day."""
    return lambda case: case.at(when).update(fields)


def set_workshop(wanted: str, **fields: Any) -> Callable[[RotaCase], object]:
    """A change of fields of a workshop of the cohort."""
    return lambda case: case.workshop(wanted).update(fields)


def moved(when: str, to: str) -> Callable[[RotaCase], object]:
    """A session on another half-day."""
    return lambda case: case.move(when, to)


def dropped(when: str) -> Callable[[RotaCase], object]:
    """A session that is not held."""
    return lambda case: case.drop(when)


def missed(**entry: Any) -> Callable[[RotaCase], object]:
    """One more entry under `missed`."""
    return lambda case: case.miss(**entry)


def both(*changes: Callable[[RotaCase], object]) -> Callable[[RotaCase], object]:
    """Several changes, one after the other."""
    return lambda case: [change(case) for change in changes]


def no_release(case: RotaCase) -> None:
    """The duty pattern can spare everybody."""
    del case.cohort["rotas"]["ward"]["release"]


def at_once(room: str, facilitator: str) -> Callable[[RotaCase], object]:
    """Both runs of the first workshop at once."""

    def change(case: RotaCase) -> None:
        no_release(case)
        case.cohort["facilitators"][1]["works"] = {"tue": "am", "thu": "am pm"}
        case.move("2026-09-10 am", "2026-09-08 am").update(room=room, facilitators=[facilitator])

    return change


def facilitator_travels(case: RotaCase) -> None:
    """Gil holds a workshop at one site in the morning and at the other in the afternoon."""
    case.workshop("flow")["length"] = 1
    case.move("2026-09-10 am", "2026-09-17 pm")


def on_saturday(shift: str) -> Callable[[RotaCase], object]:
    """Ash and kay meet on a Saturday, after five shifts of ash's at this time."""

    def change(case: RotaCase) -> None:
        case.cohort["programme"]["days"] = "mon..sat"
        case.cohort["scheduling"]["off_duty"] = "allowed"
        case.cohort["rotas"]["ward"]["shifts"]["D"]["time"] = shift
        case.cohort["managers"][0]["extra"] = {"2026-09-12 am": {"attend": True}}
        case.move("2026-09-14 pm", "2026-09-12 am")

    return change


def hold(when: str, **session: Any) -> Callable[[RotaCase], object]:
    """One more session."""
    return lambda case: case.hold(when, **session)


def third_run(people: list[str]) -> Callable[[RotaCase], object]:
    """A third run of the first workshop, on the afternoon after the first."""
    run = {"kind": "workshop", "workshop": "intro", "room": "hall", "facilitators": ["fox"], "people": people}
    return both(set_workshop("intro", runs=3), hold("2026-09-08 pm", **run))


def leave_out(section: str) -> Callable[[RotaCase], object]:
    """A cohort without a section."""
    return lambda case: case.cohort.pop(section)


def split(case: RotaCase) -> None:
    """Kay misses the workshop that ash attends."""
    case.at("2026-09-08 am")["people"] = ["ash"]


KAY_SHADOWS = {"kind": "shadowing", "guest": "kay", "host": "ash", "site": "north"}
SHADOW_MISSED = missed(kind="shadowing", guest="kay", host="ash")
FLOW_MISSED = missed(kind="workshop", workshop="flow", people=["kay", "ash"])
MEETING_MISSED = missed(kind="meeting", people=["kay", "ash"], weeks="1..2")
