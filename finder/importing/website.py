"""Website: an address a link may point to, or none."""

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]*://|(?:javascript|data|vbscript|mailto|file|tel|about):", re.IGNORECASE
)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_EMPTY = frozenset({"", "http://", "https://", "http://www.", "n/a", "na", "none", "null", "-"})
# Twice what the longest address in the samples needs, and what every browser follows.
_LONGEST = 500


def read_website(text: str) -> str | None:
    """The address with its scheme and nothing but http or https; `""` for none, None for a bad one.

    >>> read_website("www.garretthealth.org"), read_website("http://")
    ('http://www.garretthealth.org', '')
    """
    shown = text.strip()
    if shown.casefold() in _EMPTY:
        return ""
    address = shown if _SCHEME.match(shown) else f"http://{shown}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    if len(address) > _LONGEST or re.search(r"[\s\\<>\"'`{}|^\x00-\x1f]", address):
        return None
    netloc = host if port is None else f"{host}:{port}"
    return parts._replace(netloc=netloc).geturl()
