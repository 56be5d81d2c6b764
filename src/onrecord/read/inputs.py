"""From what the user typed to the files it means: folders, globs, files, ``-``."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from glob import glob
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.data import words
from onrecord.errors import ReadError


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read.

    ``path`` is its identity: the place below the folder that was asked for, with ``/``, so that a
    folder of pages gives the same document ids wherever it lies. ``location`` is where it is, and
    ``file`` null for standard input. Bytes of a name that are no UTF-8 show as U+FFFD.
    """

    path: str
    location: str
    file: Path | None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open it for reading bytes; standard input is left open afterwards."""
        if self.file is None:
            return nullcontext(cast(BinaryIO, sys.stdin.buffer))
        return open(self.file, "rb")


@dataclass(frozen=True, slots=True)
class Stream:
    """Open bytes and what is known of them before they are read.

    ``charset`` is one the user or a transport header named; it goes before what the bytes say.
    """

    file: BufferedReader
    path: str
    location: str
    url: str | None = None
    charset: str | None = None


def find_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """Return the inputs ``paths`` stand for, folders in sorted order, each file once.

    Inside a folder, hidden files and files that cannot be pages by their suffix (images, styles,
    notes: ``data/not_pages.txt``) are passed over; a file named by itself is always read.
    Raises :class:`ReadError` at once for a path or pattern that matches nothing.
    """
    found: list[Path | None] = []
    for text in paths:
        if text == "-":
            found.append(None)
            continue
        path = Path(text)
        matches = [path]
        if not path.exists():
            matches = [Path(p) for p in sorted(glob(text, recursive=True))]  # noqa: PTH207
        if not matches:
            raise ReadError(
                f"{text}: no such file or folder",
                hint="give files, folders, a quoted pattern such as 'crawl/**/*.html', or -",
            )
        found.extend(matches)
    return _walk(found)


def _walk(found: Iterable[Path | None]) -> Iterator[Input]:
    skip = frozenset(words("not_pages.txt"))
    seen: set[Path] = set()
    for path in found:
        if path is None:
            yield Input("stdin", "-", None)
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                inside = file.relative_to(path)
                hidden = any(part.startswith(".") for part in inside.parts)
                if not hidden and file.suffix.lower() not in skip and _new(file, seen):
                    yield _input(inside.as_posix(), file)
        elif _new(path, seen):
            yield _input(path.name, path)


def _input(path: str, file: Path) -> Input:
    return Input(_printable(path), _printable(str(file)), file)


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _new(path: Path, seen: set[Path]) -> bool:
    real = path.resolve()
    if real in seen:
        return False
    seen.add(real)
    return True
