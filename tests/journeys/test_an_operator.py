"""An operator: starts the site, stops it, and finds nothing in its log about anybody."""

import signal
import subprocess
import sys
import time
import urllib.request

from tests.journeys.conftest import serve


def test_a_second_start_is_quick_ctrl_c_stops_cleanly_and_the_log_knows_nobody(tmp_path):
    first = serve(tmp_path / "home", tmp_path / "first.log")
    for path in ("/search?q=canaryword&near=44301", "/canaryplace", "/facility/canaryid"):
        try:
            urllib.request.urlopen(first.url + path).close()
        except urllib.error.HTTPError as error:
            assert error.code == 404
            error.close()
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
        started = time.monotonic()
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
        assert time.monotonic() - started < 30
    finally:
        first.process.send_signal(signal.SIGINT)
        first.process.wait(timeout=20)
