"""A writer makes a link, and an article on another site shows it; no other page is framed."""

import html
import json
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.journeys.conftest import Site

Publish = Callable[[str], str]
CHOSEN = "/link?q=detox&near=44301"


@pytest.fixture
def publish(tmp_path: Path) -> Iterator[Publish]:
    """Puts an article on another origin of this machine, and says where."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()

    def put(body: str) -> str:
        head = '<!doctype html><title>An article</title><link rel="icon" href="data:,">'
        page = f"{head}<h1>An article</h1>{body}"
        (tmp_path / "article.html").write_text(page, encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/article.html"

    yield put
    server.shutdown()
    server.server_close()


def made(page: Page, name: str) -> str:
    """What the builder gives to paste."""
    return page.locator(f"textarea[aria-labelledby={name}]").input_value()


def watch(page: Page) -> tuple[list[Request], list[str]]:
    """Every request a page makes from now on, and every error it complains of."""
    asked: list[Request] = []
    errors: list[str] = []

    def keep(request: Request) -> None:  # Playwright takes no method of a list
        asked.append(request)

    page.on("request", keep)
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    return asked, errors


def test_an_article_shows_the_card_the_frame_and_the_oembed(
    page: Page, site: Site, publish: Publish
) -> None:
    page.goto(site.url + CHOSEN)
    heading = page.locator(".preview h2").inner_text()
    assert "detox" in heading
    link, card, frame = (made(page, name) for name in ("plain", "card", "frame"))
    told = page.request.get(f"{site.url}/oembed?url={quote(link, safe='')}").text()
    embedded = json.loads(told)["html"]
    asked, errors = watch(page)
    page.goto(publish(f"{card}<div id=frame>{frame}</div><div id=oembed>{embedded}</div>"))
    expect(page.get_by_role("link", name="Find help: Detox, near ZIP 44301")).to_be_visible()
    for part in ("#frame", "#oembed"):
        page.locator(part).scroll_into_view_if_needed()
        inside = page.frame_locator(f"{part} iframe")
        expect(inside.get_by_role("heading", level=1)).to_have_text(heading)
        expect(inside.get_by_role("link", name="988")).to_be_visible()
        expect(inside.locator(".embedded")).to_have_css("overflow-wrap", "break-word")
    ours = [each for each in asked if each.url.startswith(site.url)]
    assert {each.resource_type for each in ours} == {"document", "stylesheet"}
    assert not [each for each in ours if each.all_headers().get("referer")]
    assert page.context.cookies() == []
    assert errors == []


def test_the_frame_fits_a_phone_and_its_links_open_outside(
    context: BrowserContext, page: Page, site: Site, publish: Publish
) -> None:
    page.goto(site.url + CHOSEN)
    frame = made(page, "frame")
    page.goto(publish(f'<meta name="viewport" content="width=device-width">{frame}'))
    inside = page.frame_locator("iframe")
    body = inside.locator("html")
    assert body.evaluate("at => at.scrollWidth <= at.clientWidth")
    with context.expect_page() as opened:
        inside.get_by_role("link", name="See all").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("detox")


def test_a_reader_says_where_inside_the_frame(
    context: BrowserContext, page: Page, site: Site, publish: Publish
) -> None:
    page.goto(f"{site.url}/link?q=detox")
    page.goto(publish(made(page, "frame")))
    inside = page.frame_locator("iframe")
    inside.get_by_label("ZIP code, or city and state").fill("44301")
    with context.expect_page() as opened:
        inside.get_by_role("button", name="Show places near").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("ZIP 44301")


@pytest.mark.parametrize("path", ["/", "/find/detox/near/44301", "/search?q=detox", "/link"])
def test_no_other_page_of_ours_can_be_framed(
    path: str, page: Page, site: Site, publish: Publish
) -> None:
    _, errors = watch(page)
    page.goto(publish(f'<iframe src="{html.escape(site.url + path)}"></iframe>'))
    page.wait_for_timeout(300)
    assert page.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors" in each for each in errors)


def test_a_text_can_be_copied_with_a_button_or_by_hand(page: Page, site: Site) -> None:
    _, errors = watch(page)
    page.goto(site.url + CHOSEN)
    if page.locator("button.copy").count():
        page.locator("button.copy").first.click()
        expect(page.locator(".paste [role=status]").first).to_have_text("Copied")
    assert made(page, "plain").endswith("/find/detox/near/44301")
    assert errors == []
