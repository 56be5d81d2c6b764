"""One test for each way of saying who said it, on sentences of our own."""

from typing import Any

import pytest

from onrecord.records import Attribution


def _texts(spans: Any) -> list[str]:
    return [span.text for span in spans]


def _one(found: list[Attribution], cue: str) -> Attribution:
    (match,) = [a for a in found if cue in " ".join(_texts(a.cue))]
    return match


CASES = [
    # sentence, cue, source, content, form
    (
        "The mayor said that the bridge was closed.",
        "said",
        ["The mayor"],
        ["that the bridge was closed"],
        "indirect",
    ),
    (
        "Ann Roe said Monday the bridge was closed.",
        "said",
        ["Ann Roe"],
        ["the bridge was closed"],
        "indirect",
    ),
    (
        "The bridge was closed on Sunday, the mayor said.",
        "said",
        ["the mayor"],
        ["The bridge was closed on Sunday"],
        "indirect",
    ),
    (
        "“The bridge is closed,” said Ann Roe, the mayor of Larkfield.",
        "said",
        ["Ann Roe, the mayor of Larkfield"],
        ["“The bridge is closed,”"],
        "direct",
    ),
    (
        "“The bridge is closed,” Roe told reporters. “Nobody may cross.”",
        "told",
        ["Roe"],
        ["“The bridge is closed,”", "“Nobody may cross.”"],
        "direct",
    ),
    (
        "The bridge, the mayor said, is closed.",
        "said",
        ["the mayor"],
        ["The bridge", "is closed"],
        "indirect",
    ),
    (
        "According to the coast guard, two boats sank near the island.",
        "According to",
        ["the coast guard"],
        ["two boats sank near the island"],
        "indirect",
    ),
    (
        "Two boats sank near the island, according to the coast guard.",
        "according to",
        ["the coast guard"],
        ["Two boats sank near the island"],
        "indirect",
    ),
    (
        "Ann Roe, a lawyer from Larkfield, said the court had erred.",
        "said",
        ["Ann Roe, a lawyer from Larkfield"],
        ["the court had erred"],
        "indirect",
    ),
    (
        "People who live near the dam say the water is rising.",
        "say",
        ["People who live near the dam"],
        ["the water is rising"],
        "indirect",
    ),
    (
        "The minister told parliament that the army would stay.",
        "told",
        ["The minister"],
        ["that the army would stay"],
        "indirect",
    ),
    (
        "Tehran accused its neighbours of sheltering rebels.",
        "accused",
        ["Tehran"],
        ["its neighbours of sheltering rebels"],
        "indirect",
    ),
    (
        "The general vowed to hit back and left the room.",
        "vowed",
        ["The general"],
        ["to hit back"],
        "indirect",
    ),
    (
        "Seoul called the launch a “reckless” act.",
        "called",
        ["Seoul"],
        ["the launch a “reckless” act"],
        "mixed",
    ),
    (
        "Moscow denied that its ships had left port.",
        "denied",
        ["Moscow"],
        ["that its ships had left port"],
        "indirect",
    ),
    (
        "She added: “We will not yield.”",
        "added",
        ["She"],
        ["“We will not yield.”"],
        "direct",
    ),
    (
        "Roe was quoted as saying that the talks had failed.",
        "quoted as saying",
        ["Roe"],
        ["that the talks had failed"],
        "indirect",
    ),
    (
        "The ship is expected to sail on Friday.",
        "expected",
        [],
        ["The ship", "to sail on Friday"],
        "indirect",
    ),
]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "form"), CASES, ids=[c[0][:40] for c in CASES]
)
def test_construction(
    read: Any, text: str, cue: str, source: list[str], content: list[str], form: str
) -> None:
    found = _one(read(text), cue)
    assert _texts(found.source) == source
    assert _texts(found.content) == content
    assert found.form == form


@pytest.mark.parametrize(
    "text",
    [
        "The “ghost ship” ran aground near the old harbour.",
        "Her novel “The Long Road Home” sold well.",
        "The United States fired two missiles.",
        "The report ran to ninety pages and the calls went on all night.",
        "Rebels attacked the town at dawn.",
        "The two sides adopted a text called the Larkfield Pact.",
    ],
)
def test_words_of_nobody_give_nothing(read: Any, text: str) -> None:
    assert read(text) == []


