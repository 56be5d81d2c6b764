"""Records read back from a ledger's rows, with every span checked."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from onrecord.document import Doc, verified
from onrecord.errors import QueryError
from onrecord.ledger.rows import BETWEEN, LAYERS, restored
from onrecord.records import (
    AnyRecord,
    Document,
    Entity,
    Failure,
    Judgement,
    LayerRecord,
    Link,
    Story,
)

_LAYER_NAMES = tuple(table.name for table in LAYERS.values())
_OTHERS = ("entity", *(table.name for table in BETWEEN.values()), "judgement", "failure")


def read_document(db: sqlite3.Connection, id: str) -> Document | None:
    """Return the document ``id`` with its text, or None."""
    row = db.execute("SELECT json, text FROM document WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    document = cast(Document, restored(row[0]))
    return verified(msgspec.structs.replace(document, text=row[1]), row[1])


def read_text(db: sqlite3.Connection, id: str) -> str | None:
    """Return the text of the document ``id``, or None."""
    row = db.execute("SELECT text FROM document WHERE id = ?", (id,)).fetchone()
    return None if row is None else row[0]


def read_layers(db: sqlite3.Connection, id: str) -> Iterator[LayerRecord]:
    """Yield the records of the document's layers as stored, in the order of a stream."""
    for name in _LAYER_NAMES:
        rows = db.execute(f"SELECT json FROM {name} WHERE doc = ? ORDER BY seq", (id,))  # noqa: S608
        for (json,) in rows:
            yield cast(LayerRecord, restored(json))


def read_sayings(db: sqlite3.Connection, id: str) -> Iterator[Entity]:
    """Yield the entities as the document ``id`` describes them, in its order."""
    rows = db.execute(
        "SELECT json FROM document_saying JOIN saying ON n = saying WHERE doc = ? ORDER BY seq",
        (id,),
    )
    for (json,) in rows:
        yield cast(Entity, restored(json))


def read_doc(db: sqlite3.Connection, id: str) -> Doc:
    """Return the document ``id`` with all its layers, as it was loaded.

    Raises :class:`QueryError` where there is none, :class:`SpanError` for evidence that does not
    say what the text says.
    """
    document = read_document(db, id)
    if document is None:
        raise QueryError(f"no document {id!r} in this ledger", hint="list the documents")
    records: Iterable[AnyRecord] = (document, *read_sayings(db, id), *read_layers(db, id))
    return Doc.from_records(records)


def find(db: sqlite3.Connection, id: str) -> AnyRecord | None:
    """Return the machine's record (or the judgement) called ``id``, whatever its type, or None."""
    document = read_document(db, id)
    if document is not None:
        return document
    for name in _LAYER_NAMES:
        row = db.execute(
            f"SELECT json, doc FROM {name} WHERE id = ? ORDER BY doc",  # noqa: S608
            (id,),
        ).fetchone()
        if row is not None:
            return verified(cast(LayerRecord, restored(row[0])), read_text(db, row[1]) or "")
    for name in _OTHERS:
        row = db.execute(f"SELECT json FROM {name} WHERE id = ?", (id,)).fetchone()  # noqa: S608
        if row is not None:
            return restored(row[0])
    return None


def judgements(db: sqlite3.Connection, about: str | None = None) -> Iterator[Judgement]:
    """Yield the judgements on the record ``about``, or all, in the order they were given."""
    rows = db.execute(
        "SELECT json FROM judgement WHERE ?1 IS NULL OR about = ?1 ORDER BY n", (about,)
    )
    for (json,) in rows:
        yield cast(Judgement, restored(json))


def stream(db: sqlite3.Connection) -> Iterator[AnyRecord]:
    """Yield every record: documents by id with their layers, then links, stories, the rest.

    An entity comes once, as all documents together describe it, with the first that names it.
    """
    named: set[str] = set()
    for (id,) in db.execute("SELECT id FROM document ORDER BY id"):
        doc = read_doc(db, id)
        for record in doc.records():
            if not isinstance(record, Entity):
                yield record
            elif record.id not in named:
                named.add(record.id)
                row = db.execute("SELECT json FROM entity WHERE id = ?", (record.id,)).fetchone()
                yield restored(row[0]) if row else record
    for name in ("link", "story"):
        for (json,) in db.execute(f"SELECT json FROM {name} ORDER BY id"):  # noqa: S608
            yield cast(Link | Story, restored(json))
    yield from judgements(db)
    for (json,) in db.execute("SELECT json FROM failure ORDER BY path, id"):
        yield cast(Failure, restored(json))
