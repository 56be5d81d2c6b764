"""Formats in which a file is one page."""

from collections.abc import Callable
from hashlib import sha256
from typing import Literal

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read.inputs import Stream
from onrecord.records import Origin


def read_whole(
    stream: Stream,
    settings: Settings,
    kind: Literal["html", "text"],
    decode: Callable[[bytes, str | None], tuple[str, str]],
) -> Page:
    """Return the page of a stream that holds just one.

    Raises :class:`ReadError` where it is larger than ``settings.max_bytes`` or cannot be decoded.
    """
    data = stream.file.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise ReadError(
            f"the page is larger than {settings.max_bytes:,} bytes",
            hint="raise max_bytes in onrecord.toml or ONRECORD_MAX_BYTES if it is a page",
        )
    content, charset = decode(data, stream.charset)
    if not content.strip():
        raise ReadError("the page holds only white space", hint="download it again, or remove it")
    origin = Origin(reader=kind, charset=charset, bytes=len(data), sha256=sha256(data).hexdigest())
    return Page(
        path=stream.path,
        location=stream.location,
        content=content,
        kind=kind,
        origin=origin,
        url=stream.url,
    )
