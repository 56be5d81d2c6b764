"""A ledger filled under an older version of the records is read, judged and loaded into."""

import json
from collections.abc import Iterator

import pytest

from onrecord.export.jsonl import read
from onrecord.ledger import Ledger
from onrecord.ledger import write as writing
from onrecord.ledger.rows import stored
from onrecord.records import AnyRecord, Judgement, to_json
from tests.ledger.ledger_docs import told

ADDED = {"document": ("kind",), "block": ("element",)}
"""The fields that version 2 added, by type of record."""


def without_added(line: str) -> str:
    record = json.loads(line)
    for name in ADDED.get(record["type"], ()):
        del record[name]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def stored_under_1(record: AnyRecord) -> str:
    return without_added(stored(record))


@pytest.fixture
def old(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger with one document, as version 1 wrote it."""
    with monkeypatch.context() as patch:
        patch.setattr(writing, "stored", stored_under_1)
        ledger.load(told())
    assert "kind" not in json.loads(ledger._db.execute("SELECT json FROM document").fetchone()[0])
    yield ledger


def test_it_gives_back_the_same_records(old):
    assert list(old.records()) == list(told().records())
    assert list(old.check()) == []


def test_it_is_judged(old):
    doc = told()
    said = [(doc.blocks[0].id, "role", "summary"), (doc.id, "kind", "liveblog")]
    for about, field, value in said:
        old.judge(
            Judgement(about=about, verdict="correct", field=field, value=value, who="i", at="1")
        )
    old.judge(Judgement(about=doc.blocks[1].id, verdict="reject", who="i", at="2"))
    assert list(old.check()) == []


def test_loading_the_same_document_adds_nothing(old):
    assert old.load(told()) == 0
    assert json.loads(old._db.execute("SELECT json FROM document").fetchone()[0])["kind"]
    assert list(old.check()) == []
    assert list(old.records()) == list(told().records())


def test_a_stream_of_version_1_is_loaded(ledger):
    lines = [to_json(record).decode() for record in told().records()]
    stream = ['{"type":"schema","name":"onrecord","version":1}', *map(without_added, lines)]
    assert ledger.load_records(read(stream)) == len(lines)
    assert list(ledger.records()) == list(told().records())
