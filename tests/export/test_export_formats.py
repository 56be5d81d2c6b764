import csv
import io
import json
from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.errors import QueryError, RecordError
from onrecord.export import BUILT_IN, export, exporter, formats
from onrecord.export.csv import EVENT_COLUMNS, STATEMENT_COLUMNS, guarded
from onrecord.export.jsonl import read
from onrecord.ledger import EventFilter, Ledger, StatementFilter
from onrecord.records import (
    SCHEMA_VERSION,
    Attribution,
    Block,
    Document,
    Entity,
    Event,
    Hop,
    Judgement,
    Party,
    When,
    from_json,
)

TEXT = "=Fenmark bombed the port of Orlo from 3 to 5 May, -Marsh Radio said."
FEN = Entity(id="country:FEN", kind="country", name="Fenmark", country="FEN", wikidata="Q1")
ORLO = Entity(
    id="place:orlo", kind="place", name="Orlo", country="MRS", lat=-1.5, lon=2.0, geonames=7
)


@pytest.fixture
def ledger(tmp_path):
    doc = Doc.of(
        Document(
            path="x.txt",
            url="https://fen.example/x",
            title="@Orlo bombed",
            publisher="The Fen Courier",
            language="en",
            published="2031-05-06",
            text=TEXT,
        )
    )
    doc.add(Block(role="paragraph", span=doc.span(0, len(TEXT))))
    doc.add_entity(FEN)
    doc.add_entity(ORLO)

    def at(words):
        return doc.span(TEXT.index(words), TEXT.index(words) + len(words))

    said = doc.add(
        Attribution(
            source=(at("-Marsh Radio"),),
            cue=(at("said"),),
            content=(doc.span(0, TEXT.index(", -Marsh")),),
            form="indirect",
            chain=(Hop(who="-Marsh Radio", basis="speech", span=at("-Marsh Radio")),),
        )
    )
    doc.add(
        Event(
            code="ASSAULT",
            mode="aerial",
            factuality="negated",
            trigger=at("bombed"),
            actor=(Party(span=at("=Fenmark"), entity=FEN.id), Party(span=at("Marsh"))),
            recipient=(Party(span=at("the port")),),
            when=When(start="2031-05-03", end="2031-05-06", precision="day"),
            where=Party(span=at("Orlo"), entity=ORLO.id),
            sentence=doc.span(0, len(TEXT)),
            attribution=said.id,
            quad=4,
            scale=-9.5,
        )
    )
    with Ledger.create(tmp_path / "fen.ledger") as opened:
        opened.load(doc)
        yield opened


def written(source, name: str) -> str:
    out = io.StringIO()
    lines = export(source, name, out)
    header = 0 if name == "plover" else 1
    if name != "csv":
        assert out.getvalue().count("\n") == lines + header
    return out.getvalue()


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_format_is_there():
    assert set(formats()) >= set(BUILT_IN)
    for name in BUILT_IN:
        assert callable(exporter(name))


def test_an_unknown_format_names_the_known_ones(ledger):
    with pytest.raises(QueryError, match="papyrus") as error:
        written(ledger, "papyrus")
    assert "jsonl" in error.value.hint


def test_other_packages_offer_formats(monkeypatch, ledger):
    class Point:
        name = "lines"

        @staticmethod
        def load():
            return lambda source, out: out.write("written")

    def entry_points(*, group, name=None):
        assert group == "onrecord.exporters"
        return [Point] if name in (None, "lines") else []

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    assert formats()[-1] == "lines"
    out = io.StringIO()
    assert export(ledger, "lines", out) == 7
    assert out.getvalue() == "written"


def test_jsonl_starts_with_its_schema_and_reads_back(ledger, tmp_path):
    text = written(ledger, "jsonl")
    assert json.loads(text.splitlines()[0]) == {
        "type": "schema",
        "name": "onrecord",
        "version": SCHEMA_VERSION,
    }
    records = list(ledger.records())
    assert list(read(io.StringIO(text))) == records
    assert list(read(text.encode().splitlines())) == records
    with Ledger.create(tmp_path / "copy") as copy:
        copy.load_records(read(io.StringIO(text)))
        assert list(copy.records()) == records
    assert written(records, "jsonl") == text


