"""The command as a process: what it imports, Ctrl-C, closed pipes, encodings, colours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pairmatch.report.document import to_yaml
from tests.cli.helpers import run_apart
from tests.environment import ROOT, environment_with
from tests.report.samples import cohort_data, cohort_of, rota_of, write_cohort

LOADED = """
import sys
from pairmatch.cli import main
code = main(sys.argv[1:])
print("LOADED", code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""

FAKE_ENGINES = """
import sys, time
import pairmatch.matching, pairmatch.rota
import pairmatch.matching.compare, pairmatch.matching.sensitivity, pairmatch.matching.why
from pairmatch.errors import NoAnswerInTime
from tests.report.samples import pairing_of, rota_of
def match(cohort, wishes, *, time_limit, on_progress, stop):
    return wait(pairing_of(cohort), stop)
def answer(*_, time_limit, on_progress, stop):
    return wait(None, stop)
def wait(result, stop):
    print("READY", flush=True)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if stop.requested and HEEDS is None:
            raise NoAnswerInTime("no pairing was found in 0 s; allow more with --time-limit")
        if stop.requested and HEEDS:
            return result.model_copy(
                update={"proof": result.proof.model_copy(update={"status": "feasible"})})
        time.sleep(0.01)
    return result
pairmatch.matching.match = match
pairmatch.matching.compare.compare = pairmatch.matching.sensitivity.sensitivity = answer
pairmatch.matching.why.why_person = pairmatch.matching.why.why_pair = answer
pairmatch.rota.schedule = lambda cohort, pairing, *, weeks, time_limit, on_progress, stop: rota_of(cohort)
from pairmatch.cli import main
sys.exit(main(sys.argv[1:]))
"""


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    result = run_apart(*arguments, cwd=cwd, code=LOADED)
    last = result.stderr.decode().splitlines()[-1].split()
    assert last[0] == "LOADED"
    return set(last[2:])


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_loads_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Help and version come without a solver, numpy, pydantic, the YAML parser or Rich."""
    heavy = {"ortools", "pandas", "numpy", "pydantic", "yaml", "rich", "holidays"}
    assert loaded_by(*arguments, cwd=tmp_path) & heavy == set()


@pytest.mark.parametrize("command", ["match", "why", "rota", "options", "check", "verify"])
def test_help_of_a_command_loads_nothing_of_ours(tmp_path: Path, command: str) -> None:
    """A command's help is as light, but for pydantic, with which Typer reads options."""
    heavy = {"ortools", "pandas", "numpy", "yaml", "rich", "holidays"}
    assert loaded_by(command, "--help", cwd=tmp_path) & heavy == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "cohort.yaml"),
        ("check", "cohort.yaml", "--select", "PM2", "--statistics"),
        ("check", "cohort.yaml", "--output-format", "sarif"),
        ("rule", "PM702"),
    ],
)
def test_check_loads_no_solver(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A check, and what is said of a code, need neither OR-Tools nor what it brings with it."""
    write_cohort(tmp_path)
    assert loaded_by(*arguments, cwd=tmp_path) & {"ortools", "pandas", "scipy"} == set()


def test_options_load_no_solver(tmp_path: Path) -> None:
    """Where a session could be is answered without OR-Tools."""
    cohort = cohort_of()
    write_cohort(tmp_path)
    (tmp_path / "cohort.rota.yaml").write_text(to_yaml(rota_of(cohort)), "utf-8")
    loaded = loaded_by("options", "cohort.yaml", "d01", cwd=tmp_path)
    assert "numpy" in loaded  # it came as far as the answer
    assert "ortools" not in loaded


def test_importing_the_package_loads_nothing(tmp_path: Path) -> None:
    """`import pairmatch` brings in no other package, and its names come when they are asked for."""
    code = (
        "import sys, pairmatch; names = {n.partition('.')[0] for n in sys.modules};"
        "assert not names & {'ortools', 'numpy', 'pydantic', 'yaml', 'typer', 'rich'}, names;"
        "from pairmatch import Cohort, __version__; assert Cohort.load and __version__;"
        "assert 'ortools' not in sys.modules"
    )
    assert run_apart(cwd=tmp_path, code=code).returncode == 0


def test_the_module_runs(tmp_path: Path) -> None:
    """`python -m pairmatch --version` prints the version."""
    result = run_apart("--version", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout.startswith(b"pairmatch ")


def interrupted(folder: Path, *arguments: str, heeds: bool | None, times: int) -> tuple[int, str]:
    """The exit code and stderr of a command that gets Ctrl-C so many times; heeds None: no answer."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"HEEDS = {heeds}\n{FAKE_ENGINES}", *arguments],
        cwd=folder,
        env=environment_with(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "READY\n"
    for _ in range(times):
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
    _, err = process.communicate(timeout=15)
    return process.returncode, err


def test_one_ctrl_c_keeps_the_best_found(tmp_path: Path) -> None:
    """The result so far is written, said to be not proven, and the code is 130."""
    write_cohort(tmp_path)
    code, err = interrupted(tmp_path, "match", heeds=True, times=1)
    assert code == 130
    assert "stopping: the best found so far will be kept; Ctrl-C again quits at once\n" in err
    assert "the best found so far, not proven" in err
    assert "status: feasible" in (tmp_path / "cohort.pairs.yaml").read_text("utf-8")


def test_ctrl_c_while_pairing_makes_no_rota(tmp_path: Path) -> None:
    """A rota interrupted while its pairing is made keeps the pairing and goes no further."""
    write_cohort(tmp_path)
    code, err = interrupted(tmp_path, "rota", heeds=True, times=1)
    assert code == 130
    assert "stopping: the best found so far will be kept; Ctrl-C again quits at once\n" in err
    assert sorted(os.listdir(tmp_path)) == ["cohort.pairs.yaml", "cohort.yaml"]


@pytest.mark.parametrize(
    "command", ["why", "why d01", "why d01 m01", "match --compare", "match --sensitivity"]
)
def test_ctrl_c_does_not_promise_to_keep_an_answer(tmp_path: Path, command: str) -> None:
    """Where nothing is written, it is not said that anything will be kept, and nothing is."""
    write_cohort(tmp_path)
    code, err = interrupted(tmp_path, *command.split(), heeds=None, times=1)
    assert code == 130
    assert "stopping: there may be no answer, or not a complete one; Ctrl-C again quits at once\n" in err
    assert "kept" not in err
    assert os.listdir(tmp_path) == ["cohort.yaml"]


def test_a_second_ctrl_c_quits_at_once(tmp_path: Path) -> None:
    """An engine that does not listen is left behind: code 130, and nothing is written."""
    write_cohort(tmp_path)
    code, err = interrupted(tmp_path, "match", heeds=False, times=2)
    assert code == 130
    assert "Traceback" not in err
    assert os.listdir(tmp_path) == ["cohort.yaml"]


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """`pairmatch check | head -1` prints a line and complains about nothing."""
    lines = "".join(f"  - {{id: d{n}, nam: x}}\n" for n in range(3000))
    (tmp_path / "c.yaml").write_text(
        "version: 1\nprogramme: {start: 2026-09-07}\nmanagers: []\ndoctors:\n" + lines
    )
    result = subprocess.run(
        f'"{sys.executable}" -m pairmatch check c.yaml | head -1',
        shell=True,
        cwd=tmp_path,
        env=environment_with(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert result.stdout.count(b"\n") == 1
    assert result.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_stdout_works(tmp_path: Path, encoding: str) -> None:
    """A terminal that cannot show a name shows what it can; a document is UTF-8 everywhere."""
    data = cohort_data(2)
    data["doctors"][0]["name"] = "Zoë 李"
    data["doctors"][0]["nam"] = "Zoë 李"
    write_cohort(tmp_path, data)
    result = run_apart("check", "cohort.yaml", cwd=tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr.decode()
    assert b"Zo" in result.stdout


def test_no_color_is_respected(tmp_path: Path) -> None:
    """With NO_COLOR or --no-color not one escape sequence is printed, even when colours are forced."""
    (tmp_path / "bad.yaml").write_text("version: 1\n")
    forced = run_apart("check", "bad.yaml", cwd=tmp_path, FORCE_COLOR="1", TERM="xterm")
    assert b"\x1b[" in forced.stdout
    for arguments, more in ((("--no-color",), {}), ((), {"NO_COLOR": "1"})):
        plain = run_apart(
            "check", "bad.yaml", *arguments, cwd=tmp_path, FORCE_COLOR="1", TERM="xterm", **more
        )
        assert b"\x1b[" not in plain.stdout


def test_a_name_that_is_no_text_is_a_message(tmp_path: Path) -> None:
    """A file name of bytes that are no UTF-8 is told, not a crash."""
    result = run_apart("match", os.fsdecode(b"no\xff.yaml"), cwd=tmp_path)
    assert result.returncode == 2
    assert b"No such file" in result.stderr
    assert ROOT.name.encode() not in result.stderr


def in_a_shell(folder: Path, command: str) -> tuple[int, str]:
    """The exit code and stderr of `pairmatch` with these words, as a shell runs it."""
    result = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m pairmatch {command}'],
        cwd=folder,
        env=environment_with(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return result.returncode, result.stderr.decode()


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")


@needs_full
@pytest.mark.parametrize(
    "command", ["check cohort.yaml", "match -f json -q", "match -q", "--help", "--version"]
)
def test_a_stdout_that_is_full_is_one_message(tmp_path: Path, command: str) -> None:
    """When stdout takes nothing, that is said once and the code is 2."""
    write_cohort(tmp_path)
    code, err = in_a_shell(tmp_path, f"{command} > /dev/full")
    assert code == 2
    assert err == "error: stdout cannot be written: No space left on device\n"


@pytest.mark.parametrize("place", ["/dev/full", "&-"])
def test_a_result_that_cannot_be_printed_is_written_all_the_same(tmp_path: Path, place: str) -> None:
    """The document is in its file, and said to be, even where stdout takes nothing."""
    write_cohort(tmp_path)
    code, err = in_a_shell(tmp_path, f"match >{place}")
    assert code == 2
    assert "written: cohort.pairs.yaml\nerror: stdout cannot be written: " in err
    assert (tmp_path / "cohort.pairs.yaml").exists()


def test_a_closed_stdout_is_one_message(tmp_path: Path) -> None:
    """Started with stdout closed, a command that has something to print says so, code 2."""
    (tmp_path / "bad.yaml").write_text("version: 1\n")
    said = "error: stdout cannot be written: it is closed\n"
    assert in_a_shell(tmp_path, "check bad.yaml >&-") == (2, said)
    assert in_a_shell(tmp_path, "check bad.yaml >&- 2>&-") == (2, "")


@pytest.mark.parametrize("place", ["/dev/full", "&-"])
def test_a_stderr_that_takes_nothing_changes_nothing(tmp_path: Path, place: str) -> None:
    """Where nobody can be told, the work is done and has its exit code."""
    write_cohort(tmp_path)
    assert in_a_shell(tmp_path, f"match 2>{place}")[0] == 1
    assert (tmp_path / "cohort.pairs.yaml").exists()


@pytest.mark.parametrize(
    "command",
    [
        "match /dev/stdin < cohort.yaml",
        "cat cohort.yaml | PYTHON -m pairmatch rota /dev/stdin",
        "match pipe.yaml",
        "rota pipe.yaml",
        "check pipe.yaml",
        "check <(cat cohort.yaml)",
        "verify pipe.yaml",
        "rota --pairs pipe.yaml",
        "match --out pipe.yaml --force",
    ],
)
def test_a_pipe_is_no_cohort_file(tmp_path: Path, command: str) -> None:
    """A pipe, a device or stdin is refused with code 2, neither waited for nor written beside."""
    write_cohort(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    if "PYTHON" in command:
        command = f"--version >&2; {command.replace('PYTHON', sys.executable)}"
    code, err = in_a_shell(tmp_path, command)
    assert code == 2
    assert "is a pipe or a device, not a file" in err
    assert sorted(os.listdir(tmp_path)) == ["cohort.yaml", "pipe.yaml"]
    assert not list(Path("/dev").glob("*.yaml"))


def test_ctrl_c_before_any_answer_speaks_of_no_time_limit(tmp_path: Path) -> None:
    """Who interrupts is told that there was nothing yet, not to allow more time."""
    write_cohort(tmp_path)
    code, err = interrupted(tmp_path, "match", heeds=None, times=1)
    assert code == 130
    assert "error: interrupted before there was any answer\n" in err
    assert "time-limit" not in err
