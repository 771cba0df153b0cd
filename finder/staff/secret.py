"""Secret: the bytes that sign cookies, made once and kept in a file that only we may read."""

import os
import secrets
from pathlib import Path

from finder.errors import StoreError
from finder.sentence import said

_BYTES = 32


def kept_secret(file: Path) -> bytes:
    """The secret in a file, which is made where it is missing. Two processes that start at once
    agree: whoever comes second reads what the first one wrote."""
    if not file.exists():
        new = file.with_name(f"{file.name}.{os.getpid()}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(_BYTES))
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(new, file)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    found = file.read_bytes()
    if len(found) != _BYTES:
        raise StoreError(
            said("%(file)s is damaged. Remove it: everybody then signs in anew.", file=str(file))
        )
    return found
