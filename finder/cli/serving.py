"""The command that serves the site: gunicorn, with the index loaded once and shared."""

import gc
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from finder.app import create_app
from finder.cli.keeping import set_up
from finder.cli.worker import STOPS, QuietWorker
from finder.config import Config
from finder.errors import ConfigError
from finder.wiring import Parts

# A slow phone must not keep a whole worker waiting, so each worker answers several at once.
_THREADS = 4
# The most gunicorn allows: five hundred filters in one address still fit.
_LONGEST_ADDRESS = 8190
# No page takes this long; a worker that does is stuck and is replaced.
_TIMEOUT = 30
# Seconds that a site which is to stop at once (Ctrl-C) waits for its workers.
_AT_ONCE = 5


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Default: PORT, or 8000.")
@click.option("--host", help="Default: FINDER_HOST, or 127.0.0.1.")
@click.pass_obj
def serve(parts: Parts, port: int | None, host: str | None) -> None:
    """Serve the site; makes the directory first where there is none."""
    config = parts.config
    config = replace(config, port=port or config.port, host=host or config.host)
    _refuse_taken_port(config)
    if set_up(parts):
        click.echo("Made a directory of invented places to try it with.")
    parts.searchable()
    app = create_app(parts)
    parts.take_over()
    # Workers are forked after all is loaded: they share its memory, and must open their own
    # connections. Frozen objects are not written to by the garbage collector and stay shared.
    parts.directory.close()
    gc.freeze()
    click.echo(f"Serving on http://{config.host}:{config.port} (Ctrl-C stops)")
    options = {
        "bind": f"{config.host}:{config.port}",
        "workers": config.workers,
        "worker_class": QuietWorker,
        "threads": _THREADS,
        "limit_request_line": _LONGEST_ADDRESS,
        "timeout": _TIMEOUT,
        "preload_app": True,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "error",
        "logger_class": _QuietLogger,
        "control_socket_disable": True,
    }
    _Server(app, options).run()


def _refuse_taken_port(config: Config) -> None:
    """Gunicorn would try five times and then give up in many lines."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            raise ConfigError(
                f"Port {config.port} is taken or not allowed ({error.strerror}). "
                "Say another: PORT=8080 make run, or finder serve --port 8080."
            ) from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types, and asks for a subclass
    """Gunicorn, told by us rather than by files and flags."""

    def __init__(self, app: Callable[..., Any], options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self._app

    def run(self) -> None:
        _PatientArbiter(self).run()


class _PatientArbiter(Arbiter):  # type: ignore[misc]  # gunicorn ships no types, and asks for a subclass
    """Gunicorn's arbiter, whose newborn workers miss no signal.

    Between its fork and its own handlers a worker has the arbiter's, which put a signal into a
    queue nobody reads: told to stop just then, it would stay for the whole graceful timeout.
    """

    def stop(self, graceful: bool = True) -> None:
        """Stop; told to do so at once, end within seconds whatever a worker does."""
        if not graceful:
            self.cfg.set("graceful_timeout", _AT_ONCE)
        super().stop(graceful)

    def spawn_worker(self) -> Any:
        signal.pthread_sigmask(
            signal.SIG_BLOCK, STOPS
        )  # the worker takes this off when it can hear
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


class _QuietLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types, and asks for a subclass
    """Gunicorn's log without what was asked and by whom: it would name addresses and queries."""

    def exception(self, msg: str, *_args: object, **_kwargs: object) -> None:
        self.error_log.error(msg.split("%", maxsplit=1)[0].strip())
