"""Records written in other formats, one module a format, looked up by name.

An exporter is a function ``(source, out) -> int``: ``source`` is a ledger or an iterable of what
the format is made of, ``out`` a text stream; it returns how many lines or rows it wrote, without
headers. Other packages offer theirs through the entry-point group ``onrecord.exporters``.
"""

from collections.abc import Callable, Iterable
from importlib import import_module, metadata
from typing import Any, TextIO

from onrecord.errors import QueryError
from onrecord.ledger import Ledger

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
    others = {point.name for point in metadata.entry_points(group=ENTRY_POINTS)}
    return [*BUILT_IN, *sorted(others - BUILT_IN.keys())]


def exporter(name: str) -> Exporter:
    """Return the exporter of the format called ``name``, imported now and not before.

    Raises :class:`QueryError` where there is none.
    """
    if name in BUILT_IN:
        module, attribute = BUILT_IN[name].split(":")
        found: Exporter = getattr(import_module(module), attribute)
        return found
    for point in metadata.entry_points(group=ENTRY_POINTS, name=name):
        loaded: Exporter = point.load()
        return loaded
    raise QueryError(f"no format is called {name!r}", hint=f"one of {', '.join(formats())}")


def export(source: Ledger | Iterable[Any], format: str, out: TextIO) -> int:
    """Write ``source`` to ``out`` in the format called ``format``; return how many rows that gave.

    ``source`` is a ledger, or rows of :meth:`Ledger.events` or :meth:`Ledger.statements` as the
    format wants them. ``out`` is best opened with ``newline=""``. Raises :class:`QueryError` for a
    format that is not known, or one that cannot be made of such rows.
    """
    return exporter(format)(source, out)


__all__ = ["BUILT_IN", "ENTRY_POINTS", "Exporter", "export", "exporter", "formats"]
