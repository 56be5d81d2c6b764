from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "fen.ledger") as opened:
        yield opened
