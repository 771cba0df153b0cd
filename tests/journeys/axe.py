"""Axe: what axe-core finds wrong with a page as it stands in the browser.

https://github.com/dequelabs/axe-core: the rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA, and
Deque's own of good practice.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Nothing is preloaded: no rule that we run reads style sheets, and all of ours is in the page.
_OPTIONS = {"runOnly": _TAGS, "resultTypes": ["violations", "incomplete"], "preload": False}
# What axe could not decide counts as well: nobody would look at it afterwards. Three things are
# known: what scrolls sideways within its box (a wide table) is cut off on a phone, and there axe
# can tell no colour (the same words are judged where the box is wide); an arrow that is there for
# the eye alone has no letters to judge; and of single digits that lie over the lines of a map axe
# can tell none (its colours are the page's own, whose contrast tests/test_site.py computes). Axe
# also takes what a map cuts off for lying over its neighbours: they are judged without it.
_RUN = """async (options) => {
  const found = await axe.run(document, options);
  const scrolls = (box) => box && (/auto|scroll/.test(getComputedStyle(box).overflowX)
    || scrolls(box.parentElement));
  const known = (node) => {
    const element = document.querySelector(node.target[0]);
    return element?.closest('[aria-hidden=true], .map') || innerWidth < 500 && scrolls(element);
  };
  const left = (rules) => rules.map((rule) => rule.id !== 'color-contrast' ? rule
    : { ...rule, nodes: rule.nodes.filter((node) => !known(node)) })
    .filter((rule) => rule.nodes.length);
  let undecided = left(found.incomplete);
  const maps = [...document.querySelectorAll('.map svg')];
  if (maps.length && undecided.some((rule) => rule.id === 'color-contrast')) {
    const colors = { ...options, runOnly: { type: 'rule', values: ['color-contrast'] } };
    maps.forEach((map) => { map.style.visibility = 'hidden'; });
    const again = await axe.run(document, colors);
    maps.forEach((map) => { map.style.visibility = ''; });
    found.violations.push(...again.violations);
    undecided = [...undecided.filter((rule) => rule.id !== 'color-contrast'),
      ...left(again.incomplete)];
  }
  return [...found.violations, ...undecided].flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`));
}"""
# The page as a judge sees it: what is typed by nobody (tokens, stamps) may differ each time.
_SEEN = """() => {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll('input[type=hidden]').forEach((field) => field.removeAttribute('value'));
  return page.outerHTML;
}"""
_CLOSED = "details:not([open])"


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody looks at a page: how wide, by which scheme, with all that folds unfolded."""

    width: int
    scheme: str
    unfolded: bool = False


# Wide enough for two columns, and as narrow as 1280 px at 400 %.
LOOKS = (
    *(Look(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")),
    Look(320, "light", unfolded=True),
)
# Where a script has added something, which has the colours and the breadth of the rest.
AGAIN = (Look(1280, "light"), Look(320, "dark"))


@cache
def script() -> str:
    """axe-core itself; missing is a skip with its reason, in CI a failure."""
    if not SCRIPT.exists():
        reason = "axe-core is not installed; scripts/install-page-checks installs it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SCRIPT.read_text(encoding="utf-8")


@contextmanager
def without_scripts(page: Page) -> Iterator[None]:
    """What the page is shown meanwhile runs no script of its own. Axe, a script too, runs after."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield
    finally:
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        session.detach()


def seen(page: Page) -> str:
    """The page's elements and words, to tell whether a script has changed any."""
    return str(page.evaluate(_SEEN))


def has_scripts(page: Page) -> bool:
    """Whether the page would run any script, were it let."""
    return page.locator("script[src]").count() > 0


def judge(page: Page, looks: Sequence[Look] = LOOKS) -> list[str]:
    """All that is found wrong with the page, looked at in these ways."""
    page.evaluate(script())
    found: list[str] = []
    for look in looks:
        if look.unfolded and not page.locator(_CLOSED).count():
            continue
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")
        if look.unfolded:
            page.evaluate("() => document.querySelectorAll('details').forEach((d) => d.open = 1)")
        found += [f"{look}: {each}" for each in page.evaluate(_RUN, _OPTIONS)]
    return found
