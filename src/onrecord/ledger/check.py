"""Everything that can be wrong with a ledger, found by reading all of it.

A record's row holds it twice, whole and in columns, and its document holds the characters it was
read from; a change to any of them by other means than a ledger's own shows.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from onrecord.document import verified
from onrecord.errors import SpanError
from onrecord.ledger.entities import merged
from onrecord.ledger.index import index_problem
from onrecord.ledger.intake import names_of
from onrecord.ledger.judgements import overlaid
from onrecord.ledger.read import judgements
from onrecord.ledger.rows import (
    BETWEEN,
    COLUMNS,
    DOCUMENT,
    LAYERS,
    Row,
    between_rows,
    entity_row,
    layer_rows,
    restored,
)
from onrecord.ledger.write import digest_of
from onrecord.records import (
    AnyRecord,
    Attribution,
    Block,
    Document,
    Entity,
    Event,
    Failure,
    Judgement,
    LayerRecord,
    Link,
    Story,
    Timex,
    identify,
)

Kind = Literal["file", "foreign_key", "index", "record", "id", "span", "column", "reference"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong: of what kind, with which record (or table), and in words."""

    kind: Kind
    id: str
    message: str


def problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong with the file, its documents, and what lies between them."""
    try:
        for (line,) in db.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield Problem(kind="file", id="file", message=line)
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
            message = f"row {row} of {table} belongs to no row of {parent}"
            yield Problem(kind="foreign_key", id=table, message=message)
        judged = {id for (id,) in db.execute("SELECT DISTINCT about FROM judgement")}
        entities = {id for (id,) in db.execute("SELECT id FROM entity")}
        for (id,) in db.execute("SELECT id FROM document ORDER BY id"):
            yield from _document(db, id, judged, entities)
        yield from _entities(db)
        yield from _others(db)
    except sqlite3.DatabaseError as error:
        yield Problem(kind="file", id="file", message=str(error))


def index_problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield a problem where the full-text index differs from the documents."""
    message = index_problem(db)
    if message is not None:
        yield Problem(kind="index", id="document_words", message=message)


def _rows(db: sqlite3.Connection, table: str, where: str = "1", *values: str) -> list[Row]:
    columns = ", ".join(COLUMNS[table])
    return db.execute(f"SELECT {columns} FROM {table} WHERE {where}", values).fetchall()  # noqa: S608


def _document(
    db: sqlite3.Connection, id: str, judged: set[str], entities: set[str]
) -> Iterator[Problem]:
    row = _rows(db, "document", "id = ?", id)[0]
    _, _, _, digest, _, json, text, *_ = row
    jsons, found, ids = [json], list[Problem](), defaultdict[type, set[str]](set)
    document = _decoded(json, id, found)
    if isinstance(document, Document):
        document = msgspec.structs.replace(document, text=text)
        found += _inspected(document, id, text)
        shown, verdict = overlaid(document, judgements(db, id), text)
        found += _differences(id, {row[4:5] + row[7:]}, {(verdict, *DOCUMENT.fill(shown))})
    jsons += [
        line
        for (line,) in db.execute(
            "SELECT json FROM document_saying JOIN saying ON n = saying WHERE doc = ? ORDER BY seq",
            (id,),
        )
    ]
    records: list[LayerRecord] = []
    for kind, table in LAYERS.items():
        for row in _rows(db, table.name, "doc = ? ORDER BY seq", id):
            jsons.append(row[4])
            record = _decoded(row[4], row[1], found)
            if isinstance(record, kind):
                found += _inspected(record, row[1], text)
                found += _columns(db, record, row, text, judged)
                records.append(record)
                ids[kind].add(record.id)
    if digest_of(jsons, text.encode()) != digest:
        message = "its records or its text are not those that were loaded"
        found.append(Problem(kind="record", id=id, message=message))
    yield from found
    for record in records:
        yield from _references(record, ids, entities)


def _decoded(json: str, id: str, found: list[Problem]) -> AnyRecord | None:
    try:
        return restored(json)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
        found.append(Problem(kind="record", id=id, message=str(error)))
        return None


def _inspected(record: AnyRecord, id: str, text: str = "") -> Iterator[Problem]:
    """Yield what is wrong with a record's spans and id."""
    try:
        record = verified(record, text)
    except SpanError as error:
        yield Problem(kind="span", id=id, message=str(error))
    if not id == record.id == identify(record):
        message = f"its content gives the id {identify(record)}, the record says {record.id}"
        yield Problem(kind="id", id=id, message=message)


