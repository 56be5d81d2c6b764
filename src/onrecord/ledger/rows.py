"""Records as rows: the columns queries filter on beside the whole record as JSON."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import msgspec

from onrecord.records import (
    AnyRecord,
    Attribution,
    Block,
    Document,
    Entity,
    Event,
    LayerRecord,
    Link,
    Mention,
    Span,
    Story,
    Timex,
    from_json,
    to_json,
)

_NO_WORD = re.compile(r"[^a-z0-9]+")

Row = tuple[Any, ...]
"""A row to insert, in the order of its table's columns in :data:`COLUMNS`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records: its own columns, and how to fill them from a record."""

    name: str
    columns: tuple[str, ...]
    fill: Callable[[Any], Row]


def fold(text: str) -> str:
    """Return the words of ``text`` for comparison: no case, accents or punctuation, spaces round.

    A phrase is in a text when its fold is in the text's: " kim jong un " in " leader kim jong un ".
    Words that leave nothing give "".
    """
    if text.isascii():
        words = _NO_WORD.sub(" ", text.lower()).strip()
        return f" {words} " if words else ""
    plain = unicodedata.normalize("NFKD", text).casefold()
    marked = ("" if unicodedata.category(c) == "Mn" else c if c.isalnum() else " " for c in plain)
    words = " ".join("".join(marked).split())
    return f" {words} " if words else ""


def encodable(text: str) -> str:
    """Return ``text`` with halves of surrogate pairs, as in odd file names, written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def days(stamp: str | None) -> tuple[str | None, str | None]:
    """Return the first day an ISO 8601 date or time of any precision covers, and the day after.

    Both are ISO dates, both null where ``stamp`` is no date. A time counts for the day it names in
    its own time zone.
    """
    if not stamp:
        return None, None
    year, month, day = (*stamp[:10].split("T")[0].split("-"), "", "")[:3]
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            end = first + timedelta(days=1)
        elif month:
            end = (first + timedelta(days=31)).replace(day=1)
        else:
            end = date(first.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None, None
    return first.isoformat(), end.isoformat()


def _document(record: Document) -> Row:
    return (
        record.url,
        record.path,
        record.title,
        record.publisher,
        fold(record.publisher or ""),
        record.agency,
        record.language,
        record.published,
        *days(record.published),
    )


def _entity(record: Entity) -> Row:
    words = fold(record.name)
    return record.kind, record.name, words, record.country, record.sector, record.wikidata


def _block(record: Block) -> Row:
    return record.role, record.span.start, record.span.end, record.parent


def _mention(record: Mention) -> Row:
    return record.kind, record.how, record.entity, record.span.start, record.span.end


def _timex(record: Timex) -> Row:
    span = record.span
    return record.timex_class, record.value, record.start, record.end, span.start, span.end


def _attribution(record: Attribution) -> Row:
    words = fold(" | ".join(s.text or "" for s in record.source))
    return record.form, record.speaker, words, record.parent


def _event(record: Event) -> Row:
    first, end = (record.when.start, record.when.end) if record.when else (None, None)
    first, after = days(first)
    if first is None or end is None or end <= first:
        end = after
    return (
        record.code,
        record.mode,
        record.factuality,
        record.quad,
        record.scale,
        record.attribution,
        first,
        end,
        record.where.entity if record.where else None,
        record.trigger.start,
        record.trigger.end,
    )


def _link(record: Link) -> Row:
    return record.rel, record.a, record.b, record.score


_SPAN = ("span_start", "span_end")

DOCUMENT = Table(
    "document",
    (
        *("url", "path", "title", "publisher", "publisher_words", "agency"),
        *("language", "published", "first_day", "end_day"),
    ),
    _document,
)
ENTITY = Table("entity", ("kind", "name", "words", "country", "sector", "wikidata"), _entity)
LAYERS: dict[type[LayerRecord], Table] = {
    Block: Table("block", ("role", *_SPAN, "parent"), _block),
    Mention: Table("mention", ("kind", "how", "entity", *_SPAN), _mention),
    Timex: Table("timex", ("class", "value", "first_day", "end_day", *_SPAN), _timex),
    Attribution: Table("attribution", ("form", "speaker", "words", "parent"), _attribution),
    Event: Table(
        "event",
        (
            *("code", "mode", "factuality", "quad", "scale", "attribution"),
            *("first_day", "end_day", "place", *_SPAN),
        ),
        _event,
    ),
}
"""The tables of the layers of a document, in the order of a stream."""

BETWEEN: dict[type[Link | Story], Table] = {
    Link: Table("link", ("rel", "a", "b", "score"), _link),
    Story: Table("story", ("title",), lambda story: (story.title,)),
}
"""The tables of records between documents."""

PARTS = {
    "hop": ("doc", "attribution", "seq", "who", "words", "entity", "basis", *_SPAN),
    "participant": ("doc", "event", "role", "seq", "entity", "text", "words", *_SPAN),
    "story_member": ("member", "story", "seq"),
}
"""The tables of parts of records, with their columns."""

COLUMNS: dict[str, tuple[str, ...]] = {
    **{t.name: ("doc", "id", "seq", "verdict", "json", *t.columns) for t in LAYERS.values()},
    **{t.name: ("id", "verdict", "json", *t.columns) for t in (ENTITY, *BETWEEN.values())},
    "document": (
        *("id", "page", "sha256", "digest", "verdict", "json", "text"),
        *DOCUMENT.columns,
    ),
    **PARTS,
}
"""The columns of each table of records."""

INSERT: dict[str, str] = {
    name: f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    for name, columns in COLUMNS.items()
}
"""The statement that inserts a row of each table."""


def stored(record: AnyRecord) -> str:
    """Return the JSON kept for a record: all of it, but for what the document's text says already.

    A document's own text is left out, and a block's, which would repeat it.
    """
    if isinstance(record, Document):
        record = msgspec.structs.replace(record, text="")
    elif isinstance(record, Block):
        span = record.span
        record = msgspec.structs.replace(record, span=Span(span.start, span.end))
    return to_json(record).decode()


def restored(json: str) -> AnyRecord:
    """Return the record of a row's JSON; raises ``msgspec.ValidationError`` where it is none."""
    return cast(AnyRecord, from_json(json))


