"""`pairmatch report`: what is written, what is worked out for it, and the page that follows the files."""

from __future__ import annotations

import http.client
import signal
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from pairmatch.cli.page_server import PageServer
from tests.cli.helpers import Cli, Command, one_line
from tests.cli.small import small_data, write_small
from tests.cli.watching import Watching
from tests.report.html.pages import Element, parsed, table_named
from tests.report.samples import cohort_data, write_cohort

MISSING = {
    "version": 1,
    "programme": {"name": "Spring", "start": "2026-09-07", "weeks": 4},
    "doctors": [{"id": "okafor", "name": "Dr Amara Okafor"}, {"id": "lee", "name": "Dr Mei Lee"}],
    "managers": [{"id": "ward", "name": "Helen Ward"}, {"id": "kay", "name": "Ivan Kay"}],
    "matching": {"criteria": {"availability": 1}},
    "rooms": [{"id": "seminar", "capacity": 2}],
    "workshops": [{"id": "kickoff", "title": "How the trust works", "rooms": ["seminar"]}],
}
"""Two pairs and one run of two places: one pair misses it."""


def page_in(path: Path) -> Element:
    """The elements of a page that was written."""
    return parsed(path.read_text("utf-8"))


def test_a_page_beside_the_cohort(cli: Cli, tmp_path: Path) -> None:
    """One file, and what it needs to be replaced later; the same bytes the second time; nothing on stdout."""
    write_cohort(tmp_path)
    cli("match", "-q")
    cli("rota", "-q")
    code, out, err = cli("report")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == "written: cohort.html"
    first = (tmp_path / "cohort.html").read_bytes()
    page = page_in(tmp_path / "cohort.html")
    assert "Made from cohort.yaml, cohort.pairs.yaml and cohort.rota.yaml" in page.one("footer").text
    assert page.one("svg", id="graph").all("path", class_="pair")
    assert cli("report", "-q") == (0, "", "")
    assert (tmp_path / "cohort.html").read_bytes() == first


def test_pairing_alone(cli: Cli, tmp_path: Path) -> None:
    """Without a rota the page shows the pairs, and the way to a rota is told."""
    write_cohort(tmp_path)
    cli("match", "-q")
    code, _, err = cli("report")
    assert code == 0
    assert "it shows the pairing alone; `pairmatch rota cohort.yaml` makes a rota" in err


def test_nothing_saved(cli: Cli, tmp_path: Path) -> None:
    """Without a pairing there is nothing to show, and it is said what to type."""
    write_cohort(tmp_path)
    code, _, err = cli("report")
    assert code == 2
    assert "nothing is saved for cohort.yaml yet: `pairmatch match cohort.yaml`" in one_line(err)
    assert not (tmp_path / "cohort.html").exists()


def test_what_is_not_ours_stays(cli: Cli, tmp_path: Path) -> None:
    """A page that somebody changed is left as it is, short of --force."""
    write_cohort(tmp_path)
    cli("match", "-q")
    page = tmp_path / "cohort.html"
    page.write_text("mine")
    code, _, err = cli("report")
    assert code == 2
    assert "cohort.html: this file was not written by pairmatch" in one_line(err)
    assert page.read_text() == "mine"
    assert cli("report", "--force")[0] == 0
    assert page.read_text() != "mine"


@pytest.mark.parametrize("out", ["page.pdf", "page"])
def test_another_kind_of_file(cli: Cli, tmp_path: Path, out: str) -> None:
    """A page is an HTML file."""
    write_cohort(tmp_path)
    cli("match", "-q")
    code, _, err = cli("report", "--out", out)
    assert code == 2
    assert f"--out {out}: name a .html file, or a folder" in err


def test_faults_of_the_cohort(cli: Cli, tmp_path: Path) -> None:
    """A file with errors is told as `check` tells it, and nothing is written."""
    write_cohort(tmp_path, {**cohort_data(), "programme": {"start": "2026-09-08"}})
    code, _, err = cli("report")
    assert code == 1
    assert "PM301" in err
    assert not (tmp_path / "cohort.html").exists()


