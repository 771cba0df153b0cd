"""What a sentence means in the file to carry: what it means on the server."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from finder.places import Gazetteer
from finder.search.answer import panel_of
from finder.search.intent import read
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import panels
from tests.conftest import ROOT
from tests.export.directories import invented
from tests.journeys.carried import Carried, carried

# Of a hundred sentences; the others hang on the spelling of words that only one of the two knows.
LEAST_ALIKE = 99
# Put into the file's own script: what it takes each sentence to mean.
_MEANT = """return asked.map((text) => {
  const meaning = read(text, { words: new Map(), having: () => false, called: () => false });
  const slugs = [meaning.terms, meaning.topics, meaning.avoid].map((each) => [...each].sort());
  return [...slugs, panelOf(meaning)?.slug ?? ""];
});"""


class NoNames:
    """A directory without a name in it: what is left is what the words mean."""

    def knows(self, word: str) -> bool:
        return False

    def named(self, words: Sequence[str]) -> int:
        return 0

    def called(self, words: Sequence[str], *, programs: bool = False) -> str:
        return ""

    def spelling(self, word: str) -> tuple[str, ...]:
        return ()


@pytest.fixture
def vermont(
    tmp_path: Path, real_gazetteer: Gazetteer, real_vocabulary: Vocabulary
) -> Iterator[Carried]:
    with invented(tmp_path / "home", real_gazetteer, real_vocabulary) as parts:
        yield carried(parts, tmp_path, "VT")


def sentences() -> list[str]:
    """The judged queries that name no facility."""
    found: list[str] = []
    for name in ("judged_queries.tsv", "later_queries.tsv"):
        text = (ROOT / "bench" / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        rows = csv.DictReader(lines, delimiter="\t")
        found += [row["query"] for row in rows if row["group"] != "known item"]
    return found


def test_a_sentence_means_what_it_means_on_the_server(browser: Browser, vermont: Carried):
    page = browser.new_page(offline=True)
    page.goto(vermont.address)
    html = vermont.file.read_text(encoding="utf-8")
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script
    inside = script[1].rpartition("})();")[0]
    asked = sentences()
    assert len(asked) > 300
    told = page.evaluate(f"(asked) => {inside}{_MEANT}}})()", asked)
    page.close()
    different = []
    dangers = 0
    for text, meant in zip(asked, told, strict=True):
        meaning = read(text, vermont.parts.vocabulary, vermont.parts.gazetteer, NoNames())
        about = SearchRequest(terms=meaning.terms, topics=meaning.topics)
        panel = panel_of(about, vermont.parts.vocabulary)
        slugs = [list(each) for each in (meaning.terms, meaning.topics, meaning.avoid)]
        expected = [*slugs, panel.slug if panel else ""]
        if panel and panel.urgency <= panels.URGENT:
            assert meant == expected
            dangers += 1
        if meant != expected:
            different.append(f"{text}: {meant}, not {expected}")
    assert dangers > 20
    assert len(different) * 100 <= (100 - LEAST_ALIKE) * len(asked), "\n".join(different)
