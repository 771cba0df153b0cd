"""Fuzz queries: seeded addresses that a robot, a vandal or a very tired person might send.

The same seed gives the same addresses. Real phrases and places are mixed with what breaks parsers.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

JSON, PAGE = "/search.json", "/search"
_PAGE_SHARE = 0.2  # one in five asks for HTML, which takes longer

Pairs = list[tuple[str, str]]
Maker = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, and the kind it was made as."""

    kind: str
    path: str
    query: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What real words there are: whole queries, places, and (category, term) of filters."""

    phrases: Sequence[str]
    places: Sequence[str]
    filters: Sequence[tuple[str, str]]


_CONTROL = "".join(map(chr, (*range(32), 127, 0x85, 0x200B, 0x2028, 0xFEFF, 0xFFFE)))
_RIGHT_TO_LEFT = "אני צריך עזרה عيادة الميثادون \u202e\u202d\u2067\u2069"
_EMOJI = "😀💊🍺❄️🆘👨‍👩‍👧‍👦🏳️‍🌈🇵🇷\U000e0041"
_COMBINING = "e\u0301\u0327\u0336a\u0489Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚ﬁℌ①İıßſ"
_HOSTILE = (
    "' OR 1=1; DROP TABLE facility; --",
    '" UNION SELECT password FROM staff --',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} %(words)s %s %d {0} {words}",
    "../../../../etc/passwd",
    'name:* AND (program:[a TO z])^9 ~~ "unclosed',
    "a" * 300 + "*?" * 50,
    "((((((((((" * 20,
    "%00%ff%c0%ae",
    "\ud800 lone",
    "-" * 120,
    "AND OR NOT TO",
    "%" * 90,
)
_POINTS = (
    "nan,nan",
    "inf,-inf",
    "1e309,0",
    "91,181",
    "-0.0,-0.0",
    "39.7,-84.1,7",
    "NaN",
    ",",
    "0,0",
)
_NUMBERS = ("-1", "0", "nan", "1e9", "9" * 400, "٣", "1.5", "--2", "", "any", "0x10", "½", "1,5")


def asked(count: int, seed: int, stock: Stock) -> Iterator[Asked]:
    """So many addresses, each kind in turn."""
    chance = random.Random(seed)
    makers = _makers(stock)
    kinds = list(makers)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        path = PAGE if chance.random() < _PAGE_SHARE else JSON
        yield Asked(kind, path, makers[kind](chance))


def _makers(stock: Stock) -> Mapping[str, Maker]:
    return {
        "real": lambda chance: _query(chance, _words(chance, stock)),
        "mixture": lambda chance: _query(chance, _mixture(chance, stock)),
        "broken": lambda chance: _query(chance, _broken(chance, _words(chance, stock))),
        "empty": lambda chance: chance.choice(("", "q=", "q=+++", "q&near&&&=", "&&&&", "=")),
        "long": lambda chance: _query(chance, _long(chance, stock)),
        "control": lambda chance: _query(chance, _letters(chance, _CONTROL + "abc ", 60)),
        "right to left": lambda chance: _query(chance, _letters(chance, _RIGHT_TO_LEFT, 80)),
        "emoji": lambda chance: _query(chance, _letters(chance, _EMOJI + "detox ", 40)),
        "combining": lambda chance: _query(chance, _letters(chance, _COMBINING, 120)),
        "any letters": lambda chance: _query(chance, _anything(chance, 80)),
        "hostile": lambda chance: _query(chance, chance.choice(_HOSTILE)),
        "bytes": lambda chance: "q=" + "".join(f"%{chance.randrange(256):02x}" for _ in range(30)),
        "filters": lambda chance: _filters(chance, stock),
        "parameters": lambda chance: _parameters(chance, stock),
        "two fields": lambda chance: _two_fields(chance, stock),
        "far page": lambda chance: _paged(chance, stock),
    }


def _query(_chance: random.Random, words: str) -> str:
    return "q=" + quote_plus(words, errors="surrogatepass")


def _words(chance: random.Random, stock: Stock) -> str:
    place = chance.choice(stock.places) if chance.random() < 0.5 else ""
    return f"{chance.choice(stock.phrases)} {place}".strip()


def _mixture(chance: random.Random, stock: Stock) -> str:
    pieces = [
        chance.choice(stock.phrases),
        chance.choice(stock.places),
        chance.choice(_HOSTILE),
        _anything(chance, 12),
        str(chance.randrange(100_000)),
        _letters(chance, _EMOJI, 3),
    ]
    chance.shuffle(pieces)
    return chance.choice((" ", "", ", ", "  \t")).join(pieces[: chance.randint(2, 6)])


def _broken(chance: random.Random, words: str) -> str:
    """Words as a thumb types them: letters dropped, doubled, swapped, blanks lost."""
    letters = list(words)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(letters))
        letters[at : at + 2] = chance.choice(
            ([], letters[at : at + 1], letters[at : at + 2][::-1], [letters[at], letters[at]])
        )
        letters = letters or ["x"]
    text = "".join(letters)
    return text.replace(" ", "") if chance.random() < 0.1 else text


def _long(chance: random.Random, stock: Stock) -> str:
    piece = chance.choice((chance.choice(stock.phrases) + " ", "x", "🆘", " ", "rehab ", "\u0301"))
    return (piece * 10_000)[:10_000]


def _letters(chance: random.Random, letters: str, most: int) -> str:
    return "".join(chance.choice(letters) for _ in range(chance.randint(1, most)))


def _anything(chance: random.Random, most: int) -> str:
    """Any code points at all, lone surrogates too."""
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, most)))


def _filters(chance: random.Random, stock: Stock) -> str:
    """Up to five hundred filters: real ones, one again and again, or unknown values."""
    count = chance.choice((1, 2, 3, 8, 500))
    one = chance.choice(stock.filters)
    kind = chance.randrange(3)
    if kind == 0:
        return urlencode([one] * count)
    if kind == 1:
        return urlencode([chance.choice(stock.filters) for _ in range(count)])
    return urlencode([(one[0], f"none-such-{number}") for number in range(count)])


def _parameters(chance: random.Random, stock: Stock) -> str:
    pairs: Pairs = [("q", _words(chance, stock)), ("near", chance.choice(_POINTS))]
    pairs += [(name, chance.choice(_NUMBERS)) for name in ("within", "page", "sort", "lang")]
    pairs += [("explain", chance.choice(_NUMBERS)), ("q", _anything(chance, 8))]
    chance.shuffle(pairs)
    return urlencode(pairs[: chance.randint(1, len(pairs))], errors="surrogatepass")


def _two_fields(chance: random.Random, stock: Stock) -> str:
    near = chance.choice((chance.choice(stock.places), _mixture(chance, stock)))
    pairs: Pairs = [("q", _words(chance, stock)), ("near", _broken(chance, near))]
    pairs.append(("within", chance.choice(("5", "25", "any", "-3"))))
    return urlencode([*pairs, chance.choice(stock.filters)], errors="surrogatepass")


def _paged(chance: random.Random, stock: Stock) -> str:
    page = chance.choice(("-1", "2", "7", "637", "638", "1000000", "9" * 30))
    return urlencode([("q", _words(chance, stock)), ("page", page)])
