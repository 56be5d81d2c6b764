import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import (
    KINDS,
    SCHEMA_VERSION,
    Block,
    Document,
    Entity,
    Event,
    Failure,
    Judgement,
    Party,
    Schema,
    Span,
    content_id,
    failure,
    from_json,
    identify,
    spans_of,
    to_json,
)


def test_a_span_is_three_values_in_json() -> None:
    assert msgspec.json.encode(Span(2, 5, "abc")) == b'[2,5,"abc"]'
    assert msgspec.json.decode(b"[2,5]", type=Span) == Span(2, 5)


@pytest.mark.parametrize("start,end", [(3, 3), (4, 2), (-1, 2)])
def test_a_span_must_hold_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty or negative"):
        Span(start, end)


def test_a_span_refuses_text_of_another_length() -> None:
    with pytest.raises(ValueError, match="carries 2 characters"):
        Span(0, 3, "ab")
    with pytest.raises(msgspec.ValidationError, match="carries 2 characters"):
        msgspec.json.decode(b'[0,3,"ab"]', type=Span)


def test_spans_count_code_points() -> None:
    text = "🚀 launch"
    assert Span(2, 8, text[2:8]).text == "launch"


def test_ids_are_a_letter_and_twelve_hex_digits() -> None:
    id = identify(Document(url="https://a.example/1", text="x"))
    letter, _, digits = id.partition("_")
    assert (letter, len(digits)) == ("d", 12)
    int(digits, 16)


def test_a_document_is_known_by_its_url_before_its_path() -> None:
    by_url = identify(Document(url="https://a.example", path="one.html", text="x"))
    assert by_url == identify(Document(url="https://a.example", path="two.html", text="x"))
    assert by_url != identify(Document(url="https://a.example", text="y"))
    assert identify(Document(path="a", text="x")) != identify(Document(path="b", text="x"))


@given(st.lists(st.text(), min_size=1))
def test_content_ids_keep_parts_apart(parts: list[str]) -> None:
    assert content_id("x", *parts) == content_id("x", *parts)
    assert content_id("x", *parts) != content_id("x", *parts, "")


def test_content_ids_do_not_run_parts_together() -> None:
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")


def test_an_event_is_known_by_type_trigger_and_parties() -> None:
    def event(code: str, who: Span) -> Event:
        return Event(
            doc="d_1",
            code=code,
            factuality="actual",
            trigger=Span(5, 8),
            actor=(Party(span=who),),
            sentence=Span(0, 20),
        )

    first = identify(event("ASSAULT", Span(0, 3)))
    assert first == identify(event("ASSAULT", Span(0, 3)))
    assert (
        len({first, identify(event("COERCE", Span(0, 3))), identify(event("ASSAULT", Span(0, 4)))})
        == 3
    )


def test_records_round_trip_through_json() -> None:
    records = [
        Document(text="“Ну”", url="https://a.example", authors=("A", "B"), kind="liveblog"),
        Block(role="credit", span=Span(0, 1, "a"), parent="b_1", element="1/0/3"),
        Entity(id="country:PRK", kind="country", name="North Korea", country="PRK"),
        Judgement(about="e_1", verdict="reject", who="me", at="2023-04-11T00:00:00Z"),
        Failure(path="p", stage="read", error="no", hint="do"),
    ]
    for record in records:
        assert from_json(to_json(record)) == record
    assert to_json(records[0]).startswith(b'{"type":"document"')


def test_unknown_fields_and_missing_ones_are_read() -> None:
    line = b'{"type":"failure","path":"p","stage":"read","error":"e","new":1}'
    assert from_json(line) == Failure(path="p", stage="read", error="e")


def test_records_of_version_1_are_read() -> None:
    document = from_json(b'{"type":"document","id":"d_1","url":null,"text":"x"}')
    assert document == Document(id="d_1", text="x", kind="article")
    block = from_json(b'{"type":"block","id":"b_1","doc":"d_1","role":"other","span":[0,1,"x"]}')
    assert block == Block(id="b_1", doc="d_1", role="other", span=Span(0, 1, "x"), element=None)


def test_kind_and_element_make_no_other_ids() -> None:
    documents = [Document(url="https://a.example", text="x", kind=kind) for kind in KINDS]
    assert len({identify(document) for document in documents}) == 1
    blocks = [Block(role="paragraph", span=Span(0, 1), element=way) for way in (None, "1/0", "1/1")]
    assert len({identify(block) for block in blocks}) == 1


def test_a_kind_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="recipe"):
        from_json(b'{"type":"document","text":"x","kind":"recipe"}')


def test_a_stream_names_its_schema_first() -> None:
    assert to_json(Schema()) == b'{"type":"schema","name":"onrecord","version":%d}' % SCHEMA_VERSION


def test_spans_of_finds_the_nested_ones() -> None:
    event = Event(
        code="AID",
        factuality="actual",
        trigger=Span(1, 2),
        actor=(Party(span=Span(3, 4)), Party(span=Span(5, 6))),
        where=Party(span=Span(7, 8)),
        sentence=Span(0, 9),
    )
    assert {(s.start, s.end) for s in spans_of(event)} == {(1, 2), (3, 4), (5, 6), (7, 8), (0, 9)}


def test_failures_have_ids() -> None:
    assert failure("p", "read", "e").id == failure("p", "read", "e", "another hint").id
