"""Readers: bytes from files, folders, globs, gzip or standard input to decoded pages.

One module a format. A reader is a function ``(Stream, Settings) -> Iterator[Page | Failure]``;
other packages offer theirs through the entry-point group ``onrecord.readers``. Nothing here opens
a network connection.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, cast

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.plugins import find_part, names_of
from onrecord.read.inputs import Input, Inputs, Stream, find_inputs
from onrecord.read.sniff import GZIP_MAGIC, HEAD, refuse_binary, sniff_format
from onrecord.records import Failure, failure

__all__ = [
    "FORMATS",
    "Input",
    "Inputs",
    "Stream",
    "find_inputs",
    "load_reader",
    "read_bytes",
    "read_inputs",
    "read_paths",
]

ENTRY_POINTS = "onrecord.readers"


Reader = Callable[[Stream, Settings], Iterator[Page | Failure]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format's reader, by place, and the file suffixes it is chosen for."""

    place: str
    suffixes: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "html": Format("onrecord.read.html:read", (".html", ".htm", ".xhtml", ".shtml")),
    "text": Format("onrecord.read.text:read", (".txt", ".text")),
    "jsonl": Format("onrecord.read.jsonl:read", (".jsonl", ".ndjson")),
}
"""The built-in formats by name."""


@cache
def load_reader(name: str) -> Reader:
    """Return the reader of the format ``name``; raises :class:`ReadError` when there is none."""
    places = {format: form.place for format, form in FORMATS.items()}
    found: Reader | None = find_part(ENTRY_POINTS, places, name)
    if found is None:
        known = ", ".join(names_of(ENTRY_POINTS, places))
        raise ReadError(f"no reader for the format {name!r}", hint=f"known: {known}")
    return found


def read_paths(
    paths: Iterable[str],
    settings: Settings | None = None,
    *,
    format: str | None = None,
    charset: str | None = None,
) -> Iterator[Page | Failure]:
    """Yield every page under ``paths`` in a stable order, and a failure for what is not one.

    ``format`` and ``charset`` overrule what suffix and bytes say. Raises :class:`ReadError` for a
    path that does not exist, before anything is read.
    """
    return read_inputs(find_inputs(paths), settings, format=format, charset=charset)


def read_inputs(
    inputs: Iterable[Input | Failure],
    settings: Settings | None = None,
    *,
    format: str | None = None,
    charset: str | None = None,
) -> Iterator[Page | Failure]:
    """Yield the pages of inputs that :func:`find_inputs` has found."""
    settings = settings or Settings()
    for source in inputs:
        if isinstance(source, Failure):
            yield source
            continue
        try:
            with source.open() as raw:
                yield from _read(raw, source.path, source.location, None, format, charset, settings)
        except OSError as error:
            reason = error.strerror or str(error)
            yield failure(source.location, "read", f"cannot be read: {reason}", "check the file")
        except Exception as error:  # noqa: BLE001  one bad file must not stop a run
            what = f"{type(error).__name__}: {error}"
            hint = "this is a bug in the reader: please report it with the file"
            yield failure(source.location, "read", what, hint)


def read_bytes(
    data: bytes,
    *,
    path: str,
    location: str | None = None,
    url: str | None = None,
    format: str | None = None,
    charset: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Page | Failure]:
    """Yield the pages in ``data`` as if it were a file called ``path``."""
    settings = settings or Settings()
    raw = io.BytesIO(data)
    yield from _read(raw, path, location or path, url, format, charset, settings)


def _read(
    raw: BinaryIO,
    path: str,
    location: str,
    url: str | None,
    format: str | None,
    charset: str | None,
    settings: Settings,
) -> Iterator[Page | Failure]:
    try:
        file = _buffered(raw)
        head = file.peek(HEAD)[:HEAD]
        if head.startswith(GZIP_MAGIC):
            file = _buffered(cast(BinaryIO, gzip.GzipFile(fileobj=file)))
            head = file.peek(HEAD)[:HEAD]
        refuse_binary(head, charset)
        suffixes = {s: name for name, form in FORMATS.items() for s in form.suffixes}
        name = format or sniff_format(location, head, suffixes)
        yield from load_reader(name)(Stream(file, path, location, url, charset), settings)
    except ReadError as error:
        yield failure(location, "read", str(error), error.hint)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield failure(location, "read", f"damaged gzip: {error}", "compress or download it again")


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    if isinstance(raw, io.BufferedReader):
        return raw
    return io.BufferedReader(cast(io.RawIOBase, raw), buffer_size=1 << 16)
