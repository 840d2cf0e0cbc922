"""Where tests find the folder with source documents and real data beside the repository."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_dir() -> Path:
    """The folder, or skip the test: it is not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("../shared (source documents and real data) is not beside this clone")
    return SHARED
