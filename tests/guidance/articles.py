"""Articles: files of guidance as a test needs them, in a folder of its own."""

from pathlib import Path

from finder.guidance import Article, load_guidance
from tests.builders import vocabulary
from tests.web.fakes import gazetteer

FRONT = {
    "title": '"Detox: what it is"',
    "tab": '"A first step"',
    "summary": '"Detox is a first step."',
    "reviewed": "2026-11-01",
    "review_by": "2027-11-01",
    "byline": '"The project"',
    "biography": '"We build this list."',
    "about": "[detox, opioid-detox]",
    "panel": "detox_not_treatment",
    "sources": '[{key: nida, title: "Principles", dated: "2018", strength: B}]',
}
TEXT = """## First

Detox is a first step[^nida].

[Find detox near you](find: program=detox near=ask)
"""


def write(folder: Path, text: str = TEXT, *, name: str = "en/detox.md", **front: str) -> Path:
    """An article's file; a front-matter field that is given as "" is left out."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fields = {**FRONT, **front}
    above = "\n".join(f"{field}: {value}" for field, value in fields.items() if value)
    file.write_text(f"---\n{above}\n---\n{text}", encoding="utf-8")
    return file


def load(place: Path) -> tuple[Article, ...]:
    """The articles of a folder or file."""
    return load_guidance([place], vocabulary=vocabulary(), gazetteer=gazetteer()).articles
