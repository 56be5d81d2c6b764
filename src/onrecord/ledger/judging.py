"""A judgement appended, and the columns of what it is about brought in line with it."""

import sqlite3

from onrecord.errors import QueryError
from onrecord.ledger.judgements import overlaid, vet
from onrecord.ledger.read import find, judgements, read_document, read_text
from onrecord.ledger.rows import BETWEEN, DOCUMENT, INSERT, LAYERS, layer_rows
from onrecord.ledger.write import settle
from onrecord.records import (
    AnyRecord,
    Document,
    Entity,
    Judgement,
    LayerRecord,
    Link,
    Story,
    to_json,
)


def judge(db: sqlite3.Connection, judgement: Judgement, *, strict: bool = False) -> int:
    """Append a judgement; return 1, or 0 where it is there already.

    Where ``strict``, raise :class:`QueryError` for one about nothing in the ledger and
    :class:`RecordError` for one that does not fit; otherwise it is kept for what may come.
    """
    if db.execute("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)).fetchone():
        return 0
    record = find(db, judgement.about)
    if strict:
        if record is None:
            raise QueryError(
                f"no record {judgement.about!r} in this ledger", hint="judge a record by its id"
            )
        vet(judgement, record, _text(db, record))
    j = judgement
    db.execute(
        "INSERT INTO judgement (id, about, verdict, field, value, who, at, json)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (j.id, j.about, j.verdict, j.field, j.value, j.who, j.at, to_json(j).decode()),
    )
    if record is not None:
        lay(db, record)
    return 1


def lay(db: sqlite3.Connection, record: AnyRecord) -> None:
    """Make the columns of a record's row show what people made of it."""
    said = list(judgements(db, record.id))
    if isinstance(record, Entity):
        settle(db, record.id)
    elif isinstance(record, Document):
        document, verdict = overlaid(record, said, record.text)
        names = ", ".join(f"{name} = ?" for name in DOCUMENT.columns)
        db.execute(
            f"UPDATE document SET verdict = ?, {names} WHERE id = ?",  # noqa: S608
            (verdict, *DOCUMENT.fill(document), record.id),
        )
    elif isinstance(record, LayerRecord):
        shown, verdict = overlaid(record, said, read_text(db, record.doc))
        name, key = LAYERS[type(record)].name, (record.id, record.doc)
        where = "id = ? AND doc = ?"
        seq, json = db.execute(f"SELECT seq, json FROM {name} WHERE {where}", key).fetchone()  # noqa: S608
        db.execute(f"DELETE FROM {name} WHERE {where}", key)  # noqa: S608
        for part, row in layer_rows(shown, seq, json, verdict):
            db.execute(INSERT[part], row)
    elif isinstance(record, Link | Story):
        between, verdict = overlaid(record, said)
        table = BETWEEN[type(record)]
        names = ", ".join(f"{name} = ?" for name in table.columns)
        db.execute(
            f"UPDATE {table.name} SET verdict = ?, {names} WHERE id = ?",  # noqa: S608
            (verdict, *table.fill(between), record.id),
        )


def _text(db: sqlite3.Connection, record: AnyRecord) -> str | None:
    """Return the text of the document that ``record`` is of, null for one of no document."""
    if isinstance(record, Document):
        return record.text
    doc = read_document(db, record.doc) if isinstance(record, LayerRecord) else None
    return doc.text if doc is not None else None
