"""The typed records: what onrecord says, and the characters it was read from.

One struct for each type of ``docs/reference/records.md``. Records are frozen; ``id`` and ``doc``
are filled in by :meth:`onrecord.document.Doc.add`, which also checks every span.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import Any, Literal, get_args

import msgspec

SCHEMA_NAME = "onrecord"
SCHEMA_VERSION = 2

Role = Literal[
    "headline",
    "summary",
    "byline",
    "dateline",
    "paragraph",
    "subheading",
    "list_item",
    "blockquote",
    "caption",
    "credit",
    "correction",
    "promo",
    "related",
    "rights",
    "timestamp",
    "section",
    "other",
]
BODY_ROLES: frozenset[str] = frozenset(
    {"summary", "paragraph", "subheading", "list_item", "blockquote"}
)
"""Roles that make up the body text."""

TOLD_ROLES: frozenset[str] = BODY_ROLES | {"headline", "caption"}
"""Roles in which the page tells its story, and in which statements and events are looked for."""

DocumentKind = Literal["article", "liveblog", "gallery", "video", "index", "stub"]
EntityKind = Literal["country", "person", "organization", "place", "group"]
MentionKind = Literal["person", "organization", "place", "group", "weapon"]
How = Literal["name", "office", "demonym", "metonym", "nominal", "pronoun"]
TimexClass = Literal["DATE", "TIME", "DURATION", "SET"]
Form = Literal["direct", "indirect", "mixed"]
Basis = Literal["speech", "document", "report", "photo", "agency", "publisher"]
Factuality = Literal["actual", "historical", "future", "hypothetical", "negated"]
Precision = Literal["day", "month", "year", "unknown"]
Relation = Literal["copy_of", "same_event", "responds_to"]
Verdict = Literal["accept", "reject", "correct"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """``[start, end, text]``: half-open code-point offsets into a document and the text there.

    A span read from a compact stream may lack ``text``; a document fills it in.
    """

    start: int
    end: int
    text: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or negative")
        if self.text is not None and len(self.text) != self.end - self.start:
            raise ValueError(
                f"span [{self.start}, {self.end}) carries {len(self.text)} characters of text"
            )

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Record(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of all records; the JSON field ``type`` says which one it is."""

    id: str = ""


class DocRecord(Record, frozen=True, kw_only=True):
    """Base of the records that belong to one document, named by ``doc``."""

    doc: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document's bytes came from: reader, charset, size in bytes and their SHA-256."""

    reader: str
    charset: str
    bytes: int
    sha256: str


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The place (and agency) a story is filed from, with the characters that say so."""

    place: str | None = None
    entity: str | None = None
    agency: str | None = None
    span: Span


class Document(Record, frozen=True, kw_only=True, tag="document"):
    """A page's story: its text, which never changes, and what the page says about itself.

    ``kind`` is what sort of page it is, ``article`` where nothing says otherwise. ``published``
    and ``modified`` are ISO 8601 dates or times as precise as the page gives them.
    """

    url: str | None = None
    path: str | None = None
    kind: DocumentKind = "article"
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    dateline: Dateline | None = None
    text: str
    source: Origin | None = None


class Block(DocRecord, frozen=True, kw_only=True, tag="block"):
    """A stretch of the text with its role; a credit's ``parent`` is its caption.

    ``element`` is the HTML element it was read from: the place of each element on the way to it
    among its parent's element children, from the root down, as in ``1/4/0/2``. Blocks may share
    one; plain text has none.
    """

    role: Role
    span: Span
    parent: str | None = None
    element: str | None = None


class Entity(Record, frozen=True, kw_only=True, tag="entity"):
    """Somebody or something that acts or is spoken of, under a readable id."""

    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Mention(DocRecord, frozen=True, kw_only=True, tag="mention"):
    """Words that stand for an entity; ``entity`` is null where that is not known."""

    kind: MentionKind
    span: Span
    how: How
    entity: str | None = None
    score: float | None = None


class Timex(DocRecord, frozen=True, kw_only=True, tag="timex"):
    """A time expression: TIMEX3 class and value, and the days it covers (``end`` exclusive).

    ``anchor`` is the date the value was reckoned from, null for one that needs none.
    """

    timex_class: TimexClass = msgspec.field(name="class")
    span: Span
    value: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: str | None = None


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One carrier of a statement on its way from the first speaker to the page."""

    who: str
    entity: str | None = None
    basis: Basis
    span: Span | None = None


class Attribution(DocRecord, frozen=True, kw_only=True, tag="attribution"):
    """Somebody's words: source, cue and content, who speaks, and the chain they came through.

    ``parent`` is the attribution this one sits inside; ``chain`` runs from the origin to the page.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    form: Form
    speaker: str | None = None
    parent: str | None = None
    chain: tuple[Hop, ...] = ()


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name a participant or place of an event, and the entity they stand for."""

    span: Span
    entity: str | None = None


