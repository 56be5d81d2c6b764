"""What holds for every text: spans in their sentence, codes in the ontology, linear time."""

import re
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.events import stage
from onrecord.events.ontology import load_ontology
from onrecord.records import Block, Document, Entity, Mention, Timex

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
        actors, recipients = event.actor, event.recipient
        assert not {p.entity for p in actors if p.entity} & {p.entity for p in recipients}
        words = {(p.span.text or "").casefold() for p in actors}
        assert not words & {(p.span.text or "").casefold() for p in recipients}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=60).map(" ".join))
def test_spans_stay_in_the_sentence(text: str) -> None:
    doc = document(text)
    list(stage([doc]))
    check(doc)


PARTIES = {
    "Kenya": "country:KEN",
    "Nairobi": "country:KEN",
    "Kenyan": "country:KEN",
    "Sudan": "country:SDN",
    "himself": "person:odo",
    "Odo": "person:odo",
    "police": None,
    "the": None,
}
VERBS = ("attacked", "met", "condemned", "sanctions on", "urged", "and", "of", "'s", ",", "army")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*PARTIES, *VERBS]), min_size=3, max_size=20).map(" ".join),
    st.none() | st.dates() | st.sampled_from([date.min, date.max]),
)
def test_nobody_is_on_both_sides(text: str, published: date | None) -> None:
    day = published.isoformat() if published else None
    doc = Doc.of(Document(path="t.txt", text=text, published=day))
    doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
    for name, entity in PARTIES.items():
        if entity and entity not in doc.entities:
            doc.add_entity(Entity(id=entity, kind="country", name=name))
        for at in re.finditer(rf"\b{name}\b", text):
            how = "demonym" if name == "Kenyan" else "name"
            span = doc.span(*at.span())
            if entity:
                doc.add(Mention(kind="place", span=span, how=how, entity=entity))  # type: ignore[arg-type]
    list(stage([doc]))
    check(doc)


@pytest.mark.parametrize("text", ["Kenya attacked Sudan.", "Kenya attacked Sudan on Monday."])
@given(published=st.dates() | st.sampled_from([date.min, date.max]), days=st.integers(0, 400))
def test_any_day_of_the_calendar_is_survived(text: str, published: date, days: int) -> None:
    doc = Doc.of(Document(path="t.txt", text=text, published=published.isoformat()))
    doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
    if (at := text.find("Monday")) > 0:
        begin = date.fromordinal(max(1, published.toordinal() - days))
        end = date.fromordinal(min(date.max.toordinal(), begin.toordinal() + 1))
        doc.add(
            Timex(
                timex_class="DATE",
                span=doc.span(at, at + 6),
                start=begin.isoformat(),
                end=end.isoformat(),
            )
        )
    list(stage([doc]))
    (event,) = doc.events
    check(doc)
    if event.when and event.when.start and event.when.end:
        assert date.fromisoformat(event.when.start) <= date.fromisoformat(event.when.end)


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
