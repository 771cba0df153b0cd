"""Passwords: how they are judged and kept. Long ones that nobody else has; no other rule.

The figures are OWASP's and NIST's as `shared/reliability.md` gives them: argon2id with 64 MiB, four
passes and two lanes; 15 to 128 characters; none of the some 90,000 that people use most.
"""

from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from finder.errors import ShownError
from finder.sentence import said

SHORTEST, LONGEST = 15, 128


class WeakPassword(ShownError, ValueError):
    """A password that may not be used; the sentence says why."""


def check_strength(password: str, name: str) -> None:
    """Raise `WeakPassword` unless a password may be used by the person of this name."""
    if len(password) < SHORTEST:
        raise WeakPassword(
            said(
                "A password has at least %(n)s characters. Four or five words that do not belong "
                "together are easy to keep in mind.",
                n=SHORTEST,
            )
        )
    if len(password) > LONGEST:
        raise WeakPassword(said("A password has at most %(n)s characters.", n=LONGEST))
    plain = "".join(password.casefold().split())
    if len(set(plain)) < 5 or _is_of_common_parts(plain):
        raise WeakPassword(
            said("Too many people use this password, or one made of it. Choose another.")
        )
    bare_name = "".join(name.casefold().split())
    if len(bare_name) > 2 and len(plain.replace(bare_name, "")) < SHORTEST // 2:
        raise WeakPassword(said("This password is little more than the name. Choose another."))


def _is_of_common_parts(plain: str) -> bool:
    """Whether it is a common password, with or without digits about it, or one said twice."""
    bare = plain.strip("0123456789!?.,-_*#@$")
    for text in {plain, bare}:
        half = text[: len(text) // 2]
        if text in _common() or (half * 2 == text and half in _common()):
            return True
    return bare == ""


def _one_way(password: str) -> str:
    """Each letter written in one way: keyboards differ in how they send an é (NIST SP 800-63B)."""
    return normalize("NFKC", password)


@cache
def _common() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])


@dataclass(frozen=True, slots=True)
class Hashing:
    """How passwords are hashed; `decoy` is a hash of nothing, so that an unknown name takes as
    long to refuse as a wrong password."""

    hasher: PasswordHasher
    decoy: str

    @classmethod
    def costing(cls, *, memory_kib: int = 65_536, passes: int = 4, lanes: int = 2) -> "Hashing":
        """Argon2id at these costs."""
        hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        return cls(hasher, hasher.hash("nobody"))

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self.hasher.hash(_one_way(password))

    def agrees(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one that was kept; nothing kept takes as long and is False."""
        try:
            self.hasher.verify(kept or self.decoy, _one_way(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None
