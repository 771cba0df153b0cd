"""Staff: who may change the directory, how they prove it is them, and what they did.

Reading order: `person` (roles and permissions), `passwords`, `codes` and `throttle` (how somebody
proves who they are), `store` (people and the audit log), `sessions` (browsers that are signed in).
"""

from finder.staff import codes
from finder.staff.passwords import Hashing, WeakPassword
from finder.staff.person import Act, Permission, Person, Role, Session
from finder.staff.sessions import ABSOLUTE, IDLE, Sessions
from finder.staff.store import NotPossible, Staff
from finder.staff.throttle import Throttled

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "Act",
    "Hashing",
    "NotPossible",
    "Permission",
    "Person",
    "Role",
    "Session",
    "Sessions",
    "Staff",
    "Throttled",
    "WeakPassword",
    "codes",
]
