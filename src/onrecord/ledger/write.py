"""Documents written into a ledger; the caller holds the transaction.

What a ledger holds depends only on which pages were loaded, by which pipeline, not on their order:
that is what lets a killed run be resumed and several workers share a ledger.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

from onrecord.document import Doc
from onrecord.errors import LedgerError, RecordError
from onrecord.ledger.entities import merged
from onrecord.ledger.judgements import overlaid
from onrecord.ledger.read import judgements, read_layers, read_text
from onrecord.ledger.rows import (
    DOCUMENT,
    INSERT,
    Row,
    encodable,
    entity_row,
    layer_rows,
    restored,
    stored,
)
from onrecord.records import (
    Document,
    Entity,
    Event,
    Failure,
    Judgement,
    LayerRecord,
    to_json,
)

Judged = dict[str, list[Judgement]]


@dataclass(frozen=True, slots=True)
class Packed:
    """A document ready to be written: its records with their JSON, and where it came from."""

    document: Document
    json: str
    entities: tuple[tuple[str, str], ...]
    layers: tuple[tuple[LayerRecord, str], ...]
    page: str
    sha256: str
    places: tuple[str, ...]
    digest: str

    @property
    def ids(self) -> list[str]:
        """The ids of the document and of the records of its layers."""
        return [self.document.id, *(record.id for record, _ in self.layers)]


def pack(doc: Doc) -> Packed:
    """Return ``doc`` ready to be written.

    Raises :class:`RecordError` where a text holds what no file can: half of a surrogate pair.
    """
    document, page = doc.document, doc.page
    origin = page.origin if page is not None else document.source
    name = (page.url or page.path) if page is not None else document.url or document.path
    places = (page.location, page.path, page.url) if page else (document.path, document.url)
    try:
        entities = tuple((e.id, stored(e)) for e in doc.entities.values())
        layers = tuple(
            (cast(LayerRecord, r), stored(r))
            for r in doc.records()
            if not isinstance(r, Document | Entity)
        )
        packed = stored(document)
        body = document.text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{document.id}: a character that is none, {error.object[error.start]!r}",
            hint="decode the page with errors replaced",
        ) from error
    jsons = (packed, *(j for _, j in entities), *(j for _, j in layers))
    return Packed(
        document=document,
        json=packed,
        entities=entities,
        layers=layers,
        page=encodable(name or document.id),
        sha256=origin.sha256 if origin is not None else "",
        places=tuple(encodable(place) for place in places if place),
        digest=digest_of(jsons, body),
    )


def digest_of(jsons: Iterable[str], text: bytes) -> str:
    """Return 32 hex digits over a document's stored records, in order, and its text."""
    digest = blake2b(digest_size=16)
    for line in jsons:
        digest.update(line.encode())
        digest.update(b"\n")
    digest.update(text)
    return digest.hexdigest()


def load(db: sqlite3.Connection, packed: Packed, fingerprint: str) -> int:
    """Write a document, replacing an earlier reading of it; return how many records are new.

    Of several pages that give the very same document, the one whose name and hash sort first
    owns it: its reading is kept, whichever came first.
    """
    id, added = packed.document.id, 0
    row = db.execute("SELECT page, sha256, digest FROM document WHERE id = ?", (id,)).fetchone()
    if row is None:
        added = _insert(db, packed)
    elif (packed.page, packed.sha256) <= (row[0], row[1]):
        if row[2] == packed.digest:
            db.execute(
                "UPDATE document SET page = ?, sha256 = ? WHERE id = ?",
                (packed.page, packed.sha256, id),
            )
        else:
            added = _replace(db, packed)
    for place in packed.places:
        for (failed,) in db.execute("SELECT id FROM failure WHERE path = ?", (place,)).fetchall():
            db.execute("DELETE FROM failure WHERE id = ?", (failed,))
            db.execute("DELETE FROM source WHERE failure = ?", (failed,))
    mark(db, packed.page, packed.sha256, fingerprint, document=id)
    return added


def fail(db: sqlite3.Connection, failure: Failure, page: str, sha256: str, fingerprint: str) -> int:
    """Write a failure; return 1 where it is new, else 0."""
    row: Row = (failure.id, failure.path, failure.stage, failure.error, to_json(failure).decode())
    known = db.execute("SELECT json FROM failure WHERE id = ?", row[:1]).fetchone()
    # The hint is not part of the id: the one that sorts first stays, whichever came first.
    if known is None or row[-1] < known[0]:
        db.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?)", row)
    mark(db, page, sha256, fingerprint, failure=failure.id)
    return int(known is None)


def mark(
    db: sqlite3.Connection,
    page: str,
    sha256: str,
    fingerprint: str,
    *,
    document: str = "",
    failure: str = "",
) -> None:
    """Note what a pipeline made of a page, and drop what another pipeline made of it."""
    where = "page = ? AND sha256 = ? AND fingerprint != ?"
    key = (page, sha256, fingerprint)
    stale = db.execute(f"SELECT document, failure FROM source WHERE {where}", key).fetchall()  # noqa: S608
    if stale:
        db.execute(f"DELETE FROM source WHERE {where}", key)  # noqa: S608
    db.execute("INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?, ?)", (*key, document, failure))
    for old_document, old_failure in stale:
        if old_document and not _in_use(db, "document", old_document):
            remove(db, old_document)
        if old_failure and not _in_use(db, "failure", old_failure):
            db.execute("DELETE FROM failure WHERE id = ?", (old_failure,))


def _in_use(db: sqlite3.Connection, column: str, id: str) -> bool:
    found = db.execute(f"SELECT 1 FROM source WHERE {column} = ? LIMIT 1", (id,))  # noqa: S608
    return found.fetchone() is not None