def _columns(
    db: sqlite3.Connection, record: LayerRecord, row: Row, text: str, judged: set[str]
) -> Iterator[Problem]:
    """Yield the columns of a record and of its parts that do not show what it says."""
    shown, verdict = record, None
    if record.id in judged:
        shown, verdict = overlaid(record, judgements(db, record.id), text)
    expected = list(layer_rows(shown, row[2], row[4], verdict))
    actual = {row}
    part = {Event: ("participant", "event"), Attribution: ("hop", "attribution")}.get(type(record))
    if part is not None:
        actual.update(_rows(db, part[0], f"{part[1]} = ? AND doc = ?", row[1], row[0]))
    yield from _differences(row[1], actual, {values for _, values in expected})


def _differences(id: str, actual: set[Any], expected: set[Any]) -> Iterator[Problem]:
    if actual != expected:
        wrong = ", ".join(sorted(map(repr, actual - expected))) or "a row is missing"
        message = f"columns that do not show the record: {wrong[:300]}"
        yield Problem(kind="column", id=id, message=message)


def _references(
    record: LayerRecord, ids: dict[type, set[str]], entities: set[str]
) -> Iterator[Problem]:
    """Yield the ids a record names that its document, or the ledger, does not have."""
    named: list[tuple[type, str | None]] = []
    if isinstance(record, Block):
        named = [(Block, record.parent)]
    elif isinstance(record, Attribution):
        named = [(Attribution, record.parent)]
    elif isinstance(record, Event):
        named = [
            (Attribution, record.attribution),
            (Timex, record.when.timex if record.when else None),
        ]
    missing = [id for kind, id in named if id is not None and id not in ids[kind]]
    missing += [id for id in names_of(record) if id not in entities]
    for id in dict.fromkeys(missing):
        yield Problem(kind="reference", id=record.id, message=f"names {id}, which is not there")


def _entities(db: sqlite3.Connection) -> Iterator[Problem]:
    sayings: dict[str, list[Entity]] = defaultdict(list)
    found: list[Problem] = []
    for id, json in db.execute("SELECT entity, json FROM saying"):
        entity = _decoded(json, id, found)
        if isinstance(entity, Entity):
            sayings[id].append(entity)
    yield from found
    for row in _rows(db, "entity"):
        said = sayings.pop(row[0], [])
        expected = None
        if said:
            entity = merged(said)
            shown, verdict = overlaid(entity, judgements(db, row[0]))
            expected = entity_row(shown, msgspec.json.encode(entity).decode(), verdict)
        if row != expected:
            message = "not what the documents say of it"
            yield Problem(kind="column", id=row[0], message=message)
    for id in sorted(sayings):
        yield Problem(kind="record", id=id, message="documents name it, but it is not there")


def _others(db: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong with links, stories, judgements and failures."""
    found: list[Problem] = []
    for kind, table in BETWEEN.items():
        for row in _rows(db, table.name, "1 ORDER BY id"):
            record = _decoded(row[2], row[0], found)
            if isinstance(record, Link | Story) and isinstance(record, kind):
                found += _inspected(record, row[0])
                shown, verdict = overlaid(record, judgements(db, row[0]))
                actual = {row, *_rows(db, "story_member", "story = ?", row[0])}
                expected = {values for _, values in between_rows(shown, row[2], verdict)}
                found += _differences(row[0], actual, expected)
    lines: Iterable[Row] = db.execute(
        "SELECT id, json, about, verdict, field, value, who, at FROM judgement ORDER BY n"
    )
    for id, json, *columns in lines:
        said = _decoded(json, id, found)
        if isinstance(said, Judgement):
            found += _inspected(said, id)
            fields = (said.about, said.verdict, said.field, said.value, said.who, said.at)
            found += _differences(id, {tuple(columns)}, {fields})
    for id, json, *columns in db.execute("SELECT id, json, path, stage, error FROM failure"):
        failed = _decoded(json, id, found)
        if isinstance(failed, Failure):
            found += _inspected(failed, id)
            expected_row = (failed.path, failed.stage, failed.error)
            found += _differences(id, {tuple(columns)}, {expected_row})
    yield from found
