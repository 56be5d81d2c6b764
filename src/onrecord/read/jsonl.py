"""JSON lines: one document a line, as crawls and corpora come."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Literal

import msgspec

from onrecord.config import Settings
from onrecord.data import table
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read.charset import clean
from onrecord.read.inputs import Stream
from onrecord.records import Failure, Origin, failure

_HINT = "each line is one JSON object with text or html, and url, date, title where known"


def read(stream: Stream, settings: Settings) -> Iterator[Page | Failure]:
    """Yield a page for each line, and a failure, named by its number, for a line that is none."""
    number = 0
    while line := stream.file.readline(settings.max_bytes + 1):
        number += 1
        if not line.strip():
            continue
        location = f"{stream.location}#{number}"
        try:
            if len(line) > settings.max_bytes:
                while line and not line.endswith(b"\n"):
                    line = stream.file.readline(settings.max_bytes)
                raise ReadError(
                    f"the line is longer than {settings.max_bytes:,} bytes",
                    hint="raise max_bytes in onrecord.toml or ONRECORD_MAX_BYTES",
                )
            yield _page(line, f"{stream.path}#{number}", location, stream)
        except ReadError as error:
            yield failure(location, "read", str(error), error.hint)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {row["field"]: tuple(row["names"].split("|")) for row in table("jsonl_fields.tsv")}


def _object(line: bytes) -> object:
    """Decode a line; the standard library's decoder also takes half surrogates, as crawls have."""
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return json.loads(line)


def _page(line: bytes, path: str, location: str, stream: Stream) -> Page:
    try:
        row = _object(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"the line is not JSON: {error}", hint=_HINT) from None
    if not isinstance(row, dict):
        raise ReadError("the line is JSON but no object", hint=_HINT)
    kind: Literal["html", "text"] = "text"
    content = _string(row, "text")
    if not content:
        kind, content = "html", _string(row, "html")
    if not content:
        raise ReadError("the line has neither text nor html", hint=_HINT)
    if name := _string(row, "id"):
        path = f"{path.rpartition('#')[0]}#{name}"
    return Page(
        path=path,
        location=location,
        content=content,
        kind=kind,
        origin=Origin(
            reader="jsonl", charset="utf-8", bytes=len(line), sha256=sha256(line).hexdigest()
        ),
        url=_string(row, "url") or stream.url,
        title=_string(row, "title"),
        authors=_strings(row, "authors"),
        publisher=_string(row, "publisher"),
        language=_string(row, "language"),
        published=_string(row, "published"),
    )


def _string(row: dict[str, object], field: str) -> str | None:
    """Return the first of the field's names that holds a text or number; empty is none."""
    for name in _names()[field]:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return clean(value if field in ("text", "html") else value.strip())
        if isinstance(value, int) and field == "id":
            return str(value)
    return None


def _strings(row: dict[str, object], field: str) -> tuple[str, ...]:
    for name in _names()[field]:
        value = row.get(name)
        if isinstance(value, list):
            return tuple(clean(v.strip()) for v in value if isinstance(v, str) and v.strip())
        if isinstance(value, str) and value.strip():
            return (clean(value.strip()),)
    return ()
