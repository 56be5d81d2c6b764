import itertools
from pathlib import Path

import msgspec
import pytest

from onrecord.document import Doc, Page
from onrecord.errors import LedgerError, QueryError, RecordError
from onrecord.ledger import Ledger, page_key
from onrecord.records import Document, Entity, Judgement, Link, Mention, Origin, Story, failure
from tests.conftest import ROOT
from tests.ledger.ledger_docs import FENMARK, MARSH, ODA, TEXT, told


def page(path: str = "fenmark.txt", sha256: str = "1" * 64, url: str | None = None) -> Page:
    origin = Origin(reader="text", charset="utf-8", bytes=3, sha256=sha256)
    return Page(path=path, location=f"in/{path}", content="", kind="text", origin=origin, url=url)


def test_loading_counts_what_is_new(ledger):
    doc = told()
    assert ledger.load(doc) == len(list(doc.records()))
    assert ledger.load(told()) == 0
    counts = ledger.counts()
    assert counts["document"] == 1
    assert (counts["event"], counts["attribution"], counts["entity"]) == (2, 2, 3)


def test_loading_again_changes_not_a_byte(ledger):
    ledger.load(told())
    ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = ledger.path.read_bytes()
    ledger.load(told())
    ledger._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert ledger.path.read_bytes() == before


def test_a_document_comes_back_as_it_was(ledger):
    doc = told()
    ledger.load(doc)
    back = ledger.doc(doc.id)
    assert list(back.records()) == list(doc.records())
    assert [s.text for s in back.sentences] == [s.text for s in doc.sentences]
    assert ledger.document(doc.id) == doc.document
    for record in doc.records():
        assert ledger.record(record.id) == record


def test_what_is_not_there(ledger):
    assert ledger.document("d_0") is None
    assert ledger.record("e_0") is None
    with pytest.raises(QueryError):
        ledger.doc("d_0")


def test_an_error_in_the_middle_leaves_nothing(ledger, monkeypatch):
    ledger.load(told())
    before = list(ledger.records())
    monkeypatch.setattr("onrecord.ledger.write._say", lambda *_: 1 / 0)
    for doc in (told(path="second.txt"), told(code="REJECT")):
        with pytest.raises(ZeroDivisionError):
            ledger.load(doc)
        with pytest.raises(ZeroDivisionError), ledger.batch():
            ledger.load(doc)
    monkeypatch.undo()
    assert list(ledger.records()) == before
    assert not ledger.seen("second.txt", "ab" * 32, "")
    assert list(ledger.check()) == []


def test_a_batch_keeps_whole_documents_before_an_error(ledger):
    with pytest.raises(KeyboardInterrupt), ledger.batch():
        ledger.load(told())
        raise KeyboardInterrupt
    assert ledger.counts()["document"] == 1
    with pytest.raises(LedgerError, match="batch"), ledger.batch(), ledger.batch():
        pass
    assert ledger.load(told(path="b.txt")) > 0


def test_a_process_killed_in_a_batch_loses_the_batch_only(tmp_path):
    path = tmp_path / "x"
    with Ledger.create(path) as ledger:
        ledger.load(told())
        before = list(ledger.records())
    killed = Ledger.open(path)
    killed._db.execute("BEGIN IMMEDIATE")
    killed.load(told(path="second.txt"))
    killed.close()
    with Ledger.open(path) as ledger:
        assert list(ledger.records()) == before


def test_another_pipelines_reading_replaces_the_machines_records_only(ledger):
    first = told(code="ACCUSE")
    ledger.load(first, fingerprint="one")
    event = first.events[0]
    judgement = Judgement(about=event.id, verdict="reject", who="iris", at="2031-05-07T09:00:00Z")
    ledger.judge(judgement)
    second = told(code="REJECT")
    assert ledger.load(second, fingerprint="two") == 1
    assert {r.record.code for r in ledger.events()} == {"REJECT", "MOBILIZE"}
    assert [j.about for j in ledger.judgements()] == [event.id]
    assert ledger.record(event.id) is None
    assert ledger.load(told(code="ACCUSE"), fingerprint="one") == 1
    assert {r.record.code for r in ledger.events()} == {"MOBILIZE"}
    assert list(ledger.check()) == []


def test_a_new_text_of_the_same_bytes_replaces_the_old_document(ledger):
    ledger.load(told(page=page()), fingerprint="one")
    again = told(page=page(), text=TEXT + " More tests followed.")
    ledger.load(again, fingerprint="two")
    assert [r.id for r in ledger.records() if isinstance(r, Document)] == [again.id]
    changed = told(page=page(sha256="2" * 64), text=TEXT + " Corrected.")
    ledger.load(changed, fingerprint="two")
    assert ledger.counts()["document"] == 2