def test_a_cue_inside_a_direct_quote_is_left_alone(read: Any) -> None:
    (only,) = read("“They said it was over,” Roe said.")
    assert _texts(only.source) == ["Roe"]


def test_a_relative_pronoun_leads_to_its_noun(read: Any) -> None:
    (found,) = read("The call came from Ann Roe, who said the road was open.")
    assert _texts(found.source) == ["Ann Roe", "who"]
    assert _texts(found.content) == ["the road was open"]


def test_verbs_that_share_a_subject(read: Any) -> None:
    found = read("Roe said the talks had failed and warned that war was near.")
    assert [(_texts(a.source), _texts(a.content)) for a in found] == [
        (["Roe"], ["the talks had failed"]),
        (["Roe"], ["that war was near"]),
    ]


def test_a_participle_takes_the_speaker_before_it(read: Any) -> None:
    said, adding = read("The bridge is closed, Roe said, adding that it may fall.")
    assert _texts(said.content) == ["The bridge is closed"]
    assert _texts(adding.source) == ["Roe"]
    assert _texts(adding.content) == ["that it may fall"]


def test_a_headline_with_a_colon(read: Any) -> None:
    (found,) = read("Ann Roe: the bridge was never safe", role="headline")
    assert _texts(found.source) == ["Ann Roe"]
    assert _texts(found.cue) == [":"]
    assert _texts(found.content) == ["the bridge was never safe"]


def test_single_quotes_in_a_headline(read: Any) -> None:
    (found,) = read("Larkfield mayor calls bridge ‘a danger to all’", role="headline")
    assert _texts(found.source) == ["Larkfield mayor"]
    assert found.form == "mixed"


def test_a_quotation_of_several_paragraphs(read: Any) -> None:
    text = "Roe said: “We waited for days.\n“Nobody came.”"
    (found,) = read(text)
    assert _texts(found.content) == ["“We waited for days.", "“Nobody came.”"]
    assert found.form == "direct"


def test_a_dateline_is_no_part_of_what_was_said(read: Any) -> None:
    (found,) = read("LARKFIELD (TPA) — The bridge was closed, the mayor said.")
    assert _texts(found.content) == ["The bridge was closed"]


def test_a_sentence_cut_by_a_question_mark(read: Any) -> None:
    (found,) = read("“Who will pay?” asked the mayor of Larkfield.")
    assert _texts(found.source) == ["the mayor of Larkfield"]
    assert _texts(found.content) == ["“Who will pay?”"]


def test_what_verbs_open_is_no_relative_clause(read: Any) -> None:
    text = "The minister told reporters that officials in Larkfield said the dam would hold."
    _, inner = read(text)
    assert _texts(inner.source) == ["officials in Larkfield"]


@pytest.mark.parametrize(
    "text",
    [
        "The parade, which lasts a week, combines a march with a show called Night Watch.",
        "The declaration showed the will of the two towns to go on.",
        "Roe and Lind condemn bridge closure as two towns are told to wait",
    ],
)
def test_things_do_not_speak_and_times_are_no_words(read: Any, text: str) -> None:
    assert read(text, role="headline" if text[-1] != "." else "paragraph") == []


def test_findings_are_words(read: Any) -> None:
    (found,) = read("The survey showed a fall in trust.")
    assert _texts(found.source) == ["The survey"]
    assert _texts(found.content) == ["a fall in trust"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Roe, Lind and Port Zenda said the bridge was safe.", "Roe, Lind and Port Zenda"),
        ("Meanwhile, Lind and Zenda said the bridge was safe.", "Lind and Zenda"),
        ("On Monday, Lind and Zenda said the bridge was safe.", "Lind and Zenda"),
        ("In Larkfield, Lind and Zenda said the bridge was safe.", "Lind and Zenda"),
    ],
)
def test_names_in_a_list(read: Any, text: str, source: str) -> None:
    (found,) = read(text)
    assert _texts(found.source) == [source]


def test_condemned_as_something_is_still_read(read: Any) -> None:
    (found,) = read("Roe condemned the closure as a grave mistake.")
    assert _texts(found.content) == ["the closure as a grave mistake"]
