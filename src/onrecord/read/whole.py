"""Formats in which a file is one page."""

from collections.abc import Callable
from hashlib import sha256
from io import BufferedReader
from typing import Literal

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read.inputs import Stream
from onrecord.records import Origin

CHUNK = 1 << 19
"""Bytes read at once; most pages are smaller."""


def read_whole(
    stream: Stream,
    settings: Settings,
    kind: Literal["html", "text"],
    decode: Callable[[bytes, str | None], tuple[str, str]],
) -> Page:
    """Return the page of a stream that holds just one.

    Raises :class:`ReadError` where it is larger than ``settings.max_bytes`` or cannot be decoded.
    """
    data = _read(stream.file, settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise ReadError(
            f"the page is larger than {settings.max_bytes:,} bytes",
            hint="raise max_bytes in onrecord.toml or ONRECORD_MAX_BYTES if it is a page",
        )
    content, charset = decode(data, stream.charset)
    if not content or content.isspace():
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


def _read(file: BufferedReader, most: int) -> bytes:
    """Return the bytes of ``file``, at most ``most``.

    In chunks: asked for ``most`` at once, Python takes that much memory for the smallest page.
    """
    chunks = []
    while most > 0 and (chunk := file.read(min(CHUNK, most))):
        chunks.append(chunk)
        most -= len(chunk)
    return b"".join(chunks)
