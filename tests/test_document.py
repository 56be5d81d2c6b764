from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.errors import PipelineError, RecordError, SpanError
from onrecord.records import Block, Document, Entity, Failure, Mention, Span, from_json, to_json

Make = Callable[..., Doc]


def mention(start: int, end: int, text: str | None = None) -> Mention:
    return Mention(kind="person", span=Span(start, end, text), how="name")


def test_adding_fills_in_id_document_and_text(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    added = doc.add(mention(0, 3))
    assert (added.doc, added.span.text) == (doc.id, "Kim")
    assert added.id.startswith("m_")
    assert doc.mentions == [added]


def test_adding_twice_changes_nothing(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    assert doc.add(mention(0, 3)) == doc.add(mention(0, 3))
    assert len(doc.mentions) == 1


def test_a_span_with_other_words_is_refused_and_named(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    with pytest.raises(SpanError, match=r"mention m_\w+: span \[0, 3\) says 'Kin' but .*'Kim'"):
        doc.add(mention(0, 3, "Kin"))
    assert doc.mentions == []


def test_a_span_outside_the_text_is_refused(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    with pytest.raises(SpanError, match="m_"):
        doc.add(mention(8, 30))
    with pytest.raises(SpanError):
        doc.span(8, 30)
    with pytest.raises(SpanError):
        doc.span(4, 4)


def test_a_record_of_another_document_is_refused(make_doc: Make) -> None:
    doc, other = make_doc("Kim spoke."), make_doc("Kim spoke again.")
    with pytest.raises(RecordError, match=other.id):
        doc.add(other.add(mention(0, 3)))


def test_a_document_begins_once(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    with pytest.raises(RecordError, match="never changes"):
        doc.begin(Document(text="other"))
    with pytest.raises(PipelineError):
        _ = Doc().text


def test_entities_need_an_id_and_the_first_stays(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    first = doc.add_entity(Entity(id="person:kim", kind="person", name="Kim"))
    assert doc.add_entity(Entity(id="person:kim", kind="person", name="Other")) is first
    with pytest.raises(RecordError):
        doc.add_entity(Entity(kind="person", name="Kim"))


def test_sentences_lie_inside_blocks(make_doc: Make) -> None:
    doc = make_doc("Kim spoke. He left at 6 a.m. Tuesday.")
    assert [s.text for s in doc.sentences] == ["Kim spoke.", "He left at 6 a.m. Tuesday."]


def test_clearing_a_layer_lets_it_be_filled_again(make_doc: Make) -> None:
    doc = make_doc("Kim spoke.")
    doc.add(mention(0, 3))
    doc.clear(["mentions"])
    assert doc.mentions == []
    doc.add(mention(0, 3))
    assert len(doc.mentions) == 1


def test_from_records_refuses_what_is_no_part_of_a_document() -> None:
    with pytest.raises(RecordError, match="Failure"):
        Doc.from_records([Document(text="x"), Failure(path="p", stage="s", error="e")])


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    doc = Doc.of(Document(path="p", text=text))
    at = 0
    while at < len(text) and draw(st.booleans()):
        end = draw(st.integers(at + 1, len(text)))
        doc.add(Block(role="paragraph", span=doc.span(at, end)))
        doc.add(mention(at, end))
        at = end
    return doc


@given(docs())
def test_a_document_survives_a_stream(doc: Doc) -> None:
    lines = [to_json(record) for record in doc.records()]
    again = Doc.from_records(from_json(line) for line in lines)  # type: ignore[misc]
    assert list(again.records()) == list(doc.records())
    assert again.id == doc.id


@given(docs(), st.data())
def test_a_changed_span_never_loads(doc: Doc, data: st.DataObject) -> None:
    if not doc.mentions:
        return
    target = data.draw(st.sampled_from(doc.mentions))
    size = len(target.span.text or "")
    text = data.draw(st.text(min_size=size, max_size=size))
    if text == target.span.text:
        return
    bad = mention(target.span.start, target.span.end, text)
    with pytest.raises(SpanError):
        Doc.from_records([doc.document, bad])
