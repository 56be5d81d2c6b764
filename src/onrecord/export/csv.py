"""Events and statements as tables for spreadsheets and statistics.

One row an event or a statement; several values in a cell are joined with ``; ``. A cell of text
that a spreadsheet would read as a formula gets an apostrophe before it: one whose first character
but white space is ``=``, ``+``, ``-`` or ``@`` (or their full-width forms), or that starts with a
tab or a line end. https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO, TypeVar

from onrecord.errors import QueryError
from onrecord.ledger import EventRow, Ledger, NamedParty, StatementRow
from onrecord.records import Hop

R = TypeVar("R", EventRow, StatementRow)
Cell = str | int | float | None

_FORMULA = frozenset("=+-@＝＋－＠")
_BREAKS = ("\t", "\r", "\n")


def write_events(source: Ledger | Iterable[EventRow], out: TextIO) -> int:
    """Write a header and one row an event; return how many events."""
    rows = source.events() if isinstance(source, Ledger) else source
    return _write(rows, EventRow, EVENT_COLUMNS, out)


def write_statements(source: Ledger | Iterable[StatementRow], out: TextIO) -> int:
    """Write a header and one row a statement; return how many statements."""
    rows = source.statements() if isinstance(source, Ledger) else source
    return _write(rows, StatementRow, STATEMENT_COLUMNS, out)


def guarded(cell: Cell) -> Cell:
    """Return ``cell`` so that no spreadsheet takes its text for a formula; numbers stay."""
    if isinstance(cell, str) and (cell.lstrip()[:1] in _FORMULA or cell.startswith(_BREAKS)):
        return "'" + cell
    return cell


def _write(
    rows: Iterable[object],
    kind: type[R],
    columns: Mapping[str, Callable[[R], Cell]],
    out: TextIO,
) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        if not isinstance(row, kind):
            raise QueryError(
                f"a table of {kind.__name__} cannot hold a {type(row).__name__}",
                hint="csv takes events, csv-statements takes statements",
            )
        writer.writerow([guarded(cell(row)) for cell in columns.values()])
        count += 1
    return count


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value or "" for value in values)


def _chain(hops: Iterable[Hop]) -> str:
    return " > ".join(f"{hop.who} ({hop.basis})" for hop in hops)


def _parties(side: str) -> dict[str, Callable[[EventRow], Cell]]:
    """Return the columns of ``actor`` or ``recipient``: as many values in each as parties."""

    def parties(row: EventRow) -> tuple[NamedParty, ...]:
        found: tuple[NamedParty, ...] = getattr(row, side)
        return found

    def of_entity(name: str) -> Callable[[EventRow], Cell]:
        return lambda row: _joined(
            getattr(p.entity, name) if p.entity else None for p in parties(row)
        )

    return {
        side: lambda row: _joined(p.name for p in parties(row)),
        f"{side}_text": lambda row: _joined(p.text for p in parties(row)),
        f"{side}_id": of_entity("id"),
        f"{side}_country": of_entity("country"),
        f"{side}_sector": of_entity("sector"),
    }


def _place(name: str) -> Callable[[EventRow], Cell]:
    def cell(row: EventRow) -> Cell:
        entity = row.where.entity if row.where else None
        found: Cell = getattr(entity, name) if entity else None
        return found

    return cell


_PAGE: dict[str, Callable[[EventRow | StatementRow], Cell]] = {
    "verdict": lambda row: row.verdict,
    "corrected": lambda row: "yes" if row.original else None,
    "document": lambda row: row.document.id,
    "publisher": lambda row: row.document.publisher,
    "published": lambda row: row.document.published,
    "title": lambda row: row.document.title,
    "url": lambda row: row.document.url,
}

EVENT_COLUMNS: dict[str, Callable[[EventRow], Cell]] = {
    "id": lambda row: row.record.id,
    "date": lambda row: row.date,
    "dated": lambda row: row.dated,
    "end": lambda row: row.record.when.end if row.record.when else None,
    "precision": lambda row: row.record.when.precision if row.record.when else None,
    "code": lambda row: row.record.code,
    "mode": lambda row: row.record.mode,
    "factuality": lambda row: row.record.factuality,
    "quad": lambda row: row.record.quad,
    "scale": lambda row: row.record.scale,
    **_parties("actor"),
    **_parties("recipient"),
    "where": lambda row: row.where.name if row.where else None,
    "where_id": _place("id"),
    "where_country": _place("country"),
    "lat": _place("lat"),
    "lon": _place("lon"),
    "trigger": lambda row: row.record.trigger.text,
    "trigger_start": lambda row: row.record.trigger.start,
    "trigger_end": lambda row: row.record.trigger.end,
    "sentence": lambda row: row.sentence,
    "speaker": lambda row: row.speaker.name if row.speaker else None,
    "speaker_id": lambda row: row.speaker.id if row.speaker else None,
    "attribution": lambda row: row.record.attribution,
    "chain": lambda row: _chain(row.chain),
    "score": lambda row: row.record.score,
    **_PAGE,
}
"""The columns of the table of events, in order.

``date`` is the first day as an ISO date, of the event or of its page's publication as ``dated``
says; ``end`` the day after the event's last one; ``precision`` is ``day``, ``month``, ``year`` or
``unknown``. So "in 2006" is ``2006-01-01``, ``2007-01-01``, ``year``.
"""

STATEMENT_COLUMNS: dict[str, Callable[[StatementRow], Cell]] = {
    "id": lambda row: row.record.id,
    "date": lambda row: row.date,
    "form": lambda row: row.record.form,
    "speaker": lambda row: row.speaker.name if row.speaker else None,
    "speaker_id": lambda row: row.speaker.id if row.speaker else None,
    "speaker_country": lambda row: row.speaker.country if row.speaker else None,
    "source": lambda row: row.source,
    "cue": lambda row: " ".join(span.text or "" for span in row.record.cue),
    "content": lambda row: row.content,
    "content_start": lambda row: min((s.start for s in row.record.content), default=None),
    "content_end": lambda row: max((s.end for s in row.record.content), default=None),
    "parent": lambda row: row.record.parent,
    "chain": lambda row: _chain(row.chain),
    **_PAGE,
}
"""The columns of the table of statements, in order."""
