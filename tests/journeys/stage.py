"""Stage: pages of sites that no visitor can bring about, shown to a real browser.

A site whose index is broken, whose list is empty, or on which a steward is half way through an
import is made in this process; the browser's requests to its name are answered by it, over no
socket.
"""

from collections.abc import Mapping
from itertools import cycle
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Route


def put_on(context: BrowserContext, sites: Mapping[str, FlaskClient]) -> None:
    """Let the context visit `https://NAME.localhost/` for each of these sites."""
    # Each request comes from elsewhere, or so many at once would be held for guessing.
    addresses = cycle(f"192.0.2.{last}" for last in range(1, 255))

    def answer(route: Route) -> None:
        request = route.request
        asked = urlsplit(request.url)
        heading = {k: v for k, v in request.headers.items() if k in ("content-type", "accept")}
        given = sites[(asked.hostname or "").partition(".")[0]].open(
            asked.path,
            base_url=f"{asked.scheme}://{asked.netloc}",
            query_string=asked.query,
            method=request.method,
            data=request.post_data_buffer,
            headers=heading,
            environ_overrides={"REMOTE_ADDR": next(addresses)},
            follow_redirects=True,  # the browser would follow them past this stage
        )
        route.fulfill(status=given.status_code, headers=dict(given.headers), body=given.data)

    context.route("https://*.localhost/**", answer)
