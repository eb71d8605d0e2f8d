"""`pairmatch export ics`: what is written, remembered and said."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pairmatch.cohort.document import read_document
from pairmatch.report.document import to_yaml
from pairmatch.report.ics.ledger import Ledger
from pairmatch.rota.rota import AnySession, Rota
from tests.cli.helpers import Cli, Command, one_line
from tests.report.ics.helpers import blocks_of, events_of, lines_of, meeting, shadowing, with_mail, workshop
from tests.report.samples import write_cohort

SESSIONS: list[AnySession] = [
    workshop("2026-09-08", "d01 m01 d02 m02"),
    meeting("2026-10-22"),
    meeting("2026-11-05", "d02 m02"),
]
OFFICE = "Medical Education <education@example.nhs.uk>"
COMMAND = importlib.import_module("pairmatch.cli.exporting.ics")


@pytest.fixture
def saved(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line where a cohort, its pairing and its rota are saved, and each export is a day later."""
    write_cohort(tmp_path, with_mail())
    cli("match", "-q")  # one manager is left over
    assert cli("rota", "-q")[0] == 0
    save_rota(SESSIONS)
    days = iter(range(1000))
    monkeypatch.setattr(
        COMMAND, "_now", lambda: datetime(2026, 8, 20, tzinfo=UTC) + timedelta(days=next(days))
    )
    return cli


def save_rota(sessions: Sequence[AnySession]) -> None:
    """Save a rota of just these sessions."""
    rota, _ = read_document(Path("cohort.rota.yaml"), Rota)
    Path("cohort.rota.yaml").write_text(to_yaml(rota.model_copy(update={"sessions": tuple(sessions)})))


def everything(folder: Path = Path()) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_first_export(saved: Cli, tmp_path: Path) -> None:
    """A file for each who has a session, one of all, and a ledger beside the cohort file."""
    code, out, err = saved("export", "ics")
    assert (code, out) == (0, "")
    names = {path.name for path in (tmp_path / "cohort-calendars").glob("*.ics")}
    assert names == {f"{one}.ics" for one in ("all", "d01", "d02", "m01", "m02", "price")}
    assert err.splitlines()[1:] == [
        "cohort-calendars: 5 calendars and all.ics",
        "sessions: 3 new",
        "without --organiser no attendees are listed; `--help` says why",
    ]
    assert (tmp_path / "cohort.invites.yaml").is_file()


def test_twice(saved: Cli) -> None:
    """A second export of the same rota, a day later, writes the same bytes."""
    assert saved("export", "ics")[0] == 0
    before = everything()
    code, _, err = saved("export", "ics")
    assert (code, everything()) == (0, before)
    assert "sessions: 3 unchanged" in err
    assert "no calendar changed: nothing has to be sent again" in err


def test_replanned(saved: Cli, tmp_path: Path) -> None:
    """After a replan it is told whose calendar is another one, and why; the others keep every byte."""
    saved("export", "ics", "--organiser", OFFICE)
    before = everything(tmp_path / "cohort-calendars")
    save_rota([SESSIONS[0], SESSIONS[2], shadowing("2026-10-20"), meeting("2026-10-29")])
    code, _, err = saved("export", "ics")
    after = everything(tmp_path / "cohort-calendars")
    assert code == 0
    assert err.splitlines()[2:] == [
        "sessions: 1 new, 1 moved, 2 unchanged",
        "to send again:",
        "  d01.ics  Dr Amara Okafor: 1 new, 1 moved",
        "  m01.ics  Helen Ward: 1 new, 1 moved",
    ]
    assert {name for name in after if before.get(name) != after[name] and name.endswith(".ics")} == {
        *("all.ics", "d01.ics", "m01.ics")
    }
    old, new = blocks_of(before["all.ics"]), blocks_of(after["all.ics"])
    assert set(old) < set(new)
    assert [b"SEQUENCE:1\r\n" in new[uid] for uid in old if old[uid] != new[uid]] == [True]


