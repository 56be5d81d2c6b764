"""``Page``, what a reader hands over, and ``Doc``, one text with its layers of records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar, cast

import msgspec

from onrecord.errors import PipelineError, RecordError, SpanError
from onrecord.records import (
    TOLD_ROLES,
    AnyRecord,
    Attribution,
    Block,
    DocRecord,
    Document,
    Entity,
    Event,
    LayerRecord,
    Mention,
    Origin,
    Record,
    Span,
    Timex,
    identify,
    spans_of,
)
from onrecord.sentences import split_sentences

R = TypeVar("R", bound=DocRecord)
V = TypeVar("V", bound=Record)

LAYERS: dict[str, type[LayerRecord] | type[Entity] | type[Document]] = {
    "document": Document,
    "blocks": Block,
    "entities": Entity,
    "mentions": Mention,
    "timexes": Timex,
    "attributions": Attribution,
    "events": Event,
}
"""The layers of a document by name, in the order they are written to a stream."""

_LAYER_OF: dict[type, str] = {kind: name for name, kind in LAYERS.items()}
# Records with one span and no more: most there are, so none is searched for its spans.
_ONE_SPAN = (Block, Mention, Timex)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One decoded page before it is taken apart.

    ``path`` names it inside what the user asked for and is its identity where ``url`` is missing;
    ``location`` says where it was found, for messages. The rest is what the carrier (a JSONL
    field, a header) says about the page, none of it read from ``content``.
    """

    path: str
    location: str
    content: str
    kind: Literal["html", "text"]
    origin: Origin
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    published: str | None = None


