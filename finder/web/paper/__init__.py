"""Paper: what people take along, a booklet to print and a page to carry, out of the site's words.

No visitor asks for these: the command line does, in an app's context, in one language.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from finder.links.spoken import in_language
from finder.web.language import SPOKEN


@contextmanager
def on_paper(app: Flask, spoken: str, site: str) -> Iterator[None]:
    """Within it templates are rendered in this language, and links lead to this site."""
    app.config["SITE_URL"] = site
    # As the middleware of `language_prefix` has it before a request is seen.
    asked = {SPOKEN: spoken, "SCRIPT_NAME": in_language("", spoken)}
    with app.test_request_context(environ_overrides=asked):
        yield
