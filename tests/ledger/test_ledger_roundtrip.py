import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError, SpanError
from onrecord.export import export
from onrecord.export.jsonl import read
from onrecord.ledger import Ledger
from onrecord.ledger.intake import documents_of
from onrecord.records import Entity, Judgement, Link, from_json, to_json
from tests.ledger.ledger_docs import docs, told


@contextmanager
def fresh() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder) / "x") as ledger:
        yield ledger


def entities_once(records):
    """Return records with one entity an id, as a set."""
    return {(type(r).__name__, r.id) for r in records}


@settings(max_examples=40, deadline=None)
@given(docs())
def test_any_document_comes_back_as_it_was(doc):
    with fresh() as ledger:
        expected = list(doc.records())
        assert ledger.load(doc) == len(expected)
        assert ledger.load(doc) == 0
        assert list(ledger.doc(doc.id).records()) == expected
        assert list(ledger.records()) == expected
        assert list(ledger.check()) == []
        assert len(list(ledger.events())) == len(doc.events)
        assert len(list(ledger.statements())) == len(doc.attributions)


@settings(max_examples=25, deadline=None)
@given(st.lists(docs(), max_size=4), st.randoms(use_true_random=False))
def test_a_stream_gives_the_same_ledger(many, random):
    with fresh() as ledger, fresh() as copy, fresh() as shuffled:
        with ledger.batch():
            for doc in many:
                ledger.load(doc)
        out = io.StringIO()
        expected = list(ledger.records())
        assert export(ledger, "jsonl", out) == len(expected)
        out.seek(0)
        copy.load_records(read(out))
        assert list(copy.records()) == expected
        assert list(copy.check()) == []
        # The same documents in another order, some loaded twice.
        again = {doc.id: doc for doc in many}.values()
        if len(again) == len(many):
            for doc in random.sample(many + many[:2], len(many + many[:2])):
                shuffled.load(doc)
            assert list(shuffled.records()) == expected


@settings(max_examples=25, deadline=None)
@given(docs(), docs())
def test_a_second_reading_leaves_nothing_of_the_first(first, second):
    with fresh() as ledger, fresh() as only:
        # Two readings of one page: the same place and bytes, whatever they made of it.
        for n, (doc, book) in enumerate([(first, ledger), (second, ledger), (second, only)]):
            doc.page = told_page()
            book.load(doc, fingerprint="one" if n == 0 else "two")
        assert list(ledger.records()) == list(only.records())
        assert list(ledger.check()) == []


def told_page():
    from onrecord.document import Page
    from onrecord.records import Origin

    origin = Origin(reader="text", charset="utf-8", bytes=1, sha256="0" * 64)
    return Page(path="p", location="p", content="", kind="text", origin=origin)


@settings(max_examples=40)
@given(docs())
def test_json_of_any_record_is_the_record(doc):
    for record in doc.records():
        assert from_json(to_json(record)) == record


def test_judgements_and_links_travel_too(ledger, tmp_path):
    doc, other = told(), told(path="other.txt")
    ledger.load(doc)
    ledger.load(other)
    ledger.relate([Link(rel="copy_of", a=doc.id, b=other.id)])
    for n, verdict in enumerate(["reject", "accept", "reject"]):
        judgement = Judgement(about=doc.events[0].id, verdict=verdict, who="iris", at=f"2031-0{n}")
        ledger.judge(judgement)
    with Ledger.create(tmp_path / "copy") as copy:
        added = copy.load_records(ledger.records())
        assert added == len(list(ledger.records()))
        assert copy.load_records(ledger.records()) == 0
        assert list(copy.records()) == list(ledger.records())
        assert list(copy.events()) == list(ledger.events())
        assert list(copy.check()) == []


def test_a_stream_with_entities_first_is_understood():
    doc = told()
    records = sorted(doc.records(), key=lambda record: not isinstance(record, Entity))
    (back,) = documents_of(records)
    assert list(back.entities.values()) != []
    assert entities_once(back.records()) == entities_once(doc.records())


def test_a_changed_stream_is_refused(ledger):
    lines = [to_json(record).decode() for record in told().records()]
    text = "\n".join(lines)
    for old, new, error in [
        ('"condemned"', '"applauded"', SpanError),
        ('"ACCUSE"', '"SUPPORT"', RecordError),
        ("Fenmark condemned Marshland's", "Fenmark applauded Marshland's", RecordError),
        ('"type":"event"', '"type":"rumour"', RecordError),
    ]:
        assert old in text
        with pytest.raises(error):
            ledger.load_records(read(text.replace(old, new).splitlines()))
        assert ledger.counts()["document"] == 0
    with pytest.raises(RecordError, match="before it"):
        ledger.load_records(read(lines[1:]))
