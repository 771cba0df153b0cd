"""Fixtures of the vocabulary's room: our own words, loaded once, and the list they grew from."""

import csv
import os
from pathlib import Path

import pytest

from finder.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary(real_vocabulary: Vocabulary) -> Vocabulary:
    return real_vocabulary


@pytest.fixture(scope="session")
def synonyms(shared_data: Path) -> list[dict[str, str]]:
    """The 954 phrases people use: user_term, canonical, codes, action, safety and so on."""
    path = shared_data.parent / "search" / "synonyms.tsv"
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"the synonyms are missing in CI: {path}")
        pytest.skip("the synonyms (../shared/search) are not beside this checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line[:1] != "#"), delimiter="\t"))
