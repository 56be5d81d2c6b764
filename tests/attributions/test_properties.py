"""What holds for any text: no failure, spans inside their block, parents first, origin first."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions import stage
from onrecord.document import Doc
from onrecord.records import Block, Document, Entity, Mention

PIECES = st.sampled_from(
    [
        "“", "”", '"', "‘", "’", "'", "''", "«", "»", ",", ".", "?", ":", ";", " — ", "(", ")",
        "\n", " ", "said", " Kim ", " told reporters ", " that ", " according to ", "citing",
        " quoted as saying ", " was quoted by ", "he ", "who ", " called for ", " and ", " to ",
        " in a statement carried by ", "state media", "The minister, ", "1,000", "ﬁ", "𝔘",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), min_size=1, max_size=60).map("".join)


def _read(text: str) -> Doc | None:
    doc = Doc.of(Document(path="t", text=text, agency="AFP", publisher="Harbour Ledger"))
    at = 0
    for line in text.split("\n"):
        if line.strip():
            doc.add(Block(role="paragraph", span=doc.span(at, at + len(line))))
        at += len(line) + 1
    list(stage([doc]))
    return doc


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    doc = _read(text)
    assert doc is not None
    seen: set[str] = set()
    for found in doc.attributions:
        assert found.cue
        assert found.content
        for span in (*found.source, *found.cue, *found.content):
            assert any(span in block.span for block in doc.blocks)
        assert found.parent is None or found.parent in seen
        seen.add(found.id)
        bases = [hop.basis for hop in found.chain]
        assert bases[-2:] == ["agency", "publisher"]
        assert len({hop.who.casefold() for hop in found.chain}) == len(bases)
        if found.source:
            assert bases[0] in ("speech", "document", "report")
            assert found.chain[0].span == found.source[0]


NAMES = {
    "AFP": ("organization", "org:afp"),
    "Agence France-Presse": ("organization", "org:afp"),
    "KCNA": ("organization", "org:kcna"),
    "state media": ("organization", "org:kcna"),
    "Kim Jong Un": ("person", "person:kim"),
    "Kim": ("person", "person:kim"),
    "Harbour Ledger": ("organization", None),
    "he": ("person", "person:kim"),
}
CUES = (
    "{} said", "{} reported that", "{} told {}", "according to {},", "citing {},", ", {} said",
    "“It is over,” {} said.", "{} quoted {} as saying", "said {} in a statement carried by {}",
    "the missile was fired", "that officials met", ",",
)  # fmt: skip


@st.composite
def chained(draw: st.DrawFn) -> str:
    """A text in which the same few carriers pass each other's words on."""
    cues = draw(st.lists(st.sampled_from(CUES), min_size=2, max_size=8))
    names = st.sampled_from(list(NAMES))
    return " ".join(cue.format(draw(names), draw(names)) for cue in cues)


@settings(max_examples=300, deadline=None)
@given(chained(), st.sampled_from([None, "AFP", "KCNA"]), st.sampled_from([None, "Harbour Ledger"]))
def test_nobody_is_twice_in_a_chain(text: str, agency: str | None, publisher: str | None) -> None:
    doc = Doc.of(Document(path="t", text=text, agency=agency, publisher=publisher))
    doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
    for name, (kind, entity) in NAMES.items():
        if entity and entity not in doc.entities:
            doc.add_entity(Entity(id=entity, kind=kind, name=name))  # type: ignore[arg-type]
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = doc.span(*at.span())
            doc.add(Mention(kind=kind, span=span, how="name", entity=entity))  # type: ignore[arg-type]
    list(stage([doc]))
    for found in doc.attributions:
        entities = [hop.entity for hop in found.chain if hop.entity]
        assert len(set(entities)) == len(entities)
        names = [hop.who.casefold() for hop in found.chain]
        assert len(set(names)) == len(names)
        assert not {"afp", "agence france-presse"} <= set(names)
        if found.source:
            assert found.chain[0].span == found.source[0]


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_reading_twice_changes_nothing(text: str) -> None:
    first, second = _read(text), _read(text)
    assert first is not None
    assert second is not None
    assert first.attributions == second.attributions


@pytest.mark.parametrize(
    "piece",
    ["he said ", "“", "‘a ’ ", "“a” he said, ", "Kim, ", "according to Kim, ", "«x\n", "(said "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        doc = Doc.of(Document(path="t", text=text))
        doc.add(Block(role="paragraph", span=doc.span(0, size)))
        start = time.perf_counter()
        list(stage([doc]))
        return time.perf_counter() - start

    seconds(2_000)
    assert seconds(40_000) < 16 * seconds(8_000) + 0.5
