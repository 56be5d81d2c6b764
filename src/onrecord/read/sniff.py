"""What kind of bytes these are, from their first few thousand."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from onrecord.errors import ReadError

HEAD = 4096
GZIP_MAGIC = b"\x1f\x8b"

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3": "an SQLite database",
    b"WARC/": "a WARC archive",
}
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b", re.I)


def refuse_binary(head: bytes, charset: str | None = None) -> None:
    """Raise :class:`ReadError` for bytes that are empty or plainly no text."""
    if not head:
        raise ReadError("the file is empty", hint="download it again, or remove it")
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise ReadError(
                f"the file is {what}, not a page",
                hint="give HTML, plain text or JSON lines (extract the text first)",
            )
    if b"\0" in head and not head.startswith(_WIDE_BOMS) and charset is None:
        raise ReadError(
            "the file holds NUL bytes: it is binary, not a page",
            hint="give HTML, plain text or JSON lines; UTF-16 text needs a byte-order mark",
        )


def sniff_format(name: str, head: bytes, suffixes: Mapping[str, str]) -> str:
    """Return the format's name by the suffix of ``name`` (a ``.gz`` apart), else by ``head``."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    if found := suffixes.get(path.suffix.lower()):
        return found
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if _HTML.search(head) else "text"
