"""Words: one way of cutting text into tokens, for every engine and for what visitors type.

Accents and case fold away, apostrophes vanish, everything else that is neither letter nor digit
parts: `St. Mary's` is `st`, `marys`; `Mayagüez` is `mayaguez`.
"""

import re
import unicodedata

# In the 2022 and 2023 directories no name or program has more than 8 tokens, and no token more than
# 19 characters. Nobody types 64 words into a search box; a robot that does costs no more than this.
MOST_TOKENS = 64
LONGEST_TOKEN = 40

# One character can become eighteen when folded (U+FDFA), so text is cut before it is folded.
_MOST_CHARACTERS = 4000
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′＇"))
_TOKEN = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text without accents, apostrophes and case: what names are ordered by.

    >>> folded("Niños de la Peña’s")
    'ninos de la penas'
    """
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    # Casefolding can leave accents to take away (İ), and taking them away letters to fold.
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in parted if unicodedata.category(letter) != "Mn")
    return bare.translate(_APOSTROPHES)


# How sources shorten the words of names; people write them out, or shorten them in another way.
WRITTEN_OUT = {
    **dict.fromkeys(("ctr", "cntr", "centre", "cent"), "center"),
    **dict.fromkeys(("ctrs", "cntrs", "centres"), "centers"),
    **dict.fromkeys(("behav", "bhvl", "behavl", "behavorial", "behavioural"), "behavioral"),
    **dict.fromkeys(("servs", "svcs", "srvs", "svs", "servcs"), "services"),
    **dict.fromkeys(("serv", "svc", "srv"), "service"),
    **dict.fromkeys(("hlth", "hlthcare"), "health"),
    **dict.fromkeys(("trt", "trtmt", "treatmt", "trmt"), "treatment"),
    "hosp": "hospital",
    "dept": "department",
    "prog": "program",
    "progs": "programs",
    "recov": "recovery",
    "univ": "university",
    "natl": "national",
    "fdn": "foundation",
    "assocs": "associates",
    "comm": "community",
    "rehabilitative": "rehabilitation",
}


def tokens(text: str) -> tuple[str, ...]:
    """The text's tokens in their order, at most `MOST_TOKENS`, each cut to `LONGEST_TOKEN`; usual
    short forms of names are written out.

    >>> tokens("St. Mary's Détox Ctr")
    ('st', 'marys', 'detox', 'center')
    """
    found = []
    for match in _TOKEN.finditer(folded(text[:_MOST_CHARACTERS])):
        word = match.group()[:LONGEST_TOKEN]
        found.append(WRITTEN_OUT.get(word, word))
        if len(found) == MOST_TOKENS:
            break
    return tuple(found)
