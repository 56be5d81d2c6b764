"""Opening the ledger's file: ours, whole and of a known version, or an error that says what to do.

SQLite's own header fields tell whose file it is: ``application_id`` is ours, ``user_version`` the
version of the tables.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import LedgerError

APPLICATION_ID = 0x4F4E5243
""""ONRC": marks a SQLite file as a ledger."""

TABLES_VERSION = 1
"""Version of the tables in ``schema.sql``."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another one; a batch of documents takes a fraction of a second."""

CACHE_KIB = 64 * 1024
"""Memory a writer may keep pages in, in KiB; with SQLite's own 2 MiB loading took twice as long."""

_MAGIC = b"SQLite format 3\0"

_HINTS = {
    "SQLITE_BUSY": "another process is writing: try again when it is done",
    "SQLITE_LOCKED": "another process is writing: try again when it is done",
    "SQLITE_FULL": "the disk is full: make room and run again, nothing half-written was kept",
    "SQLITE_READONLY": "to write, open it for writing, and look at the permissions of the file and"
    " its folder; to read, open it read-only",
    "SQLITE_CANTOPEN": "look at the path, and at the permissions of its folder",
    "SQLITE_IOERR": "the disk failed to read or write: nothing half-written was kept",
    "SQLITE_CORRUPT": "the file is damaged: restore it, or read the pages again into a new ledger",
    "SQLITE_NOTADB": "this is no ledger, or its beginning was overwritten",
    "SQLITE_CONSTRAINT": "the ledger refuses rows that contradict each other",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into :class:`LedgerError`, with a hint at what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        hint = _HINTS.get(name, "the ledger's check says what is wrong with the file")
        raise LedgerError(f"{path}: {error}", hint=hint) from error


def connect(
    path: Path, *, create: bool = False, readonly: bool = False, wait: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """Return an open connection to the ledger at ``path``; with ``create`` make a missing one.

    ``wait`` is how many seconds a statement waits for another writer. With ``readonly``, a file in
    a folder that cannot be written is read as it stands; nobody may write to it meanwhile. Raises
    :class:`LedgerError` for a file that is missing, not ours, newer than this program, or damaged.
    """
    create = create and not readonly
    if path.exists():
        _look_at(path, create)
    elif not create:
        raise LedgerError(f"{path}: there is no ledger here", hint="load pages into it to make one")
    try:
        with translated(path):
            return _opened(path, "ro" if readonly else "rwc" if create else "rw", wait)
    except LedgerError as error:
        if not (readonly and _needs_writing(error.__cause__)):
            raise
        # To read a file in WAL mode, SQLite makes another beside it; where it cannot, the file can
        # still be read as it stands, if no changes to it wait in another file.
        for waiting in (path.with_name(path.name + end) for end in ("-wal", "-journal")):
            if waiting.exists() and waiting.stat().st_size:
                hint = f"copy it with {waiting.name}, which holds its last changes, to a folder"
                raise LedgerError(str(error), hint=f"{hint} that you can write") from error
    with translated(path):
        return _opened(path, "ro&immutable=1", wait)


def _opened(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        timeout=wait,
        isolation_level=None,
        uri=True,
    )
    try:
        db.execute("PRAGMA foreign_keys = ON")
        if mode == "rwc" and not _application_id(db):
            _make(db)
        _accept(db, path)
        if mode.startswith("rw"):
            # Safe against a killed process; a power cut may lose the last commits, not more.
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    except BaseException:
        db.close()
        raise
    return db


def _needs_writing(error: BaseException | None) -> bool:
    name: str = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def _look_at(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder", hint="name a file in it")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}", hint="look at its permissions") from error
    if start != _MAGIC and not (create and not start):
        raise LedgerError(f"{path}: this is no ledger", hint="name a ledger, or a file to make")


def _application_id(db: sqlite3.Connection) -> int:
    found: int = db.execute("PRAGMA application_id").fetchone()[0]
    return found


def _make(db: sqlite3.Connection) -> None:
    """Make the tables in one transaction, unless somebody else's tables, or ours, are there."""
    script = files("onrecord.ledger").joinpath("schema.sql").read_text(encoding="utf-8")
    if db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        return
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    try:
        if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            for statement in _statements(script):
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(TABLES_VERSION),))
            db.execute(f"PRAGMA user_version = {TABLES_VERSION}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; ``executescript`` would commit before it starts."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _accept(db: sqlite3.Connection, path: Path) -> None:
    if _application_id(db) != APPLICATION_ID:
        raise LedgerError(
            f"{path}: a SQLite file of another program",
            hint="name a ledger, or a file that is not there yet",
        )
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > TABLES_VERSION:
        raise LedgerError(
            f"{path}: made by a newer onrecord (tables of version {version};"
            f" this one knows {TABLES_VERSION})",
            hint="upgrade onrecord",
        )
    stated = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    if version < 1 or stated is None or stated[0] != str(version):
        raise LedgerError(
            f"{path}: the version of its tables is missing or contradicts itself",
            hint="restore it, or read the pages again into a new ledger",
        )
