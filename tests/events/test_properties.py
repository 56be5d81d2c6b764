"""What holds for every text: spans in their sentence, codes in the ontology, linear time."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.events import stage
from onrecord.events.ontology import load_ontology
from onrecord.records import Block, Document

WORDS = """
Kenya Sudan rebels attacked met and , . the by said that will not killed protest talks between
urged to withdraw 's “ ” ( ) of with sanctions on police arrested were who agreed refused in 12
March Monday attack ; is has
"""


def document(text: str) -> Doc:
    doc = Doc.of(Document(path="t.txt", text=text))
    doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
    return doc


def check(doc: Doc) -> None:
    ontology = load_ontology()
    for event in doc.events:
        assert event.code in ontology.types
        assert event.mode is None or (event.code, event.mode) in ontology.modes
        assert event.trigger in event.sentence
        assert event.sentence in doc.sentences
        parties = [*event.actor, *event.recipient]
        assert all(p.span in event.sentence for p in parties)
        for side in (event.actor, event.recipient):
            spans = sorted(p.span for p in side)
            assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=60).map(" ".join))
def test_spans_stay_in_the_sentence(text: str) -> None:
    doc = document(text)
    list(stage([doc]))
    check(doc)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_text_is_survived(text: str) -> None:
    doc = document(text)
    list(stage([doc]))
    check(doc)


def test_running_twice_adds_nothing(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc("Rebels attacked Gao. Kenya met Sudan.")
    list(stage([doc]))
    before = [e.id for e in doc.events]
    list(stage([doc]))
    assert [e.id for e in doc.events] == before
    assert len(before) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Kenya attacked Sudan and " * 8_000,
        "attack " * 30_000,
        "the talks between of by with , and " * 6_000,
        "A" * 200_000,
        "(" * 100_000,
        "’s " * 60_000,
        ("Kenya attack Sudan and " * 150 + "attacked them.\n\n") * 60,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    doc = document(text)
    assert doc.sentences
    start = time.perf_counter()
    list(stage([doc]))
    assert time.perf_counter() - start < 8


def test_seed_story(seed_story: Path) -> None:
    doc = Doc.of(
        Document(path="s", text=seed_story.read_text(encoding="utf-8"), published="2023-04-11")
    )
    doc.add(Block(role="paragraph", span=doc.span(0, len(doc.text))))
    list(stage([doc]))
    check(doc)
    told = [(e.code, e.trigger.text, [p.span.text for p in e.actor]) for e in doc.events]
    assert ("CONSULT", "attended", ["Kim"]) in told
    assert ("REQUEST", "ordered", ["Kim"]) in told
    assert ("MOBILIZE", "weapons tests", ["Pyongyang"]) in told
    assert ("COOPERATE", "defense cooperation", ["Washington", "Seoul"]) in told
    assert ("COOPERATE", "joint military exercises", ["Washington", "Seoul"]) in told