def test_an_edited_page_is_kept_in_both_versions(ledger):
    """The statement of docs/reference/ledger.md finds them, a rejection takes one out of lists."""
    old = told(page=page())
    new = told(page=page(sha256="2" * 64), text=TEXT + " Corrected.")
    ledger.load(old, fingerprint="one")
    ledger.load(new, fingerprint="one")
    assert len(list(ledger.events())) == 4
    manual = (ROOT / "docs" / "reference" / "ledger.md").read_text(encoding="utf-8")
    statement = manual[manual.index("SELECT page, count(DISTINCT document)") :].split("```")[0]
    ((_, versions, documents),) = ledger._db.execute(statement)
    assert versions == 2
    assert set(documents.split(",")) == {old.id, new.id}
    ledger.judge(Judgement(about=old.id, verdict="reject", who="iris", at="2031-05-07"))
    assert {row.document.id for row in ledger.events()} == {new.id}
    assert {row.document.id for row in ledger.statements()} == {new.id}
    assert ledger.document(old.id) == old.document


def test_pages_are_known_again_by_name_bytes_and_pipeline(ledger):
    here = page(url="https://fen.example/1")
    assert page_key(here) == "https://fen.example/1"
    key = (page_key(here), here.origin.sha256)
    assert not ledger.seen(*key, "one")
    doc = told(page=here)
    ledger.load(doc, fingerprint="one")
    assert ledger.seen(*key, "one")
    assert not ledger.seen(*key, "two")
    assert not ledger.seen(key[0], "2" * 64, "one")
    ledger.mark(*key, "two", document=doc.id)
    assert ledger.seen(*key, "two")
    assert ledger.counts()["document"] == 1


def test_a_failure_goes_when_its_page_succeeds(ledger):
    here = page()
    failed = failure(here.location, "events", "it broke", "mend it")
    assert ledger.load_failure(failed, page=here, fingerprint="one") == 1
    assert ledger.load_failure(failed, page=here, fingerprint="one") == 0
    assert ledger.seen(page_key(here), here.origin.sha256, "one")
    assert ledger.record(failed.id) == failed
    other = failure("in/other.txt", "read", "not text")
    ledger.load_failure(other)
    ledger.load(told(page=here), fingerprint="one")
    assert [r for r in ledger.records() if r.id == failed.id] == []
    assert ledger.record(other.id) == other
    assert ledger.load(told(page=here), fingerprint="one") == 0


def test_a_failure_of_another_pipeline_replaces_what_the_page_gave(ledger):
    here = page()
    ledger.load(told(page=here), fingerprint="one")
    failed = failure(here.location, "events", "it broke")
    ledger.load_failure(failed, page=here, fingerprint="two")
    assert ledger.counts() == dict.fromkeys(ledger.counts(), 0) | {"failure": 1}
    again = failure(here.location, "events", "it broke otherwise")
    ledger.load_failure(again, page=here, fingerprint="three")
    assert [r.id for r in ledger.records()] == [again.id]


def doc_with(*entities: Entity, path: str) -> Doc:
    doc = Doc.of(Document(path=path, text="Oda"))
    for entity in entities:
        doc.add_entity(entity)
        doc.add(Mention(kind="person", how="name", span=doc.span(0, 3), entity=entity.id))
    return doc


def test_entities_gather_facts_whatever_the_order(tmp_path):
    oda = {"id": "person:oda", "kind": "person"}
    sayings = [
        Entity(**oda, name="Oda"),
        Entity(**oda, name="Oda Brandt", country="FEN", sector="GOV"),
        Entity(**oda, name="O. Brandt", wikidata="Q1", country="MRS"),
        Entity(**oda, name="Oda", lat=1.0, lon=2.0),
    ]
    docs = [doc_with(saying, path=f"{n}.txt") for n, saying in enumerate(sayings)]
    seen = set()
    for n, order in enumerate(itertools.permutations(docs)):
        with Ledger.create(tmp_path / f"{n}") as ledger:
            for doc in order:
                ledger.load(doc)
            seen.add(ledger.record("person:oda"))
            assert ledger.doc(docs[0].id).entities["person:oda"] == sayings[0]
    (entity,) = seen
    assert entity.country == "MRS"
    assert (entity.sector, entity.wikidata, entity.lat, entity.lon) == ("GOV", "Q1", 1.0, 2.0)