@dataclass(eq=False)
class Doc:
    """One document on its way through the stages: a text, its blocks and the layers over it.

    A ``Doc`` starts from a page (the ``pages`` stage then calls :meth:`begin` once) or, already
    begun, from a document. Records are added with :meth:`add`, which refuses a span that does not
    say what the text says.
    """

    page: Page | None = None
    _document: Document | None = None
    _layers: dict[str, list[DocRecord]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    entities: dict[str, Entity] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> "Doc":
        """Return a Doc that holds ``document`` and no layers yet."""
        doc = cls()
        doc.begin(document)
        return doc

    @classmethod
    def from_records(cls, records: Iterable[AnyRecord]) -> "Doc":
        """Rebuild a Doc from its records, the document first; every span is checked again.

        Raises :class:`RecordError` or :class:`SpanError`, naming the record that is wrong.
        """
        doc = cls()
        for record in records:
            if isinstance(record, Document):
                doc.begin(record)
            elif isinstance(record, Entity):
                doc.add_entity(record)
            elif isinstance(record, LayerRecord):
                doc.add(record)
            else:
                raise RecordError(
                    f"a {type(record).__name__} is no part of a document",
                    hint="a document's stream holds it, its entities and its layers",
                )
        return doc

    def begin(self, document: Document) -> Document:
        """Set the document, once and for all; return it with its id."""
        if self._document is not None:
            raise RecordError(
                "a document's text never changes: this one has begun already",
                hint="make a new Doc for another text",
            )
        if not document.id:
            document = msgspec.structs.replace(document, id=identify(document))
        self._document = verified(document, document.text)
        return self._document

    @property
    def document(self) -> Document:
        """The document; raises :class:`PipelineError` before the ``pages`` stage."""
        if self._document is None:
            raise PipelineError("this page has no document yet", hint="run the pages stage first")
        return self._document

    @property
    def begun(self) -> bool:
        """Whether the ``pages`` stage has made the document."""
        return self._document is not None

    @property
    def location(self) -> str:
        """Where the document was found, for messages."""
        if self.page is not None:
            return self.page.location
        return self.document.path or self.document.url or self.id

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def text(self) -> str:
        """The document's text, which never changes."""
        return self.document.text

    def span(self, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``; raises :class:`SpanError` outside the text."""
        whole = self.document.text
        text = whole[start:end] if 0 <= start < end <= len(whole) else ""
        if not text:
            raise SpanError(
                f"{self.id}: no text at [{start}, {end}) of {len(whole)} characters",
                hint="spans are half-open code-point offsets and never empty",
            )
        return Span(start, end, text)

    def add(self, record: R) -> R:
        """Check a record's spans, give it its id, put it in its layer and return it as stored.

        Adding a record that is there already changes nothing. Raises :class:`SpanError`, naming
        the record, where a span lies outside the text or carries other words.
        """
        layer = _LAYER_OF[type(record)]
        doc = self.document
        if record.doc and record.doc != doc.id:
            raise RecordError(
                f"{layer} record {record.id} belongs to {record.doc}, not {doc.id}",
                hint="add a record to the document it was read from",
            )
        record = msgspec.structs.replace(record, doc=doc.id)
        if not record.id:
            record = msgspec.structs.replace(record, id=identify(record))
        record = verified(record, doc.text)
        if record.id not in self._ids:
            self._ids.add(record.id)
            self._layers.setdefault(layer, []).append(record)
        return record

    def add_entity(self, entity: Entity) -> Entity:
        """Put an entity where mentions can name it; the first one under an id stays."""
        if not entity.id:
            raise RecordError(f"entity {entity.name!r} has no id", hint="kind:readable-name")
        return self.entities.setdefault(entity.id, entity)

    def clear(self, layers: Iterable[str]) -> None:
        """Remove everything in the named layers (and with ``document``, the document)."""
        for name in layers:
            if name == "document":
                self._document = None
                self.__dict__.pop("sentences", None)
            elif name == "entities":
                self.entities.clear()
            else:
                self._ids.difference_update(r.id for r in self._layers.pop(name, ()))

    def _layer(self, name: str) -> list[DocRecord]:
        return self._layers.get(name, [])

    @property
    def blocks(self) -> list[Block]:
        """The blocks, in the order of the text."""
        return cast(list[Block], self._layer("blocks"))

    @property
    def mentions(self) -> list[Mention]:
        """The mentions, in the order they were added."""
        return cast(list[Mention], self._layer("mentions"))

    @property
    def timexes(self) -> list[Timex]:
        """The time expressions, in the order they were added."""
        return cast(list[Timex], self._layer("timexes"))

    @property
    def attributions(self) -> list[Attribution]:
        """The attributions, in the order they were added."""
        return cast(list[Attribution], self._layer("attributions"))

    @property
    def events(self) -> list[Event]:
        """The events, in the order they were added."""
        return cast(list[Event], self._layer("events"))

    def blocks_of(self, *roles: str) -> list[Block]:
        """Return the blocks with one of ``roles``; with none named, those that tell the story."""
        wanted = roles or TOLD_ROLES
        return [b for b in self.blocks if b.role in wanted]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of every block that tells the story, in order, without outer white space.

        First read after the ``pages`` stage; a sentence never crosses a block.
        """
        found = []
        for block in self.blocks_of():
            for start, end in split_sentences(self.text, block.span.start, block.span.end):
                found.append(self.span(start, end))
        return found

    def records(self) -> Iterator[AnyRecord]:
        """Yield the document and all its records in the order of a stream."""
        yield self.document
        for name in LAYERS:
            if name == "entities":
                yield from self.entities.values()
            elif name != "document":
                yield from cast(list[LayerRecord], self._layer(name))


def verified(record: V, text: str) -> V:
    """Return ``record`` with every span checked against ``text``, and filled in where it was bare.

    Raises :class:`SpanError`, naming the record, for a span outside the text or with other words.
    """
    bare = False
    spans = (record.span,) if isinstance(record, _ONE_SPAN) else spans_of(record)
    for span in spans:
        there = text[span.start : span.end]
        if span.end > len(text) or (span.text is not None and span.text != there):
            said = "" if span.text is None else f" says {span.text!r} but"
            raise SpanError(
                f"{type(record).__name__.lower()} {record.id or '(no id)'}:"
                f" span [{span.start}, {span.end}){said} the text has {there!r}",
                hint="spans are code-point offsets into the document's own text",
            )
        bare = bare or span.text is None
    return cast(V, _filled(record, text)) if bare else record


def _filled(value: object, text: str) -> object:
    """Return a struct or tuple with the text of every bare span filled in."""
    if isinstance(value, Span):
        return Span(value.start, value.end, text[value.start : value.end])
    if isinstance(value, msgspec.Struct):
        changes = {
            name: _filled(part, text)
            for name in value.__struct_fields__
            if isinstance(part := getattr(value, name), msgspec.Struct | tuple)
        }
        return msgspec.structs.replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(_filled(part, text) for part in value)
    return value
