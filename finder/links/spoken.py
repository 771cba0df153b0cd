"""Spoken: the language that an address asks for: /es/find/detox is /find/detox in Spanish.

English has no prefix, so that every address published before there was a second language stands.
`?lang=es`, which asked for one before there were prefixes, is still heeded.
"""

from urllib.parse import unquote_plus

from finder.search.params import LANGUAGE

ENGLISH, SPANISH = "en", "es"
# English first; each other one has its catalogue under finder/translations.
LANGUAGES = (ENGLISH, SPANISH)


def parted(path: str) -> tuple[str, str]:
    """The language of a path, and the path without it.

    >>> parted("/es/find/detox"), parted("/find/detox")
    (('es', '/find/detox'), ('en', '/find/detox'))
    """
    first, _, rest = path.removeprefix("/").partition("/")
    if first in LANGUAGES[1:]:
        return first, f"/{rest}"
    return ENGLISH, path


def in_language(path: str, language: str) -> str:
    """A path that names no language, in this one.

    >>> in_language("/find/detox", "es")
    '/es/find/detox'
    """
    return path if language == ENGLISH else f"/{language}{path}"


def without_language(query: str) -> tuple[str, str]:
    """The language that a query string asks for, "" for none we speak; and the query without it.

    >>> without_language("near=44301&lang=es")
    ('es', 'near=44301')
    """
    asked, kept = "", []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        spoken = unquote_plus(value) if unquote_plus(name) == LANGUAGE else ""
        if spoken in LANGUAGES:
            asked = asked or spoken
        else:
            kept.append(pair)
    return asked, "&".join(kept)
