"""A stream of records taken in: grouped into documents, every id and span checked."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.document import Doc
from onrecord.errors import RecordError
from onrecord.records import (
    AnyRecord,
    Document,
    Entity,
    Failure,
    Judgement,
    LayerRecord,
    Link,
    Story,
    identify,
)


def documents_of(
    records: Iterable[AnyRecord],
) -> Iterator[Doc | Link | Story | Judgement | Failure]:
    """Yield the documents of a stream, rebuilt, and the records that belong to none.

    An entity belongs to the document it follows, and to later ones that name it. Raises
    :class:`RecordError`, naming the record, for an id that its content does not give, and for a
    record without its document before it; :class:`SpanError` for evidence that does not match.
    """
    known: dict[str, Entity] = {}
    group: list[AnyRecord] = []
    for record in records:
        if record.id != identify(record):
            raise RecordError(
                f"{type(record).__name__.lower()} {record.id!r}: its content gives it the id"
                f" {identify(record)!r}",
                hint="the record was changed after it was made",
            )
        if isinstance(record, Entity):
            known[record.id] = record
            if group:
                group.append(record)
        elif isinstance(record, LayerRecord):
            if not group or group[0].id != record.doc:
                raise RecordError(
                    f"{record.id}: its document {record.doc!r} is not the one before it",
                    hint="a document's records follow it in the stream",
                )
            group.append(record)
        else:
            if group:
                yield _rebuilt(group, known)
                group = []
            if isinstance(record, Document):
                group = [record]
            else:
                yield record
    if group:
        yield _rebuilt(group, known)


def _rebuilt(group: list[AnyRecord], known: dict[str, Entity]) -> Doc:
    doc = Doc.from_records(group)
    for record in group:
        for id in names_of(record):
            if id in known:
                doc.add_entity(known[id])
    return doc


def names_of(value: Any) -> Iterator[str]:
    """Yield the ids of the entities that a record, or a part of one, names, in field order."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if name in ("entity", "speaker") and part is not None:
                yield part
            elif isinstance(part, msgspec.Struct | tuple):
                yield from names_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from names_of(part)
