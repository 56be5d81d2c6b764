import sqlite3

import pytest

from onrecord.errors import QueryError, RecordError, SpanError
from onrecord.ledger import EventFilter, StatementFilter
from onrecord.records import Judgement, failure, identify
from tests.ledger.ledger_docs import FENMARK, MARSH, ODA, told


def say(about: str, verdict: str, field=None, value=None, n: int = 0) -> Judgement:
    at = f"2031-05-07T09:00:{n:02d}Z"
    return Judgement(about=about, verdict=verdict, field=field, value=value, who="iris", at=at)


@pytest.fixture
def doc(ledger):
    doc = told()
    ledger.load(doc)
    return doc


def codes(ledger, **wanted) -> list[str]:
    return [row.record.code for row in ledger.events(EventFilter(**wanted))]


def test_a_judgement_gets_its_id_and_is_said_once(ledger, doc):
    given = say(doc.events[0].id, "accept")
    kept = ledger.judge(given)
    assert kept.id == identify(given) != ""
    assert ledger.judge(given) == kept
    assert ledger.judgements(doc.events[0].id) == ledger.judgements() == [kept]
    assert ledger.judgements("e_0") == []
    assert ledger.record(kept.id) == kept


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE judgement SET verdict = 'reject'",
        "DELETE FROM judgement",
        "INSERT OR REPLACE INTO judgement SELECT n, id, about, 'reject', '', '', '', '', '{}'"
        " FROM judgement",
        "REPLACE INTO judgement SELECT n + 1, id, about, 'reject', '', '', '', '', '{}'"
        " FROM judgement",
    ],
)
def test_judgements_are_only_ever_added(ledger, doc, statement):
    kept = ledger.judge(say(doc.events[0].id, "accept"))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        ledger._db.execute(statement)
    assert ledger.judgements() == [kept]


def test_the_latest_verdict_counts(ledger, doc):
    event = doc.events[0].id
    ledger.judge(say(event, "reject", n=1))
    assert codes(ledger) == ["MOBILIZE"]
    assert codes(ledger, rejected=True) == ["ACCUSE", "MOBILIZE"]
    ledger.judge(say(event, "accept", n=2))
    assert [(r.record.code, r.verdict) for r in ledger.events()] == [
        ("ACCUSE", "accept"),
        ("MOBILIZE", None),
    ]
    assert ledger.record(event) == doc.events[0]
    assert list(ledger.check()) == []


def test_corrections_lie_over_the_record_and_are_searched(ledger, doc):
    event = doc.events[0]
    ledger.judge(say(event.id, "correct", "code", "REJECT", 1))
    ledger.judge(say(event.id, "correct", "quad", "3", 2))
    ledger.judge(say(event.id, "correct", "mode", "meet", 3))
    ledger.judge(say(event.id, "correct", "mode", None, 4))
    assert codes(ledger, code="ACCUSE") == []
    (row,) = ledger.events(EventFilter(code="REJECT"))
    assert (row.record.code, row.record.quad, row.record.mode) == ("REJECT", 3, None)
    assert row.record.id == event.id
    assert row.original == event
    assert row.verdict == "correct"
    ledger.judge(say(event.id, "accept", n=5))
    assert codes(ledger, code="REJECT") == ["REJECT"]
    assert list(ledger.check()) == []


def test_parties_are_corrected_with_evidence(ledger, doc):
    event = doc.events[1]
    start, end = event.actor[0].span.start, event.actor[0].span.end
    value = f'[{{"span": [{start}, {end}], "entity": "{MARSH.id}"}}]'
    assert codes(ledger, actor=MARSH.id) == []
    ledger.judge(say(event.id, "correct", "actor", value))
    (row,) = ledger.events(EventFilter(actor=MARSH.id))
    assert row.actor[0].name == "Marshland"
    assert row.record.actor[0].span.text == "Marshland"
    with pytest.raises(SpanError):
        wrong = value.replace(str(end), f'{end}, "{"?" * (end - start)}"')
        ledger.judge(say(event.id, "correct", "actor", wrong))


def test_corrections_outlive_a_new_reading(ledger, doc):
    event = doc.events[1]
    ledger.judge(say(event.id, "correct", "factuality", "future"))
    ledger.load(told(code="REJECT"))
    ledger.load(told(code="ACCUSE"))
    assert codes(ledger, factuality="future") == ["MOBILIZE"]
    assert list(ledger.check()) == []


def test_statements_documents_and_entities_are_judged_too(ledger, doc):
    said = doc.attributions[0].id
    ledger.judge(say(said, "correct", "speaker", FENMARK.id, 1))
    ledger.judge(say(ODA.id, "correct", "name", "Oda Brandt-Lund", 2))
    ledger.judge(say(ODA.id, "correct", "sectors", '["GOV", "SPY"]', 3))
    ledger.judge(say(doc.id, "correct", "publisher", "Courier of the Fen", 4))
    by_fenmark = list(ledger.statements(StatementFilter(speaker=FENMARK.id)))
    assert [r.record.id for r in by_fenmark] == [said]
    assert [r.record.speaker for r in by_fenmark] == [FENMARK.id]
    (row,) = ledger.statements(StatementFilter(speaker="brandt-lund"))
    assert (row.speaker.name, row.speaker.sectors) == ("Oda Brandt-Lund", ("GOV", "SPY"))
    assert row.document.publisher == "Courier of the Fen"
    assert ledger.record(ODA.id) == ODA
    assert list(ledger.check()) == []
    ledger.judge(say(doc.id, "reject", n=5))
    assert list(ledger.events()) == list(ledger.statements()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("id", "e_1"),
        ("doc", "d_1"),
        ("factuality", "perhaps"),
        ("quad", "many"),
        ("code", None),
        (None, None),
    ],
)
def test_corrections_that_fit_nothing_are_refused(ledger, doc, field, value):
    with pytest.raises(RecordError) as error:
        ledger.judge(say(doc.events[0].id, "correct", field, value))
    assert error.value.hint
    assert ledger.judgements() == []


def test_a_documents_text_is_never_corrected(ledger, doc):
    with pytest.raises(RecordError):
        ledger.judge(say(doc.id, "correct", "text", "Nothing happened."))


def test_what_cannot_be_judged(ledger, doc):
    with pytest.raises(QueryError):
        ledger.judge(say("e_0", "accept"))
    failed = failure("x", "read", "broken")
    ledger.load_failure(failed)
    with pytest.raises(RecordError):
        ledger.judge(say(failed.id, "reject"))