def test_organiser_is_remembered(saved: Cli, tmp_path: Path) -> None:
    """Who was named once stays the organiser, so that later files are of the same one."""
    saved("export", "ics", "--organiser", OFFICE)
    first = everything(tmp_path / "cohort-calendars")
    assert b"ORGANIZER" in first["d01.ics"]
    saved("export", "ics")
    assert everything(tmp_path / "cohort-calendars") == first


def test_one_person(saved: Cli, tmp_path: Path) -> None:
    """Of one person only that file is written; whose file stays behind is told by the next export of all."""
    code, _, err = saved("export", "ics", "--person", "Dr Zoë Lee", "--out", "here")
    assert (code, [path.name for path in Path("here").glob("*.ics")]) == (0, ["d02.ics"])
    assert "sessions: 2 new" in err
    saved("export", "ics", "--out", "here")
    save_rota([SESSIONS[0], meeting("2026-10-29"), meeting("2026-11-12", "d02 m02")])
    _, _, err = saved("export", "ics", "--out", "here", "-p", "d02", "-p", "m02")
    assert "changed as well, and not written: Dr Amara Okafor, Helen Ward" in one_line(err)
    _, _, err = saved("export", "ics", "--out", "here")
    assert err.splitlines()[2:6] == [
        "sessions: 3 unchanged",
        "to send again:",
        "  d01.ics  Dr Amara Okafor: the file there was an older one",
        "  m01.ics  Helen Ward: the file there was an older one",
    ]


def test_invitations(saved: Cli, tmp_path: Path) -> None:
    """One file a session, and on stdout to whom each goes; the next round holds only what changed."""
    request = ("export", "ics", "--method", "request", "--organiser", OFFICE)
    code, out, err = saved(*request)
    folder = tmp_path / "cohort-calendars" / "invitations"
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == [
        "2026-09-08-am-kickoff.ics",
        "2026-10-22-am-d01-meets-m01.ics",
        "2026-11-05-am-d02-meets-m02.ics",
    ]
    assert out.splitlines()[1].split("\t")[1] == "d01@example.nhs.uk; m01@example.nhs.uk"
    assert "invitations/round-1: 3 invitations to send" in err.replace("\\", "/")
    before = everything()
    assert "nothing is new since the last round" in saved(*request)[2]
    assert everything() == before
    save_rota([SESSIONS[0], meeting("2026-10-29")])
    assert saved(*request)[0] == 0
    assert sorted(path.name for path in (folder / "round-2").glob("*.ics")) == [
        "2026-10-29-am-d01-meets-m01.ics",
        "cancel-2026-11-05-am-d02-meets-m02.ics",
    ]
    gone = (folder / "round-2" / "cancel-2026-11-05-am-d02-meets-m02.ics").read_bytes()
    assert "METHOD:CANCEL" in lines_of(gone)
    assert len(saved(*request, "--all")[1].splitlines()) == 2


def test_left_out_are_told(saved: Cli, tmp_path: Path) -> None:
    """An `email` that is no address is left out and told, and so is who cannot be invited by one."""
    data = with_mail()
    data["doctors"][0]["email"] = "x\nATTENDEE:mailto:evil@example.com"
    del data["facilitators"][0]["email"]
    write_cohort(tmp_path, data)
    code, out, err = saved("export", "ics", "--method", "request", "--organiser", OFFICE)
    assert code == 0
    assert "evil" not in out
    assert "`email` is no e-mail address, so it is left out: d01" in err
    assert "without an e-mail address, so tell them yourself: Dr Amara Okafor, Owen Price" in one_line(err)
    for content in everything(tmp_path / "cohort-calendars").values():
        assert b"evil" not in content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--method", "request"), "--method request needs --organiser 'NAME <MAIL>'"),
        (("--organiser", "Medical Education"), "write a name and an e-mail address"),
        (("--organiser", "a <a@b.org\nX:1>"), "write a name and an e-mail address"),
        (("--out", "-"), "calendars are many files, so name a folder"),
        (("--all",), "--all goes with --method request"),
        (("--person", "nobody"), "nobody has this id or name"),
    ],
)
def test_wrong_usage(saved: Cli, arguments: Sequence[str], said: str) -> None:
    """What does not fit is told in one message, and nothing is written."""
    before = everything()
    code, out, err = saved("export", "ics", *arguments)
    assert (code, out, everything()) == (2, "", before)
    assert said in one_line(err)


