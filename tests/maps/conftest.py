"""Fixtures of the maps: the project's own outlines and towns, loaded once."""

import pytest

from finder.config import SEED_DATA
from finder.maps import Atlas, load_atlas
from finder.places import Gazetteer


@pytest.fixture(scope="session")
def atlas(real_gazetteer: Gazetteer) -> Atlas:
    """Outlines and towns."""
    return load_atlas(SEED_DATA / "places", real_gazetteer)