def test_how_firm_the_pairs_are(real: Command, tmp_path: Path) -> None:
    """What the best pairing without each pair costs, and who else was close, with scores."""
    write_small(tmp_path)
    assert real("match", "-q")[0] == 0
    assert real("report", "-q")[0] == 0
    page = page_in(tmp_path / "cohort.html")
    rows = table_named(page, "Every pair").rows()
    assert [row[:2] for row in rows] == [
        ["Dr Amara Okafor", "Helen Ward"],
        ["Dr Mei Lee", "Ivan Kay"],
        ["Dr Priya Osei", "Zoë Reid"],
    ]
    # Without okafor + ward the best are okafor + kay, lee + ward, osei + reid: 400, 800, 500.
    assert "the worst pair falls from 500 to 400, and the total falls by 400" in rows[0][3]
    close = table_named(page, "Everyone's partner").rows()
    assert close[0] == ["Dr Amara Okafor", "Helen Ward (900)", "Ivan Kay (400), Zoë Reid (300)"]


def test_why_something_is_missed(real: Command, tmp_path: Path) -> None:
    """Conflicts quote the lines of the file, repairs what they would be; --no-conflicts leaves them out."""
    path = tmp_path / "cohort.yaml"
    path.write_text(yaml.safe_dump(MISSING, sort_keys=False))
    real("match", "-q")
    assert real("rota", "-q")[0] == 1
    assert real("report", "-q")[0] == 0
    page = page_in(tmp_path / "cohort.html")
    missed = table_named(page, "Sessions that could not").rows()
    assert [row[0] for row in missed] == ["How the trust works"]
    main = page.one("main").text
    assert "miss How the trust works" in main
    capacity = next(at for at, line in enumerate(path.read_text().splitlines(), 1) if "capacity: 2" in line)
    assert f"the room seminar holds 2 people cohort.yaml:{capacity} capacity: 2" in main
    assert "Hold How the trust works a second time" in main
    assert real("report", "-q", "--no-conflicts")[0] == 0
    assert not page_in(tmp_path / "cohort.html").all("h2", id="causes")


def test_why_somebody_waits(real: Command, tmp_path: Path) -> None:
    """Of someone without a partner, too, the page tells which lines are in the way."""
    data = small_data({"lee": {"refuses": ["ward", "kay", "reid"]}})
    write_small(tmp_path, data)
    assert real("match", "-q")[0] == 1
    assert real("report", "-q")[0] == 0
    page = page_in(tmp_path / "cohort.html")
    assert table_named(page, "People without").rows()[0][0] == "Dr Mei Lee"
    assert "lee refuses" in page.one("section", aria_labelledby="causes").text


def test_about_nobody(real: Command, tmp_path: Path) -> None:
    """With --anonymise no name, title, id or reason of the file is on the page, which is another file."""
    data = small_data(
        {"lee": {"refuses": ["ward", "kay", "reid"]}, "okafor": {"email": "okafor@example.nhs.uk"}},
        rules=[{"apart": ["okafor", "reid"], "why": "Secretly engaged"}],
    )
    write_small(tmp_path, data)
    real("match", "-q")
    assert real("report", "-q", "--anonymise")[0] == 0
    assert not (tmp_path / "cohort.html").exists()
    html = (tmp_path / "cohort.anonymous.html").read_text("utf-8")
    for word in ("okafor", "Amara", "Mei Lee", "ward", "Ivan", "reid", "Spring", "engaged", "example.nhs.uk"):
        assert word.lower() not in html.lower().replace("wards", ""), word
    page = parsed(html)
    assert "Names and free texts are replaced" in page.one("header").text
    assert table_named(page, "Every pair").rows()[0][2].startswith("900")
    assert "the reason was left out" not in page.text


