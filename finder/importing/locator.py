"""Locator: the addresses and pages of FindTreatment.gov's JSON, as its developer guide describes.

Pages are asked one after the other, never two at once, with a pause between. A page that comes
broken or late is asked again, later each time; one that is refused is not.
"""

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import random

import msgspec

from finder.errors import FetchFailed
from finder.places import Place

ADDRESS = "https://findtreatment.gov/locator/exportsAsJson/v2"
# The most the guide allows.
PAGE_SIZE = 2000
# A page of 2,000 measures 6.6 MB at the 3.3 KB a place of the recordings.
_LONGEST = 64 * 1024 * 1024
# Whoever says "come back in an hour" is not waited for; the pages we hold are kept.
_MOST_PATIENCE = 300.0
# SAMHSA's own numbers of the states, no FIPS codes: guide, appendix B.
_STATE_IDS = """
ME1 MI2 MA3 MT4 NY5 NC6 OH7 PA8 RI9 TN10 TX11 NV12 NJ13 UT14 WA15 WI16 MD18 AL19 AK20 AZ21 AR22
CA23 CO24 CT25 DE26 DC27 FL28 GA29 HI30 ID31 IL32 IN33 IA34 KS35 KY36 LA37 MN38 MS39 MO40 NE41 NH42
NM43 ND44 OK45 OR46 SC47 SD48 VT49 VA50 WV51 WY52
"""
STATE_IDS = {word[:2]: int(word[2:]) for word in _STATE_IDS.split()}


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source is treated: seconds between two pages, seconds to wait for one, and how often
    it is asked before we give up."""

    pause: float = 1.0
    timeout: float = 60.0
    tries: int = 6
    first_wait: float = 2.0
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Envelope:
    """One page as it came: its rows undecoded, and how much there is in all."""

    page: int
    pages: int
    records: int
    rows: tuple[msgspec.Raw, ...]


class _Shape(msgspec.Struct):
    """What a page must have; all else is let go."""

    totalPages: int
    recordCount: int
    rows: list[msgspec.Raw]


def page_address(base: str, state: Place, page: int) -> str:
    """Where a page of a state's facilities for substance use is."""
    point = f"{state.point.lat:.5f},{state.point.lon:.5f}"
    query = {
        "sAddr": point,
        "limitType": 0,
        "limitValue": STATE_IDS[state.state],
        "sType": "sa",
        "page": page,
        "pageSize": PAGE_SIZE,
        "sort": 0,
    }
    return f"{base}?{urllib.parse.urlencode(query, safe=',')}"


def get_page(base: str, state: Place, page: int, manners: Manners) -> Envelope:
    """A page, whole and readable; `FetchFailed` when it will not come."""
    address = page_address(base, state, page)
    trouble = ""
    for attempt in range(manners.tries):
        if attempt:
            manners.sleep(_wait(attempt, trouble, manners))
        try:
            return _read(page, _ask(address, manners.timeout))
        except urllib.error.HTTPError as error:
            error.close()
            if error.code not in (408, 425, 429) and error.code < 500:
                raise FetchFailed(_refused(error.code)) from error
            trouble = f"it answered {error.code}" + _retry_after(error)
        except (OSError, http.client.HTTPException, EOFError) as error:
            trouble = _reason(error)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            trouble = "its page was cut short or is no JSON"
    shown = trouble.partition("|")[0]
    raise FetchFailed(
        f"{_host(base)} did not give page {page:,} of {state.name} after {manners.tries} tries:"
        f" {shown}. The pages that came are kept; run the same command again to go on."
    )


def _ask(address: str, timeout: float) -> bytes:
    # `Fetcher.fetch` lets http and https through, and nothing else.
    request = urllib.request.Request(  # noqa: S310 -- as the line above says
        address, headers={"Accept": "application/json", "User-Agent": "treatment-finder/0.1"}
    )
    with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 -- the same address
        content = bytes(answer.read(_LONGEST + 1))
    if len(content) > _LONGEST:
        raise FetchFailed(f"A page is longer than {_LONGEST:,} bytes; that is no list of places.")
    return content


def _read(page: int, content: bytes) -> Envelope:
    found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Shape, strict=False)
    for row in found.rows:
        msgspec.json.decode(row, type=dict[str, msgspec.Raw])
    return Envelope(page, found.totalPages, found.recordCount, tuple(found.rows))


def _wait(attempt: int, trouble: str, manners: Manners) -> float:
    """Twice as long each time, a little apart from everybody else's; as long as we are told to."""
    told = trouble.partition("|")[2]
    if told:
        return min(float(told), _MOST_PATIENCE)
    longest = min(manners.first_wait * 2.0 ** (attempt - 1), _MOST_PATIENCE)
    return longest * (0.75 + 0.5 * random())


def _retry_after(error: urllib.error.HTTPError) -> str:
    """`|` and the seconds that a refusal asks us to wait; nothing if it does not say."""
    text = (error.headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return f"|{int(text[:6])}"
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return ""
    seconds = (until.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return f"|{max(0.0, seconds):.0f}"


def _refused(code: int) -> str:
    if code in (401, 403):
        return (
            f"The locator refused to answer ({code}). Its guide says that servers must be approved:"
            " ask for it with the form on findtreatment.gov, or download the list there by hand."
        )
    return f"The locator does not know what was asked ({code}); its address may have changed."


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    if isinstance(inner, TimeoutError) or isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, http.client.HTTPException):
        return "it broke off in the middle"
    return f"it cannot be reached ({getattr(inner, 'strerror', None) or inner})"


def _host(base: str) -> str:
    return urllib.parse.urlsplit(base).hostname or base
