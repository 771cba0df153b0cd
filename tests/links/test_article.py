"""The links of a text are found, whatever it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.links.article import Link, host_of, links_in, path_on

SITE = "https://find.example.org"
ONE = f"{SITE}/find/detox/near/44301?payment=medicaid&about=heroin"


def found(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.url) for each in links_in(text, "x")]


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        f"Look here: {ONE}.",
        f"[a link]({ONE})",
        f'[a link]({ONE} "with a title")',
        f"[1]: {ONE}",
        f"<{ONE}>",
        f"**{ONE}**",
        f'<a href="{ONE.replace("&", "&amp;")}">x</a>',
        f"<a class=x href='{ONE}'>x</a>",
        f'<iframe src="{ONE}"></iframe>',
        f"<p>{ONE}</p>",
        f"| {ONE} |",
    ],
)
def test_a_link_is_found_once_however_it_is_written(text: str) -> None:
    assert found(text) == [(1, ONE)]


def test_each_says_its_line() -> None:
    text = f"# Title\n\n[a]({ONE})\n<p>\nx <a\nhref='{ONE}'>y</a>\n{SITE}/about\n"
    assert found(text) == [(3, ONE), (5, ONE), (7, f"{SITE}/about")]


def test_links_of_the_same_site_may_leave_its_name_out() -> None:
    text = "[a](/find/detox) [b]: /about\n<a href='/search?q=x'>c</a> /not/a/link"
    assert found(text) == [(1, "/find/detox"), (1, "/about"), (2, "/search?q=x")]


def test_a_source_is_named() -> None:
    assert links_in(ONE, "article.md") == (Link("article.md", 1, ONE),)


@given(st.text(max_size=300))
def test_no_text_fails(text: str) -> None:
    for each in links_in(text, "x"):
        path_on(SITE, each.url)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (f"{SITE}/find/detox?x=1#part", "/find/detox?x=1"),
        ("http://find.example.org/find/detox", "/find/detox"),
        ("//FIND.example.org/find/detox", "/find/detox"),
        (SITE, "/"),
        ("/find/detox", "/find/detox"),
        ("https://elsewhere.example/find/detox", None),
        ("https://find.example.org.evil.example/find/detox", None),
        ("https://find.example.org:8443/find/detox", None),
        ("mailto:x@find.example.org", None),
        ("#part", None),
        ("image.png", None),
        ("http://[", None),
    ],
)
def test_only_links_into_the_site_are_ours(url: str, path: str | None) -> None:
    assert path_on(SITE, url) == path


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://elsewhere.example/find/detox?x=1", "/find/detox?x=1"),
        ("http://127.0.0.1:8000/Facility/abc", "/Facility/abc"),
        ("//elsewhere.example/embed/detox", "/embed/detox"),
        ("/about", "/about"),
        ("https://elsewhere.example/search?q=x", None),
        ("https://elsewhere.example/findings", None),
        ("mailto:x@elsewhere.example", None),
    ],
)
def test_a_site_without_a_name_knows_its_links_by_their_path(url: str, path: str | None) -> None:
    assert path_on("", url) == path


def test_a_link_names_its_site_or_leaves_it_out() -> None:
    assert host_of(f"{SITE}/find/detox") == SITE
    assert host_of("/find/detox") == ""
    assert host_of("//find.example.org/find/detox") == "//find.example.org"
