"""Language: the reader's, and how texts, numbers and days are written in it.

The one door to Babel.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import flask_babel  # type: ignore[import-untyped]  # ships no types
from babel import Locale
from flask import Flask, current_app, has_request_context, request

from finder.search.params import LANGUAGE

ENGLISH = "en"


def register(app: Flask) -> None:
    """Let each request have its language: English, and every one whose translation is there."""
    folder = Path(app.root_path) / "translations"
    translated = sorted(file.parent.parent.name for file in folder.glob("*/LC_MESSAGES/*.mo"))
    languages = (ENGLISH, *translated)
    app.config["LANGUAGES"] = languages
    flask_babel.Babel(app, default_locale=ENGLISH, locale_selector=lambda: preferred(languages))


def preferred(languages: Sequence[str]) -> str:
    """Of these, what the address asks for, else what the browser prefers, else English."""
    if not has_request_context():
        return ENGLISH
    asked = request.args.get(LANGUAGE, "")
    if asked in languages:
        return asked
    return request.accept_languages.best_match(languages, ENGLISH)


def language() -> str:
    """The reader's language, as in `lang`: "en"."""
    return str(flask_babel.get_locale() or ENGLISH)


def languages() -> tuple[str, ...]:
    """Every language the site speaks, English first."""
    return tuple(current_app.config["LANGUAGES"])


def own_name(code: str) -> str:
    """What a language is called in itself: "español"."""
    return str(Locale.parse(code).get_display_name(code))


def asked_language() -> str:
    """The language that the address itself asks for; "" where it asks for none we speak."""
    asked = request.args.get(LANGUAGE, "")
    return asked if asked in languages() else ""


def N_(message: str) -> str:
    """A message as it is, to be translated where it is shown."""
    return message


def gettext(message: str, /, **values: str) -> str:
    """A message in the reader's language, its `%(name)s` filled in where values are given."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, /, **values: str) -> str:
    """The form of a message that goes with this number."""
    return str(flask_babel.ngettext(one, many, number, **values))


def whole(value: int) -> str:
    """A whole number as people here write it: 12,744."""
    # Every language we may ever have writes these the same, and a page has two hundred of them.
    return str(value) if 0 <= value < 1000 else str(flask_babel.format_decimal(value))


def day(value: date, pattern: str) -> str:
    """A day; `pattern` is CLDR's ("MMMM y") or one of its names ("long")."""
    return str(flask_babel.format_date(value, pattern))