def remove(db: sqlite3.Connection, id: str) -> None:
    """Remove a document with all that a machine made of it; judgements stay."""
    sayings = _sayings(db, id)
    gone = [r.id for r in read_layers(db, id) if isinstance(r, Event)]
    db.execute("DELETE FROM document WHERE id = ?", (id,))
    _settle_sayings(db, sayings)
    _unlink(db, [id, *gone])


def _replace(db: sqlite3.Connection, packed: Packed) -> int:
    id = packed.document.id
    if read_text(db, id) != packed.document.text:
        raise LedgerError(
            f"{id}: another text under the id of a document in the ledger",
            hint="an id is the hash of the page's name and text: leave it to the document",
        )
    sayings = _sayings(db, id)
    layers = list(read_layers(db, id))
    # Written anew to be compared: a row of an older schema lacks the fields added since.
    (head,) = db.execute("SELECT json FROM document WHERE id = ?", (id,)).fetchone()
    old = {(record.id, stored(record)) for record in (restored(head), *layers)}
    db.execute("DELETE FROM document WHERE id = ?", (id,))
    entities = _insert(db, packed) - len(packed.layers) - 1
    new = {(id, packed.json), *((record.id, line) for record, line in packed.layers)}
    _settle_sayings(db, sayings)
    gone = {record.id for record in layers if isinstance(record, Event)} - set(packed.ids)
    _unlink(db, sorted(gone))
    return entities + len(new - old)


def _insert(db: sqlite3.Connection, packed: Packed) -> int:
    document = packed.document
    judged = _judged(db, packed.ids)
    shown, verdict = overlaid(document, judged.get(document.id, ()), document.text)
    db.execute(
        INSERT["document"],
        (
            *(document.id, packed.page, packed.sha256, packed.digest, verdict, packed.json),
            *(document.text, *DOCUMENT.fill(shown)),
        ),
    )
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    seqs: defaultdict[type, int] = defaultdict(int)
    for record, line in packed.layers:
        verdict = None
        seq = seqs[type(record)]
        seqs[type(record)] += 1
        if record.id in judged:
            record, verdict = overlaid(record, judged[record.id], document.text)
        for table, row in layer_rows(record, seq, line, verdict):
            rows[table].append(row)
    for table, batch in rows.items():
        db.executemany(INSERT[table], batch)
    return 1 + len(packed.layers) + _say(db, document.id, packed.entities)


def _say(db: sqlite3.Connection, doc: str, entities: Iterable[tuple[str, str]]) -> int:
    """Write what a document says of entities; return how many entities are new or changed."""
    changed, rows = [], []
    for seq, saying in enumerate(entities):
        found = db.execute("SELECT n FROM saying WHERE entity = ? AND json = ?", saying).fetchone()
        if found is None:
            cursor = db.execute("INSERT INTO saying (entity, json) VALUES (?, ?)", saying)
            found = (cursor.lastrowid,)
            changed.append(saying[0])
        rows.append((doc, seq, found[0]))
    db.executemany("INSERT INTO document_saying VALUES (?, ?, ?)", rows)
    return sum(settle(db, id) for id in changed)


def settle(db: sqlite3.Connection, id: str) -> bool:
    """Merge what documents say of the entity ``id``; return whether that changed it."""
    rows = db.execute("SELECT json FROM saying WHERE entity = ?", (id,)).fetchall()
    if not rows:
        db.execute("DELETE FROM entity WHERE id = ?", (id,))
        return False
    entity = merged([cast(Entity, restored(line)) for (line,) in rows])
    line = stored(entity)
    shown, verdict = overlaid(entity, judgements(db, id))
    row = entity_row(shown, line, verdict)
    before = db.execute("SELECT json FROM entity WHERE id = ?", (id,)).fetchone()
    db.execute("DELETE FROM entity WHERE id = ?", (id,))
    db.execute(INSERT["entity"], row)
    return before is None or before[0] != line


def _sayings(db: sqlite3.Connection, doc: str) -> list[tuple[int, str]]:
    return db.execute(
        "SELECT n, entity FROM document_saying JOIN saying ON n = saying WHERE doc = ?", (doc,)
    ).fetchall()


def _settle_sayings(db: sqlite3.Connection, sayings: Iterable[tuple[int, str]]) -> None:
    """Forget what no document says any more."""
    for n, entity in sayings:
        used = db.execute("SELECT 1 FROM document_saying WHERE saying = ? LIMIT 1", (n,))
        if used.fetchone() is None:
            db.execute("DELETE FROM saying WHERE n = ?", (n,))
            settle(db, entity)


def _unlink(db: sqlite3.Connection, gone: list[str]) -> None:
    """Remove links and stories of records that are gone; a pass over the ledger makes new ones."""
    if gone:
        ids = json.dumps(gone)
        among = "IN (SELECT value FROM json_each(?))"
        db.execute(f"DELETE FROM link WHERE a {among} OR b {among}", (ids, ids))  # noqa: S608
        db.execute(
            f"DELETE FROM story WHERE id IN (SELECT story FROM story_member WHERE member {among})",  # noqa: S608
            (ids,),
        )


def _judged(db: sqlite3.Connection, ids: list[str]) -> Judged:
    found: Judged = defaultdict(list)
    if db.execute("SELECT 1 FROM judgement LIMIT 1").fetchone():
        rows = db.execute(
            "SELECT about, json FROM judgement"
            " WHERE about IN (SELECT value FROM json_each(?)) ORDER BY n",
            (json.dumps(ids),),
        )
        for about, line in rows:
            found[about].append(cast(Judgement, restored(line)))
    return dict(found)
