"""The HTML of every page in every state, as it is sent: html-validate finds no error."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from jinja2 import Template

from tests.conftest import ROOT
from tests.journeys.conftest import Stage
from tests.journeys.page_states import PUBLIC, STAFF

PROGRAM = ROOT / "node_modules" / ".bin" / "html-validate"
TEMPLATES = ROOT / "finder" / "templates"
# What is no page by itself, or on paper alone; the last resort is no template while it is sent.
_A_PART = re.compile(r"(^|/)(base|parts)(_|\b)|^(last_resort|paper/)")
# What differs each time: nobody reads it.
_TOKEN = re.compile(rb'name="(csrf_token|opened)" value="[^"]*"')
_MOST_SHOWN = 40


def validate(folder: Path) -> list[str]:
    """What html-validate finds in the pages of a folder, with our own rules for it."""
    if not PROGRAM.exists() or shutil.which("node") is None:
        reason = "html-validate is not installed; scripts/install-page-checks installs it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [PROGRAM, "--config", ROOT / ".htmlvalidate.cjs", "--formatter", "json", folder]
    told = folder / "told.json"
    with told.open("wb") as out:  # a pipe would be cut off: it ends before all is written
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(page['filePath']).stem}, line {each['line']}: {each['ruleId']}: {each['message']}"
        for page in json.loads(told.read_text())
        for each in page["messages"]
    ]


def test_no_page_has_an_error_and_every_template_is_seen(stage: Stage, tmp_path: Path):
    rendered: set[str] = set()

    def keep(_app: Flask, template: Template, **_: object) -> None:
        rendered.add(template.name or "")

    pages: dict[bytes, str] = {}
    with template_rendered.connected_to(keep):
        for number, state in enumerate((*PUBLIC, *STAFF)):
            for spoken in state.spoken:
                name = f"{number} {state.name} {spoken}"
                sent = stage.source(state, spoken)
                (tmp_path / f"{name}.html").write_bytes(sent)
                if spoken == "en":
                    main = _TOKEN.sub(b"", sent[sent.find(b"<main") :])
                    assert main not in pages, f"{name} is the same as {pages[main]}"
                    pages[main] = name
    found = validate(tmp_path)
    assert not found, "\n".join(found[:_MOST_SHOWN])
    templates = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    unseen = {name for name in templates - rendered if not _A_PART.search(name)}
    assert not unseen, "each needs a line in page_states.py"


def test_an_error_would_be_found(tmp_path: Path):
    (tmp_path / "bad.html").write_text('<!doctype html><p id="a"><p id="a">&unknown;<img>')
    found = " ".join(validate(tmp_path))
    for rule in ("no-dup-id", "unrecognized-char-ref", "wcag/h37"):
        assert rule in found
