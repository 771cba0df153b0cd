"""Codes: the six digits of an authenticator app (RFC 6238), and codes for when it is lost."""

import secrets
from datetime import datetime
from hashlib import sha256

import pyotp

STEP = 30  # seconds that a code holds
ISSUER = "Treatment Finder"
RECOVERY_CODES = 10
# Letters and digits that cannot be taken for one another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """A new secret to share with an authenticator app, base32."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """The otpauth:// address that a QR code shows to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The step of time whose code this is, of the present one and its neighbours; None for a wrong
    code, and for one of a step not `after` the last that was used: each code is good once."""
    typed = "".join(code.split())
    present = int(now.timestamp()) // STEP
    for step in (present, present - 1, present + 1):
        right = pyotp.TOTP(secret).at(step * STEP)
        if secrets.compare_digest(right.encode(), typed.encode()) and step > after:
            return step
    return None


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of fifty bits each, as people copy them: "k3mq-7rtx-2n"."""
    letters = (drawn(10) for _ in range(RECOVERY_CODES))
    return tuple(f"{each[:4]}-{each[4:8]}-{each[8:]}" for each in letters)


def drawn(letters: int) -> str:
    """A new code of so many letters, five bits each but a little."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def plain(code: str) -> str:
    """A code as it is kept, however somebody writes it: "K3MQ 7RTX" is "k3mq7rtx"."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def digest_of(code: str) -> str:
    """What is kept of a recovery code: it has entropy of its own, so a plain hash is enough."""
    return sha256(plain(code).encode()).hexdigest()
