"""The docs are complete: every parameter, setting, command and reader is described."""

import re
from pathlib import Path

import click
import pytest

from finder.cli import finder
from finder.config import SETTINGS
from finder.importing.run import READERS
from finder.search.params import RESERVED
from tests.builders import vocabulary
from tests.conftest import ROOT

DOCS = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md")}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_described(name):
    assert f"| `{name}` |" in DOCS["settings"]


@pytest.mark.parametrize("name", finder.commands)
def test_every_command_and_its_options_are_described(name):
    command = finder.commands[name]
    assert re.search(rf"\| `finder {name}[ `]", DOCS["settings"])
    for option in command.params:
        if isinstance(option, click.Option):
            assert any(f"`{flag}`" in DOCS["settings"] for flag in option.opts), option.opts


@pytest.mark.parametrize("name", READERS)
def test_every_reader_is_described(name):
    assert f"| `{name}` |" in DOCS["importing"]


@pytest.mark.parametrize("name", RESERVED)
def test_every_parameter_is_described(name):
    assert f"| `{name}` |" in DOCS["search"]


def test_every_category_is_described():
    for category in vocabulary().categories:
        assert f"`{category.slug}`" in DOCS["search"]


def test_every_library_is_named_with_its_reason():
    described = DOCS["dependencies"].lower()
    for file in ("requirements.in", "requirements-dev.in"):
        for line in (ROOT / file).read_text().splitlines():
            name = re.split(r"[=<>\s]", line)[0]
            if name and not name.startswith(("-", "pytest-")):
                assert name in described, name


@pytest.mark.parametrize("file", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")))
def test_every_link_in_the_docs_leads_somewhere(file: Path):
    for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target
