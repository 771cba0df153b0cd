"""Spelling: text without what nobody sees, and shouted names in ordinary letters."""

import re
import unicodedata

# Unseen characters: controls, formats (zero width, direction overrides), surrogates, private use.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Vietnamese stacks two marks on a letter; a tower of them is vandalism.
_MARKS = 2
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")
_VOWEL = re.compile("[AEIOUY]")

_SMALL = "a an and as at by dba de del des du for from in la las los of on or the to with"
_KEPT = (
    "AA AIDS BAART BH CA CAP CBT CD CDU CSU DBA DUI DWI EAP HCA HIV II III IOP IOT IP IV LA LADAC"
    " LGBT LLC LLP LMHC LP MAT NA NE NW OP OTP PA PC PHP PLLC PO RTC SA SAIOP SE SUD SW US USA VA"
    " VAMC VI VII VIII IX YMCA YWCA"
)
_SHORTENED = (
    "Bldg Blvd Cntr Cnty Ct Ctr Dr Flr Ft Fwy Grp Hwy Jr Ln Ltd Mgmt Mr Mrs Ms Mt Mtn Pkwy Pl Pt"
    " Rd Sq Sr St Ste Svc Svcs Tr"
)
# How a word in capitals is written otherwise; a small one so only after the first.
_WRITTEN = {word.upper(): word for word in f"{_KEPT} {_SHORTENED}".split()}
_WRITTEN_INSIDE = {word.upper(): word for word in _SMALL.split()} | _WRITTEN
# A word this long with a vowel is a word; the directories' all-caps names without two of them
# (MCCA, VCPHCS XII LLC, IMPACT DUI LLC) are written so on purpose.
_LONG = 5


def tidy(text: str) -> str:
    """The text in composed form (NFC), without unseen characters, blanks collapsed.

    >>> tidy("  Hope\\u200b  House\\x00 ")
    'Hope House'
    """
    if not text.isascii():
        text = _composed(text)
    elif not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(text.split())


def _composed(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        if category in _UNSEEN and not letter.isspace():
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS:
            kept.append(letter)
    return "".join(kept)


def shouted(text: str) -> bool:
    """Whether the text is in capitals and is no mere acronym: two long words at least."""
    if not text.isupper():
        return False
    words = _WORD.findall(text)
    return sum(len(word) >= _LONG and bool(_VOWEL.search(word)) for word in words) > 1


def titled(text: str) -> str:
    """A text in capitals with ordinary ones; what is known or seems to be an acronym stays.

    >>> titled("ST. MARY'S HOUSE OF THE MCDONALD FAMILY, LLC")
    "St. Mary's House of the McDonald Family, LLC"
    """
    starts = True

    def cased(match: re.Match[str]) -> str:
        nonlocal starts
        word, first = match.group(), starts
        starts = False
        if len(word) == 1 and "." in text[max(0, match.start() - 1) : match.end() + 1]:
            return word  # an initial
        return _cased(word, first=first or match.start() == match.string.rfind(" ") + 1)

    return _WORD.sub(cased, text)


def _cased(word: str, *, first: bool) -> str:
    written = _WRITTEN if first else _WRITTEN_INSIDE
    if word in written:
        return written[word]
    if word[0].isdigit():
        return word.lower() if _ORDINAL.fullmatch(word) else word
    if len(word) <= _LONG and not _VOWEL.search(word):
        return word
    if word.startswith("MC") and len(word) > _LONG:
        return "Mc" + word[2:].capitalize()
    return _apostrophes(word)


def _apostrophes(word: str) -> str:
    """`O'BRIEN` → `O'Brien`, `MARY'S` → `Mary's`."""
    first, *rest = re.split("(['’])", word)
    return first.capitalize() + "".join(
        part.capitalize() if len(part) > 2 and len(first) == 1 else part.lower() for part in rest
    )
