"""A directory to look into."""

import pytest

from finder.directory import Directory
from finder.wiring import Parts


@pytest.fixture
def directory(parts: Parts) -> Directory:
    """An empty directory at revision 1."""
    return parts.directory
