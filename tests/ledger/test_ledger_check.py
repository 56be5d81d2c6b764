import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import SpanError
from onrecord.ledger import Ledger
from onrecord.records import Judgement, Link, Story, failure
from tests.ledger.ledger_docs import told


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with a row in every table."""
    doc, other = told(), told(path="other.txt")
    ledger.load(doc, fingerprint="one")
    ledger.load(other, fingerprint="one")
    ledger.load_failure(failure("broken.txt", "read", "no text"))
    link = Link(rel="copy_of", a=doc.id, b=other.id)
    ledger.relate([link, Story(title="Rockets", members=(doc.id, other.id))])
    ledger.judge(Judgement(about=doc.events[0].id, verdict="accept", who="iris", at="2031-05-07"))
    assert list(ledger.check()) == []
    return ledger


def kinds(ledger: Ledger) -> set[str]:
    return {problem.kind for problem in ledger.check()}


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE document SET text = replace(text, 'condemned', 'applauded')", "span"),
        ("UPDATE document SET text = replace(text, 'condemned', 'condoned!')", "id"),
        ("UPDATE document SET text = text || ' '", "id"),
        ("UPDATE document SET text = 'short'", "span"),
        ("UPDATE document SET title = 'Peace at last'", "column"),
        ("UPDATE document SET json = replace(json, 'Fen Courier', 'Marsh Post')", "column"),
        ("UPDATE document SET json = replace(json, '\"bytes\":', '\"bytes\":9')", "record"),
        ("UPDATE document SET json = 'nonsense'", "record"),
        ("UPDATE document SET json = replace(json, 'd_', 'd_0')", "id"),
        ("UPDATE event SET json = replace(json, 'trigger\":[8,17', 'trigger\":[9,17')", "record"),
        ("UPDATE event SET json = replace(json, 'trigger\":[8,17', 'trigger\":[9,18')", "span"),
        ("UPDATE event SET json = replace(json, 'sentence\":[0,', 'sentence\":[1,')", "record"),
        ("UPDATE event SET json = replace(json, '\"ACCUSE\"', '\"SUPPORT\"')", "id"),
        ("UPDATE event SET json = replace(json, '\"actual\"', '\"negated\"')", "column"),
        ("UPDATE event SET json = replace(json, '\"quad\":3', '\"quad\":1'), quad = 1", "record"),
        ("UPDATE mention SET id = 'm_000000000000' WHERE how = 'pronoun'", "id"),
        ("UPDATE event SET code = 'SUPPORT'", "column"),
        ("UPDATE event SET first_day = '1999-01-01'", "column"),
        ("UPDATE participant SET entity = 'country:MRS'", "column"),
        ("DELETE FROM participant", "column"),
        ("DELETE FROM hop", "column"),
        ("DELETE FROM mention WHERE how = 'pronoun'", "record"),
        ("DELETE FROM attribution", "reference"),
        ("DELETE FROM timex", "reference"),
        ("UPDATE block SET json = replace(json, '[0,', '[1,')", "id"),
        ("UPDATE block SET span_start = 1", "column"),
        ("UPDATE mention SET entity = NULL", "column"),
        ("UPDATE entity SET name = 'Nobody'", "column"),
        ("DELETE FROM entity", "reference"),
        ("UPDATE saying SET json = replace(json, 'GOV', 'MIL')", "record"),
        ("UPDATE link SET json = replace(json, 'copy_of', 'same_event')", "id"),
        ("UPDATE link SET a = 'd_0'", "column"),
        ("UPDATE story_member SET seq = seq + 1", "column"),
        ("UPDATE failure SET json = replace(json, 'no text', 'no luck')", "id"),
        ("UPDATE failure SET error = 'none'", "column"),
        ("DROP TRIGGER judgement_unchanged", None),
    ],
)
def test_tampering_is_found(full, statement, kind):
    full._db.execute(statement)
    assert kind in kinds(full) if kind else kinds(full) == set()


def test_a_forged_judgement_is_found(full):
    full._db.execute("DROP TRIGGER judgement_unchanged")
    full._db.execute("UPDATE judgement SET json = replace(json, 'iris', 'otto'), who = 'otto'")
    assert kinds(full) == {"id"}
    full._db.execute("DROP TRIGGER judgement_stays")
    full._db.execute("DELETE FROM judgement")
    assert kinds(full) == {"column"}


def test_a_judgement_slipped_in_does_not_go_unseen(full):
    doc = told()
    judgement = Judgement(about=doc.events[1].id, verdict="reject", who="eve", at="2031-05-08")
    other = Ledger.open(full.path)
    kept = other.judge(judgement)
    other._db.execute("UPDATE event SET verdict = NULL WHERE id = ?", (kept.about,))
    other.close()
    assert kinds(full) == {"column"}


def test_an_index_that_differs_is_found(full):
    full._db.execute("DROP TRIGGER document_changed")
    full._db.execute("UPDATE document SET title = 'Peace at last'")
    assert "index" in kinds(full)


INDEX_TAMPERING = [
    "INSERT INTO document_words (document_words) VALUES ('delete-all')",
    "DELETE FROM document_words WHERE rowid = 1",
    "INSERT INTO document_words (rowid, title, text) VALUES (9, 'no such page', '')",
    "UPDATE document_words_data SET block = x'00' WHERE id > 10",
    "DROP TABLE document_words",
]


@pytest.mark.parametrize("statement", INDEX_TAMPERING)
@pytest.mark.parametrize("readonly", [True, False])
def test_the_index_is_checked_however_the_ledger_is_opened(full, statement, readonly):
    full._db.execute(statement)
    with Ledger.open(full.path, readonly=readonly) as opened:
        assert "index" in kinds(opened)


def test_a_whole_index_is_whole_to_a_reader(ledger, monkeypatch):
    monkeypatch.setattr("onrecord.ledger.index.BATCH", 2)
    with Ledger.open(ledger.path, readonly=True) as reader:
        assert list(reader.check()) == []
        for n in range(5):
            ledger.load(told(path=f"{n}.txt"))
        assert list(reader.check()) == []
        assert list(reader.check()) == []
        ledger._db.execute("INSERT INTO document_words (document_words) VALUES ('delete-all')")
        assert kinds(reader) == {"index"}


def test_the_index_is_checked_while_somebody_writes(full):
    with Ledger.open(full.path, wait=0.05) as other:
        with full.batch():
            full.load(told(path="third.txt"))
            assert list(other.check()) == []
        full._db.execute("INSERT INTO document_words (document_words) VALUES ('delete-all')")
        with full.batch():
            assert kinds(other) == {"index"}


def test_the_command_finds_an_index_that_differs(full):
    run = CliRunner()
    assert run.invoke(main, ["check", "-l", str(full.path)]).exit_code == 0
    full._db.execute("INSERT INTO document_words (document_words) VALUES ('delete-all')")
    result = run.invoke(main, ["check", "-l", str(full.path)])
    assert result.exit_code == 1
    assert "full-text index differs" in result.stdout


def test_rows_without_a_document_are_found(full):
    full._db.execute("PRAGMA foreign_keys = OFF")
    full._db.execute("DELETE FROM document")
    assert "foreign_key" in kinds(full)


def test_tampered_evidence_is_never_given_out(full):
    doc = told()
    full._db.execute("UPDATE document SET text = replace(text, 'condemned', 'applauded')")
    with pytest.raises(SpanError):
        full.doc(doc.id)
    with pytest.raises(SpanError):
        full.record(doc.events[0].id)
    with pytest.raises(SpanError):
        list(full.records())


def test_problems_name_the_record(full):
    doc = told()
    full._db.execute(
        "UPDATE event SET json = replace(json, 'trigger\":[8,17', 'trigger\":[9,18') WHERE doc = ?",
        (doc.id,),
    )
    (span,) = [problem for problem in full.check() if problem.kind == "span"]
    assert span.id == doc.events[0].id
    assert "[9, 18)" in span.message
