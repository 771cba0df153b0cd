"""Staff: the people who keep the directory, their sessions and the audit log, in its database."""

from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b
from secrets import compare_digest

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from finder.errors import ShownError
from finder.sentence import said
from finder.staff import codes, throttle
from finder.staff.passwords import Hashing, check_strength
from finder.staff.person import Act, Person, Role
from finder.staff.rows import PERSON, Clock, person_of, tidy_name, utc_now
from finder.staff.tables import ActRow, PersonRow, RecoveryRow, SessionRow
from finder.tables import reading, writing

LONGEST_NAME = 80
ACTS_A_PAGE = 100


class NotPossible(ShownError, ValueError):
    """Something that cannot be done with people as they are; the sentence says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Staff:
    """The people of one database. Safe to share between threads.

    `secret` hashes what tries are counted under; `hashing` says how dear a password is to check.
    """

    database: Engine
    hashing: Hashing
    secret: bytes
    clock: Clock = utc_now

    def add(self, name: str, role: Role, password: str, *, by: str) -> Person:
        """A new person; raises `WeakPassword` or `NotPossible`."""
        tidy = tidy_name(name)
        if not 1 <= len(tidy) <= LONGEST_NAME or not tidy.isprintable():
            raise NotPossible(said("A name has 1 to %(n)s characters.", n=LONGEST_NAME))
        check_strength(password, tidy)
        kept = self.hashing.hash(password)
        new = {"name": tidy, "role": role.value, "password": kept, "codes": codes.new_secret()}
        with writing(self.database) as connection:
            if _by_name(connection, tidy) is not None:
                raise NotPossible(said("There is somebody called %(name)s already.", name=tidy))
            row = insert(PersonRow).values(**new, confirmed=False, last_step=0, disabled=None)
            connection.execute(row)
            self._record(connection, by, "added a person", f"{tidy}, {role.value}")
            found = _by_name(connection, tidy)
        assert found is not None
        return found

    def people(self) -> tuple[Person, ...]:
        """Everybody, in order of name."""
        with reading(self.database) as connection:
            rows = connection.execute(select(*PERSON).order_by(PersonRow.name))
            return tuple(person_of(row) for row in rows)

    def named(self, name: str) -> Person:
        """The person of this name; raises `NotPossible` where there is none."""
        with reading(self.database) as connection:
            found = _by_name(connection, tidy_name(name))
        if found is None:
            raise NotPossible(
                said("There is nobody called %(name)s. `finder user list` shows who is.", name=name)
            )
        return found

    def set_role(self, person: Person, role: Role, *, by: str) -> None:
        """Give another role, and end the sessions begun in the old one; raises `NotPossible` where
        no owner would be left."""
        with writing(self.database) as connection:
            _keep_an_owner(connection, person, still=role is Role.OWNER)
            changed = update(PersonRow).where(PersonRow.id == person.id).values(role=role.value)
            connection.execute(changed)
            if role is not person.role:
                connection.execute(delete(SessionRow).where(SessionRow.person == person.id))
            self._record(connection, by, "changed a role", f"{person.name}: {role.value}")

    def disable(self, person: Person, *, by: str) -> None:
        """Let somebody in no more, at once; raises `NotPossible` where no owner would be left."""
        with writing(self.database) as connection:
            _keep_an_owner(connection, person, still=False)
            now = self.clock()
            disabled = update(PersonRow).where(PersonRow.id == person.id).values(disabled=now)
            connection.execute(disabled)
            connection.execute(delete(SessionRow).where(SessionRow.person == person.id))
            self._record(connection, by, "disabled a person", person.name)

    def enable(self, person: Person, *, by: str) -> None:
        """Let somebody in again."""
        with writing(self.database) as connection:
            enabled = update(PersonRow).where(PersonRow.id == person.id).values(disabled=None)
            connection.execute(enabled)
            self._record(connection, by, "enabled a person", person.name)

    def reset(self, person: Person, password: str, *, by: str) -> None:
        """A new password and a new authenticator, and every session ended."""
        check_strength(password, person.name)
        new = {"password": self.hashing.hash(password), "codes": codes.new_secret()}
        with writing(self.database) as connection:
            row = update(PersonRow).where(PersonRow.id == person.id)
            connection.execute(row.values(**new, confirmed=False, last_step=0))
            connection.execute(delete(RecoveryRow).where(RecoveryRow.person == person.id))
            connection.execute(delete(SessionRow).where(SessionRow.person == person.id))
            self._record(connection, by, "reset a person", person.name)

    def check_password(self, name: str, password: str, address: str) -> Person | None:
        """Who this is; None for a wrong name or password, after the same time; raises
        `Throttled`."""
        tidy, now = tidy_name(name)[:LONGEST_NAME], self.clock()
        by_name = throttle.key_of("name", tidy.casefold(), self.secret, now)
        by_address = throttle.key_of("address", address, self.secret, now)
        with writing(self.database) as connection:
            limits = (
                (by_name, throttle.OF_NAME),
                (by_address, throttle.OF_ADDRESS),
                ("all", throttle.OF_ALL),
            )
            throttle.admit(connection, limits, now)
            person = _by_name(connection, tidy)
            known = person is not None and person.disabled is None
            kept = _password_of(connection, person.id) if person and known else None
        if not self.hashing.agrees(kept, password):
            return None
        with writing(self.database) as connection:
            throttle.forget(connection, by_name)
        return person

    def change_password(self, person: Person, password: str) -> None:
        """A new password of one's own, and every session ended; raises `WeakPassword`."""
        check_strength(password, person.name)
        kept = self.hashing.hash(password)
        with writing(self.database) as connection:
            changed = update(PersonRow).where(PersonRow.id == person.id).values(password=kept)
            connection.execute(changed)
            connection.execute(delete(SessionRow).where(SessionRow.person == person.id))
            self._record(connection, person.name, "changed their password", "")

    def mark(self, person: Person) -> str:
        """What changes with the person's password: a sign-in begun with one ends with it."""
        with reading(self.database) as connection:
            kept = _password_of(connection, person.id)
        return self._mark(kept or "")

    def marked(self, number: int, mark: str) -> Person | None:
        """The person of this number, if they may sign in and have the password still that `mark`
        was made for."""
        with reading(self.database) as connection:
            row = connection.execute(
                select(*PERSON, PersonRow.password).where(PersonRow.id == number)
            ).one_or_none()
        if row is None or row.disabled is not None:
            return None
        return person_of(row) if compare_digest(self._mark(row.password), mark) else None

    def _mark(self, kept: str) -> str:
        return blake2b(kept.encode(), key=self.secret[:64], digest_size=16).hexdigest()

    def authenticator(self, person: Person) -> str:
        """The secret to show to an authenticator app, until a first code has confirmed it."""
        with reading(self.database) as connection:
            query = select(PersonRow.codes, PersonRow.confirmed).where(PersonRow.id == person.id)
            row = connection.execute(query).one()
        if row.confirmed:
            raise NotPossible(said("An authenticator app is set up already."))
        return str(row.codes)

    def confirm(self, person: Person, code: str) -> tuple[str, ...] | None:
        """The recovery codes, once, when the first code of an app is right; else None."""
        if not self._is_code(person, code):
            return None
        given = codes.new_recovery_codes()
        with writing(self.database) as connection:
            row = update(PersonRow).where(PersonRow.id == person.id)
            connection.execute(row.values(confirmed=True))
            connection.execute(delete(RecoveryRow).where(RecoveryRow.person == person.id))
            kept = [{"digest": codes.digest_of(each), "person": person.id} for each in given]
            connection.execute(insert(RecoveryRow), kept)
            self._record(connection, person.name, "set up an authenticator", "")
        return given

    def check_code(self, person: Person, code: str) -> bool:
        """Whether this is a code of the person's app, or a recovery code; each is good once. Raises
        `Throttled`."""
        if self._is_code(person, code):
            return True
        digest = codes.digest_of(code)
        with writing(self.database) as connection:
            spent = delete(RecoveryRow).where(
                RecoveryRow.digest == digest, RecoveryRow.person == person.id
            )
            if connection.execute(spent).rowcount != 1:
                return False
            left = select(func.count()).where(RecoveryRow.person == person.id)
            about = f"{connection.scalar(left)} left"
            self._record(connection, person.name, "used a recovery code", about)
        return True

    def _is_code(self, person: Person, code: str) -> bool:
        now = self.clock()
        key = throttle.key_of("code", str(person.id), self.secret, now)
        with writing(self.database) as connection:
            throttle.admit(connection, ((key, throttle.OF_CODES),), now)
            query = select(PersonRow.codes, PersonRow.last_step).where(PersonRow.id == person.id)
            row = connection.execute(query).one()
            at = now.replace(tzinfo=UTC)
            step = codes.step_of(row.codes, code, at, after=row.last_step)
            if step is None:
                return False
            used = update(PersonRow).where(PersonRow.id == person.id).values(last_step=step)
            connection.execute(used)
            throttle.forget(connection, key)
        return True

    def record(self, by: str, did: str, about: str) -> None:
        """Write down a staff act; `about` names an import, a facility or a person."""
        with writing(self.database) as connection:
            self._record(connection, by, did, about)

    def acts(self, *, page: int = 1) -> tuple[Act, ...]:
        """A page of the audit log, the newest first."""
        query = (
            select(ActRow.at, ActRow.by, ActRow.did, ActRow.about)
            .order_by(ActRow.id.desc())
            .offset((page - 1) * ACTS_A_PAGE)
            .limit(ACTS_A_PAGE)
        )
        with reading(self.database) as connection:
            return tuple(Act(*row) for row in connection.execute(query))

    def _record(self, connection: Connection, by: str, did: str, about: str) -> None:
        row = {"at": self.clock(), "by": by[:80], "did": did, "about": about[:255]}
        connection.execute(insert(ActRow).values(**row))


def _by_name(connection: Connection, name: str) -> Person | None:
    """Compared here, since SQLite's lower() knows no letter beyond ASCII."""
    for row in connection.execute(select(*PERSON)):
        if row.name.casefold() == name.casefold():
            return person_of(row)
    return None


def _password_of(connection: Connection, number: int) -> str | None:
    return connection.scalar(select(PersonRow.password).where(PersonRow.id == number))


def _keep_an_owner(connection: Connection, person: Person, *, still: bool) -> None:
    owners = connection.scalar(
        select(func.count())
        .select_from(PersonRow)
        .where(
            PersonRow.role == Role.OWNER.value,
            PersonRow.disabled.is_(None),
            PersonRow.id != person.id,
        )
    )
    if person.role is Role.OWNER and not still and not owners:
        raise NotPossible(
            said("%(name)s is the only owner. Make somebody else an owner first.", name=person.name)
        )
