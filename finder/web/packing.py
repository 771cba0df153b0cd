"""Packing: what the public side answers in text is sent gzipped to browsers that take it.

A page of twenty places is 51 KB as text and 9 as gzip: over 250 kbit/s, more than a second sooner.
The staff side is left as it is: its pages hold a secret token beside words that others wrote, and
from how well such a page packs the token could be guessed (BREACH, breachattack.com).
"""

import gzip

from flask import Flask, Response, request

TYPES = frozenset({"text/html", "application/json", "text/plain", "application/xml", "text/xml"})
# Below this the head of the answer is most of it, and packing gains nothing.
LEAST = 1024
# Level 5 takes a millisecond for a full page; 9 saves one part in a hundred of it.
LEVEL = 5


def register(app: Flask) -> None:
    """Pack what is worth it, after everything else has been put on an answer."""

    @app.after_request
    def pack(response: Response) -> Response:
        if request.blueprint == "staff" or response.mimetype not in TYPES:
            return response
        response.vary.add("Accept-Encoding")
        if _takes_gzip() and _worth_it(response):
            response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
            response.content_encoding = "gzip"
        return response


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _worth_it(response: Response) -> bool:
    """Whether it is whole, in memory, long enough, and not packed yet."""
    if response.direct_passthrough or response.is_streamed or response.content_encoding:
        return False
    return response.status_code != 304 and len(response.get_data()) >= LEAST
