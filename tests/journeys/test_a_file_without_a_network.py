"""A person opens the file to carry from a stick: it finds what is near, and asks for nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from finder.facility import Facility
from finder.places import Gazetteer
from finder.search.request import SearchRequest, Sort, Where
from finder.search.words import tokens
from finder.vocabulary import Vocabulary
from finder.web import present
from tests.export.directories import invented, listed, of_2023
from tests.journeys import axe, laws
from tests.journeys.carried import Carried, carried
from tests.journeys.test_html import validate


@pytest.fixture(scope="module")
def ohio(
    tmp_path_factory: pytest.TempPathFactory, real_gazetteer: Gazetteer, real_vocabulary: Vocabulary
) -> Iterator[Carried]:
    """Invented places of a large state."""
    folder = tmp_path_factory.mktemp("invented")
    with invented(folder / "home", real_gazetteer, real_vocabulary) as parts:
        yield carried(parts, folder, "OH")


@pytest.fixture(scope="module")
def kentucky(
    tmp_path_factory: pytest.TempPathFactory,
    shared_data: Path,
    real_gazetteer: Gazetteer,
    real_vocabulary: Vocabulary,
) -> Iterator[Carried]:
    """The real places of 2023."""
    folder = tmp_path_factory.mktemp("real")
    with of_2023(folder / "home", shared_data, real_gazetteer, real_vocabulary) as parts:
        yield carried(parts, folder, "KY")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with the file, and every request that its page ever made."""

    page: Page
    requests: list[str]

    def open(self, file: Carried) -> None:
        self.page.goto(file.address)

    def ask(self, text: str) -> None:
        self.page.get_by_role("searchbox").fill(text)
        self.page.keyboard.press("Enter")
        self.page.locator("#found-title").wait_for()

    def chips(self) -> list[str]:
        return self.page.locator("#found .chips button").all_inner_texts()

    def hits(self) -> list[tuple[str, str]]:
        """What is found: how far, and which number it has; all of them."""
        more = self.page.locator("#found .quiet")
        while more.count():
            more.first.click()
        hits = self.page.locator("#found .place")
        return [
            (text.splitlines()[0], str(link))
            for text, link in zip(
                hits.locator(".far").all_inner_texts(),
                hits.locator("a.tel").evaluate_all("(all) => all.map((each) => each.href)"),
                strict=True,
            )
        ]


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """A phone without a network."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, offline=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    requests: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield Reader(page, requests)
    assert not wrong, wrong
    context.close()


def nearest(of: Carried, zip5: str, *terms: str) -> list[tuple[Facility, float]]:
    """What the server finds of this state, nearest first, with its miles."""
    place = of.parts.gazetteer.zip_point(zip5)
    assert place is not None
    asked = replace(
        SearchRequest(sort=Sort.NEAREST, size=20_000).including(*terms),
        where=Where.about(place).reaching(None),
    )
    view = of.parts.engine.view()
    found = view.find(asked)
    pairs = zip(view.fetch(found.ids), found.miles, strict=True)
    return [
        (each, miles)
        for each, miles in pairs
        if each.address.state == of.state and miles is not None
    ]


def expect_the_servers_order(reader: Reader, of: Carried, zip5: str) -> None:
    reader.open(of)
    reader.ask(f"detox near {zip5}")
    chips = reader.chips()
    assert chips[0] == "Detox"
    assert zip5 in chips[1]
    expected, hits = nearest(of, zip5, "detox"), reader.hits()
    assert len(hits) == len(expected) > 5
    for (said, _number), (_place, miles) in zip(hits, expected, strict=True):
        digits = re.search(r"[\d.]+", said)
        shown = digits[0] if digits else "0"
        close = abs(float(shown) - float(present.miles_text(miles))) <= (0.1 if miles < 10 else 1)
        assert close or ("mile or less" in said and miles < 1), (said, miles)
    assert Counter(link for _, link in hits) == Counter(called(each) for each, _ in expected)
    assert reader.requests == [of.address]
    assert reader.page.url == of.address
    assert reader.page.evaluate("history.length") <= 2


def called(facility: Facility) -> str:
    first, _others = present.phones(facility)
    return first.link if first else ""


def test_detox_near_a_zip_is_found_without_a_request(reader: Reader, ohio: Carried):
    expect_the_servers_order(reader, ohio, "44301")


def test_detox_near_40202_is_found_without_a_request(reader: Reader, kentucky: Carried):
    expect_the_servers_order(reader, kentucky, "40202")
    reader.ask("detx near lousville")
    assert reader.chips() == ["Detox", "Near Louisville, KY"]
    assert "We read “lousville” as “louisville”" in reader.page.inner_text("#found")
    reader.ask("suboxone no insurance boone county")
    assert "In Boone County, KY" in reader.chips()
    assert reader.page.locator("#found-title").inner_text().endswith("Boone County, KY")
    assert reader.requests == [kentucky.address]


def test_what_is_not_said_is_no_no_and_there_is_a_way_on(reader: Reader, ohio: Carried):
    reader.open(ohio)
    reader.ask("methadone and telehealth and childcare near 44301")
    before = reader.page.locator("#found-title").inner_text()
    way = reader.page.locator("#found .next button").first
    assert way.is_visible()
    way.click()
    assert reader.page.locator("#found-title").inner_text() != before
    assert "not said, ask" in reader.page.inner_text("#found")
    for _ in range(3):
        reader.page.locator("#found .chips button").first.click()
    assert reader.page.locator("#found .place").count() > 5
    assert reader.page.locator("#found .why .unsaid").count() == 0


def test_a_place_that_the_file_is_not_of_is_said_to_be_elsewhere(reader: Reader, ohio: Carried):
    reader.open(ohio)
    for words, said in (
        ("detox boone county ky", "Boone County, KY is not in this list, which is of Ohio"),
        ("detox near chicago", "Chicago, IL is not in this list"),
        ("detox in texas", "This list is of Ohio alone"),
        ("detox 99999", "ZIP code 99999 is not in this list"),
    ):
        reader.ask(words)
        assert said in reader.page.inner_text("#found .notes")
        assert reader.page.locator("#found .place").count() == 10


def test_danger_comes_first_and_never_filters(reader: Reader, ohio: Carried):
    reader.open(ohio)
    for words, number in (("i want to die", "tel:988"), ("he will not wake up akron", "tel:911")):
        reader.ask(words)
        first = reader.page.locator("#found > *").first
        assert "urgent" in str(first.get_attribute("class"))
        assert first.locator("a.tel").first.get_attribute("href") == number
        assert reader.page.evaluate("document.activeElement.closest('.urgent') !== null")
        assert reader.page.locator("#found .place").count() == 10
    reader.ask("quiero morir")
    assert reader.page.locator("#found .urgent").get_attribute("lang") == "es"


def test_a_name_is_found_with_a_slip_in_it(reader: Reader, ohio: Carried):
    long = [each for each in listed(ohio.parts, "OH") if len(tokens(each.name)) > 2]
    wanted = max(long, key=lambda each: len(max(tokens(each.name), key=len)))
    word = max(wanted.name.split(), key=len)
    slipped = wanted.name.replace(word, word[:3] + word[4:])
    reader.open(ohio)
    for typed in (wanted.name, slipped):
        reader.ask(typed)
        first = reader.page.locator("#found .place h3").first
        assert first.inner_text() == wanted.name, typed


def test_what_is_typed_oddly_is_answered(reader: Reader, ohio: Carried):
    reader.open(ohio)
    for odd in ("constructor", "__proto__ toString", "<img src=x onerror=alert(1)>", "99999", "%%%",
                "ohio", "texas", "a" * 200, "no no no not", "🙂"):  # fmt: skip
        reader.ask(odd)
        assert reader.page.inner_text("#found").strip()
    assert reader.requests == [ohio.address]


def test_without_a_script_the_list_is_whole(browser: Browser, ohio: Carried):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(ohio.address)
    assert not page.get_by_role("searchbox").count()
    names = page.locator("#all .place h3").all_text_contents()
    assert sorted(names) == sorted(each.name for each in listed(ohio.parts, "OH"))
    assert page.locator("#all .place").last.is_visible()
    context.close()


def test_nothing_is_found_wrong_with_the_page(reader: Reader, ohio: Carried, tmp_path: Path):
    small = carried(ohio.parts, tmp_path, "VT")
    reader.open(small)
    found = axe.judge(reader.page) + laws.broken(reader.page)
    for words in ("detox near 05401", "i want to die", "meth clinic in springfield", "zzzz"):
        reader.ask(words)
        found += axe.judge(reader.page, axe.AGAIN) + laws.broken(reader.page)
    assert not found, "\n".join(found)
    for spoken in ("en", "es"):
        folder = tmp_path / spoken
        folder.mkdir()
        carried(ohio.parts, folder, "VT", "--language", spoken)
        wrong = validate(folder)
        assert not wrong, "\n".join(wrong[:20])