def layer_rows(
    record: LayerRecord, seq: int, json: str, verdict: str | None = None
) -> Iterable[tuple[str, Row]]:
    """Yield the rows of a record of a document, each with its table, parents first."""
    table = LAYERS[type(record)]
    yield table.name, (record.doc, record.id, seq, verdict, json, *table.fill(record))
    if isinstance(record, Event):
        for role, parties in (("actor", record.actor), ("recipient", record.recipient)):
            for at, party in enumerate(parties):
                text = party.span.text or ""
                yield (
                    "participant",
                    (
                        *(record.doc, record.id, role, at, party.entity, text, fold(text)),
                        *(party.span.start, party.span.end),
                    ),
                )
    elif isinstance(record, Attribution):
        for at, hop in enumerate(record.chain):
            start, end = (hop.span.start, hop.span.end) if hop.span else (None, None)
            yield (
                "hop",
                (
                    *(record.doc, record.id, at, hop.who, fold(hop.who), hop.entity),
                    *(hop.basis, start, end),
                ),
            )


def between_rows(
    record: Link | Story, json: str, verdict: str | None = None
) -> Iterable[tuple[str, Row]]:
    """Yield the rows of a link or a story, each with its table, parents first."""
    table = BETWEEN[type(record)]
    yield table.name, (record.id, verdict, json, *table.fill(record))
    if isinstance(record, Story):
        for at, member in enumerate(record.members):
            yield "story_member", (member, record.id, at)


def entity_row(record: Entity, json: str, verdict: str | None = None) -> Row:
    """Return the row of an entity."""
    return record.id, verdict, json, *ENTITY.fill(record)
