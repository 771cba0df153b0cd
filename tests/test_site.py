"""The whole site: every link leads somewhere, none leads away, and every page is light."""

import gzip
import re
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from finder.facility import Facility
from finder.web import assets, helplines
from tests.builders import SEED_DATA, facility, vocabulary
from tests.conftest import ROOT
from tests.web.fakes import AKRON, client, many, site, some_facilities
from tests.web.reading import Page, read

TEMPLATES = ROOT / "finder" / "templates"
STATIC = ROOT / "finder" / "static"
PAGES = [
    "/",
    "/search",
    "/search?q=detox+that+takes+medicaid&near=Akron,+OH",
    "/search?q=detox&near=Portland&foo=1",
    "/search?q=meth+clinic",
    "/search?q=he+will+not+wake+up&explain=1",
    "/search?q=quiero+morir+en+akron",
    "/search?unsaid=medicaid&avoid=twelve-step&about=heroin&near=44301&explain=1",
    "/search?program=detox&payment=free&near=Wyoming",
    "/browse/",
    "/browse/ohio/",
    "/facility/willow000001/willow-creek-recovery?near=44240",
    "/facility/old000000004/old-harbor-house",
    "/about",
    "/privacy",
    "/accessibility",
    "/unseen",
    "/helplines",
    "/find/detox/in/ohio/akron",
    "/find/heroin/near/44301?payment=medicaid",
    "/link",
    "/link?q=detox+that+takes+medicaid&near=Portland",
    "/link?program=detox&near=44301&within=50",
    "/compare",
    "/compare?ids=willow000001,summit000002,kent00000003&near=44240&payment=medicaid",
    "/plan?ids=willow000001,summit000002,kent00000003&near=44240&payment=medicaid",
    "/saved",
    "/saved?ids=willow000001,summit000002,old000000004,nobody000009&near=44240",
    "/guidance",
    "/guidance/heroin-and-fentanyl",
    "/guidance/heroin-and-fentanyl?near=44301&lang=en",
]
# What a sheet may take in: a part of its own, by its plain name.
OWN_PART = re.compile(r'"css/[\w-]+\.css"$')
# People may type these; the site never says them back (shared/accessibility.md, section 6).
NEVER_SAID = (
    "addict", "addicts", "abuser", "abusers", "abuse", "junkie", "junkies", "clean", "dirty",
    "habit", "alcoholic", "alcoholics", "drunk", "user", "users", "clicking", "click here",
)  # fmt: skip


def fullest() -> list[Facility]:
    """Twenty-five places that say yes to everything: the heaviest page there can be."""
    codes = [min(term.codes) for term in vocabulary().terms]
    return many(25, has=codes)


def every_page() -> list[tuple[str, Page]]:
    browser = client()
    return [(path, read(browser, path)) for path in PAGES] + [
        ("/nope", read(browser, "/nope", 404))
    ]


def crawl(browser: FlaskClient, start: str, most: int) -> dict[str, Page]:
    """Every page that can be reached, up to so many, each read once."""
    seen: dict[str, Page] = {}
    waiting = deque([start])
    while waiting and len(seen) < most:
        path = waiting.popleft()
        if path in seen:
            continue
        answer = browser.get(path)
        if answer.status_code in (301, 303):
            continue
        assert answer.status_code == 200, path
        if answer.mimetype != "text/html":
            continue
        seen[path] = Page(answer.get_data(as_text=True))
        for each in seen[path].elements:
            target = each.attributes.get("href") or each.attributes.get("action") or ""
            if target.startswith(("/", "?", "#")):
                waiting.append(urldefrag(urljoin(path, target)).url)
    return seen


def test_every_template_parses() -> None:
    environment = site().jinja_env
    names = environment.list_templates(extensions=["html"])
    assert "search.html" in names
    for name in names:
        environment.get_template(name)


def test_every_link_leads_somewhere() -> None:
    assert len(crawl(client(), "/", 250)) > 30


def test_links_within_a_page_lead_to_a_part_of_it() -> None:
    for path, page in every_page():
        ids = {each.attributes["id"] for each in page.elements if "id" in each.attributes}
        for link in page.all("a"):
            if link["href"].startswith("#"):
                assert link["href"][1:] in ids, path


def test_no_address_leaves_the_site_but_a_facilitys_own() -> None:
    for path, page in every_page():
        for each in page.elements:
            for name in ("href", "src", "action", "srcset", "data", "poster", "formaction"):
                target = each.attributes.get(name, "")
                scheme = urlsplit(target).scheme
                if scheme in ("", "tel"):
                    assert not target.startswith("//"), path
                    continue
                if each.tag == "link" and target.startswith("http://localhost/"):
                    continue  # its own address, whole, for machines
                if path.startswith("/guidance/"):  # the source of a figure, to be read there
                    assert each["rel"] == "noreferrer noopener", f"{path}: {target}"
                    assert each.parents[-1]["id"].startswith("source-"), f"{path}: {target}"
                    continue
                assert path.startswith("/facility/"), f"{path}: {target}"
                assert target == "https://recovery.example/"


def test_nothing_is_inline_and_only_our_own_script_runs() -> None:
    for path, page in every_page():
        for script in page.all("script"):
            if script.attributes.get("type") == "application/ld+json":
                assert "<" not in script.text  # words for machines, and never run
                continue
            assert re.match(r"/static/finder\.js\?v=", script["src"]), path
            assert "defer" in script.attributes
            assert script.text == ""
        assert not page.all("style"), path
        for each in page.elements:
            odd = [name for name in each.attributes if name == "style" or name.startswith("on")]
            assert not odd, f"{path}: {each.tag} {odd}"


