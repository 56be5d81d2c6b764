import pytest
from benchmarks.pairs import FALLBACK, pair_roots

from onrecord.records import Event, Party, Span

TEXT = "Norland accused Suria of lying, and the Union of Towns promised Suria to send grain."


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words), words)


def event(code: str, trigger: str, actor: Span | None, recipient: Span | None) -> Event:
    return Event(
        code=code,
        factuality="actual",
        trigger=span(trigger),
        actor=(Party(span=actor),) if actor else (),
        recipient=(Party(span=recipient),) if recipient else (),
        sentence=Span(0, len(TEXT)),
    )


ACCUSED = event("ACCUSE", "accused", span("Norland"), span("Suria"))
PROMISED = event("AGREE", "promised", span("Union of Towns"), span("Suria", 1))


def test_the_event_between_the_pair_is_taken() -> None:
    pairs = [
        {"source": "Norland", "target": "Suria"},
        {"source": "the Union of Towns", "target": "Suria"},
    ]
    assert pair_roots(TEXT, [ACCUSED, PROMISED], pairs) == ["ACCUSE", "AGREE"]


def test_spans_may_be_given_as_offsets() -> None:
    union = [span("Union of Towns").start, span("Union of Towns").end]
    for source in (union, [union]):
        assert pair_roots(TEXT, [ACCUSED, PROMISED], [{"source": source, "target": []}]) == [
            "AGREE"
        ]


def test_a_party_the_text_does_not_hold_stands_nowhere() -> None:
    pairs = [{"source": "An actor", "target": "a recipient"}]
    assert pair_roots(TEXT, [PROMISED, ACCUSED], pairs) == ["ACCUSE"]  # the first in the text


def test_direction_decides_between_events_of_the_same_parties() -> None:
    back = event("REJECT", "lying", span("Suria"), span("Norland"))
    events = [ACCUSED, back]
    assert pair_roots(TEXT, events, [{"source": "Suria", "target": "Norland"}]) == ["REJECT"]
    assert pair_roots(TEXT, events, [{"source": "Norland", "target": "Suria"}]) == ["ACCUSE"]


def test_where_no_party_fits_the_nearest_trigger_counts() -> None:
    bare = [event("ACCUSE", "accused", None, None), event("AID", "send", None, None)]
    assert pair_roots(TEXT, bare, [{"source": "grain", "target": "send"}]) == ["AID"]
    assert pair_roots(TEXT, bare, [{"source": "Norland", "target": "lying"}]) == ["ACCUSE"]


@pytest.mark.parametrize("code", ["CONCEDE", "RETREAT"])
def test_two_types_are_one_class(code: str) -> None:
    gives_in = event(code, "promised", None, None)
    assert pair_roots(TEXT, [gives_in], [{"source": "Norland", "target": "Suria"}]) == ["YIELD"]


def test_without_events_the_prior_is_the_answer_for_each_pair() -> None:
    assert pair_roots(TEXT, [], [{"source": "Norland", "target": "Suria"}, {}]) == [FALLBACK] * 2
