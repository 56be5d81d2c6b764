"""What events take from the other layers: entities, times, places and attributions."""

from collections.abc import Callable

import pytest

from onrecord.document import Doc
from onrecord.events import stage
from onrecord.records import Attribution, Entity, Event, Mention, Span, Timex

Make = Callable[..., Doc]
TEXT = "The Malian government attacked Gao in Mopti on Monday, the army said."


def span_of(doc: Doc, words: str) -> Span:
    start = doc.text.index(words)
    return doc.span(start, start + len(words))


def event_of(doc: Doc) -> Event:
    list(stage([doc]))
    (event,) = doc.events
    return event


def test_entities_and_place_come_from_mentions(make_doc: Make) -> None:
    doc = make_doc(TEXT)
    for kind, words, entity in (
        ("country", "Malian", "country:MLI"),
        ("place", "Gao", "place:gao"),
        ("place", "Mopti", "place:mopti"),
    ):
        doc.add_entity(Entity(id=entity, kind=kind, name=words))  # type: ignore[arg-type]
        how = "demonym" if kind == "country" else "name"
        doc.add(Mention(kind="place", span=span_of(doc, words), how=how, entity=entity))  # type: ignore[arg-type]
    event = event_of(doc)
    assert [(p.span.text, p.entity) for p in event.actor] == [("Malian government", "country:MLI")]
    assert [(p.span.text, p.entity) for p in event.recipient] == [("Gao", "place:gao")]
    assert event.where is not None
    assert (event.where.span.text, event.where.entity) == ("Mopti", "place:mopti")


def test_when_is_the_time_expression_of_the_sentence(make_doc: Make) -> None:
    doc = make_doc(TEXT, published="2023-04-11")
    timex = doc.add(
        Timex(
            timex_class="DATE",
            span=span_of(doc, "Monday"),
            value="2023-04-10",
            start="2023-04-10",
            end="2023-04-11",
        )
    )
    when = event_of(doc).when
    assert when is not None
    assert (when.timex, when.start, when.precision) == (timex.id, "2023-04-10", "day")


def test_when_is_the_day_of_publication_only_for_actual_events(make_doc: Make) -> None:
    actual = event_of(make_doc("Rebels attacked Gao.", published="2023-04-11")).when
    assert actual is not None
    assert (actual.timex, actual.start, actual.end) == (None, "2023-04-11", "2023-04-12")
    assert event_of(make_doc("Rebels will attack Gao.", published="2023-04-11")).when is None
    assert event_of(make_doc("Rebels attacked Gao.", published="2023")).when is None


def test_an_old_date_makes_background(make_doc: Make) -> None:
    doc = make_doc("Rebels attacked Gao in June.", published="2023-04-11")
    doc.add(
        Timex(timex_class="DATE", span=span_of(doc, "June"), start="2022-06-01", end="2022-07-01")
    )
    event = event_of(doc)
    assert event.factuality == "historical"
    assert event.when is not None
    assert event.when.precision == "month"


def test_attribution_is_the_innermost_content(make_doc: Make) -> None:
    doc = make_doc("Kovac said Marsh claimed rebels attacked Gao.")
    outer = doc.add(
        Attribution(content=(span_of(doc, "Marsh claimed rebels attacked Gao"),), form="indirect")
    )
    inner = doc.add(
        Attribution(
            content=(span_of(doc, "rebels attacked Gao"),), form="indirect", parent=outer.id
        )
    )
    assert event_of(doc).attribution == inner.id


def test_the_cue_of_a_statement_is_not_inside_it(make_doc: Make) -> None:
    doc = make_doc("Kovac condemned Marsh.")
    doc.add(Attribution(content=(span_of(doc, "Marsh"),), form="indirect"))
    assert event_of(doc).attribution is None


def test_a_weapon_is_no_party(make_doc: Make) -> None:
    doc = make_doc("Chile and Peru held joint naval exercises with stealth jets.")
    doc.add(Mention(kind="weapon", span=span_of(doc, "stealth jets"), how="nominal"))
    assert [p.span.text for p in event_of(doc).actor] == ["Chile", "Peru"]


def test_a_caption_is_dated_by_what_it_shows(make_doc: Make) -> None:
    text = "This photo taken on Monday and released by the agency on Tuesday shows troops posing."
    doc = make_doc(text.replace("posing", "attacking rebels"), published="2023-04-11")
    for words, day in (("Monday", "2023-04-10"), ("Tuesday", "2023-04-11")):
        span = span_of(doc, words)
        doc.add(Timex(timex_class="DATE", span=span, value=day, start=day, end="2023-04-12"))
    event = event_of(doc)
    assert event.when is not None and event.when.start == "2023-04-10"


def test_a_modifiers_entity_is_not_on_both_sides(make_doc: Make) -> None:
    doc = make_doc("Mali attacked Malian soldiers.")
    doc.add_entity(Entity(id="country:MLI", kind="country", name="Mali"))
    for words, how in (("Mali", "name"), ("Malian", "demonym")):
        span = span_of(doc, words)
        doc.add(Mention(kind="place", span=span, how=how, entity="country:MLI"))  # type: ignore[arg-type]
    event = event_of(doc)
    assert [(p.span.text, p.entity) for p in event.actor] == [("Mali", "country:MLI")]
    assert [(p.span.text, p.entity) for p in event.recipient] == [("Malian soldiers", None)]


def test_a_name_of_the_actor_is_no_recipient(make_doc: Make) -> None:
    doc = make_doc("Mali attacked Bamako.")
    doc.add_entity(Entity(id="country:MLI", kind="country", name="Mali"))
    for words in ("Mali", "Bamako"):
        span = span_of(doc, words)
        doc.add(Mention(kind="place", span=span, how="metonym", entity="country:MLI"))
    event = event_of(doc)
    assert [p.span.text for p in event.actor] == ["Mali"]
    assert event.recipient == ()


def test_the_calendars_last_day_gives_no_time(make_doc: Make) -> None:
    assert event_of(make_doc("Mali attacked Niger.", published="9999-12-31")).when is None
    assert event_of(make_doc("Mali attacked Niger.", published="0001-01-01")).when is not None


@pytest.mark.parametrize(
    "text",
    [
        "The sister of Ada Loew accused the rebels of lies.",
        "Ada Loew’s sister accused the rebels of lies.",
        "A spokesman for Ada Loew condemned the rebels.",
    ],
)
def test_nobody_acts_for_those_they_are_named_by(make_doc: Make, text: str) -> None:
    doc = make_doc(text)
    doc.add_entity(Entity(id="person:ada-loew", kind="person", name="Ada Loew"))
    name = span_of(doc, "Ada Loew")
    doc.add(Mention(kind="person", span=name, how="name", entity="person:ada-loew"))
    event = event_of(doc)
    assert event.actor and all(p.entity is None for p in event.actor)
