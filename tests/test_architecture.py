"""The house holds: who imports whom, and how long things are."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = ("finder", "seed_data", "bench", "tests", "scripts")
SOURCES = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_over_300_lines_and_no_function_over_50(file: Path):
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        # A blueprint holds its routes: each is measured by itself.
        if isinstance(node, functions) and not any(isinstance(n, functions) for n in node.body):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is too long"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_module_says_what_it_is(file: Path):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
