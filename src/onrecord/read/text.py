"""Plain text as crawlers leave it: one page a file."""

from collections.abc import Iterator

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.read.charset import decode_text
from onrecord.read.inputs import Stream
from onrecord.read.whole import read_whole
from onrecord.records import Failure


def read(stream: Stream, settings: Settings) -> Iterator[Page | Failure]:
    """Yield the one page in ``stream``; its characters are kept as they are."""
    yield read_whole(stream, settings, "text", decode_text)
