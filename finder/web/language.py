"""Language: the reader's, and how texts, numbers and days are written in it.

The one door to Babel. Which language a page is in is said by its address (`language_prefix`).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, has_request_context, request

from finder.errors import FinderError
from finder.links.spoken import ENGLISH, LANGUAGES, SPANISH
from finder.sentence import Sentence

DOMAIN = "messages"
# Where a request keeps the language of its address, and the app its catalogues.
SPOKEN = "finder.language"
_CATALOGUES = "finder.catalogues"
# Spanish as it is written in the United States: 12,744 and 1.5 miles.
_LOCALES = {SPANISH: "es_US"}


def register(app: Flask) -> None:
    """Let every template and view speak each language; the catalogues are read here, once."""
    folder = Path(app.root_path) / "translations"
    app.extensions[_CATALOGUES] = {
        each: catalogue(folder / each / "LC_MESSAGES" / f"{DOMAIN}.po") for each in LANGUAGES[1:]
    }
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
        lambda message: _translations().gettext(message),
        lambda one, many, number: _translations().ngettext(one, many, number),
        newstyle=True,
    )


def catalogue(file: Path) -> Translations:
    """The translations of a catalogue, straight from its text: nothing is compiled beforehand, so
    nothing can be out of date. What is marked as fuzzy is left out."""
    compiled = BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written))
    compiled.seek(0)
    return Translations(compiled, DOMAIN)


def use(app: Flask, catalogues: Mapping[str, NullTranslations]) -> None:
    """Speak from these catalogues instead, by their language."""
    app.extensions[_CATALOGUES] = {**app.extensions[_CATALOGUES], **catalogues}


def _translations() -> NullTranslations:
    """The reader's catalogue; English needs none."""
    found: Mapping[str, NullTranslations] = current_app.extensions[_CATALOGUES]
    return found.get(language()) or _AS_WRITTEN


_AS_WRITTEN = NullTranslations()


def language() -> str:
    """The reader's language, as in `lang`: "en". Outside of a request, English."""
    return request.environ.get(SPOKEN, ENGLISH) if has_request_context() else ENGLISH


def languages() -> tuple[str, ...]:
    """Every language the site speaks, English first."""
    return LANGUAGES


def own_name(code: str) -> str:
    """What a language is called in itself: "español"."""
    return str(Locale.parse(code).get_display_name(code))


def N_(message: str) -> str:
    """A message as it is, to be translated where it is shown."""
    return message


def gettext(message: str, /, **values: str) -> str:
    """A message in the reader's language, its `%(name)s` filled in where values are given."""
    said = _translations().gettext(message) if has_request_context() else message
    return said % values if values else said


def ngettext(one: str, many: str, number: int, /, **values: str) -> str:
    """The form of a message that goes with this number."""
    spoken = _translations() if has_request_context() else _AS_WRITTEN
    said = spoken.ngettext(one, many, number)
    return said % values if values else said


def told(what: str | FinderError) -> str:
    """A sentence, or what an error says, in the reader's language; any other text as it is."""
    text = what.sentence if isinstance(what, FinderError) else what
    if not isinstance(text, Sentence) or not text.template:
        return str(text)
    values = {name: told(each) for name, each in text.values.items()}
    return gettext(text.template, **values)


def whole(value: int) -> str:
    """A whole number as people here write it: 12,744."""
    # Every language we may ever have writes these the same, and a page has two hundred of them.
    return str(value) if 0 <= value < 1000 else numbers.format_decimal(value, locale=_locale())


def day(value: date, pattern: str) -> str:
    """A day; `pattern` is CLDR's ("MMMM y") or one of its names ("long")."""
    return dates.format_date(value, pattern, locale=_locale())


def _locale() -> Locale:
    return _parsed(_LOCALES.get(language(), language()))


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)
