"""Laws of a page that axe does not know: nothing hangs over the edge of a small phone however its
text is spaced or enlarged, what is tapped is big enough for a thumb, and nothing moves."""

from playwright.sync_api import Page

# WCAG 2.2, 1.4.12: what any reader may set, with no loss of content; and 1.4.4, twice the text.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
_TWICE = "html { font-size: 200% !important }"
# A style sheet made by a script is the reader's own, which the page's policy does not forbid.
_WITH = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""
_OVERHANGING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (box) => box && (/auto|scroll/.test(getComputedStyle(box).overflowX)
    || scrolls(box.parentElement));
  const out = [...document.body.querySelectorAll('*')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width && box.right > wide + 1 && !scrolls(each);
  });
  return out.length ? out.slice(0, 3).map((each) => each.outerHTML.slice(0, 90)) : ['some text'];
}"""
# A box to tick is as big as its label, which can be tapped too.
_SMALL = """(least) => [...document.querySelectorAll(
    'a.tel, a.exit, button, select, textarea, summary, input:not([type=hidden])'
  )].flatMap((each) => {
  if (each.closest('[aria-hidden=true], .vh') || !each.checkVisibility()) return [];
  const tapped = /^(checkbox|radio)$/.test(each.type) ? each.labels[0] ?? each : each;
  const box = tapped.getBoundingClientRect();
  if (!box.width || Math.min(box.height, box.width) > least - .5) return [];
  return [`${box.width.toFixed()}x${box.height.toFixed()} ${each.outerHTML.slice(0, 90)}`];
})"""
_MOVING = """() => {
  const still = (each) => [getComputedStyle(each)].every((style) =>
    style.animationName === 'none' && /^0s(, 0s)*$/.test(style.transitionDuration)
    && style.scrollBehavior !== 'smooth');
  return [...document.querySelectorAll('*')].filter((each) => !still(each))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 90));
}"""


def broken(page: Page, least: int = 44) -> list[str]:
    """Which laws the page breaks as it stands, each with where. `least` is how many pixels high and
    wide a thing to tap must be: 44 is WCAG's enhanced size (2.5.5), 24 what level AA asks (2.5.8).
    """
    found: list[str] = []
    page.set_viewport_size({"width": 320, "height": 800})
    for how, css in (("", ""), (", text spaced", _SPACED)):
        page.evaluate(_WITH, css)
        found += [f"hangs over 320 px{how}: {each}" for each in page.evaluate(_OVERHANGING)]
    page.evaluate(_WITH, "")
    found += [f"smaller than {least} px: {each}" for each in page.evaluate(_SMALL, least)]
    found += [f"moves: {each}" for each in page.evaluate(_MOVING)]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(_WITH, _TWICE)
    found += [f"hangs over with text doubled: {each}" for each in page.evaluate(_OVERHANGING)]
    page.evaluate(_WITH, "")
    return found
