"""Wiring: builds the parts from the config and joins them, once.

A part is made when it is first asked for: `finder imports` should not wait for the gazetteer.
"""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine as Database

from finder.config import SEED_DATA, Config
from finder.directory import Directory
from finder.errors import IndexUnusable, NoDirectory
from finder.facility import Facility, Revision
from finder.feedback import Feedback
from finder.guidance import Library, load_guidance
from finder.importing.locate import Geocoder, geopy_geocoder
from finder.importing.merge import merge
from finder.importing.profile_shelf import Shelf
from finder.importing.run import Importer
from finder.importing.staging import Staging
from finder.importing.work import Work
from finder.maps import Atlas, load_atlas
from finder.places import Gazetteer, load_gazetteer
from finder.search import snapshot
from finder.search.embedded import EmbeddedEngine
from finder.search.intent import lexicon_of
from finder.sentence import said
from finder.staff import Hashing, Sessions, Staff
from finder.staff.secret import kept_secret
from finder.tables import bring_up_to_date, open_database, sqlite_url
from finder.vocabulary import Vocabulary, load_vocabulary


class Parts:
    """Everything that makes up one finder, over one folder."""

    def __init__(self, config: Config) -> None:
        self.config = config

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Our terms, and the codes they stand for."""
        return load_vocabulary(SEED_DATA / "vocabulary")

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What people call places."""
        return load_gazetteer(SEED_DATA / "places")

    @cached_property
    def atlas(self) -> Atlas:
        """What maps are drawn from."""
        return load_atlas(SEED_DATA / "places", self.gazetteer)

    @cached_property
    def guidance(self) -> Library:
        """The articles, the operator's own among them; raises `GuidanceError` for a broken one."""
        return load_guidance(
            self.guidance_folders, vocabulary=self.vocabulary, gazetteer=self.gazetteer
        )

    @property
    def guidance_folders(self) -> list[Path]:
        """Where articles are: our own folder, and what the operator named."""
        own = [self.config.guidance] if self.config.guidance else []
        return [SEED_DATA / "guidance", *own]

    @cached_property
    def directory(self) -> Directory:
        """The directory, which `finder init` must have made; raises `NoDirectory` otherwise."""
        self._expect_database()
        return self.new_directory()

    def new_directory(self) -> Directory:
        """The directory, its tables made or brought up to date; it may have no revision yet."""
        lock = self.config.home / "changing.lock"
        return Directory(self._database, merge=merge, index=self._index, lock=lock)

    @cached_property
    def staff(self) -> Staff:
        """Who may change the directory; raises `NoDirectory` where there is none."""
        self._expect_database()
        return Staff(self._database, hashing=Hashing.costing(), secret=self.secret)

    @cached_property
    def sessions(self) -> Sessions:
        """The browsers that are signed in."""
        self._expect_database()
        return Sessions(self._database)

    @cached_property
    def feedback(self) -> Feedback:
        """What the public reports, and what calls found."""
        self._expect_database()
        return Feedback(self._database, self.secret)

    @cached_property
    def secret(self) -> bytes:
        """What signs the staff's cookies, made on first use and kept beside the database: every
        process signs with the same, and who can read it can read the database too."""
        return kept_secret(self.config.home / "secret.key")

    @cached_property
    def _database(self) -> Database:
        self.config.home.mkdir(parents=True, exist_ok=True)
        database = open_database(self.config.database_url or sqlite_url(self._file))
        bring_up_to_date(database)
        return database

    @cached_property
    def engine(self) -> EmbeddedEngine:
        """The engine over the directory's newest revision."""
        return EmbeddedEngine(self.index_folder, self.vocabulary, self.directory.revision)

    @cached_property
    def importer(self) -> Importer:
        """What reads, cleans, locates, matches and plans."""
        return Importer(
            directory=self.directory,
            vocabulary=self.vocabulary,
            gazetteer=self.gazetteer,
            geocoder=self._geocoder(),
        )

    @cached_property
    def staging(self) -> Staging:
        """Imports that are not published yet."""
        return Staging(self.config.home / "staged")

    @property
    def work(self) -> Work:
        """What does the work on staged imports."""
        return Work(self.importer, self.staging, self.profiles, self.sweep)

    def begin(self, ticket: str) -> None:
        """Have the work on a ticket done in a process of its own, which outlives this one's."""
        start_finder(("work", ticket), self.config)

    def take_over(self) -> None:
        """Have the work begun anew that somebody's death interrupted."""
        for ticket in self.staging.abandoned():
            self.begin(ticket)

    @property
    def profiles(self) -> Shelf:
        """The profiles of tables: those that come with the program, and the steward's own."""
        return Shelf(shipped=SEED_DATA / "profiles", own=self.config.home / "profiles")

    @property
    def index_folder(self) -> Path:
        """Where snapshots lie; derived data, never the truth."""
        return self.config.home / "index"

    def searchable(self) -> EmbeddedEngine:
        """The engine, ready; an index that is missing, damaged or of another vocabulary is made
        anew first, even where an older one could still answer."""
        if not self._is_current():
            with self.directory.changing(said("making the index"), wait=60):
                self.__dict__.pop("engine", None)
                if not self._is_current():  # nobody else did, while we waited
                    self.directory.reindex()
            self.__dict__.pop("engine", None)
            self.engine.view()
        lexicon_of(self.vocabulary)  # made once, before the first visitor would wait for it
        return self.engine

    def sweep(self) -> None:
        """Throw away snapshots that nobody can be using any more; hold `changing` around it. What
        cannot be removed now is left for the next time."""
        with contextlib.suppress(OSError):
            snapshot.sweep(self.index_folder, self.directory.revision())

    def _is_current(self) -> bool:
        try:
            self.engine.view()
        except IndexUnusable:
            return False
        return self.engine.state().is_current

    def _expect_database(self) -> None:
        if not self.config.database_url and not self._file.exists():
            raise NoDirectory(
                said(
                    "There is no directory in %(home)s yet. `finder init` makes one.",
                    home=str(self.config.home),
                )
            )

    @property
    def _file(self) -> Path:
        return self.config.home / "directory.db"

    def _index(self, revision: Revision, facilities: Iterable[Facility]) -> None:
        names = {state.state: state.name for state in self.gazetteer.states()}
        snapshot.build(self.index_folder, revision, list(facilities), self.vocabulary, names)

    def _geocoder(self) -> Geocoder | None:
        kind, _, domain = self.config.geocoder.partition(":")
        return geopy_geocoder(kind, domain) if kind else None


def start_finder(arguments: Sequence[str], config: Config) -> None:
    """Starts a finder of the same settings in the background. It is in a session of its own, so
    that a server that is stopped or replaced does not take it along."""
    environment = {
        **os.environ,
        "FINDER_HOME": str(config.home.resolve()),
        "FINDER_DATABASE_URL": config.database_url,
        "FINDER_GEOCODER": config.geocoder,
    }
    # No shell reads it: this Python, our own module, and arguments of our own making.
    child = subprocess.Popen(  # noqa: S603 -- as the line above says
        [sys.executable, "-m", "finder", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody must hear of its end, or it stays as a zombie.
    threading.Thread(target=child.wait, daemon=True).start()
