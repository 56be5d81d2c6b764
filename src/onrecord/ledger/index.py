"""Whether the full-text index holds the words of the documents, no more and no less."""

import sqlite3

BATCH = 200
"""Documents indexed anew at a time, to be compared; some 10 MB of them at most."""

_OWN_CHECK = "INSERT INTO document_words (document_words, rank) VALUES ('integrity-check', 1)"

_CANNOT_WRITE = ("SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN")

# The tokenizer is the one of schema.sql.
_SCRATCH = (
    "CREATE VIRTUAL TABLE temp.found USING fts5vocab ('main', 'document_words', 'instance')",
    "CREATE VIRTUAL TABLE temp.anew USING fts5 (title, text, content = '', tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE temp.expected USING fts5vocab ('temp', 'anew', 'instance')",
)


def index_problem(db: sqlite3.Connection) -> str | None:
    """Return what is wrong with the full-text index, in words, or None.

    SQLite's own check counts as a write; where ``db`` cannot write, the documents are indexed anew
    and the words of both indexes compared, some hundreds of documents a second.
    """
    try:
        if _whole(db):
            return None
    except sqlite3.DatabaseError as error:
        if not _name_of(error).startswith("SQLITE_CORRUPT"):
            return f"the full-text index cannot be read: {error}"
    return "the full-text index differs from the documents"


def _whole(db: sqlite3.Connection) -> bool:
    try:
        db.execute(_OWN_CHECK)
    except sqlite3.DatabaseError as error:
        if not _name_of(error).startswith(_CANNOT_WRITE):
            raise
        return _same_words(db)
    return True


def _name_of(error: sqlite3.DatabaseError) -> str:
    return getattr(error, "sqlite_errorname", "")


def _same_words(db: sqlite3.Connection) -> bool:
    """Tell whether an index made anew has the same words; sums of hashes stand for both."""
    db.execute("BEGIN")
    try:
        for statement in _SCRATCH:
            db.execute(statement)
        expected, last = 0, -1
        while (top := _end_of_batch(db, last)) is not None:
            db.execute(
                "INSERT INTO anew (rowid, title, text)"
                " SELECT n, title, text FROM document WHERE n > ? AND n <= ?",
                (last, top),
            )
            expected += _sum(db, "expected")
            db.execute("INSERT INTO anew (anew) VALUES ('delete-all')")
            last = top
        return _sum(db, "found") == expected
    finally:
        # The scratch tables go with the transaction.
        db.execute("ROLLBACK")


def _end_of_batch(db: sqlite3.Connection, last: int) -> int | None:
    batch = "SELECT n FROM document WHERE n > ? ORDER BY n LIMIT ?"
    end: int | None = db.execute(f"SELECT max(n) FROM ({batch})", (last, BATCH)).fetchone()[0]  # noqa: S608
    return end


def _sum(db: sqlite3.Connection, table: str) -> int:
    return sum(map(hash, db.execute(f"SELECT term, doc, col, offset FROM temp.{table}")))  # noqa: S608
