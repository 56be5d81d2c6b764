"""Standard output for data, and files that are written whole or not at all."""

import codecs
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from onrecord.errors import OnrecordError

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite appends to the name of a database for the files it keeps beside it."""


def data_out() -> BinaryIO:
    """Return standard output for bytes; raises :class:`OnrecordError` where it is closed."""
    if sys.stdout is None:
        raise OnrecordError(
            "standard output is closed", hint="let it lead to a file, a pipe or /dev/null"
        )
    return sys.stdout.buffer


def need_input(paths: tuple[str, ...]) -> None:
    """Raise :class:`OnrecordError` where standard input is asked for and closed."""
    if "-" in paths and sys.stdin is None:
        raise OnrecordError("standard input is closed", hint="pipe pages into it, or name files")


@contextmanager
def open_table() -> Iterator[TextIO]:
    """Give standard output for a table: UTF-8, line ends as written, flushed at the end."""
    sink = data_out()
    sys.stdout.flush()
    yield cast(TextIO, codecs.getwriter("utf-8")(sink))
    sink.flush()


@contextmanager
def open_file(name: str, ledger: Path) -> Iterator[TextIO]:
    """Give a text file that becomes ``name`` at the end of a ``with`` that no error leaves.

    Until then it has another name in the same folder, so that what was there before stays whole.
    Devices and pipes are written as they are. Raises :class:`OnrecordError` where ``name`` is the
    ledger, another SQLite file, or cannot be written.
    """
    target = Path(os.path.realpath(name))  # a link is to lead to the new file
    try:
        _refuse_database(name, target, Path(os.path.realpath(ledger)))
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as out:
                yield out
            return
        draft = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
        try:
            with draft.open("x", encoding="utf-8", newline="") as out:
                yield out
            if target.exists():
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OnrecordError(
            f"{name}: cannot be written: {error.strerror or error}",
            hint="look at the path, the permissions of its folder, and the room on the disk",
        ) from None


def _refuse_database(name: str, target: Path, ledger: Path) -> None:
    own = [ledger, *(ledger.with_name(ledger.name + end) for end in _BESIDE)]
    if any(target == path or _same(target, path) for path in own):
        raise OnrecordError(f"{name}: this is the ledger itself", hint="name another file to write")
    if target.is_file():
        with target.open("rb") as file:
            start = file.read(len(_SQLITE))
        if start == _SQLITE:
            raise OnrecordError(
                f"{name}: an SQLite file, perhaps a ledger, is there already",
                hint="name another file, or delete that one first",
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
