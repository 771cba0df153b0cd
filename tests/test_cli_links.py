"""finder check links: an article goes in, and what to do about each of its links comes out."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from finder.cli import finder
from finder.wiring import Parts

SITE = "https://find.example.org"


def check(parts: Parts, *arguments: str) -> Result:
    return CliRunner().invoke(finder, ["check", "links", *arguments], obj=parts)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.md"
    file.write_text(
        f"# Help\n[retired]({SITE}/find/probuphine/in/OH)\n{SITE}/nope\nhttps://x.example/nope\n"
    )
    return file


def test_every_link_is_told_with_its_line_and_its_mending(parts: Parts, article: Path) -> None:
    told = check(parts, str(article), "--site", SITE)
    assert told.exit_code == 1
    assert f"{article}:2: {SITE}/find/probuphine/in/OH\n  gives nothing" in told.stdout
    assert f"{article}:3: {SITE}/nope\n  there is nothing at this address" in told.stdout
    assert "x.example" not in told.stdout
    assert told.stdout.endswith("2 links into this finder: 1 broken, 1 nothing\n")


def test_a_program_can_read_it(parts: Parts, article: Path) -> None:
    told = json.loads(check(parts, str(article), "--site", SITE, "--json").stdout)
    assert [each["verdicts"] for each in told["links"]] == [["nothing", "redirect"], ["broken"]]
    assert told["links"][0]["instead"].startswith(f"{SITE}/find/")
    assert told["unread"] == {}


def test_an_article_without_anything_to_do_is_quiet(parts: Parts, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(f"{SITE}/about\n{SITE}/helplines\n")
    told = check(parts, str(file), "--site", SITE)
    assert (told.exit_code, told.stdout) == (0, "2 links into this finder: 2 fine\n")


@pytest.fixture
def served(article: Path) -> Iterator[str]:
    """The folder of the article, on another port of this machine."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(article.parent)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_article_is_fetched_from_its_address(parts: Parts, served: str) -> None:
    told = check(parts, f"{served}/article.md", f"{served}/missing.md", "--site", SITE)
    assert f"{served}/article.md:3: {SITE}/nope" in told.stdout
    assert f"{served}/missing.md: cannot be read: File not found" in told.stdout


@pytest.mark.parametrize("odd", ["file:///etc/passwd", "ftp://x.example/a", "/no/such/file"])
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    parts: Parts, article: Path, odd: str
) -> None:
    told = check(parts, odd, str(article), "--site", SITE)
    assert told.exit_code == 1
    assert f"{odd}: cannot be read: " in told.stdout
    assert "2 links into this finder" in told.stdout


def test_a_book_is_no_article(parts: Parts, tmp_path: Path) -> None:
    file = tmp_path / "book.txt"
    file.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    assert "is longer than 5 MiB" in check(parts, str(file), "--site", SITE).stdout


def test_without_an_address_of_its_own_it_takes_what_looks_like_its_own(
    parts: Parts, tmp_path: Path
) -> None:
    file = tmp_path / "article.md"
    file.write_text(f"{SITE}/find/probuphine/in/OH\n[x](/find/Detox/in/ohio)\n{SITE}/search?q=x\n")
    told = check(parts, str(file))
    assert "FINDER_URL" in told.stderr
    assert f"instead: {SITE}/find/buprenorphine/in/ohio" in told.stdout
    assert "instead: /find/detox/in/ohio" in told.stdout
    assert "2 links into this finder" in told.stdout
    assert check(parts, str(file), "--site", "find.example.org").exit_code == 2
