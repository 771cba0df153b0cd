"""Fixtures every room uses: where the reference files are, and the seed data as loaded."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
