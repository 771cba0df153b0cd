"""Fetching a state's list from a server that answers as the locator's guide says, with faults."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from finder.cli import finder
from finder.directory import silent
from finder.errors import FetchFailed
from finder.importing import findtreatment
from finder.importing.fetch import Fetched, Fetcher
from finder.importing.locator import STATE_IDS, Manners
from finder.importing.record import Weight
from finder.places import Gazetteer, Place
from finder.wiring import Parts
from tests.builders import vocabulary

PAGE = 10


@dataclass
class Locator:
    """A server with a list of rows; `faults` are played before it answers properly."""

    rows: list[dict[str, Any]]
    faults: list[Callable[[BaseHTTPRequestHandler], bool]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    after: Callable[["Locator"], None] = lambda locator: None
    address: str = ""

    def page(self, number: int) -> dict[str, object]:
        here = self.rows[(number - 1) * PAGE : number * PAGE]
        pages = -(-len(self.rows) // PAGE)
        numbered = [{**row, "_irow": at, "miles": at / 7} for at, row in enumerate(here, 1)]
        return {
            "page": number, "totalPages": pages, "recordCount": len(self.rows), "rows": numbered
        }  # fmt: skip


@pytest.fixture
def locator(shared_data: Path) -> Iterator[Locator]:
    recorded = shared_data / "findtreatment" / "locator-2019-page1-rows30.json"
    served = Locator(json.loads(recorded.read_text(encoding="utf-8"))["rows"])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
            served.asked.append(asked)
            if served.faults and served.faults.pop(0)(self):
                return
            body = json.dumps(served.page(int(asked["page"]))).encode()
            answer(self, 200, body)
            served.after(served)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_port}/v2"
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **more: str) -> bool:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
    return True


def status(code: int, **more: str) -> Callable[[BaseHTTPRequestHandler], bool]:
    return lambda handler: answer(handler, code, b"{}", **more)


def truncated(handler: BaseHTTPRequestHandler) -> bool:
    return answer(handler, 200, b'{"page": 1, "totalPages": 3, "recordCount": 30, "rows": [{"na')


def broken_off(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"page": 1')
    return True


def silence(handler: BaseHTTPRequestHandler) -> bool:
    threading.Event().wait(0.6)
    return True


def fine(_: BaseHTTPRequestHandler) -> bool:
    return False


@pytest.fixture
def virginia(real_gazetteer: Gazetteer) -> Place:
    found = real_gazetteer.state("VA")
    assert found is not None
    return found


@dataclass
class Clock:
    """Waiting that only notes how long it would have been."""

    waits: list[float] = field(default_factory=list)

    def manners(self, **more: Any) -> Manners:
        return Manners(**{"timeout": 0.4, "sleep": self.waits.append, **more})


def fetch(locator: Locator, folder: Path, state: Place, clock: Clock, **more: Any) -> Fetched:
    return Fetcher(folder, locator.address, clock.manners(**more)).fetch(state, silent)


def names(file: Path) -> list[str]:
    edition = findtreatment.read(file, vocabulary(), anyway=True)
    found = sorted(record.name for record in edition.records)
    assert not any(each.weight is Weight.PARTIAL for each in edition.problems)
    assert edition.as_of == datetime.now(UTC).date()
    return found


def test_every_page_is_asked_once_politely_as_the_guide_says(
    locator: Locator, tmp_path: Path, virginia: Place
):
    clock = Clock()
    got = fetch(locator, tmp_path, virginia, clock)
    assert (got.rows, got.pages, got.starts) == (30, 3, 1)
    assert [asked["page"] for asked in locator.asked] == ["1", "2", "3", "1"]
    assert clock.waits == [1.0, 1.0, 1.0]
    asked = locator.asked[0]
    assert (asked["limitType"], asked["limitValue"], asked["sType"]) == ("0", "50", "sa")
    assert asked["pageSize"] == "2000"
    lat, lon = map(float, asked["sAddr"].split(","))
    assert (round(lat), round(lon)) == (38, -78)  # latitude first, whatever the guide's table says
    assert len(names(got.file)) > 20
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    "fault",
    [status(500), status(503), status(408), truncated, broken_off, silence],
    ids=["500", "503", "408", "truncated", "broken off", "silence"],
)
def test_a_page_that_comes_broken_or_late_is_asked_again(
    locator: Locator, tmp_path: Path, virginia: Place, fault
):
    clock = Clock()
    locator.faults = [fine, fault, fault]
    got = fetch(locator, tmp_path, virginia, clock)
    assert (got.rows, [asked["page"] for asked in locator.asked].count("2")) == (30, 3)
    pauses = [wait for wait in clock.waits if wait != 1.0]
    assert 1.5 <= pauses[0] <= 2.5
    assert 3.0 <= pauses[1] <= 5.0  # later each time


def test_a_server_that_says_when_to_come_back_is_obeyed(
    locator: Locator, tmp_path: Path, virginia: Place
):
    clock = Clock()
    locator.faults = [status(429, Retry_After="17"), status(503, Retry_After="99999")]
    fetch(locator, tmp_path, virginia, clock)
    assert clock.waits[:2] == [17.0, 300.0]


def test_a_fetch_that_broke_off_goes_on_where_it_stopped(
    locator: Locator, tmp_path: Path, virginia: Place
):
    locator.faults = [fine, fine, *[status(500)] * 2]
    with pytest.raises(
        FetchFailed, match=r"page 3 of Virginia after 2 tries: it answered 500\. The"
    ):
        fetch(locator, tmp_path, virginia, Clock(), tries=2)
    assert list(tmp_path.glob("findtreatment-*.json")) == []
    locator.asked.clear()
    got = fetch(locator, tmp_path, virginia, Clock())
    assert (got.rows, got.held) == (30, 2)
    assert [asked["page"] for asked in locator.asked] == ["1", "3", "1"]


def test_pages_kept_of_a_list_that_has_changed_since_are_thrown_away(
    locator: Locator, tmp_path: Path, virginia: Place
):
    locator.faults = [fine, fine, *[status(500)] * 2]
    with pytest.raises(FetchFailed):
        fetch(locator, tmp_path, virginia, Clock(), tries=2)
    locator.rows = [{**locator.rows[0], "name1": "Example New Place"}, *locator.rows[1:]]
    locator.asked.clear()
    got = fetch(locator, tmp_path, virginia, Clock())
    assert [asked["page"] for asked in locator.asked] == ["1", "2", "3", "1"]
    assert "Example New Place" in names(got.file)


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_list_that_changes_under_us_is_read_anew(
    locator: Locator, tmp_path: Path, virginia: Place, moment: int
):
    def change(served: Locator) -> None:
        if len(served.asked) == moment:
            served.rows = [{**served.rows[0], "name1": "Example New Place"}, *served.rows]

    locator.after = change
    got = fetch(locator, tmp_path, virginia, Clock())
    assert (got.rows, got.starts) == (31, 2)
    assert "Example New Place" in names(got.file)


def test_a_list_that_never_holds_still_is_given_up(
    locator: Locator, tmp_path: Path, virginia: Place
):
    locator.after = lambda served: served.rows.append(served.rows[0])
    with pytest.raises(FetchFailed, match="changed while it was read, 3 times over"):
        fetch(locator, tmp_path, virginia, Clock())
    assert list(tmp_path.glob("findtreatment-*.json")) == []


@pytest.mark.parametrize(
    ("code", "told"), [(403, "servers must be approved"), (404, "does not know what was asked")]
)
def test_a_refusal_is_not_asked_again(
    locator: Locator, tmp_path: Path, virginia: Place, code: int, told: str
):
    locator.faults = [status(code)]
    with pytest.raises(FetchFailed, match=told):
        fetch(locator, tmp_path, virginia, Clock())
    assert len(locator.asked) == 1


def test_a_server_that_is_not_there_is_told_in_a_sentence(tmp_path: Path, virginia: Place):
    fetcher = Fetcher(tmp_path, "http://127.0.0.1:9/v2", Clock().manners(tries=2))
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetcher.fetch(virginia, silent)
    with pytest.raises(FetchFailed, match="no web address"):
        Fetcher(tmp_path, "file:///etc/passwd").fetch(virginia, silent)


def test_every_state_has_a_number_and_a_territory_is_told_that_it_has_none(
    shared_data: Path, real_gazetteer: Gazetteer, tmp_path: Path
):
    rows = (shared_data / "findtreatment" / "state-ids.csv").read_text().splitlines()[1:]
    given = {state: int(number) for _, number, state in (row.split(",") for row in rows)}
    assert given == STATE_IDS
    guam = real_gazetteer.state("GU")
    assert guam is not None
    with pytest.raises(FetchFailed, match="no number for Guam"):
        Fetcher(tmp_path).fetch(guam, silent)


def test_the_command_says_how_to_import_what_came(parts: Parts, locator: Locator):
    run = CliRunner().invoke(
        finder,
        ["fetch", "findtreatment", "--state", "Virginia", "--address", locator.address]
        + ["--pause", "0", "--json"],
        obj=parts,
        catch_exceptions=False,
    )
    told = json.loads(run.stdout)
    assert (told["rows"], told["pages"]) == (30, 3)
    assert told["import"].endswith("--source findtreatment-va")
    preview = parts.importer.preview(Path(told["file"]), reader="findtreatment")
    assert preview.plan.worrying is None
    assert preview.plan.as_of == datetime.now(UTC).date()