def test_no_rota(cli: Cli, tmp_path: Path) -> None:
    """Without a rota there is nothing to export, and it is told what makes one."""
    write_cohort(tmp_path, with_mail())
    cli("match", "-q")
    code, _, err = cli("export", "ics")
    assert code == 2
    assert "`pairmatch rota cohort.yaml` makes one" in err


@pytest.mark.parametrize("name", ["cohort-calendars/d01.ics", "cohort.invites.yaml"])
def test_edited_files_stay(saved: Cli, name: str) -> None:
    """A calendar or a ledger that somebody changed is left, and with it all others; --force replaces it."""
    saved("export", "ics")
    save_rota([SESSIONS[0], meeting("2026-10-29")])
    file = Path(name)
    file.write_text(file.read_text("utf-8").replace("Okafor", "O.").replace("sequence: 0", "sequence: 7"))
    before = everything()
    code, _, err = saved("export", "ics")
    assert (code, everything()) == (2, before)
    assert "--force" in err
    assert saved("export", "ics", "--force")[0] == 0


def test_foreign_files_stay(saved: Cli) -> None:
    """A file of somebody else's in the folder is never written over, and nothing is remembered then."""
    Path("cohort-calendars").mkdir()
    Path("cohort-calendars/m02.ics").write_text("mine")
    code, _, err = saved("export", "ics")
    assert code == 2
    assert "was not written by pairmatch" in err
    assert [path.name for path in Path("cohort-calendars").iterdir()] == ["m02.ics"]
    assert not Path("cohort.invites.yaml").exists()


def test_broken_ledger(saved: Cli) -> None:
    """A ledger that cannot be read is a fault with its place, never a traceback."""
    Path("cohort.invites.yaml").write_text("version: 1\nkey: [")
    assert saved("export", "ics")[0] == 2
    code, _, err = saved("export", "ics", "--force")
    assert code == 1
    assert "cohort.invites.yaml:" in err


def test_lost_ledger(saved: Cli) -> None:
    """Without the ledger nothing is written over calendars exported before; --force gives every session
    another UID, as a calendar passes over one that it has.
    """
    saved("export", "ics")
    old = set(blocks_of(Path("cohort-calendars/all.ics").read_bytes()))
    Path("cohort.invites.yaml").unlink()
    save_rota([SESSIONS[0], meeting("2026-10-29")])
    before = everything()
    code, _, err = saved("export", "ics")
    assert (code, everything()) == (2, before)
    assert "cohort.invites.yaml is not there, though calendars were exported" in one_line(err)
    assert saved("export", "ics", "--force")[0] == 0
    new = set(blocks_of(Path("cohort-calendars/all.ics").read_bytes()))
    assert len(new) == 2 and not new & old


def test_ledger_is_no_cohort(real: Command, saved: Cli) -> None:
    """`check` of the folder passes the ledger by, and says what it is when it is named."""
    saved("export", "ics")
    Path("cohort.invites.yaml").write_text("programme: {}\n")
    assert real("check", ".")[1].strip().endswith("1 file")
    assert "`pairmatch export ics` keeps it" in one_line(real("check", "cohort.invites.yaml")[2])


def test_ledger_document(saved: Cli) -> None:
    """The ledger names every event by the UID that stands in the calendars."""
    saved("export", "ics")
    ledger, _ = read_document(Path("cohort.invites.yaml"), Ledger)
    uids = {str(one["UID"]) for one in events_of(Path("cohort-calendars/all.ics").read_bytes())}
    assert ledger.uids == uids
    assert ledger.events[0].stamp == "2026-08-20T00:00:00Z"
