import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.document import Doc
from onrecord.errors import QueryError
from onrecord.ledger import DocumentFilter, EventFilter, Ledger, StatementFilter
from onrecord.ledger.conditions import search_terms
from onrecord.ledger.rows import days, fold
from onrecord.records import Document, Entity, Event, Judgement, Party
from tests.conftest import EXAMPLES
from tests.ledger.ledger_docs import FENMARK, MARSH, ODA, told


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    ledger.load(told())
    ledger.load(told(path="older.txt", published="2031-04", publisher="Marsh Post", title="Élan"))
    return ledger


def ask(ledger: Ledger, **wanted) -> list[tuple[str | None, str]]:
    return [(row.date, row.record.code) for row in ledger.events(EventFilter(**wanted))]


def test_events_come_by_date_ready_to_show(two):
    rows = list(two.events())
    assert [(row.date, row.dated, row.record.code) for row in rows] == [
        ("2031-04-01", "published", "MOBILIZE"),
        ("2031-05-05", "event", "ACCUSE"),
        ("2031-05-05", "event", "ACCUSE"),
        ("2031-05-06", "published", "MOBILIZE"),
    ]
    assert rows == list(two.events())
    row = rows[-2]
    assert row.sentence.startswith("Fenmark condemned")
    assert [p.name for p in row.actor] == ["Fenmark"]
    assert [(p.text, p.entity) for p in row.recipient] == [("Marshland", MARSH)]
    assert row.where is not None
    assert row.speaker == ODA
    assert [hop.basis for hop in row.chain] == ["speech", "publisher"]
    assert row.attribution is not None
    own_voice = rows[-1]
    assert [(hop.who, hop.basis) for hop in own_voice.chain] == [
        ("Fen Wire", "agency"),
        ("The Fen Courier", "publisher"),
    ]
    assert own_voice.document.title == "Fenmark condemns rocket test"


def test_newest_first_and_page_by_page(two):
    all_rows = ask(two)
    assert ask(two, newest=True)[0] == ("2031-05-06", "MOBILIZE")
    assert ask(two, limit=2) == all_rows[:2]
    assert ask(two, limit=2, offset=2) == all_rows[2:]
    assert ask(two, limit=0) == []


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"actor": "country:FEN"}, ["ACCUSE"]),
        ({"actor": "FEN"}, ["ACCUSE"]),
        ({"actor": "fenmark"}, ["ACCUSE"]),
        ({"actor": "fen mark"}, []),
        ({"actor": "MARSHLAND"}, ["MOBILIZE"]),
        ({"actor": "marsh"}, []),
        ({"actor": "..."}, []),
        ({"actor": ""}, []),
        ({"recipient": "Marshland"}, ["ACCUSE"]),
        ({"recipient": "Fenmark"}, []),
        ({"code": "accuse"}, ["ACCUSE"]),
        ({"code": "ASSAULT"}, []),
        ({"factuality": "hypothetical"}, ["MOBILIZE"]),
        ({"speaker": "Oda Brandt"}, ["ACCUSE"]),
        ({"speaker": "prime minister"}, ["ACCUSE"]),
        ({"speaker": "Fenmark"}, ["ACCUSE"]),
        ({"speaker": "Marshland"}, []),
        ({"via": "fen courier"}, ["ACCUSE"]),
        ({"via": "Marsh Post"}, []),
        ({"publisher": "courier"}, ["ACCUSE", "MOBILIZE"]),
        ({"publisher": "Gazette"}, []),
        ({"since": "2031-05-06"}, ["MOBILIZE"]),
        ({"until": "2031-05-05"}, ["ACCUSE"]),
        ({"since": "2031-05-05", "until": "2031-05"}, ["ACCUSE", "MOBILIZE"]),
        ({"since": "2031", "until": "2031"}, ["ACCUSE", "MOBILIZE"]),
        ({"since": "2032"}, []),
        ({"until": "2030"}, []),
        ({"text": "rocket"}, ["ACCUSE", "MOBILIZE"]),
        ({"text": "ROCKET monday"}, ["ACCUSE", "MOBILIZE"]),
        ({"text": '"another rocket"'}, ["ACCUSE", "MOBILIZE"]),
        ({"text": '"rocket another"'}, []),
        ({"text": "condemns"}, ["ACCUSE", "MOBILIZE"]),
        ({"actor": "FEN", "code": "MOBILIZE"}, []),
    ],
)
def test_filters(ledger, wanted, codes):
    ledger.load(told())
    assert [code for _, code in ask(ledger, **wanted)] == codes


def test_a_month_touches_all_its_days(two):
    assert ("2031-04-01", "MOBILIZE") in ask(two, since="2031-04-30", until="2031-04-30")
    assert ask(two, since="2031-05-01", until="2031-05-04") == []


def test_one_document(two):
    doc = told()
    assert {row.document.id for row in two.events(EventFilter(document=doc.id))} == {doc.id}


def test_a_country_stands_for_everybody_of_it(ledger):
    ledger.load(told())
    (first, second) = ledger.statements(StatementFilter(speaker="FEN"))
    assert first.speaker == second.speaker == ODA
    assert list(ledger.statements(StatementFilter(speaker=FENMARK.id))) == []