def test_the_style_fetches_nothing() -> None:
    style = "".join(file.read_text() for file in STATIC.rglob("*.css"))
    assert "url(" not in style
    assert not [name for name in re.findall(r"@import (.*);", style) if not OWN_PART.match(name)]
    assert not re.search(r"\b(animation|transition)\b", style)


def test_crisis_numbers_are_on_every_page_at_the_same_place() -> None:
    for path, page in every_page():
        strip = page.one("aside", "crisis")
        assert [each["href"] for each in page.inside(strip, "a")] == [
            "tel:911",
            "tel:988",
            "tel:+18006624357",
        ], path
        before = [each.tag for each in page.elements[: page.elements.index(strip)]]
        assert before[before.index("body") :] == ["body", "nav", "a", "a"], (
            path
        )  # the two ways to skip


def test_the_numbers_of_the_strip_are_those_of_the_helplines_file() -> None:
    listed = helplines.load(SEED_DATA / "helplines.csv")
    lines = {line.link: line.number for line in reversed(listed)}
    page = read(client(), "/")
    for each in page.inside(page.one("aside", "crisis"), "a"):
        assert each.text.startswith(lines[each["href"]])


def test_every_page_can_be_left_quickly() -> None:
    for path, page in every_page():
        assert page.one("a", "exit")["href"] == "/exit", path


def test_every_page_has_one_heading_and_skips_no_level() -> None:
    for path, page in every_page():
        levels = [int(each.tag[1]) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
        assert levels.count(1) == 1, path
        for before, after in zip(levels, levels[1:], strict=False):
            assert after <= before + 1, f"{path}: {levels}"


def test_ids_are_unique_and_labels_have_their_fields() -> None:
    for path, page in every_page():
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert len(ids) == len(set(ids)), path
        for label in page.all("label"):
            named = label.attributes.get("for")
            assert named in ids or page.inside(label, "input"), path
        for field in (*page.all("input"), *page.all("select")):
            if field.attributes.get("type") == "hidden":
                continue
            wrapped = any(parent.tag == "label" for parent in field.parents)
            labels = page.all("label", **{"for": field.attributes.get("id", "")})
            assert wrapped or len(labels) == 1, f"{path}: {field.attributes}"


def test_titles_are_neutral() -> None:
    for path, page in every_page():
        title = page.title
        assert title.endswith(" · Finder"), path
        for word in ("Akron", "detox", "Detox", "Willow", "rehab", "Ohio", "drug", "alcohol"):
            assert word not in title, path


@pytest.mark.parametrize("path", [*PAGES, "/nope"])
def test_pages_are_light(path: str) -> None:
    weight = len(gzip.compress(client().get(path).data, 6))
    assert weight <= 25 * 1024


def test_the_heaviest_page_is_light_and_small() -> None:
    browser = client(fullest())
    path = "/search?near=44301&program=detox&payment=medicaid"
    page = read(browser, path)
    assert len(page.all("article")) == 20
    assert len(page.elements) <= 1000
    assert len(gzip.compress(browser.get(path).data, 6)) <= 25 * 1024


def test_static_files_are_light() -> None:
    made = assets.load(STATIC)
    style = sum(len(each.gzipped) for name, each in made.items() if name.endswith(".css"))
    script = sum(len(each.gzipped) for name, each in made.items() if name.endswith(".js"))
    assert len(made["finder.css"].gzipped) <= 12 * 1024
    assert style <= 20 * 1024
    assert script <= 8 * 1024


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.name)
def test_templates_use_kind_words(file: Path) -> None:
    aside = r"<code>.*?</code>|<[^>]*>|{#.*?#}"  # a command is typed as the terminal knows it
    text = re.sub(aside, " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = text.lower()
    for said in NEVER_SAID:
        assert not re.search(rf"\b{said}\b", words), said


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.name)
def test_every_visible_word_goes_through_gettext(file: Path) -> None:
    if file.name == "last_resort.html":  # what is shown when gettext itself has failed
        return
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"{#.*?#}|{% trans.*?endtrans %}|{%.*?%}|{{.*?}}|<code>.*?</code>", " ", text,
                  flags=re.DOTALL)  # fmt: skip
    text = re.sub(r"<!doctype html>|<[^>]*>", " ", text, flags=re.DOTALL)
    left = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word != "macro"]
    assert left == []


def test_demonstration_is_announced_wherever_it_is_shown() -> None:
    example = facility("Example House", id="example00001", at=AKRON, city="Akron", zip="44301",
                       county="Summit County", invented=True)  # fmt: skip
    browser = client([example], demo=True)
    for path in ("/", "/search", "/browse/", "/browse/ohio/", "/about",
                 "/facility/example00001/example-house"):  # fmt: skip
        text = read(browser, path).one("aside", "demo").text
        assert "finder import samhsa FILE --as-of DATE" in text, path


def test_robots_are_kept_from_searches_but_not_from_places() -> None:
    assert read(client(), "/search").one("meta", name="robots")["content"] == "noindex"
    listed = read(client(some_facilities()), "/facility/willow000001/willow-creek-recovery")
    assert listed.all("meta", name="robots") == []


def test_the_way_out_is_a_redirect_of_our_own() -> None:
    answer = client().get("/exit")
    assert answer.status_code == 303
    assert answer.location == "https://www.weather.gov/"
