"""The stream of records, one JSON object a line, as ``docs/reference/records.md`` lays down."""

from collections.abc import Iterable, Iterator
from typing import TextIO

import msgspec

from onrecord.errors import RecordError
from onrecord.ledger import EventRow, Ledger, StatementRow
from onrecord.records import (
    SCHEMA_NAME,
    SCHEMA_VERSION,
    AnyRecord,
    Schema,
    from_json,
    to_json,
)


def write(source: Ledger | Iterable[AnyRecord | EventRow | StatementRow], out: TextIO) -> int:
    """Write the schema line and every record; return how many records.

    A ledger gives the machine's records and, beside them, people's judgements: loaded into an
    empty ledger, they are the same ledger. Rows of a query give records with corrections laid over.
    """
    out.write(to_json(Schema()).decode() + "\n")
    count = 0
    for item in source.records() if isinstance(source, Ledger) else source:
        record = item.record if isinstance(item, EventRow | StatementRow) else item
        out.write(to_json(record).decode() + "\n")
        count += 1
    return count


def read(lines: Iterable[str | bytes]) -> Iterator[AnyRecord]:
    """Yield the records of a stream, for :meth:`Ledger.load_records`.

    Raises :class:`RecordError`, naming the line, for one that is no record, and for a stream of
    another program or of a newer schema.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = from_json(line)
        except (msgspec.DecodeError, ValueError) as error:
            raise RecordError(
                f"line {number}: {error}", hint="one record a line, as JSON"
            ) from error
        if not isinstance(record, Schema):
            yield record
        elif record.name != SCHEMA_NAME or record.version > SCHEMA_VERSION:
            raise RecordError(
                f"line {number}: a stream of {record.name} {record.version},"
                f" this is {SCHEMA_NAME} {SCHEMA_VERSION}",
                hint="upgrade onrecord, or look where the file comes from",
            )
