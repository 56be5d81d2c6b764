"""Events of single sentences written for the tests: type, parties, factuality, mode."""

from collections.abc import Callable

import pytest

from onrecord.document import Doc
from onrecord.events import stage
from onrecord.events.ontology import load_ontology
from onrecord.records import Event

Make = Callable[..., Doc]


def coded(make_doc: Make, text: str, **fields: object) -> list[Event]:
    doc = make_doc(text, **fields)
    list(stage([doc]))
    return doc.events


def only(make_doc: Make, text: str) -> Event:
    events = coded(make_doc, text)
    assert len(events) == 1, [(e.code, e.trigger.text) for e in events]
    return events[0]


def names(parties: object) -> list[str | None]:
    return [party.span.text for party in parties]  # type: ignore[attr-defined]


EACH_TYPE = [
    ("AGREE", "Ruritania pledged to rebuild the harbour of Zenda.", "pledged", ["Ruritania"], []),
    (
        "CONSULT",
        "Foreign Minister Ana Kovac met President Leo Marsh in Vienna.",
        "met",
        ["Foreign Minister Ana Kovac", "President Leo Marsh"],
        [],
    ),
    ("SUPPORT", "Norway praised Ecuador.", "praised", ["Norway"], ["Ecuador"]),
    (
        "CONCEDE",
        "President Marsh pardoned Ivan Rusk on Friday.",
        "pardoned",
        ["President Marsh"],
        ["Ivan Rusk"],
    ),
    (
        "COOPERATE",
        "Chile and Peru held joint naval exercises off Arica.",
        "joint naval exercises",
        ["Chile", "Peru"],
        [],
    ),
    ("AID", "Denmark sent tents to Nepal.", "sent", ["Denmark"], ["Nepal"]),
    ("RETREAT", "The rebels freed the hostages.", "freed", ["rebels"], ["hostages"]),
    ("REQUEST", "Kenya urged Sudan to open the road.", "urged", ["Kenya"], ["Sudan"]),
    ("ACCUSE", "Brazil condemned Bolivia.", "condemned", ["Brazil"], ["Bolivia"]),
    ("REJECT", "Greece rejected an offer from Albania.", "rejected", ["Greece"], ["Albania"]),
    (
        "THREATEN",
        "Eritrea threatened to close the strait.",
        "threatened",
        ["Eritrea"],
        [],
    ),
    (
        "PROTEST",
        "Thousands of students protested against the mayor in Lyon.",
        "protested",
        ["Thousands of students"],
        ["mayor"],
    ),
    (
        "SANCTION",
        "Canada imposed sanctions on Belarus.",
        "sanctions",
        ["Canada"],
        ["Belarus"],
    ),
    ("MOBILIZE", "Iran test-fired a rocket.", "test-fired", ["Iran"], []),
    ("COERCE", "Police arrested Omar Haddad.", "arrested", ["Police"], ["Omar Haddad"]),
    (
        "ASSAULT",
        "Gunmen attacked a convoy near Gao.",
        "attacked",
        ["Gunmen"],
        ["convoy"],
    ),
]


@pytest.mark.parametrize(("code", "text", "trigger", "actor", "recipient"), EACH_TYPE)
def test_each_type_with_its_parties(
    make_doc: Make, code: str, text: str, trigger: str, actor: list[str], recipient: list[str]
) -> None:
    event = only(make_doc, text)
    assert (event.code, event.trigger.text) == (code, trigger)
    assert names(event.actor) == actor
    if recipient:
        assert names(event.recipient) == recipient
    assert event.factuality == "actual"
    assert event.quad == load_ontology().types[code].quad
    assert event.scale == load_ontology().scale(code, event.mode)


def test_every_type_is_tried() -> None:
    assert {row[0] for row in EACH_TYPE} == set(load_ontology().types)


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Two officers were abducted by rebels.", ["rebels"], ["Two officers"]),
        ("The mayor was arrested on Tuesday.", [], ["mayor"]),
        ("Opposition leader Ida Brun was detained by police in Oslo.", ["police"], None),
    ],
)
def test_passives_turn_the_parties_round(
    make_doc: Make, text: str, actor: list[str], recipient: list[str] | None
) -> None:
    event = only(make_doc, text)
    assert names(event.actor) == actor
    assert names(event.recipient) == (recipient or ["Opposition leader Ida Brun"])


def test_a_progressive_is_no_passive(make_doc: Make) -> None:
    event = only(make_doc, "Soldiers were shelling Hodeida.")
    assert names(event.actor) == ["Soldiers"]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("An attack on Kunduz by Taliban fighters began.", ["Taliban fighters"], ["Kunduz"]),
        ("Talks between Armenia and Turkey resumed.", ["Armenia", "Turkey"], []),
        ("Egypt's criticism of Ethiopia grew louder.", ["Egypt"], ["Ethiopia"]),
        ("Miners staged a protest in Lima.", ["Miners"], []),
        ("Russia opened the year with a series of missile tests.", ["Russia"], []),
    ],
)
def test_nouns_of_action(make_doc: Make, text: str, actor: list[str], recipient: list[str]) -> None:
    event = only(make_doc, text)
    assert names(event.actor) == actor
    assert names(event.recipient) == recipient


