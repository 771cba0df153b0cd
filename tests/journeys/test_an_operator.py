"""An operator: starts the site, stops it, and finds nothing in its log about anybody."""

import http.client
import signal
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from finder.web.security import HEADERS
from tests.journeys.conftest import Site, serve


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answered with."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def fetch(url: str) -> Answered:
    """What an address answers with."""
    where = urlsplit(url)
    asked = http.client.HTTPConnection(where.netloc, timeout=10)
    asked.request("GET", f"{where.path}?{where.query}")
    answered = asked.getresponse()
    found = Answered(answered.status, answered.headers, answered.read())
    asked.close()
    return found


def status(url: str) -> int:
    """The status with which an address answers."""
    return fetch(url).status


def test_a_second_start_is_quick_ctrl_c_stops_cleanly_and_the_log_knows_nobody(tmp_path):
    first = serve(tmp_path / "home", tmp_path / "first.log")
    assert status(f"{first.url}/search?q=canaryword&near=44301") == 200
    assert status(f"{first.url}/canaryplace") == 404
    assert status(f"{first.url}/facility/canaryid") == 404
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(timeout=20) == 0
    log = first.log.read_text()
    assert f"Serving on {first.url}" in log
    assert "canary" not in log
    assert "44301" not in log
    assert "Traceback" not in log

    second = serve(tmp_path / "home", tmp_path / "second.log")
    second.process.send_signal(signal.SIGTERM)
    assert second.process.wait(timeout=20) == 0
    assert "Made a directory" not in second.log.read_text()


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path):
    first = serve(tmp_path / "home", tmp_path / "first.log")
    try:
        port = first.url.rsplit(":", 1)[1]
        second = subprocess.run(
            [sys.executable, "-m", "finder", "serve", "--port", port],
            capture_output=True,
            text=True,
            env={"FINDER_HOME": str(tmp_path / "home"), "PATH": "/usr/bin"},
            timeout=60,
            check=False,
        )
        assert second.returncode == 1
        assert f"Port {port} is taken" in second.stderr
        assert "Traceback" not in second.stderr
    finally:
        first.process.send_signal(signal.SIGINT)
        first.process.wait(timeout=20)


def test_an_address_too_long_to_read_still_gets_the_numbers_to_call(site: Site):
    answered = fetch(f"{site.url}/search?q={'x' * 10_000}")
    assert answered.status == 414
    assert b"tel:988" in answered.body
    for name, value in HEADERS.items():
        assert answered.headers[name] == value
    assert status(f"{site.url}/search?{'program=detox&' * 500}") == 200
