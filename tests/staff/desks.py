"""Desks: a staff over a real database of its own, with cheap hashes and a clock that is set."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from finder.directory import Directory
from finder.feedback import Feedback
from finder.importing.merge import merge
from finder.importing.profile_shelf import Shelf
from finder.importing.staging import Staging
from finder.places import load_gazetteer
from finder.staff import Hashing, Person, Role, Sessions, Staff
from finder.tables import bring_up_to_date, open_database, sqlite_url
from finder.web.staff import Desk
from finder.web.staff.access import TOKEN
from finder.web.staff.intake import Intake
from tests.builders import SEED_DATA, vocabulary
from tests.web.fakes import site

PASSWORD = "seven quiet herons at noon"  # noqa: S105 -- of people made up for a test
CHEAP = Hashing.costing(memory_kib=8, passes=1, lanes=1)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, 0, 0))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        self.now += timedelta(**time)


@dataclass
class Bench:
    """A staff, its sessions, and the clock both go by."""

    staff: Staff
    sessions: Sessions
    clock: Clock
    intake: Intake

    def somebody(self, name: str = "Ada", role: Role = Role.OWNER) -> Person:
        """A person who has an authenticator app."""
        person = self.staff.add(name, role, PASSWORD, by="a test")
        assert self.staff.confirm(person, self.code(person))
        self.clock.pass_(seconds=30)
        return self.staff.named(name)

    def code(self, person: Person, *, secret: str = "") -> str:
        """What the person's app shows now."""
        secret = secret or self.staff.authenticator(person)
        return pyotp.TOTP(secret).at(int((self.clock() - datetime(1970, 1, 1)).total_seconds()))


def bench(folder: Path) -> Bench:
    """A staff without anybody."""
    database = open_database(sqlite_url(folder / "directory.db"))
    bring_up_to_date(database)
    clock = Clock()
    staff = Staff(database, hashing=CHEAP, secret=b"s" * 32, clock=clock)
    return Bench(staff, Sessions(database, clock), clock, _intake(folder, database, staff))


def _intake(folder: Path, database: Engine, staff: Staff) -> Intake:
    """What takes imports in, over an empty directory; nobody does the work."""
    directory = Directory(
        database, merge=merge, index=lambda *_: None, lock=folder / "changing.lock"
    )
    directory.prepare()
    return Intake(
        staging=Staging(folder / "staged"),
        directory=directory,
        vocabulary=vocabulary(),
        gazetteer=load_gazetteer(SEED_DATA / "places"),
        profiles=Shelf(SEED_DATA / "profiles", folder / "profiles"),
        staff=staff,
        begin=lambda _ticket: None,
    )


def staffed(on: Bench, feedback: Feedback | None = None) -> Flask:
    """The site over a few places, with its staff side, and what the public reports."""
    heard = feedback or Feedback(on.staff.database, b"s" * 32, on.clock)
    return site(desk=Desk(on.staff, on.sessions, b"k" * 32, on.intake), feedback=heard)


def signed_in(app: Flask, on: Bench, role: Role, name: str = "") -> FlaskClient:
    """A browser in which somebody of this role is signed in."""
    person = on.somebody(name or f"Some {role}", role)
    browser = app.test_client()
    with browser.session_transaction(base_url="http://localhost/staff") as kept:
        kept[TOKEN] = on.sessions.begin(person)
    return browser
