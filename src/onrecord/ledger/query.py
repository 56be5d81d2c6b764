"""Events and statements asked for, each with what is needed to show it."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, TypeVar, cast, get_args

import msgspec

from onrecord.errors import QueryError
from onrecord.ledger.conditions import Conditions
from onrecord.ledger.judgements import overlaid
from onrecord.ledger.read import judgements, read_text
from onrecord.ledger.rows import restored
from onrecord.records import (
    Attribution,
    Entity,
    Event,
    Factuality,
    Hop,
    LayerRecord,
    Party,
    Record,
    Verdict,
)

V = TypeVar("V", bound=Record)
Lookup = Callable[[str], Entity | None]


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What everything is asked by; null asks for nothing.

    ``publisher`` is words of its name. ``since`` and ``until`` are ISO dates, months or years,
    both included. ``text`` are words, or "quoted phrases", of the document's title and text.
    ``document`` is an id. ``rejected`` asks for what people rejected as well. Rows come by date,
    undated ones last; ``newest`` turns that round.
    """

    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    document: str | None = None
    rejected: bool = False
    newest: bool = False
    limit: int | None = None
    offset: int = 0


class DocumentFilter(Filter, frozen=True, kw_only=True):
    """What documents are asked by; their date is that of publication."""


class SaidFilter(Filter, frozen=True, kw_only=True):
    """What is asked of all that somebody says.

    ``speaker`` and ``via`` (a carrier in the chain) are an entity's id, words of its name, a
    country's code or name, or words of the text, in any case.
    """

    speaker: str | None = None
    via: str | None = None


class StatementFilter(SaidFilter, frozen=True, kw_only=True):
    """What statements are asked by; their date is the document's."""


class EventFilter(SaidFilter, frozen=True, kw_only=True):
    """What events are asked by; their date is their own, or else the document's.

    ``actor`` and ``recipient`` are given like ``speaker``, which is who the event is known from.
    ``code`` is a PLOVER type.
    """

    actor: str | None = None
    recipient: str | None = None
    code: str | None = None
    factuality: str | None = None


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True):
    """The document a row is read from, without its text."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document ready to be listed, with how many events and statements were read in it."""

    document: DocumentRef
    path: str | None
    agency: str | None
    verdict: Verdict | None
    date: str | None
    events: int
    statements: int


class NamedParty(msgspec.Struct, frozen=True, kw_only=True):
    """The words for a participant or place, where they stand, and the entity they stand for."""

    text: str
    start: int
    end: int
    entity: Entity | None

    @property
    def name(self) -> str:
        """The entity's name, or the words where it is not known."""
        return self.entity.name if self.entity else self.text


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event ready to be shown: ``record`` with people's corrections, ``original`` without.

    ``original`` is null where nothing was corrected. ``date`` is the first day of the event, or of
    the document's publication, as ``dated`` says. ``chain`` runs from who first said it to the
    page; in the page's own voice it is the document's agency and publisher.
    """

    record: Event
    original: Event | None
    verdict: Verdict | None
    document: DocumentRef
    date: str | None
    dated: Literal["event", "published"] | None
    sentence: str
    actor: tuple[NamedParty, ...]
    recipient: tuple[NamedParty, ...]
    where: NamedParty | None
    attribution: Attribution | None
    speaker: Entity | None
    chain: tuple[Hop, ...]


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement ready to be shown: ``record`` with people's corrections, ``original`` without.

    ``content`` and ``source`` are the words of their spans; ``passage`` is the text from the first
    to the last character of source, cue and content.
    """

    record: Attribution
    original: Attribution | None
    verdict: Verdict | None
    document: DocumentRef
    date: str | None
    source: str
    content: str
    passage: str
    speaker: Entity | None
    chain: tuple[Hop, ...]


_COUNTS = (
    "(SELECT count(*) FROM event e WHERE e.doc = d.id AND e.verdict IS NOT 'reject'),"
    " (SELECT count(*) FROM attribution a WHERE a.doc = d.id AND a.verdict IS NOT 'reject')"
)
_DOCUMENT = "d.id, d.title, d.publisher, d.published, d.url, d.language"
_HOP = "EXISTS (SELECT 1 FROM hop h WHERE h.attribution = a.id AND h.doc = a.doc AND ({}))"
_PARTY = (
    "EXISTS (SELECT 1 FROM participant p"
    " WHERE p.event = e.id AND p.doc = e.doc AND p.role = '%s' AND ({}))"
)


def events(db: sqlite3.Connection, wanted: EventFilter) -> Iterator[EventRow]:
    """Yield the events asked for; raises :class:`QueryError` for a filter that cannot be met."""
    if wanted.factuality is not None and wanted.factuality not in get_args(Factuality):
        values = ", ".join(get_args(Factuality))
        raise QueryError(f"no factuality {wanted.factuality!r}", hint=f"one of {values}")
    first, end = "coalesce(e.first_day, d.first_day)", "coalesce(e.end_day, d.end_day)"
    found = _shared(wanted, "e", first, end)
    found.equal("e.code", "code", wanted.code and wanted.code.upper())
    found.equal("e.factuality", "factuality", wanted.factuality)
    for role in ("actor", "recipient"):
        found.named(role, getattr(wanted, role), "p.entity", "p.words", _PARTY % role)
    entity = _entities(db)
    rows = found.select(
        db,
        f"e.json, e.verdict, a.json, a.verdict, e.first_day, {first}, d.agency, {_DOCUMENT}",
        "event e JOIN document d ON d.id = e.doc"
        " LEFT JOIN attribution a ON a.id = e.attribution AND a.doc = e.doc",
        _order(wanted, first, "e"),
    )
    for json, verdict, said, said_verdict, day, date, agency, *about in rows:
        record, original = _shown(db, cast(Event, restored(json)), verdict)
        document = _document(about)
        saying = None
        if said is not None:
            saying = _shown(db, cast(Attribution, restored(said)), said_verdict)[0]
        yield EventRow(
            record=record,
            original=original,
            verdict=verdict,
            document=document,
            date=date,
            dated="event" if day else "published" if date else None,
            sentence=record.sentence.text or "",
            actor=tuple(_named(party, entity) for party in record.actor),
            recipient=tuple(_named(party, entity) for party in record.recipient),
            where=_named(record.where, entity) if record.where else None,
            attribution=saying,
            speaker=entity(saying.speaker) if saying and saying.speaker else None,
            chain=saying.chain if saying else _own_voice(document, agency),
        )