def test_a_full_name_asks_for_that_entity_not_for_its_sister(ledger):
    text = "Oda Brandt's sister, Fenmark's army and Oda Brandt met Ida, Oda Brandt's aunt."
    doc = Doc.of(Document(path="x", text=text))
    ida = doc.add_entity(Entity(id="person:ida", kind="person", name="Ida"))
    for entity in (ODA, FENMARK):
        doc.add_entity(entity)
    parties = []
    for words, entity in [
        ("Oda Brandt's sister", None),
        ("Fenmark's army", None),
        ("Oda Brandt", None),
        ("Ida, Oda Brandt's aunt", ida.id),
    ]:
        start = text.rindex(words) if words != "Oda Brandt" else text.index("Oda Brandt met")
        parties.append(Party(span=doc.span(start, start + len(words)), entity=entity))
    trigger, sentence = doc.span(text.index("met"), text.index("met") + 3), doc.span(0, len(text))
    for party in parties:
        doc.add(
            Event(
                code="CONSULT",
                factuality="actual",
                trigger=trigger,
                actor=(party,),
                sentence=sentence,
            )
        )
    ledger.load(doc)

    def found(actor: str) -> list[str]:
        return [row.actor[0].text for row in ledger.events(EventFilter(actor=actor))]

    assert found("Oda Brandt") == ["Oda Brandt"]
    assert found("Fenmark") == ["Fenmark's army"]
    assert found("sister") == ["Oda Brandt's sister"]
    assert found("brandt s aunt") == ["Ida, Oda Brandt's aunt"]


CAPITAL = Entity(id="place:fenholm", kind="place", name="Fenholm", country="FEN")
ADA = Entity(id="person:ada-brandt", kind="person", name="Ada Brandt", country="FEN")
COUNCIL = Entity(id="org:reed-council", kind="organization", name="Reed Council")


@pytest.fixture
def capitals(ledger: Ledger) -> Ledger:
    """A ledger of events of one actor each, known by words and by the entity they stand for."""
    actors: list[tuple[str, Entity | None]] = [
        ("Fenholm", FENMARK),
        ("the Fenholm", CAPITAL),
        ("officials in Fenholm", None),
        ("Fenholm last", FENMARK),
        ("Oda Brandt", ODA),
        ("Oda Brandt", ADA),
        ("Oda Brandt", None),
        ("Oda Brandt", FENMARK),
        ("Brandt", ODA),
        ("Brandt", ADA),
        ("Ada Brandt", ADA),
        ("sister of Oda Brandt", None),
        ("the Oda Brandt", None),
        ("Reed Council", None),
        ("the Reed Council", MARSH),
        ("a Reed Council member", None),
    ]
    text = "".join(f"{words} met. " for words, _ in actors)
    doc = Doc.of(Document(path="x", text=text))
    for entity in (FENMARK, MARSH, CAPITAL, ODA, ADA, COUNCIL):
        doc.add_entity(entity)
    start = 0
    for words, entity in actors:
        end = start + len(words)
        doc.add(
            Event(
                code="CONSULT",
                factuality="actual",
                trigger=doc.span(end + 1, end + 4),
                actor=(Party(span=doc.span(start, end), entity=entity and entity.id),),
                sentence=doc.span(start, end + 5),
            )
        )
        start = end + 6
    ledger.load(doc)
    return ledger


@pytest.mark.parametrize(
    ("wanted", "actors"),
    [
        ("Fenholm", ["Fenholm", "the Fenholm", "officials in Fenholm", "Fenholm last"]),
        ("place:fenholm", ["the Fenholm"]),
        (
            "Oda Brandt",
            ["Oda Brandt", "Oda Brandt", "Oda Brandt", "Brandt", "the Oda Brandt"],
        ),
        ("Ada Brandt", ["Oda Brandt", "Brandt", "Ada Brandt"]),
        ("person:ada-brandt", ["Oda Brandt", "Brandt", "Ada Brandt"]),
        ("Reed Council", ["Reed Council", "the Reed Council"]),
        ("The Reed Council", ["Reed Council", "the Reed Council"]),
        ("the", ["the Fenholm", "the Oda Brandt", "the Reed Council"]),
    ],
)
def test_a_name_asks_for_its_entity_and_for_parties_of_that_name(capitals, wanted, actors):
    found = [row.actor[0].text for row in capitals.events(EventFilter(actor=wanted))]
    assert found == actors


def test_names_of_the_demo(tmp_path):
    """Every actor whose words are a capital's name is found by it; nobody by a relative's name."""
    path = tmp_path / "demo.ledger"
    assert CliRunner().invoke(main, ["build", str(EXAMPLES), "-o", str(path)]).exit_code == 0
    with Ledger.open(path, readonly=True) as ledger:
        rows = list(ledger.events())
        for name in ("Pyongyang", "Washington", "Seoul", "Kim Jong Un", "Kim Yo Jong"):
            said = {
                row.record.id for row in rows if any(fold(p.text) == fold(name) for p in row.actor)
            }
            found = list(ledger.events(EventFilter(actor=name)))
            assert said and said <= {row.record.id for row in found}
        for row in ledger.events(EventFilter(actor="Kim Jong Un")):
            assert any(p.entity and p.entity.id == "person:kim-jong-un" for p in row.actor)