def test_entities_nobody_names_any_more_go(ledger):
    ledger.load(doc_with(ODA, MARSH, path="x"))
    ledger.load(doc_with(FENMARK, path="y"))
    ledger.load(doc_with(ODA, path="x"))
    assert ledger.record(MARSH.id) is None
    assert ledger.record(ODA.id) == ODA
    assert ledger.counts()["entity"] == 2
    assert list(ledger.check()) == []


def test_order_of_loading_does_not_matter(tmp_path):
    docs = [
        told(),
        told(path="second.txt", publisher="Marsh Post", code="REJECT"),
        told(path="a.txt", url="https://fen.example/x", page=page("a.txt")),
        told(path="b.txt", url="https://fen.example/x", page=page("b.txt")),
        doc_with(Entity(id=ODA.id, kind="person", name="Oda", wikidata="Q7"), path="z.txt"),
    ]
    results = set()
    for n, order in enumerate(itertools.permutations(docs)):
        if n % 7 == 0:
            with Ledger.create(tmp_path / str(n)) as ledger, ledger.batch():
                for doc in (*order, order[0]):
                    ledger.load(doc, fingerprint="one")
            with Ledger.open(tmp_path / str(n)) as ledger:
                results.add(tuple(ledger.records()))
    assert len(results) == 1


def test_two_workers_share_a_ledger(tmp_path):
    docs = [told(path=f"{n}.txt") for n in range(6)]
    with Ledger.create(tmp_path / "one") as alone:
        for doc in docs:
            alone.load(doc, fingerprint="f")
        expected = list(alone.records())
    path = tmp_path / "two"
    with Ledger.create(path) as first, Ledger.open(path) as second:
        for n, doc in enumerate(reversed(docs)):
            (first, second)[n % 2].load(doc, fingerprint="f")
        second.load(docs[3], fingerprint="f")
        assert list(first.records()) == expected


def test_links_and_stories(ledger):
    a, b = told(), told(path="second.txt")
    ledger.load(a)
    ledger.load(b)
    same = Link(rel="same_event", a=a.events[0].id, b=b.events[0].id, score=0.9)
    copy = Link(rel="copy_of", a=a.id, b=b.id)
    story = Story(title="Rockets", members=(a.events[0].id, b.events[0].id))
    assert ledger.relate([same, copy, story]) == 3
    assert ledger.relate([same, copy, story]) == 0
    assert ledger.relate([same], afresh=["same_event"]) == 0
    assert ledger.relate([], afresh=["copy_of"]) == 0
    assert (ledger.counts()["link"], ledger.counts()["story"]) == (1, 1)
    assert list(ledger.check()) == []
    ledger.load(told(code="REJECT"))
    assert (ledger.counts()["link"], ledger.counts()["story"]) == (0, 0)


def test_characters_that_are_none_are_refused(ledger):
    doc = Doc.of(Document(path="x", text="half \ud83d a pair"))
    with pytest.raises(RecordError, match="character") as error:
        ledger.load(doc)
    assert error.value.hint
    assert ledger.counts()["document"] == 0


def test_numbers_too_large_are_refused(ledger):
    doc = told()
    doc.clear(["events"])
    event = told().events[1]
    doc.add(msgspec.structs.replace(event, id="", quad=10**30))
    with pytest.raises(RecordError, match="too large"):
        ledger.load(doc)
    assert ledger.counts()["document"] == 0


def test_one_id_never_stands_for_two_texts(ledger):
    ledger.load(Doc.of(Document(id="d_1", path="x", text="One.")))
    with pytest.raises(LedgerError, match="another text"):
        ledger.load(Doc.of(Document(id="d_1", path="x", text="Two.")))


def test_a_thousand_odd_bytes_in_names(ledger, tmp_path: Path):
    odd = "x'; DROP TABLE document; --\0\"\n"
    ledger.load(told(path=odd, publisher=odd, title=odd), fingerprint=odd)
    assert ledger.seen(odd, "ab" * 32, odd)
    assert next(ledger.events()).document.publisher == odd


def test_a_file_name_no_charset_knows_does_not_stop_a_run(ledger):
    odd = b"caf\xe9.txt".decode(errors="surrogateescape")
    assert ledger.load_failure(failure(odd, "read", "no text"), fingerprint="one") == 1
    assert ledger.seen(odd, "", "one")
    assert next(ledger.records()).path == "caf\\udce9.txt"
    assert list(ledger.check()) == []
