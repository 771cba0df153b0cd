"""What exports are made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from finder.places import Gazetteer
from finder.vocabulary import Vocabulary
from finder.wiring import Parts
from tests.export.directories import invented, of_2023


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, real_gazetteer: Gazetteer, real_vocabulary: Vocabulary
) -> Iterator[Parts]:
    """The demonstration directory."""
    with invented(tmp_path_factory.mktemp("home"), real_gazetteer, real_vocabulary) as parts:
        yield parts


@pytest.fixture(scope="session")
def kentucky(
    tmp_path_factory: pytest.TempPathFactory,
    shared_data: Path,
    real_gazetteer: Gazetteer,
    real_vocabulary: Vocabulary,
) -> Iterator[Parts]:
    """The real directory of 2023."""
    home = tmp_path_factory.mktemp("real")
    with of_2023(home, shared_data, real_gazetteer, real_vocabulary) as parts:
        yield parts
