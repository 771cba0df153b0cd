"""The main pages as a screen reader gets them: roles, names and states, in order, kept as files.

A change of a page shows here as a difference to be read: is what is heard still right? `make trees`
then writes the files anew.
"""

import os

import pytest

from tests.conftest import ROOT
from tests.journeys.conftest import Stage
from tests.journeys.page_states import State

FOLDER = ROOT / "tests" / "journeys" / "trees"
# Of sites whose places never change, so that only the page itself can.
CASES = {
    "home-en": (State("", "/", "few"), "en"),
    "home-es": (State("", "/", "few"), "es"),
    "results-en": (State("", "/search?q=detox+that+takes+medicaid&near=44301", "few"), "en"),
    "results-es": (State("", "/search?q=desintoxicaci%C3%B3n&near=44301", "few"), "es"),
    "results-none-en": (State("", "/search?q=zzzz&near=44301", "none"), "en"),
    "results-crisis-en": (State("", "/search?q=i+want+to+die", "few"), "en"),
    "facility-en": (
        State("", "/facility/willow000001/willow-creek-recovery?near=44240", "few"),
        "en",
    ),
    "guide-en": (State("", "/guidance/detox", "few"), "en"),
    "safety-check-en": (State("", "/guidance/safety-check", "few"), "en"),
    "browse-en": (State("", "/browse/ohio/", "few"), "en"),
    "not-found-en": (State("", "/nowhere", "few"), "en"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_heard_as_it_was(stage: Stage, name: str):
    state, spoken = CASES[name]
    stage.page.set_viewport_size({"width": 1280, "height": 800})
    stage.show(state, spoken)
    heard = stage.page.locator("body").aria_snapshot() + "\n"
    file = FOLDER / f"{name}.yaml"
    if os.environ.get("WRITE_TREES"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(heard, encoding="utf-8")
    assert heard == file.read_text(encoding="utf-8"), "read what has changed, then: make trees"
    for unnamed in ("- link\n", "- button\n", "- textbox\n", "- img\n", "- checkbox\n"):
        assert unnamed not in heard


def test_there_is_a_tree_of_every_kind_of_page_and_no_other():
    assert {file.stem for file in FOLDER.glob("*")} == set(CASES)
