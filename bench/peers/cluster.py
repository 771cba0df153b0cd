"""Cluster: a PostgreSQL server of our own, in a folder of its own, that nobody else can reach.

It listens on a socket in that folder only, never on the network, and stops when it is closed.
PostgreSQL refuses to run as root; for root it is started as the user `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from bench.peers.contract import Missing

_DEBIAN = Path("/usr/lib/postgresql/15/bin")
_PACKAGE = "postgresql-15-postgis-3"
# Set for a machine of 24 GB: the whole of a million rows in memory, sorts too, and planning as if
# pages are in memory, which they are. Nothing is written while it is measured.
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "'3GB'",
    "effective_cache_size": "'8GB'",
    "work_mem": "'256MB'",
    "maintenance_work_mem": "'1GB'",
    "max_parallel_workers_per_gather": "2",
    "random_page_cost": "1.1",
    "effective_io_concurrency": "100",
    "fsync": "off",
    "synchronous_commit": "off",
    "max_wal_size": "'8GB'",
    "autovacuum": "off",
    "jit": "off",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    folder: Path
    programs: Path
    user: str | None

    @property
    def address(self) -> str:
        """What to connect to."""
        return f"host={self.folder} user=finder dbname=postgres"

    def stop(self) -> None:
        """Stop it, at once, and take its folder away."""
        try:
            self._run("pg_ctl", "-D", str(self.folder / "cluster"), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Make the cluster and start it."""
        cluster = self.folder / "cluster"
        self._run("initdb", "-D", str(cluster), "-U", "finder", "-A", "trust", "-E", "UTF8")
        lines = [f"{name} = {value}\n" for name, value in SETTINGS.items()]
        lines.append(f"unix_socket_directories = '{self.folder}'\n")
        with (cluster / "postgresql.conf").open("a") as file:
            file.writelines(lines)
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(cluster), "-l", log, "-w", "-t", "60", "start")

    def _run(self, program: str, *arguments: str) -> None:
        # No shell reads it: PostgreSQL's own programs, over folders that this class made.
        subprocess.run(  # noqa: S603 -- as the line above says
            [str(self.programs / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            user=self.user,
            group=self.user and pwd.getpwnam(self.user).pw_gid,
            extra_groups=[] if self.user else None,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )


def started() -> Cluster:
    """A server in a folder of its own; raises `Missing` without PostgreSQL 15."""
    programs = _DEBIAN if _DEBIAN.is_dir() else Path(shutil.which("initdb") or "").parent
    if not (programs / "initdb").is_file():
        raise Missing(f"PostgreSQL is not here: apt-get install {_PACKAGE}")
    folder = Path(mkdtemp(prefix="bench-"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    cluster = Cluster(folder, programs, user)
    try:
        cluster.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return cluster


def _user() -> str | None:
    """Whom to be, for root."""
    if os.getuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