def test_statements_are_ready_to_show(ledger):
    ledger.load(told())
    first, second = ledger.statements()
    assert first.content == "Fenmark condemned Marshland's rocket test on Monday"
    assert first.source == "Prime Minister Oda Brandt"
    assert first.date == "2031-05-06"
    assert second.passage == "We won’t wait 🚀,” she told"
    assert [hop.who for hop in second.chain] == ["Oda Brandt", "Fen Wire"]
    assert list(ledger.statements(StatementFilter(via="fen wire"))) == [second]


def test_documents_are_listed_by_date(two):
    older, newer = two.documents()
    assert (older.date, older.document.publisher) == ("2031-04-01", "Marsh Post")
    assert (newer.path, newer.events, newer.statements) == ("fenmark.txt", 2, 2)
    assert list(two.documents(DocumentFilter(newest=True, limit=1))) == [newer]
    assert list(two.documents(DocumentFilter(text="elan rocket"))) == [older]
    assert list(two.documents(DocumentFilter(publisher="courier"))) == [newer]
    assert list(two.documents(DocumentFilter(since="2031-05"))) == [newer]
    judgement = Judgement(about=newer.document.id, verdict="reject", who="iris", at="2031-05-07")
    two.judge(judgement)
    assert list(two.documents()) == [older]
    both = list(two.documents(DocumentFilter(rejected=True)))
    assert [row.verdict for row in both] == [None, "reject"]


def test_undated_events_come_last_and_never_within_dates(ledger):
    ledger.load(told())
    ledger.load(told(path="undated.txt", published="yesterday"))
    assert ask(ledger)[-1] == (None, "MOBILIZE")
    assert ask(ledger, newest=True)[-1] == (None, "MOBILIZE")
    assert (None, "MOBILIZE") not in ask(ledger, since="0001-01-01")
    assert (None, "MOBILIZE") not in ask(ledger, until="9998")


@pytest.mark.parametrize(
    "wanted",
    [
        {"since": "soon"},
        {"until": "2031-13-01"},
        {"since": "2031-05-05; DROP TABLE event"},
        {"until": ""},
        {"factuality": "maybe"},
        {"text": ""},
        {"text": '"" ...'},
        {"limit": -1},
        {"offset": -5},
    ],
)
def test_filters_that_cannot_be_met(ledger, wanted):
    with pytest.raises(QueryError) as error:
        list(ledger.events(EventFilter(**wanted)))
    assert error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        'rocket" OR "1"="1',
        "rocket OR condemned NOT test",
        "title: rocket",
        "rocket*",
        "NEAR(rocket test, 2)",
        "^rocket",
        "rocket AND (",
        "-rocket +test",
        "'; DROP TABLE event; --",
        "{title text}: rocket",
        "rocket\0test",
        "🚀 rocket",
        "'\"'\"rocket",
    ],
)
def test_search_words_are_never_operators(two, text):
    for row in two.events(EventFilter(text=text)):
        body = two.document(row.document.id)
        words = fold(f"{body.title} {body.text}")
        assert all(fold(word).strip() in words for word in text.replace("\0", " ").split())
    assert two.counts()["event"] == 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("\"'*()^:-+{}\0 aA,;%_🚀") | st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["text", "actor", "speaker", "via", "publisher", "code", "document"]),
)
def test_no_filter_breaks_a_query(two, value, name):
    try:
        rows = list(two.events(EventFilter(**{name: value})))
    except QueryError:
        assert name == "text"
        assert not any(c.isalnum() for c in value)
    else:
        assert len(rows) <= 4


def test_half_a_character_in_a_filter_is_an_error_of_ours(two):
    for wanted in ({"text": "a\ud83d"}, {"actor": "a\ud83d"}, {"limit": 2**70}):
        with pytest.raises(QueryError):
            list(two.events(EventFilter(**wanted)))
    assert two.record("e_\ud83d") is None


def test_search_terms():
    assert search_terms('held talks "in Fen"') == '"held" "talks" "in Fen"'
    assert search_terms('a"b') == '"a" "b"'


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("North  Korea's", " north korea s "),
        ("Élan—vital", " elan vital "),
        ("STRASSE straße", " strasse strasse "),
        ("…", ""),
        ("", ""),
        ("日本", " 日本 "),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("stamp", "first", "end"),
    [
        ("2031-05-06T23:30:00-08:00", "2031-05-06", "2031-05-07"),
        ("2031-12-31", "2031-12-31", "2032-01-01"),
        ("2031-12", "2031-12-01", "2032-01-01"),
        ("2032-02", "2032-02-01", "2032-03-01"),
        ("2031", "2031-01-01", "2032-01-01"),
        ("2031-02-30", None, None),
        ("9999-12-31", None, None),
        ("Tuesday", None, None),
        (None, None, None),
    ],
)
def test_days(stamp, first, end):
    assert days(stamp) == (first, end)
