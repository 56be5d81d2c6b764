from collections.abc import Callable

import pytest

from onrecord.document import Doc
from onrecord.pages import stage
from onrecord.pipeline import Pipeline
from onrecord.read import read_bytes

Take = Callable[..., Doc]


@pytest.fixture
def take() -> Take:
    """Return a function that takes a page of text or HTML apart."""

    def take_apart(content: str, format: str = "text") -> Doc:
        (doc,) = Pipeline([stage]).run(read_bytes(content.encode(), path="page", format=format))
        assert isinstance(doc, Doc), doc
        return doc

    return take_apart


def roles(doc: Doc) -> list[tuple[str, str]]:
    return [(b.role, b.span.text or "") for b in doc.blocks]
