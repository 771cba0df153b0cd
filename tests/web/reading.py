"""Reading: a page as its elements, in order, each with its attributes and the text inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

from flask.testing import FlaskClient

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"}


@dataclass
class Element:
    """One element; `text` is everything inside it, blanks single."""

    tag: str
    attributes: dict[str, str]
    parents: tuple["Element", ...] = ()
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.unclosed: list[str] = []
        self.feed(text)
        self.close()
        self.unclosed += [element.tag for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].tag != tag:
            self.unclosed.append(tag)
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.parts.append(data)

    def all(self, tag: str = "", css: str = "", **attributes: str) -> list[Element]:
        return list(self.matching(tag, css, attributes))

    def one(self, tag: str = "", css: str = "", **attributes: str) -> Element:
        found = self.all(tag, css, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {css} {attributes}"
        return found[0]

    def matching(self, tag: str, css: str, attributes: dict[str, str]) -> Iterator[Element]:
        for element in self.elements:
            if (
                tag in ("", element.tag)
                and (not css or css in element.classes)
                and all(element.attributes.get(name) == value for name, value in attributes.items())
            ):
                yield element

    @property
    def title(self) -> str:
        """The title of the page, not that of a picture in it."""
        return self.inside(self.one("head"), "title")[0].text

    def texts(self, tag: str = "", css: str = "") -> list[str]:
        return [element.text for element in self.all(tag, css)]

    def inside(self, outer: Element, tag: str = "") -> list[Element]:
        return [each for each in self.elements if outer in each.parents and tag in ("", each.tag)]


def read(browser: FlaskClient, path: str, code: int = 200) -> Page:
    """The page at this path, which must answer with this code."""
    answer = browser.get(path)
    assert answer.status_code == code, f"{path}: {answer.status}"
    page = Page(answer.get_data(as_text=True))
    assert page.unclosed == [], f"{path}: not well formed"
    return page


def submit(page: Page, form: Element, path: str, **typed: str) -> str:
    """The address a browser goes to when this form is sent, with these fields filled in."""
    pairs: list[tuple[str, str]] = []
    for field_ in page.inside(form):
        name = field_.attributes.get("name", "")
        if not name or "disabled" in field_.attributes:
            continue
        if field_.tag == "select":
            chosen = [o for o in page.inside(field_, "option") if "selected" in o.attributes]
            pairs.append((name, typed.pop(name, chosen[0]["value"] if chosen else "")))
        elif field_.attributes.get("type") == "checkbox":
            if "checked" in field_.attributes or typed.get(name) == field_["value"]:
                pairs.append((name, field_["value"]))
        else:
            pairs.append((name, typed.get(name, field_.attributes.get("value", ""))))
    return urljoin(path, form["action"]) + "?" + urlencode(pairs)
