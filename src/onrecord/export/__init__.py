"""Records written in other formats, one module a format, looked up by name.

An exporter is a function ``(source, out) -> int``: ``source`` is a ledger or an iterable of what
the format is made of, ``out`` a text stream; it returns how many lines or rows it wrote, without
headers. Other packages offer theirs through the entry-point group ``onrecord.exporters``.
"""

from collections.abc import Callable, Iterable
from typing import Any, TextIO

from onrecord.errors import QueryError
from onrecord.ledger import Ledger
from onrecord.plugins import find_part, names_of

ENTRY_POINTS = "onrecord.exporters"
"""Entry-point group in which other packages offer formats by name."""

BUILT_IN = {
    "jsonl": "onrecord.export.jsonl:write",
    "csv": "onrecord.export.csv:write_events",
    "csv-statements": "onrecord.export.csv:write_statements",
    "plover": "onrecord.export.plover:write",
}
"""The formats that come with onrecord, by name and place."""

Exporter = Callable[[Ledger | Iterable[Any], TextIO], int]


def formats() -> list[str]:
    """Return the names of all formats, those of other packages last."""
    return names_of(ENTRY_POINTS, BUILT_IN)


def exporter(name: str) -> Exporter:
    """Return the exporter of the format called ``name``, imported now and not before.

    Raises :class:`QueryError` where there is none.
    """
    found: Exporter | None = find_part(ENTRY_POINTS, BUILT_IN, name)
    if found is None:
        raise QueryError(f"no format is called {name!r}", hint=f"known: {', '.join(formats())}")
    return found


def export(source: Ledger | Iterable[Any], format: str, out: TextIO) -> int:
    """Write ``source`` to ``out`` in the format called ``format``; return how many rows that gave.

    ``source`` is a ledger, or rows of :meth:`Ledger.events` or :meth:`Ledger.statements` as the
    format wants them. ``out`` is best opened with ``newline=""``. Raises :class:`QueryError` for a
    format that is not known, or one that cannot be made of such rows.
    """
    return exporter(format)(source, out)


__all__ = ["BUILT_IN", "ENTRY_POINTS", "Exporter", "export", "exporter", "formats"]
