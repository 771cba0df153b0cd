"""Service names: the codes that the locator's JSON means by the names of services it lists."""

import html
import re
from collections.abc import Iterator

from finder.vocabulary import Vocabulary

# The categories of the keys of 2022 and 2023. A name that its own does not have, as happens with
# the categories of 2019 (ASSES, EDU, TOBAC), is looked for in all and taken if it means one code.
_KEY_CATEGORIES = (
    "TC SET HOSP OM OMSC AUT SMAT OT PHR TAP FOP LCA PAY PYAS SG ASPT SCR TRSRV RSS OTHR DETOX ECS"
    " MSRV SMP AGE GN EXCL SL OL FVP AS FT EMS"
)
# An entity ends in ";", which also parts the values.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


def text_of(value: object) -> str:
    """A JSON value as text; nothing for null, truth values, lists and objects."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)[:40]


class ServiceNames:
    """Which code a service's name means, under which category; each looked up once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._categories = _KEY_CATEGORIES.split()
        self._codes: dict[tuple[str, str], str | None] = {}

    def read(self, services: object) -> tuple[dict[str, None], dict[str, None]]:
        """The codes and the remarks of a row's services, each once and in the row's order."""
        codes: dict[str, None] = {}
        remarks: dict[str, None] = {}
        for service in services if isinstance(services, list) else []:
            if not isinstance(service, dict):
                continue
            category = text_of(service.get("f2")).upper()
            for value in _values(service.get("f3")):
                code = self._code(category, value)
                if code:
                    codes.setdefault(code)
                else:
                    remarks.setdefault(value)
        return codes, remarks

    def _code(self, category: str, value: str) -> str | None:
        key = (category, value.casefold())
        if key not in self._codes:
            self._codes[key] = self._looked_up(category, value)
        return self._codes[key]

    def _looked_up(self, category: str, value: str) -> str | None:
        if code := self._vocabulary.code_named(category, value):
            return code
        found = {self._vocabulary.code_named(other, value) for other in self._categories} - {None}
        return found.pop() if len(found) == 1 else None


def _values(text: object) -> Iterator[str]:
    texts = text if isinstance(text, list) else [text]
    for each in texts:
        whole = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text_of(each))
        yield from filter(None, (value.strip() for value in whole.split(";")))
