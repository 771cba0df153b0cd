"""Config: every setting in one frozen value, read once from the environment.

A name that begins with FINDER_ and is not one of these is refused: a misspelt setting that is
silently ignored is worse than a start that fails. docs/settings.md describes each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from finder.errors import ConfigError

SEED_DATA = Path(__file__).resolve().parent.parent / "seed_data"

# name -> what it is for; a test holds docs/settings.md to this table.
SETTINGS = {
    "FINDER_HOME": "the folder of database, index and uploads",
    "FINDER_DATABASE_URL": "an SQLAlchemy address, where the database is not in that folder",
    "FINDER_GEOCODER": "a geopy geocoder for addresses that no ZIP or city places",
    "FINDER_URL": "the site's own address, as others see it",
    "FINDER_HOST": "the address the site listens on",
    "PORT": "the port the site listens on",
    "FINDER_PROXIES": "how many proxies stand before the site, whose word about addresses is taken",
    "FINDER_WORKERS": "how many processes serve the site",
    "FINDER_GUIDANCE": "a folder or file of the operator's own articles",
    "FINDER_HELPLINES": "a file of the operator's own helplines",
    "FINDER_STYLEGUIDE": "serve /styleguide, the parts of the pages, to those who work on them",
    "FINDER_DEBUG": "show where in the code a fault of the command line happened",
}


@dataclass(frozen=True, slots=True)
class Config:
    """What an operator may set. `geocoder` is `nominatim:DOMAIN`, or empty for none; `url` has no
    slash at its end, and is empty where each request tells what the site is called."""

    home: Path = Path("var")
    database_url: str = ""
    geocoder: str = ""
    url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    guidance: Path | None = None
    helplines: Path | None = None
    proxies: int = 0
    styleguide: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """The settings of an environment; raises `ConfigError` naming the one that is wrong."""
        for name in environ:
            if name.startswith("FINDER_") and name not in SETTINGS:
                known = ", ".join(SETTINGS)
                raise ConfigError(f"{name} is not a setting. The settings are {known}.")
        default = cls()
        geocoder = environ.get("FINDER_GEOCODER", "")
        if geocoder and not geocoder.startswith("nominatim:"):
            raise ConfigError(f"FINDER_GEOCODER is {geocoder!r}; it must be nominatim:DOMAIN.")
        url = (environ.get("FINDER_URL") or "").rstrip("/")
        if url and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", url):
            raise ConfigError(f"FINDER_URL is {url!r}; it must read https://find.example.org.")
        return cls(
            home=Path(environ.get("FINDER_HOME") or default.home),
            database_url=environ.get("FINDER_DATABASE_URL", ""),
            geocoder=geocoder,
            url=url,
            host=environ.get("FINDER_HOST") or default.host,
            port=_number(environ, "PORT", default=default.port, most=65_535),
            workers=_number(environ, "FINDER_WORKERS", default=default.workers, most=64),
            guidance=_there(environ, "FINDER_GUIDANCE"),
            helplines=_there(environ, "FINDER_HELPLINES"),
            proxies=_number(environ, "FINDER_PROXIES", default=default.proxies, most=5, least=0),
            styleguide=bool(environ.get("FINDER_STYLEGUIDE")),
        )


def _there(environ: Mapping[str, str], name: str) -> Path | None:
    """The file or folder a setting names, which must be there."""
    text = environ.get(name)
    if text and not Path(text).exists():
        raise ConfigError(f"{name} is {text!r}; there is no such file or folder.")
    return Path(text) if text else None


def _number(
    environ: Mapping[str, str], name: str, *, default: int, most: int, least: int = 1
) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ConfigError(f"{name} is {text!r}; it must be a whole number from {least} to {most}.")
    return int(text)