class When(msgspec.Struct, frozen=True, kw_only=True):
    """When an event took place: ISO dates, ``end`` exclusive; ``timex`` is where it was read.

    ``timex`` is null where the date is not of the event's own sentence.
    """

    timex: str | None = None
    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"


class Event(DocRecord, frozen=True, kw_only=True, tag="event"):
    """Who did what to whom: a PLOVER type with its participants, read in one sentence.

    ``quad`` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict; ``scale`` is PLOVER's conflict-cooperation value; ``attribution`` is the id of the
    innermost statement the event is known through, null in the page's own voice.
    """

    code: str
    mode: str | None = None
    factuality: Factuality
    trigger: Span
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    when: When | None = None
    where: Party | None = None
    sentence: Span
    attribution: str | None = None
    quad: int | None = None
    scale: float | None = None
    score: float | None = None


class Link(Record, frozen=True, kw_only=True, tag="link"):
    """A relation between two documents or two events."""

    rel: Relation
    a: str
    b: str
    evidence: str | None = None
    score: float | None = None


class Story(Record, frozen=True, kw_only=True, tag="story"):
    """Documents and events that tell of one chain of action and reaction."""

    title: str
    members: tuple[str, ...] = ()


class Judgement(Record, frozen=True, kw_only=True, tag="judgement"):
    """What a person says of a machine record; only ever added. ``at`` is an ISO 8601 time."""

    about: str
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    who: str
    at: str
    note: str | None = None


class Failure(Record, frozen=True, kw_only=True, tag="failure"):
    """A page that did not become a document: where it stopped, why, and what to do."""

    path: str
    stage: str
    error: str
    hint: str = ""


class Schema(msgspec.Struct, frozen=True, tag_field="type", tag="schema"):
    """First line of a stream."""

    name: str = SCHEMA_NAME
    version: int = SCHEMA_VERSION


LayerRecord = Block | Mention | Timex | Attribution | Event
AnyRecord = Document | Entity | LayerRecord | Link | Story | Judgement | Failure
ROLES: tuple[str, ...] = get_args(Role)
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyRecord | Schema] = msgspec.json.Decoder(AnyRecord | Schema)


def to_json(record: AnyRecord | Schema) -> bytes:
    """Return the record as one line of JSON, without the line end."""
    return _encoder.encode(record)


def from_json(line: bytes | str) -> AnyRecord | Schema:
    """Return the record of one line of JSON.

    Raises ``msgspec.ValidationError`` where the line is not a record.
    """
    return _decoder.decode(line)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_fields__


def spans_of(value: Any) -> Iterator[Span]:
    """Yield every span in a record or a part of one, in field order."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in _fields(type(value)):
            part = getattr(value, name)
            if isinstance(part, msgspec.Struct | tuple):
                yield from spans_of(part)
    elif isinstance(value, tuple):
        for part in value:
            if isinstance(part, msgspec.Struct | tuple):
                yield from spans_of(part)


def content_id(letter: str, *parts: object) -> str:
    """Return ``letter``, ``_`` and 12 hex digits of the BLAKE2b hash of ``parts``, in order."""
    digest = blake2b(digest_size=6)
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{letter}_{digest.hexdigest()}"


def _places(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{s.start}-{s.end}" for s in spans)


def identify(record: Record) -> str:
    """Return the id a record has by its content; entities keep the readable one they carry."""
    match record:
        case Document():
            return content_id("d", record.url or record.path or "", record.text)
        case Block():
            return content_id("b", record.doc, record.role, _places((record.span,)))
        case Mention():
            return content_id("m", record.doc, record.kind, _places((record.span,)))
        case Timex():
            return content_id("t", record.doc, record.timex_class, _places((record.span,)))
        case Attribution():
            parts = (record.source, record.cue, record.content)
            return content_id("a", record.doc, *map(_places, parts))
        case Event():
            actor, recipient = (
                _places(tuple(p.span for p in side)) for side in (record.actor, record.recipient)
            )
            return content_id(
                "e", record.doc, record.code, _places((record.trigger,)), actor, recipient
            )
        case Link():
            return content_id("l", record.rel, record.a, record.b)
        case Story():
            return content_id("s", *sorted(record.members))
        case Judgement():
            return content_id(
                "j",
                record.about,
                record.verdict,
                record.field,
                record.value,
                record.who,
                record.at,
            )
        case Failure():
            return content_id("f", record.path, record.stage, record.error)
    return record.id


def failure(path: str, stage: str, error: str, hint: str = "") -> Failure:
    """Return a failure record with its id."""
    record = Failure(path=path, stage=stage, error=error, hint=hint)
    return msgspec.structs.replace(record, id=identify(record))
