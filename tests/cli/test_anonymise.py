"""`pairmatch anonymise`: what is written, what is told, and what is never overwritten."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree

import pytest

from pairmatch.cohort.schema import Cohort
from pairmatch.report.document import sealed
from tests.cli.helpers import Command, one_line
from tests.cli.small import small_data, write_small
from tests.environment import ROOT

COPY = Path("cohort.anonymous.yaml")
DUTY = ROOT / "examples" / "08-duty-from-a-calendar"
NAMES = ("okafor", "Okafor", "ward", "Helen", "Ivan", "Reid", "reid", "Spring")


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def is_about_nobody(*files: Path) -> bool:
    """Whether none of the files has a name of the small cohort."""
    return not any(name in file.read_text("utf-8") for file in files for name in NAMES)


def test_beside_the_cohort(real: Command) -> None:
    """The copy and its file of scores lie beside the cohort file, and the same pairs come of it."""
    write_small(Path())
    code, out, err = real("anonymise")
    assert (code, out) == (0, "")
    assert "written: cohort.anonymous.yaml\nwritten: scores.anonymous.csv\n" in err
    assert "replaced: 3 doctors, 3 managers, 7 names and titles, 1 file of scores\n" in err
    assert "Look through cohort.anonymous.yaml before you send it" in err
    assert is_about_nobody(COPY, Path("scores.anonymous.csv"))
    assert real("check", ".")[:2] == (0, "no faults in 2 files\n")
    assert real("match", COPY, "-q")[0] == 0
    pairs = Path("cohort.anonymous.pairs.yaml").read_text("utf-8")
    assert "{doctor: doctor-2, manager: manager-2, score: 700" in pairs


def test_documents_go_along(real: Command) -> None:
    """With the saved pairing and rota, `verify` says of the copies what it says of the documents."""
    write_small(Path(), small_data() | {"meetings": {"every_weeks": 2}})
    assert real("match", "-q")[0] == real("rota", "-q")[0] == 0
    code, _, err = real("anonymise", "--with-documents")
    assert code == 0, err
    for kind in ("pairs", "rota"):
        file = Path(f"cohort.anonymous.{kind}.yaml")
        assert sealed(file.read_text("utf-8"))
        assert is_about_nobody(file)
        new, old = (real("verify", name) for name in (file, f"cohort.{kind}.yaml"))
        assert (new[0], new[2]) == (old[0], old[2]) == (0, "")
        assert one_line(new[1]).replace("cohort.anonymous", "cohort") == one_line(old[1])


def test_an_edited_document_stays_edited(real: Command) -> None:
    """What somebody changed by hand is told of the copy as well."""
    write_small(Path(), small_data() | {"meetings": {"every_weeks": 2}})
    assert real("match", "-q")[0] == real("rota", "-q")[0] == 0
    edit(Path("cohort.rota.yaml"), "weeks: 4", "weeks: 4 ")
    assert real("anonymise", "--with-documents")[0] == 0
    assert "was edited by hand" in real("verify", "cohort.anonymous.rota.yaml")[2]


def test_documents_of_a_file_with_errors(real: Command) -> None:
    """A cohort with errors is copied with them; its documents are then those of another version."""
    path = write_small(Path())
    assert real("match", "-q")[0] == 0
    edit(path, "weeks: 4", "weeks: four")
    code, _, err = real("anonymise", "--with-documents")
    assert code == 0
    assert "has errors, so the documents are taken for those of another version" in one_line(err)
    codes = [real("check", file, "--output-format", "concise")[1].split()[1:2] for file in (path, COPY)]
    assert codes[0] == codes[1]
    assert is_about_nobody(COPY, Path("cohort.anonymous.pairs.yaml"))


def test_a_document_that_is_none(real: Command) -> None:
    """A document that cannot be read is left out and told; the rest is written."""
    write_small(Path())
    Path("cohort.rota.yaml").write_text("sessions: Helen\n")
    code, _, err = real("anonymise", "--with-documents")
    assert code == 1
    assert "left out: cohort.rota.yaml cannot be read as a document" in one_line(err)
    assert COPY.exists()
    assert not Path("cohort.anonymous.rota.yaml").exists()


def test_no_documents(real: Command) -> None:
    """Asked for documents that are not there, it writes nothing."""
    write_small(Path())
    code, _, err = real("anonymise", "--with-documents")
    assert code == 2
    assert "neither cohort.pairs.yaml nor cohort.rota.yaml is beside cohort.yaml" in err
    assert not COPY.exists()


def test_standard_output(real: Command) -> None:
    """`--out -` prints the copy and nothing else; that its files are not printed is told."""
    write_small(Path())
    code, out, err = real("anonymise", "--out", "-")
    assert code == 1
    assert out.startswith("version: 1\nprogramme:\n  name: Paired Learning\n")
    assert "the files of scores and shifts are not printed" in err
    assert real("anonymise", "--out", "-", "--key", "key.csv")[0] == 2
    assert sorted(path.name for path in Path().iterdir()) == ["cohort.yaml", "scores.csv"]


def test_a_folder_to_send(real: Command) -> None:
    """Into a new folder go the cohort file and the calendars, called after the labels of their people."""
    copytree(DUTY, "here")
    code, _, err = real("anonymise", "here", "--out", "there/")
    assert code == 0, err
    files = {
        path.relative_to("there").as_posix() for path in Path("there").rglob("*") if path.suffix != ".json"
    }
    assert files == {"cohort.anonymous.yaml", "rotas", "rotas/doctor-1.ics"}
    calendar = Path("there/rotas/doctor-1.ics").read_text("utf-8")
    assert "SUMMARY:D\n" in calendar
    assert "ward" not in calendar + Path("there/cohort.anonymous.yaml").read_text("utf-8")
    assert "Journal" not in calendar
    assert real("check", "there")[:2] == (0, "no faults in 1 file\n")
    old, new = Cohort.load("here/cohort.yaml"), Cohort.load("there/cohort.anonymous.yaml")
    assert len(old.doctors) == len(new.doctors)


def test_key(real: Command) -> None:
    """Who is who is written only where it is asked for, never into the folder that is sent."""
    write_small(Path())
    code, _, err = real("anonymise", "--out", "send/", "--key", "mine.csv")
    assert code == 0
    assert "written: mine.csv, which says who is who: keep it to yourself" in err
    assert "doctor,okafor,doctor-1" in Path("mine.csv").read_text("utf-8-sig")
    code, _, err = real("anonymise", "--out", "send/", "--key", "send/key.csv")
    assert code == 2
    assert "it would lie in the folder that you mean to send" in err


def test_nothing_of_others_is_overwritten(real: Command) -> None:
    """A file of someone else stays, and then nothing is written; what pairmatch wrote it replaces."""
    write_small(Path())
    Path("scores.anonymous.csv").write_text("mine")
    code, _, err = real("anonymise", "--key", "key.csv")
    assert code == 2
    assert "scores.anonymous.csv: this file was not written by pairmatch" in err
    assert not COPY.exists()
    assert not Path("key.csv").exists()
    assert real("anonymise", "--force")[0] == 0
    assert real("anonymise")[0] == 0


@pytest.mark.parametrize("out", ["cohort.yaml", "./cohort.yaml", "scores.yaml"])
def test_its_own_source_is_never_overwritten(real: Command, out: str) -> None:
    """Neither the cohort file nor one that it names is written over, not even by force."""
    path = write_small(Path())
    edit(path, "scores.csv", "scores.yaml")
    Path("scores.csv").rename("scores.yaml")
    before = path.read_bytes()
    code, _, err = real("anonymise", "--out", out, "--force")
    assert code == 2
    assert "belongs to cohort.yaml itself" in err
    assert path.read_bytes() == before


def test_a_copy_of_a_copy(real: Command) -> None:
    """Calendars that bear the names of labels already are not written over."""
    copytree(DUTY, "here")
    assert real("anonymise", "here", "--out", "there/")[0] == 0
    copy("there/cohort.anonymous.yaml", "there/cohort.yaml")
    code, _, err = real("anonymise", "there")
    assert code == 2
    assert "name another folder with --out FOLDER" in one_line(err)


def test_not_yaml(real: Command) -> None:
    """A file that cannot be taken apart is refused with its fault, and nothing is written."""
    Path("cohort.yaml").write_text("doctors: [{id: okafor}\n")
    code, _, err = real("anonymise")
    assert code == 1
    assert "the names in it cannot be found and replaced" in one_line(err)
    assert "PM003" in err
    assert not COPY.exists()


def test_a_calendar_that_is_not_there(real: Command) -> None:
    """A file that is named and cannot be read is told, and the rest is written."""
    copytree(DUTY, "here")
    Path("here/rotas/okafor.ics").unlink()
    code, _, err = real("anonymise", "here")
    assert code == 1
    assert "left out: `rotas/okafor.ics`, which cannot be read: No such file or directory" in one_line(err)
    assert Path("here/cohort.anonymous.yaml").exists()


def test_other_faults_are_told(real: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should `check` find something else in the copy, the reader is told to say so."""
    path = write_small(Path())
    edit(path, "weeks: 4", "weeks: 4\n  needs_approval: Helen")
    monkeypatch.setattr("pairmatch.cohort.anonymise.words.flag", lambda value: True)
    code, _, err = real("anonymise")
    assert code == 0
    assert "does not find the same in cohort.anonymous.yaml (PM103: 1, now 0" in one_line(err)


def test_out_must_be_yaml(real: Command) -> None:
    """A name that is no YAML file is a slip."""
    write_small(Path())
    assert real("anonymise", "--out", "copy.txt")[0] == 2