def test_jsonl_of_rows_shows_corrections(ledger):
    event = next(ledger.events()).record
    ledger.judge(
        Judgement(about=event.id, verdict="correct", field="mode", value="drone", who="i", at="1")
    )
    (line,) = written(ledger.events(), "jsonl").splitlines()[1:]
    assert from_json(line).mode == "drone"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2"),
        ('{"type": "rumour"}', "line 2"),
        ('{"type": "schema", "name": "onrecord", "version": 99}', "onrecord 99"),
        ('{"type": "schema", "name": "other", "version": 1}', "other 1"),
        (b"\xff\xfe", "line 2"),
    ],
)
def test_lines_that_are_no_records(line, said):
    with pytest.raises(RecordError, match=said) as error:
        list(read(["", line]))
    assert error.value.hint


def test_csv_has_a_row_an_event(ledger):
    (row,) = table(written(ledger, "csv"))
    assert list(row) == list(EVENT_COLUMNS)
    assert row["code"] == "ASSAULT"
    assert (row["date"], row["dated"], row["end"]) == ("2031-05-03", "event", "2031-05-06")
    assert row["actor"] == "Fenmark; Marsh"
    assert row["actor_text"] == "'=Fenmark; Marsh"
    assert row["actor_country"] == "FEN; "
    assert row["recipient"] == "the port"
    assert (row["where"], row["lat"], row["lon"]) == ("Orlo", "-1.5", "2.0")
    assert row["scale"] == "-9.5"
    assert row["sentence"] == "'" + TEXT
    assert row["chain"] == "'-Marsh Radio (speech)"
    assert row["title"] == "'@Orlo bombed"
    start, end = int(row["trigger_start"]), int(row["trigger_end"])
    assert TEXT[start:end] == row["trigger"] == "bombed"


def test_csv_of_statements(ledger):
    (row,) = table(written(ledger, "csv-statements"))
    assert list(row) == list(STATEMENT_COLUMNS)
    assert row["source"] == "'-Marsh Radio"
    assert row["cue"] == "said"
    assert row["speaker"] == ""
    assert TEXT[int(row["content_start"]) : int(row["content_end"])] == row["content"][1:]
    assert table(written(ledger.statements(StatementFilter(speaker="Nobody")), "csv")) == []


def test_csv_takes_the_rows_of_a_query_with_their_corrections(ledger):
    event = next(ledger.events()).record
    about = {"about": event.id, "who": "iris", "at": "2031-05-07"}
    ledger.judge(Judgement(**about, verdict="correct", field="code", value="COERCE"))
    (row,) = table(written(ledger.events(EventFilter(code="COERCE")), "csv"))
    assert (row["code"], row["verdict"], row["corrected"]) == ("COERCE", "correct", "yes")
    ledger.judge(Judgement(**about, verdict="reject"))
    assert table(written(ledger, "csv")) == []


def test_a_table_of_events_holds_no_statements(ledger):
    with pytest.raises(QueryError) as error:
        written(ledger.statements(), "csv")
    assert "csv-statements" in error.value.hint


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "\n@x", "\tx"]
)
def test_formulas_are_guarded(cell):
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=1", "Fenmark", -9.5, -3, None, "'=1", "🚀", "–1"])
def test_other_cells_stay_as_they_are(cell):
    assert guarded(cell) == cell


@given(st.text())
def test_a_guarded_cell_never_starts_a_formula(text):
    cell = guarded(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@"}
    assert cell in (text, "'" + text)


def test_plover_speaks_plovers_names(ledger):
    (line,) = written(ledger, "plover").splitlines()
    record = json.loads(line)
    row = next(ledger.events())
    assert record["id"] == row.record.id
    assert (record["date"], record["enddate"]) == ("2031-05-03", "2031-05-05")
    assert record["date_basis"] == "event"
    assert record["event"] == ["ASSAULT"]
    assert record["mode"] == ["aerial"]
    assert record["context"] == ["negation"]
    assert (record["quad_code"], record["event_scale"]) == (4, -9.5)
    assert record["source"][0] == {
        "code": "FEN",
        "sector": None,
        "actor_text": "=Fenmark",
        "identifier_id": "Q1",
        "identifier_text": "Fenmark",
    }
    assert record["source"][1]["code"] is None
    assert record["recipient"][0]["actor_text"] == "the port"
    assert record["event_loc"] == {
        "name": "Orlo",
        "geonameid": 7,
        "latitude": -1.5,
        "longitude": 2.0,
        "cc3": "MRS",
    }
    assert record["event_text"] == ["bombed"]
    assert record["text"] == TEXT
    assert record["cite_info"]["url"] == "https://fen.example/x"
    assert record["chain"] == [{"who": "-Marsh Radio", "basis": "speech"}]
