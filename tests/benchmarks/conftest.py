"""The corpora and scorers, where they are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data() -> Path:
    """The folder of corpora, which is no part of this repository."""
    folder = ROOT.parent / "shared" / "data"
    if not (folder / "README.md").is_file() or not (folder.parent / "eval").is_dir():
        pytest.skip("the corpora and scorers are not on this machine")
    return folder