def statements(db: sqlite3.Connection, wanted: StatementFilter) -> Iterator[StatementRow]:
    """Yield the statements asked for; raises :class:`QueryError` like :func:`events`."""
    found = _shared(wanted, "a", "d.first_day", "d.end_day")
    entity = _entities(db)
    text = lru_cache(maxsize=16)(lambda id: read_text(db, id) or "")
    rows = found.select(
        db,
        f"a.json, a.verdict, d.first_day, {_DOCUMENT}",
        "attribution a JOIN document d ON d.id = a.doc",
        _order(wanted, "d.first_day", "a"),
    )
    for json, verdict, date, *about in rows:
        record, original = _shown(db, cast(Attribution, restored(json)), verdict)
        document = _document(about)
        spans = [s for part in (record.source, record.cue, record.content) for s in part]
        start, end = (
            min((s.start for s in spans), default=0),
            max((s.end for s in spans), default=0),
        )
        yield StatementRow(
            record=record,
            original=original,
            verdict=verdict,
            document=document,
            date=date,
            source=" ".join(s.text or "" for s in record.source),
            content=" ".join(s.text or "" for s in record.content),
            passage=text(document.id)[start:end],
            speaker=entity(record.speaker) if record.speaker else None,
            chain=record.chain,
        )


def documents(db: sqlite3.Connection, wanted: DocumentFilter) -> Iterator[DocumentRow]:
    """Yield the documents asked for; raises :class:`QueryError` like :func:`events`."""
    found = _shared(wanted, "d", "d.first_day", "d.end_day")
    rows = found.select(
        db,
        f"d.path, d.agency, d.verdict, d.first_day, {_COUNTS}, {_DOCUMENT}",
        "document d",
        _order(wanted, "d.first_day", "d"),
    )
    for path, agency, verdict, date, n_events, n_statements, *about in rows:
        yield DocumentRow(
            document=_document(about),
            path=path,
            agency=agency,
            verdict=verdict,
            date=date,
            events=n_events,
            statements=n_statements,
        )


def _document(about: list[str]) -> DocumentRef:
    return DocumentRef(**dict(zip(DocumentRef.__struct_fields__, about, strict=True)))


def _shared(wanted: Filter, row: str, first: str, end: str) -> Conditions:
    found = Conditions()
    if isinstance(wanted, SaidFilter):
        found.named("speaker", wanted.speaker, "a.speaker", "a.words")
        found.named("via", wanted.via, "h.entity", "h.words", _HOP)
    found.contains("d.publisher_words", "publisher", wanted.publisher)
    found.equal("d.id", "document", wanted.document)
    found.between(first, end, wanted.since, wanted.until)
    found.matches(wanted.text)
    found.paged(wanted.limit, wanted.offset)
    if not wanted.rejected:
        found.parts.append("d.verdict IS NOT 'reject'")
        if row != "d":
            found.parts.append(f"{row}.verdict IS NOT 'reject'")
    return found


def _order(wanted: Filter, day: str, row: str) -> str:
    direction = "DESC" if wanted.newest else "ASC"
    return f"{day} IS NULL, {day} {direction}, d.id" + (f", {row}.seq" if row != "d" else "")


def _entities(db: sqlite3.Connection) -> Lookup:
    """Return a function from an entity's id to the entity, as people corrected it."""

    @lru_cache(maxsize=10_000)
    def entity(id: str) -> Entity | None:
        row = db.execute("SELECT json, verdict FROM entity WHERE id = ?", (id,)).fetchone()
        if row is None:
            return None
        found = cast(Entity, restored(row[0]))
        return overlaid(found, judgements(db, id))[0] if row[1] else found

    return entity


def _shown(db: sqlite3.Connection, record: V, verdict: str | None) -> tuple[V, V | None]:
    """Return a record as people corrected it, and the machine's where that differs."""
    if verdict is None:
        return record, None
    text = read_text(db, cast(LayerRecord, record).doc)
    shown, _ = overlaid(record, judgements(db, record.id), text)
    return shown, record if shown != record else None


def _named(party: Party, entity: Lookup) -> NamedParty:
    return NamedParty(
        text=party.span.text or "",
        start=party.span.start,
        end=party.span.end,
        entity=entity(party.entity) if party.entity else None,
    )


def _own_voice(document: DocumentRef, agency: str | None) -> tuple[Hop, ...]:
    hops = [Hop(who=agency, basis="agency")] if agency else []
    if document.publisher:
        hops.append(Hop(who=document.publisher, basis="publisher"))
    return tuple(hops)
