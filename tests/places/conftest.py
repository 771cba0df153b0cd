"""The gazetteer as shipped, loaded once: it is immutable."""

from pathlib import Path

import pytest

from finder.places import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer(seed_data: Path) -> Gazetteer:
    return load_gazetteer(seed_data / "places")
