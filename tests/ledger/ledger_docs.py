"""Documents for the ledger's tests: one told by hand, and any that could be."""

import string

from hypothesis import strategies as st

from onrecord.document import Doc, Page
from onrecord.records import (
    KINDS,
    ROLES,
    Attribution,
    Block,
    Dateline,
    Document,
    Entity,
    Event,
    Hop,
    Mention,
    Origin,
    Party,
    Span,
    Timex,
    When,
)

MARSH = Entity(id="country:MRS", kind="country", name="Marshland", country="MRS")
FENMARK = Entity(id="country:FEN", kind="country", name="Fenmark", country="FEN")
ODA = Entity(id="person:oda-brandt", kind="person", name="Oda Brandt", country="FEN", sector="GOV")
TEXT = (
    "Fenmark condemned Marshland's rocket test on Monday, Prime Minister Oda Brandt said.\n\n"
    "“We won’t wait 🚀,” she told the Fen Wire. Marshland may fire another rocket."
)


def at(doc: Doc, words: str, nth: int = 0) -> Span:
    """Return the span of the ``nth`` place where the text says ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return doc.span(start, start + len(words))


def told(
    *,
    path: str = "fenmark.txt",
    url: str | None = None,
    published: str | None = "2031-05-06T08:00:00+02:00",
    publisher: str = "The Fen Courier",
    title: str = "Fenmark condemns rocket test",
    code: str = "ACCUSE",
    text: str = TEXT,
    page: Page | None = None,
) -> Doc:
    """Return a document with all layers: two events and two statements by one speaker."""
    document = Document(
        path=path,
        url=url,
        title=title,
        publisher=publisher,
        agency="Fen Wire",
        language="en",
        published=published,
        text=text,
        source=Origin(reader="text", charset="utf-8", bytes=len(text.encode()), sha256="ab" * 32),
    )
    doc = Doc.of(document)
    doc.page = page
    half = text.index("\n\n")
    doc.add(Block(role="paragraph", span=doc.span(0, half)))
    doc.add(Block(role="paragraph", span=doc.span(half + 2, len(text))))
    for entity in (MARSH, FENMARK, ODA):
        doc.add_entity(entity)
    doc.add(Mention(kind="place", how="name", span=at(doc, "Fenmark"), entity=FENMARK.id))
    doc.add(Mention(kind="person", how="pronoun", span=at(doc, "she"), entity=ODA.id))
    monday = doc.add(
        Timex(
            timex_class="DATE",
            span=at(doc, "Monday"),
            value="2031-05-05",
            start="2031-05-05",
            end="2031-05-06",
        )
    )
    hops = (
        Hop(who="Oda Brandt", entity=ODA.id, basis="speech", span=at(doc, "Oda Brandt")),
        Hop(who="The Fen Courier", basis="publisher"),
    )
    said = doc.add(
        Attribution(
            source=(at(doc, "Prime Minister Oda Brandt"),),
            cue=(at(doc, "said"),),
            content=(doc.span(0, text.index(", Prime")),),
            form="indirect",
            speaker=ODA.id,
            chain=hops,
        )
    )
    doc.add(
        Attribution(
            source=(at(doc, "she"),),
            cue=(at(doc, "told"),),
            content=(at(doc, "We won’t wait 🚀,"),),
            form="direct",
            speaker=ODA.id,
            chain=(hops[0], Hop(who="Fen Wire", basis="agency", span=at(doc, "Fen Wire"))),
        )
    )
    doc.add(
        Event(
            code=code,
            factuality="actual",
            trigger=at(doc, "condemned"),
            actor=(Party(span=at(doc, "Fenmark"), entity=FENMARK.id),),
            recipient=(Party(span=at(doc, "Marshland"), entity=MARSH.id),),
            when=When(timex=monday.id, start="2031-05-05", end="2031-05-06", precision="day"),
            where=Party(span=at(doc, "Marshland"), entity=MARSH.id),
            sentence=doc.span(0, half),
            attribution=said.id,
            quad=3,
            scale=-3.0,
        )
    )
    doc.add(
        Event(
            code="MOBILIZE",
            mode="weapons",
            factuality="hypothetical",
            trigger=at(doc, "fire"),
            actor=(Party(span=at(doc, "Marshland", 1)),),
            sentence=doc.span(text.index("Marshland may"), len(text)),
            quad=4,
            scale=-6.5,
        )
    )
    return doc


_CHARACTERS = st.characters(exclude_categories=["Cs"])
_TEXTS = st.text(st.sampled_from("ab “é\n🚀𝒳\u0301\0,") | _CHARACTERS, min_size=1, max_size=40)
_WORDS = st.text(_CHARACTERS, max_size=8)
_MAYBE = st.none() | _WORDS
_DAYS = st.dates().map(str)
_SCORES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_ENTITY_IDS = st.sampled_from(["country:AAA", "person:b", "org:c"])


def _choice(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


@st.composite
def _entities(draw: st.DrawFn) -> Entity:
    return Entity(
        id=draw(_ENTITY_IDS),
        kind=draw(_choice("country", "person", "organization", "place", "group")),
        name=draw(_WORDS),
        country=draw(st.none() | st.sampled_from(["AAA", "BBB"])),
        sectors=tuple(draw(st.lists(_choice("GOV", "MIL"), max_size=2))),
        wikidata=draw(st.none() | st.just("Q1")),
        lat=draw(_SCORES),
        lon=draw(_SCORES),
    )


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Return a document of any text with any valid records over it."""
    text = draw(_TEXTS)
    size = len(text)

    def span() -> Span:
        start = draw(st.integers(0, size - 1))
        return doc.span(start, draw(st.integers(start + 1, size)))

    def some(make, most=2):
        return tuple(make() for _ in range(draw(st.integers(0, most))))

    def entity() -> str | None:
        return draw(st.none() | st.sampled_from(sorted(doc.entities))) if doc.entities else None

    def party() -> Party:
        return Party(span=span(), entity=entity())

    def hop() -> Hop:
        return Hop(
            who=draw(_WORDS),
            entity=entity(),
            basis=draw(_choice("speech", "agency", "publisher")),
            span=span() if draw(st.booleans()) else None,
        )

    doc = Doc.of(
        Document(
            kind=draw(st.sampled_from(KINDS)),
            path=draw(st.text(string.ascii_lowercase, min_size=1, max_size=6)),
            title=draw(_MAYBE),
            publisher=draw(_MAYBE),
            authors=tuple(draw(st.lists(_WORDS, max_size=2))),
            published=draw(st.none() | _DAYS | st.sampled_from(["2031", "2031-05", "soon"])),
            dateline=Dateline(place=draw(_MAYBE), span=Span(0, 1)) if draw(st.booleans()) else None,
            text=text,
        )
    )
    for found in draw(st.lists(_entities(), max_size=3)):
        doc.add_entity(found)
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.none() | st.just("1/0/2"))
        doc.add(Block(role=draw(st.sampled_from(ROLES)), span=span(), element=way))
        doc.add(
            Mention(
                kind=draw(_choice("person", "group")),
                span=span(),
                how=draw(_choice("name", "pronoun")),
                entity=entity(),
                score=draw(_SCORES),
            )
        )
        doc.add(
            Timex(
                timex_class=draw(_choice("DATE", "SET")),
                span=span(),
                value=draw(_MAYBE),
                start=draw(st.none() | _DAYS),
            )
        )
    for _ in range(draw(st.integers(0, 2))):
        doc.add(
            Attribution(
                source=some(span),
                cue=some(span),
                content=some(span),
                form=draw(_choice("direct", "indirect", "mixed")),
                speaker=entity(),
                chain=some(hop),
            )
        )
    for _ in range(draw(st.integers(0, 3))):
        timexes, attributions = doc.timexes, doc.attributions
        doc.add(
            Event(
                code=draw(_choice("ASSAULT", "CONSULT")),
                factuality=draw(_choice("actual", "negated")),
                trigger=span(),
                actor=some(party),
                recipient=some(party),
                when=When(
                    timex=draw(st.sampled_from(timexes)).id if timexes else None,
                    start=draw(st.none() | _DAYS),
                )
                if draw(st.booleans())
                else None,
                where=party() if draw(st.booleans()) else None,
                sentence=span(),
                attribution=draw(st.sampled_from(attributions)).id if attributions else None,
                quad=draw(st.none() | st.integers(1, 4)),
                scale=draw(_SCORES),
            )
        )
    return doc
