"""Every page in every state, looked at wide and narrow, light and dark, folded and unfolded, with
scripts and without, in each language: axe-core finds nothing, and no law is broken."""

import pytest

from tests.journeys import axe, laws
from tests.journeys.conftest import Stage
from tests.journeys.page_states import PUBLIC, STAFF, State

CASES = [(state, spoken) for state in (*PUBLIC, *STAFF) for spoken in state.spoken]
# Each is looked at at least so often: wide and narrow, light and dark.
LEAST = sum(not look.unfolded for look in axe.LOOKS)


@pytest.mark.parametrize(
    ("state", "spoken"), CASES, ids=lambda each: each.name if isinstance(each, State) else each
)
def test_nothing_is_found(stage: Stage, state: State, spoken: str):
    least = 24 if state in STAFF else 44  # the staff's tables are dense, and seldom on a phone
    with axe.without_scripts(stage.page):
        stage.show(state, spoken)
    without = axe.seen(stage.page)
    found = axe.judge(stage.page)
    found += laws.broken(stage.page, least)
    assert not found, "\n".join(found)

    if not axe.has_scripts(stage.page):
        return
    stage.show(state, spoken)
    if axe.seen(stage.page) != without:  # what no script has changed was judged already
        found = axe.judge(stage.page, axe.AGAIN)
        found += laws.broken(stage.page, least)
        assert not found, "\n".join(found)


def test_there_are_at_least_four_hundred_states():
    assert LEAST * len(CASES) >= 400


def test_axe_would_find_what_is_wrong(stage: Stage):
    stage.show(PUBLIC[0], "en")
    broken = '<main><h1>A page</h1><img src="x"><p style="color:#ccc">Words</p></main>'
    stage.page.set_content(broken)
    found = axe.judge(stage.page)
    for rule in ("image-alt", "color-contrast", "document-title", "html-has-lang"):
        assert any(f": {rule} at " in each for each in found), rule


def test_a_broken_law_would_be_found(stage: Stage):
    stage.show(PUBLIC[0], "en")
    stage.page.set_content("<button>Go</button><p>so wide until it is spaced by you</p>")
    stage.page.evaluate("""() => {
      document.querySelector('p').style.cssText =
        'font: 16px monospace; white-space: nowrap; transition: all 1s';
    }""")
    found = " ".join(laws.broken(stage.page))
    for law in ("smaller than 44 px", "moves", "hangs over 320 px, text spaced"):
        assert law in found