def test_open(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --open the browser is given the file that was written."""
    write_cohort(tmp_path)
    cli("match", "-q")
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert cli("report", "-q", "--open")[0] == 0
    assert opened == [(tmp_path / "cohort.html").as_uri()]


def _get(address: str, host: str | None = None, path: str | None = None) -> tuple[int, str, dict[str, str]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        headers = {} if host is None else {"Host": host}
        connection.request("GET", parts.path if path is None else path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


def test_server_is_of_this_machine_alone() -> None:
    """It answers at its own address and path, to its own names only, and lists nothing."""
    with PageServer() as server:
        server.show("<p>page</p>", "3")
        port = urlsplit(server.address).port
        assert server.address.startswith("http://127.0.0.1:")
        status, text, headers = _get(server.address)
        assert (status, text) == (200, "<p>page</p>")
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"
        assert _get(f"{server.address}version")[:2] == (200, "3")
        assert _get(server.address, host=f"localhost:{port}")[0] == 200
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", ""):
            assert _get(server.address, host=host)[0] == 421, host
        for path in ("/", "/version", "/etc/passwd", f"{urlsplit(server.address).path}../"):
            assert _get(server.address, path=path)[0] == 404, path


@pytest.fixture
def watching(real: Command, tmp_path: Path) -> Iterator[Watching]:
    """A folder with a cohort and its pairing, watched."""
    write_small(tmp_path)
    assert real("match", "-q")[0] == 0
    running = Watching(tmp_path, "report", "--time-limit", "20")
    yield running
    running.end()


def _address(told: str) -> str:
    """Where the page is served."""
    return told.partition("the page: ")[2].splitlines()[0].strip()


@pytest.mark.slow
def test_the_page_follows_the_file(watching: Watching, tmp_path: Path) -> None:
    """A change is on the page and in the file; faults are shown in its place; pairs that no longer fit are
    made again, without a word in the saved document; Ctrl-C ends it."""
    address = _address(watching.look("written: cohort.html"))
    assert "Dr Mei Lee" in _get(address)[1]
    saved = (tmp_path / "cohort.pairs.yaml").read_bytes()
    version = _get(f"{address}version")[1]

    data = small_data()
    data["doctors"][1]["name"] = "Dr Mei Leigh"
    write_small(tmp_path, data)
    watching.look("written: cohort.html")
    assert "Dr Mei Leigh" in _get(address)[1]
    assert "Dr Mei Leigh" in (tmp_path / "cohort.html").read_text("utf-8")
    assert _get(f"{address}version")[1] != version

    (tmp_path / "cohort.yaml").write_text("version: 1\nprogramme: {start: 2026-09-08\n")
    watching.look("PM003")
    assert "cohort.yaml has to be mended" in _get(address)[1]
    assert "Dr Mei Leigh" in (tmp_path / "cohort.html").read_text("utf-8")

    data["doctors"][0]["refuses"] = ["ward"]
    write_small(tmp_path, data)
    told = watching.look("written: cohort.html")
    assert "it is made again, for the page alone" in one_line(told)
    rows = table_named(parsed((tmp_path / "cohort.html").read_text("utf-8")), "Every pair").rows()
    assert rows[0][:2] == ["Dr Amara Okafor", "Ivan Kay"]
    assert (tmp_path / "cohort.pairs.yaml").read_bytes() == saved

    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=30) == 0


@pytest.mark.slow
def test_the_open_page_comes_again(watching: Watching, tmp_path: Path) -> None:
    """A page that is open in a browser shows the change by itself, where it was and filtered as it was."""
    from tests.report.html.browser import CHROMIUM, browser

    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    address = _address(watching.look("written: cohort.html"))
    told: list[str] = []
    where = "Math.round(document.getElementById('pairing').getBoundingClientRect().top)"
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 900, "height": 300})
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{address}#person=lee")
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("scrollTo({top: 200, behavior: 'instant'})")
        page.wait_for_timeout(500)
        place = page.evaluate(where)
        data = small_data()
        data["doctors"][1]["name"] = "Dr Mei Leigh"
        write_small(tmp_path, data)
        page.wait_for_selector("option[value=lee]:text('Dr Mei Leigh')", state="attached", timeout=60_000)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.wait_for_timeout(500)
        assert page.evaluate(where) == place  # though a note is above it now
        assert page.input_value("select[name=person]") == "lee"
        assert page.inner_text("#shown") == "Shown: Dr Mei Leigh"
    assert told == []