def test_coordinated_parties_are_one_span_each(make_doc: Make) -> None:
    event = only(make_doc, "Poland, Latvia and Estonia condemned Belarus and Russia.")
    assert names(event.actor) == ["Poland", "Latvia", "Estonia"]
    assert names(event.recipient) == ["Belarus", "Russia"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Mali said it rejected the plan.", ["Mali"]),
        ("Ida Brun, the mayor of Ghent, condemned the police.", ["Ida Brun"]),
        ("Rebels who attacked Gao fled.", ["Rebels"]),
        ("The minister of defence on Monday condemned Syria.", ["minister of defence"]),
        ("Cuba met Haiti and condemned Panama.", ["Cuba"]),
    ],
)
def test_subjects_at_a_distance(make_doc: Make, text: str, actor: list[str]) -> None:
    assert names(coded(make_doc, text)[-1].actor) == actor


@pytest.mark.parametrize(
    ("text", "code", "factuality"),
    [
        ("Rebels did not attack Gao.", "ASSAULT", "negated"),
        ("Rebels will attack Gao.", "ASSAULT", "future"),
        ("Rebels could attack Gao.", "ASSAULT", "hypothetical"),
        ("Two years ago rebels attacked Gao.", "ASSAULT", "historical"),
        ("Rebels attacked Gao.", "ASSAULT", "actual"),
        ("Kenya will meet Sudan.", "AGREE", "future"),
        ("Kenya will withdraw its troops from Sudan.", "CONCEDE", "future"),
        ("Kenya will not lift the ban.", "REJECT", "actual"),
        ("If Kenya attacks Sudan, markets will fall.", "ASSAULT", "hypothetical"),
    ],
)
def test_factuality(make_doc: Make, text: str, code: str, factuality: str) -> None:
    event = only(make_doc, text)
    assert (event.code, event.factuality) == (code, factuality)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A drone strike on Marib killed two soldiers.", "drone"),
        ("Workers went on strike in Porto.", "strike"),
        ("Ana Kovac visited the capital of Georgia.", "visit"),
        ("Ghana expelled the ambassador.", "expel"),
        ("The army imposed a curfew in Bamako.", "curfew"),
        ("Police detained Ida Brun.", "arrest"),
    ],
)
def test_modes(make_doc: Make, text: str, mode: str) -> None:
    event = coded(make_doc, text)[0]
    assert event.mode == mode
    assert event.scale == load_ontology().modes[event.code, mode]


def test_what_is_demanded_or_promised_is_no_second_event(make_doc: Make) -> None:
    assert only(make_doc, "Ghana urged Mali to release the hostages.").code == "REQUEST"
    assert only(make_doc, "Ghana agreed to release the prisoners.").code == "CONCEDE"
    assert only(make_doc, "Ghana refused to release the prisoners.").code == "REJECT"
    assert only(make_doc, "Ghana threatened to attack Mali.").code == "THREATEN"


def test_one_act_told_twice_is_one_event(make_doc: Make) -> None:
    assert only(make_doc, "Ghana condemned and denounced Mali.").trigger.text == "condemned"
    event = only(make_doc, "A car bombing killed two soldiers in Kano.")
    assert (event.trigger.text, names(event.recipient)) == ("car bombing", ["two soldiers"])


def test_two_acts_are_two_events(make_doc: Make) -> None:
    events = coded(make_doc, "Ghana met Togo and condemned Benin.")
    assert [e.code for e in events] == ["CONSULT", "ACCUSE"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the weather was fine.",
        "He died of a heart attack.",
        "The attack helicopters are new.",
        "Arsenal drew with Chelsea.",
        "The ministry declined to comment.",
        "It rained in Bergen.",
    ],
)
def test_no_event(make_doc: Make, text: str) -> None:
    assert coded(make_doc, text) == []


def test_no_leading_articles(make_doc: Make) -> None:
    event = only(make_doc, "The Danish government condemned the Syrian army.")
    assert names(event.actor) == ["Danish government"]
    assert names(event.recipient) == ["Syrian army"]


def test_a_page_without_story_has_no_events(make_doc: Make) -> None:
    assert coded(make_doc, "...") == []


@pytest.mark.parametrize(
    ("text", "code", "actor", "recipient"),
    [
        (
            "Norway lodged a protest with Peru through its embassy in Quito.",
            "ACCUSE",
            ["Norway"],
            ["Peru"],
        ),
        ("Norway delivered a formal protest to Peru.", "ACCUSE", ["Norway"], ["Peru"]),
        ("A nuclear strike on Zenda killed thousands.", "ASSAULT", [], ["Zenda"]),
        (
            "After the parade, Chile and Peru staged a joint bombing drill.",
            "COOPERATE",
            ["Chile", "Peru"],
            [],
        ),
        ("Students held a protest against the mayor.", "PROTEST", ["Students"], ["mayor"]),
    ],
)
def test_words_with_neighbours(
    make_doc: Make, text: str, code: str, actor: list[str], recipient: list[str]
) -> None:
    event = only(make_doc, text)
    assert (event.code, names(event.actor), names(event.recipient)) == (code, actor, recipient)


def test_in_protest_is_no_event_by_itself(make_doc: Make) -> None:
    assert coded(make_doc, "Norway did not answer for weeks in protest at the plan.") == []
    assert coded(make_doc, "Two men died in protests in Lima.")[0].code == "PROTEST"


@pytest.mark.parametrize(
    "text",
    [
        "Chile attacked Chile.",
        "The police condemned the police.",
        "Ana Kovac criticised herself.",
    ],
)
def test_nobody_does_something_to_themselves(make_doc: Make, text: str) -> None:
    event = only(make_doc, text)
    assert event.actor
    assert event.recipient == ()
