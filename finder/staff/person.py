"""Person: somebody who works here, in a role, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Each role may do what those before it may."""

    VIEWER = "viewer"
    STEWARD = "steward"
    OWNER = "owner"


class Permission(StrEnum):
    """What a staff page asks of whoever opens it."""

    SIGN_IN = "sign in"  # nobody is known yet
    OWN_ACCOUNT = "own account"
    LOOK = "look"
    IMPORT = "import"
    EDIT = "edit"
    PEOPLE = "people"


_LEAST = {
    Permission.OWN_ACCOUNT: Role.VIEWER,
    Permission.LOOK: Role.VIEWER,
    Permission.IMPORT: Role.STEWARD,
    Permission.EDIT: Role.STEWARD,
    Permission.PEOPLE: Role.OWNER,
}
_ORDER = tuple(Role)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff. `has_codes` says that an authenticator app is set up; a person who is
    `disabled` cannot sign in, and stands in the audit log for ever."""

    id: int
    name: str
    role: Role
    has_codes: bool
    disabled: datetime | None

    def may(self, permission: Permission) -> bool:
        """Whether this person's role is enough."""
        if self.disabled is not None:
            return False
        least = _LEAST.get(permission)
        return least is None or _ORDER.index(self.role) >= _ORDER.index(least)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser: since when, and when it was last heard of; UTC."""

    digest: str
    begun: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit log: who did what to what, when; UTC."""

    at: datetime
    by: str
    did: str
    about: str
