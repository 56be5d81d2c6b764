"""Links and stories written into a ledger: what a pass over it found."""

import sqlite3
from collections.abc import Iterable

import msgspec

from onrecord.ledger.judging import lay
from onrecord.ledger.rows import BETWEEN, INSERT, between_rows, stored
from onrecord.records import Link, Story, identify


def relate(
    db: sqlite3.Connection, records: Iterable[Link | Story], afresh: Iterable[str] = ()
) -> int:
    """Write links and stories; return how many are new or changed.

    ``afresh`` names relations, or ``story``, whose earlier records go first.
    """
    before: set[tuple[str, str]] = set()
    for name in afresh:
        table, where = ("story", "?1 = 'story'") if name == "story" else ("link", "rel = ?1")
        before.update(db.execute(f"SELECT id, json FROM {table} WHERE {where}", (name,)))  # noqa: S608
        db.execute(f"DELETE FROM {table} WHERE {where}", (name,))  # noqa: S608
    added = 0
    for record in records:
        if not record.id:
            record = msgspec.structs.replace(record, id=identify(record))
        table, line = BETWEEN[type(record)].name, stored(record)
        found = db.execute(f"SELECT json FROM {table} WHERE id = ?", (record.id,)).fetchone()  # noqa: S608
        if found == (line,):
            continue
        db.execute(f"DELETE FROM {table} WHERE id = ?", (record.id,))  # noqa: S608
        for part, row in between_rows(record, line):
            db.execute(INSERT[part], row)
        if db.execute("SELECT 1 FROM judgement WHERE about = ?", (record.id,)).fetchone():
            lay(db, record)
        added += (record.id, line) not in before
    return added
