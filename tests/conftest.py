"""Shared by all tests: documents of a paragraph, and the things outside the repository."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.document import Doc
from onrecord.records import Block, Document

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "korea-2023"
SHARED = ROOT.parent / "shared"


@pytest.fixture
def make_doc() -> Callable[..., Doc]:
    """Return a maker of documents whose text is one paragraph."""

    def make(text: str, **fields: object) -> Doc:
        doc = Doc.of(Document(**({"path": "page.txt", "text": text} | fields)))  # type: ignore[arg-type]
        doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
        return doc

    return make


@pytest.fixture(scope="session")
def seed_story() -> Path:
    """Return the path of the seed story; the test is skipped where it is not there."""
    path = SHARED / "seed" / "story.txt"
    if not path.is_file():
        pytest.skip("the seed story lies outside the repository and is not here")
    return path


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag under which golden files are written."""
    parser.addoption("--regenerate-golden", action="store_true", help="write golden files anew")
