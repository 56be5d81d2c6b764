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
from onrecord.records import Failure, failure


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
        if self.file is not None:
            return open(self.file, "rb")
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return nullcontext(cast(BinaryIO, sys.stdin.buffer))


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


class Inputs:
    """The inputs that paths stand for, found while they are iterated over, each file once.

    ``passed_over`` counts the files met inside folders that cannot be pages by their names. What
    cannot be looked into comes as a failure.
    """

    def __init__(self, roots: Iterable[Path | None]) -> None:
        self.passed_over = 0
        self._roots = tuple(roots)
        self._seen: set[str] = set()
        self._skip = frozenset(words("not_pages.txt"))

    def __iter__(self) -> Iterator[Input | Failure]:
        for root in self._roots:
            if root is None:
                yield Input("stdin", "-", None)
                continue
            waiting = [root]
            while waiting:
                entry = waiting.pop()
                try:
                    if entry.is_dir():
                        waiting.extend(self._inside(entry))
                    elif entry == root and self._new(entry):
                        yield _input(entry.name, entry)
                    elif entry != root and self._is_page(entry) and self._new(entry):
                        yield _input(entry.relative_to(root).as_posix(), entry)
                except (OSError, RuntimeError) as error:  # pathlib's way to tell of a link loop
                    yield _unreadable(entry, error)

    def _inside(self, folder: Path) -> list[Path]:
        """Return what a folder holds, last name first; nothing for one that was met before."""
        if not self._new(folder):
            return []
        entries = (entry for entry in folder.iterdir() if not entry.name.startswith("."))
        return sorted(entries, key=lambda entry: entry.name, reverse=True)

    def _is_page(self, entry: Path) -> bool:
        if entry.is_file() and entry.suffix.lower() not in self._skip:
            return True
        self.passed_over += 1
        return False

    def _new(self, path: Path) -> bool:
        """Tell whether a file or folder is met for the first time, under whatever name."""
        real = os.path.realpath(path)
        if real in self._seen:
            return False
        self._seen.add(real)
        return True


def find_inputs(paths: Iterable[str]) -> Inputs:
    """Return the inputs ``paths`` stand for: files, folders in sorted order, patterns, ``-``.

    Inside a folder, hidden files and files that cannot be pages by their suffix (images, styles,
    notes, ledgers: ``data/not_pages.txt``) are passed over; a file named by itself is always read.
    Raises :class:`ReadError` at once for a path or pattern that matches nothing.
    """
    found: list[Path | None] = []
    for text in paths:
        if text == "-":
            found.append(None)
            continue
        matches = [Path(text)] if text and _exists(Path(text)) else []
        if text and not matches:
            matches = [Path(p) for p in sorted(glob(text, recursive=True))]  # noqa: PTH207
        if not matches:
            raise ReadError(
                f"{text or 'an empty name'}: no such file or folder",
                hint="give files, folders, a quoted pattern such as 'crawl/**/*.html', or -",
            )
        found.extend(matches)
    return Inputs(found)


def _exists(path: Path) -> bool:
    """Tell whether there is something at ``path``, be it only a link to nowhere."""
    try:
        path.lstat()
    except PermissionError:
        return True  # it cannot be told; reading it will say why
    except OSError:
        return False
    return True


def _unreadable(path: Path, error: Exception) -> Failure:
    reason = getattr(error, "strerror", None) or str(error)
    place = _printable(str(path))
    return failure(place, "read", f"cannot be read: {reason}", "check its permissions")


def _input(path: str, file: Path) -> Input:
    return Input(_printable(path), _printable(str(file)), file)


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
