"""The directory of a test's own parts."""

import pytest

from finder.directory import Directory
from finder.wiring import Parts


@pytest.fixture
def directory(parts: Parts) -> Directory:
    """An empty directory at revision 1."""
    return parts.directory
