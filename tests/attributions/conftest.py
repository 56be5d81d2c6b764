from collections.abc import Callable

import pytest

from onrecord.attributions import stage
from onrecord.document import Doc
from onrecord.records import Attribution, Block, Document, Role

Read = Callable[..., list[Attribution]]


def told(text: str, role: Role = "paragraph") -> Doc:
    """A document of one block for each line of ``text``, not yet read."""
    doc = Doc.of(Document(path="t.txt", text=text, published="2023-04-11"))
    at = 0
    for line in text.split("\n"):
        if line.strip():
            doc.add(Block(role=role, span=doc.span(at, at + len(line))))
        at += len(line) + 1
    return doc


@pytest.fixture
def read() -> Read:
    def _read(text: str, role: Role = "paragraph") -> list[Attribution]:
        doc = told(text, role)
        list(stage([doc]))
        return doc.attributions

    return _read
