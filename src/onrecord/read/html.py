"""HTML pages as servers send them, in any charset."""

from collections.abc import Iterator

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.read.charset import decode_html
from onrecord.read.inputs import Stream
from onrecord.read.whole import read_whole
from onrecord.records import Failure


def read(stream: Stream, settings: Settings) -> Iterator[Page | Failure]:
    """Yield the one page in ``stream``."""
    yield read_whole(stream, settings, "html", decode_html)
