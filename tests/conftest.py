"""Fixtures every room uses: where the reference files are, and the seed data as loaded."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from finder.config import SEED_DATA, Config
from finder.places import Gazetteer, load_gazetteer
from finder.vocabulary import Vocabulary, load_vocabulary
from finder.wiring import Parts

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes depends on what else the machine does; speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real reference files beside the checkout; a missing one is a skip, in CI a
    failure."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the reference files are missing in CI: {folder}")
        pytest.skip("the reference files (../shared/data) are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seed_data() -> Path:
    """The project's own seed data."""
    return ROOT / "seed_data"


@pytest.fixture(scope="session")
def real_gazetteer() -> Gazetteer:
    """The project's own places, loaded once."""
    return load_gazetteer(SEED_DATA / "places")


@pytest.fixture(scope="session")
def real_vocabulary() -> Vocabulary:
    """The project's own terms, loaded once."""
    return load_vocabulary(SEED_DATA / "vocabulary")


@pytest.fixture
def parts(tmp_path: Path, real_gazetteer: Gazetteer, real_vocabulary: Vocabulary) -> Parts:
    """Parts over an empty directory: a real SQLite file and a real index, for one test."""
    parts = Parts(Config(home=tmp_path / "home"))
    parts.gazetteer = real_gazetteer
    parts.vocabulary = real_vocabulary
    directory = parts.new_directory()
    directory.prepare()
    directory.open_empty()
    directory.close()
    return parts
