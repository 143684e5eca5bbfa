"""Additions are tried in a copy of the checkout."""

from pathlib import Path

import pytest
from checkout import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh copy; its naht works on the test's own file."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    return Checkout(folder)
