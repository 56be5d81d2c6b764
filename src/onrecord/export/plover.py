"""Events as PLOVER's JSON lines, in the field names of its manual.

The names are those of the chapter "JSON Data Fields" of the PLOVER manual (draft 0.8,
https://github.com/openeventdata/PLOVER): ``source`` is the list of actors. Beyond it we add
``date_basis``, ``chain`` and ``verdict``, as it allows. Nothing unknown is filled in.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TextIO

import msgspec

from onrecord import __version__
from onrecord.ledger import EventRow, Ledger, NamedParty
from onrecord.records import Factuality

CONTEXT: dict[Factuality, str] = {
    "historical": "historical",
    "future": "future",
    "hypothetical": "hypothetical",
    "negated": "negation",
}
"""PLOVER's contexts for our factualities; what is actual has none."""


def write(source: Ledger | Iterable[EventRow], out: TextIO) -> int:
    """Write one JSON object a line for every event; return how many."""
    count = 0
    for row in source.events() if isinstance(source, Ledger) else source:
        out.write(msgspec.json.encode(plover(row)).decode() + "\n")
        count += 1
    return count


def plover(row: EventRow) -> dict[str, Any]:
    """Return the event as a PLOVER record.

    ``date`` is null where neither the event nor its document has one, though PLOVER wants one;
    ``date_basis`` says which of the two it is of. ``enddate`` is the last day, included.
    """
    event = row.record
    context = CONTEXT.get(event.factuality)
    return {
        "id": event.id,
        "date": row.date,
        "enddate": _last_day(row),
        "date_basis": row.dated,
        "source": [_actor(party) for party in row.actor],
        "recipient": [_actor(party) for party in row.recipient],
        "event": [event.code],
        "event_text": [event.trigger.text],
        "event_loc": _place(row.where) if row.where else None,
        "quad_code": event.quad,
        "event_scale": event.scale,
        "mode": [event.mode] if event.mode else [],
        "context": [context] if context else [],
        "text": row.sentence,
        "text_info": {"start": event.sentence.start, "end": event.sentence.end},
        "cite_info": {
            "citation": row.document.id,
            "url": row.document.url,
            "title": row.document.title,
            "language": row.document.language,
            "publication": row.document.publisher,
            "coder": f"onrecord {__version__}",
            "codebook": "PLOVER 0.8 draft",
        },
        "chain": [{"who": hop.who, "basis": hop.basis} for hop in row.chain],
        "verdict": row.verdict,
    }


def _actor(party: NamedParty) -> dict[str, Any]:
    entity = party.entity
    return {
        "code": entity.country if entity else None,
        "sector": entity.sector if entity else None,
        "actor_text": party.text,
        "identifier_id": entity.wikidata if entity else None,
        "identifier_text": entity.name if entity else None,
    }


def _place(party: NamedParty) -> dict[str, Any]:
    entity = party.entity
    return {
        "name": party.name,
        "geonameid": entity.geonames if entity else None,
        "latitude": entity.lat if entity else None,
        "longitude": entity.lon if entity else None,
        "cc3": entity.country if entity else None,
    }


def _last_day(row: EventRow) -> str | None:
    end = row.record.when.end if row.record.when and row.dated == "event" else None
    try:
        last = str(date.fromisoformat(end) - timedelta(days=1)) if end else None
    except (ValueError, OverflowError):
        return None
    return last if last and row.date and last > row.date else None
