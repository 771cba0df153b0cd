"""Worker: gunicorn's own, with our words where a request is too broken to reach the site.

Gunicorn would answer such a request with a bare page of its own, without headers and without a
number to call, and write the visitor's address into its log.
"""

import contextlib
import signal
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from finder.web.security import HEADERS

_LAST_RESORT = Path(__file__).resolve().parent.parent / "templates" / "last_resort.html"
# What tells a worker to stop.
STOPS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})


class QuietWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types, and asks for a subclass
    """Answers what it cannot read with the page of last resort, and logs nothing of it."""

    def init_signals(self) -> None:
        """Hear what was held back while there was no handler for it."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Leave now. Gunicorn's own would first take the lock of the pool of threads, and wait for
        ever where the code that the signal interrupted has it; the threads end with the process."""
        Worker.handle_quit(self, sig, frame)

    def handle_error(self, _req: Any, client: Any, _addr: Any, exc: BaseException) -> None:
        """Send the page; a visitor who is gone already is let go."""
        with contextlib.suppress(OSError):
            client.sendall(answer_to(exc))


def answer_to(fault: BaseException) -> bytes:
    """The whole response to a request that could not be read."""
    status = _status(fault)
    body = _LAST_RESORT.read_bytes().replace(b'<link rel="stylesheet" href="STYLE">\n', b"")
    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _status(fault: BaseException) -> HTTPStatus:
    if isinstance(fault, LimitRequestLine):
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if isinstance(fault, LimitRequestHeaders):
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if isinstance(fault, ParseException):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.INTERNAL_SERVER_ERROR
