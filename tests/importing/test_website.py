"""Website cells as addresses a link may point to, or as none."""

import pytest

from finder.importing.website import read_website
from tests.importing.sources import cleaned


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://www.regionten.org", "http://www.regionten.org"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("www.garretthealth.org", "http://www.garretthealth.org"),
        ("example.org:8080/path", "http://example.org:8080/path"),
        ("HTTP://Www.Example.ORG/Path", "http://www.example.org/Path"),
        ("http://niñez.example.org", "http://xn--niez-hqa.example.org"),
        ("http://", ""),
        ("https://", ""),
        ("N/A", ""),
        ("", ""),
        ("javascript:alert(1)", None),
        ("JavaScript://example.org/%0aalert(1)", None),
        ("data:text/html,<script>", None),
        ("http://user:secret@example.org", None),
        ("info@example.org", None),
        ("ftp://example.org", None),
        ("http://localhost/", None),
        ("http://127.0.0.1/", None),
        ("http://[::1]/", None),
        ("http://exa mple.org", None),
        ('http://example.org/"onclick=', None),
        ("http://example.org:99999999/", None),
        ("http://example.org/" + "a" * 600, None),
        ("none of your business", None),
        ("http://-bad-.example", None),
        ("//example.org", None),
    ],
)
def test_a_website_is_an_address_a_link_may_point_to(text: str, address: str | None) -> None:
    assert read_website(text) == address


def test_a_bad_website_is_kept_but_not_linked() -> None:
    found, (problem,) = cleaned(website="javascript:alert(1)")
    assert (found.website, found.said) == ("", (("website", "javascript:alert(1)"),))
    assert problem.column == "website"
