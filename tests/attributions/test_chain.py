"""Nesting and the chain from the first speaker to the page."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import stage
from onrecord.document import Doc
from onrecord.records import Attribution, Block, Dateline, Document, Entity, Mention, Role, Span

SEED = Path(__file__).parents[3] / "shared" / "seed" / "story.txt"


def _doc(parts: list[tuple[Role, str]], **facts: Any) -> Doc:
    text = "\n".join(words for _, words in parts)
    doc = Doc.of(Document(path="t.txt", text=text, **facts))
    at = 0
    for role, words in parts:
        doc.add(Block(role=role, span=doc.span(at, at + len(words))))
        at += len(words) + 1
    return doc


def _named(doc: Doc, words: str, entity: str, name: str) -> None:
    doc.add_entity(Entity(id=entity, kind="person", name=name))
    at = doc.text.index(words)
    span = doc.span(at, at + len(words))
    doc.add(Mention(kind="person", span=span, how="name", entity=entity))


def _read(doc: Doc) -> list[Attribution]:
    list(stage([doc]))
    return doc.attributions


def _hops(found: Attribution) -> list[tuple[str, str]]:
    return [(hop.who, hop.basis) for hop in found.chain]


NESTED = "General Pak Roe called for a “wider” net of bases, state media said Tuesday."


def test_a_report_around_a_call() -> None:
    doc = _doc(
        [
            ("dateline", "LARKFIELD (TPA) —"),
            ("paragraph", NESTED),
            ("promo", "Join Kestrel Bay News on Telegram"),
            ("rights", "© Transpacific Press Agency"),
        ],
        agency="TPA",
        publisher="Kestrel Bay News",
    )
    _named(doc, "General Pak Roe", "person:pak-roe", "Pak Roe")
    outer, inner = _read(doc)
    assert inner.parent == outer.id
    assert outer.parent is None
    assert inner.speaker == "person:pak-roe"
    assert _hops(inner) == [
        ("Pak Roe", "speech"),
        ("state media", "report"),
        ("TPA", "agency"),
        ("Kestrel Bay News", "publisher"),
    ]
    assert [hop.span and hop.span.text for hop in inner.chain] == [
        "General Pak Roe",
        "state media",
        "LARKFIELD (TPA) —",
        "Kestrel Bay News",
    ]
    assert _hops(outer)[0] == ("state media", "report")


def test_what_the_page_does_not_name_has_no_span() -> None:
    doc = _doc([("paragraph", "The mayor said the bridge was shut.")], publisher="Harbour Ledger")
    (found,) = _read(doc)
    assert _hops(found) == [("mayor", "speech"), ("Harbour Ledger", "publisher")]
    assert found.chain[-1].span is None


def test_nothing_is_guessed() -> None:
    doc = _doc([("paragraph", "The mayor said the bridge was shut.")])
    (found,) = _read(doc)
    assert _hops(found) == [("mayor", "speech")]


def test_an_agency_that_publishes_itself_appears_once() -> None:
    doc = _doc(
        [("paragraph", "The mayor said the bridge was shut.")],
        agency="AFP",
        publisher="Agence France-Presse",
    )
    (found,) = _read(doc)
    assert _hops(found) == [("mayor", "speech"), ("AFP", "agency")]


def test_a_written_statement() -> None:
    doc = _doc([("paragraph", "“The bridge is shut,” the mayor said in a statement.")])
    (found,) = _read(doc)
    assert _hops(found) == [("mayor", "document")]


def test_who_carried_a_statement() -> None:
    text = "In a statement carried by state media, Pak Roe warned that the truce was over."
    (found,) = _read(_doc([("paragraph", text)]))
    assert _hops(found) == [("Pak Roe", "document"), ("state media", "report")]


def test_a_relative_clause_tells_who_carried_it() -> None:
    text = "The truce was over, Pak Roe said in a statement that was carried by state media."
    (found,) = _read(_doc([("paragraph", text)]))
    assert [s.text for s in found.content] == ["The truce was over"]
    assert _hops(found) == [("Pak Roe", "document"), ("state media", "report")]


def test_a_source_that_is_cited() -> None:
    text = "The rebels had left the town, Radio Larkfield reported, citing two officers."
    outer, inner = _read(_doc([("paragraph", text)]))
    assert [s.text for s in inner.source] == ["two officers"]
    assert inner.content == outer.content
    assert inner.parent == outer.id
    assert _hops(inner) == [("two officers", "speech"), ("Radio Larkfield", "report")]


def test_an_agency_that_quotes_somebody() -> None:
    text = "The agency quoted the governor as saying that the dam would hold."
    outer, inner = _read(_doc([("paragraph", text)]))
    assert [s.text for s in inner.source] == ["the governor"]
    assert [s.text for s in inner.content] == ["that the dam would hold"]
    assert inner.parent == outer.id
    assert _hops(inner) == [("governor", "speech"), ("agency", "report")]


def test_a_caption_has_its_credit_as_a_hop() -> None:
    words = "Ann Roe, who said the bridge was shut, waves in Larkfield."
    doc = _doc([("caption", words)])
    credit = "(Photo by B. Tamm / TPA)"
    text = f"{words}\n{credit}"
    doc = Doc.of(Document(path="t.txt", text=text))
    caption = doc.add(Block(role="caption", span=doc.span(0, len(words))))
    span = doc.span(len(words) + 1, len(text))
    doc.add(Block(role="credit", span=span, parent=caption.id))
    (found,) = _read(doc)
    assert _hops(found)[-1] == ("B. Tamm / TPA", "photo")
    assert found.chain[-1].span == span


def test_somebodys_lawyer_is_not_that_somebody() -> None:
    doc = _doc([("paragraph", "Ann Roe’s lawyer said the bridge was shut.")])
    _named(doc, "Ann Roe", "person:ann-roe", "Ann Roe")
    (found,) = _read(doc)
    assert found.speaker is None
    assert found.chain[0].entity is None


def test_a_name_beside_an_office_is_the_speaker() -> None:
    doc = _doc([("paragraph", "The city’s mayor, Ann Roe, said the bridge was shut.")])
    _named(doc, "Ann Roe", "person:ann-roe", "Ann Roe")
    (found,) = _read(doc)
    assert found.speaker == "person:ann-roe"


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not part of the repository")
def test_the_seed_story() -> None:
    text = SEED.read_text(encoding="utf-8")
    dateline = text.index("SEOUL, South Korea")
    stop = text.index("North Korean leader Kim Jong Un called")
    line = Dateline(place="Seoul", agency="AFP", span=Span(dateline, text.index("—", dateline) + 1))
    doc = Doc.of(Document(path="s", text=text, agency="AFP", publisher="Eagle News", dateline=line))
    doc.add(Block(role="dateline", span=doc.span(dateline, line.span.end)))
    for role, first in (("paragraph", stop), ("promo", text.index("Join Eagle"))):
        end = text.index("\n", first)
        doc.add(Block(role=role, span=doc.span(first, end)))  # type: ignore[arg-type]
    order = text.index("Kim ordered that the country")
    doc.add(Block(role="paragraph", span=doc.span(order, text.index("\n", order))))
    found = _read(doc)
    (call,) = [a for a in found if a.cue[0].text == "called for"]
    assert _hops(call) == [
        ("North Korean leader Kim Jong Un", "speech"),
        ("state media", "report"),
        ("AFP", "agency"),
        ("Eagle News", "publisher"),
    ]
    (ordered,) = [a for a in found if a.cue[0].text == "ordered"]
    assert [basis for _, basis in _hops(ordered)] == ["speech", "agency", "publisher"]


def test_a_carrier_that_is_told_too_appears_once() -> None:
    text = "TPA reported that officials told TPA the dam would hold."
    doc = _doc([("paragraph", text)], agency="TPA")
    outer, inner = _read(doc)
    assert _hops(outer) == [("TPA", "report")]
    assert [s.text for s in inner.source] == ["officials"]
    assert _hops(inner) == [("officials", "speech"), ("TPA", "report")]


def test_an_agency_under_its_other_name_appears_once() -> None:
    text = "Agence  France-Presse said the dam would hold."
    (found,) = _read(_doc([("paragraph", text)], agency="AFP", publisher="agence france-presse"))
    assert _hops(found) == [("Agence France-Presse", "report")]


def test_who_repeats_their_own_words_appears_once() -> None:
    doc = _doc([("paragraph", "Pak Roe said Roe had said that the truce was over.")])
    _named(doc, "Pak Roe", "person:pak-roe", "Pak Roe")
    at = doc.text.index(" Roe had") + 1
    span = doc.span(at, at + 3)
    doc.add(Mention(kind="person", span=span, how="name", entity="person:pak-roe"))
    _, inner = _read(doc)
    assert _hops(inner) == [("Pak Roe", "speech")]
    assert inner.chain[0].span == span


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe said, according to Radio Larkfield, that the dam held.", "that the dam held"),
        ("Roe told parliament, according to aides, that it held.", "that it held"),
        ("Roe said at a rally, according to aides, that it held.", "that it held"),
    ],
)
def test_a_source_between_the_cue_and_the_words(text: str, content: str) -> None:
    outer, inner = _read(_doc([("paragraph", text)]))
    assert [s.text for s in outer.cue] == ["according to"]
    assert [s.text for s in outer.content] == [text.split(",")[0], content]
    assert inner.parent == outer.id
    assert [s.text for s in inner.source] == ["Roe"]
    assert [s.text for s in inner.content] == [content]
    assert [basis for _, basis in _hops(inner)] == ["speech", "report"]
    assert [who for who, _ in _hops(inner)] == ["Roe", _hops(outer)[0][0]]


def test_a_quotation_goes_on_after_a_source_between() -> None:
    text = "“The dam held,” Roe said, according to aides, “and it will hold.”"
    _, inner = _read(_doc([("paragraph", text)]))
    assert [s.text for s in inner.content] == ["“The dam held,”", "“and it will hold.”"]


def test_several_names_are_one_source_and_no_single_speaker() -> None:
    doc = _doc([("headline", "Larkfield, Zenda and Port Roe say the truce is over")])
    for name in ("Larkfield", "Zenda", "Port Roe"):
        _named(doc, name, f"place:{name.lower()}", name)
    (found,) = _read(doc)
    assert [s.text for s in found.source] == ["Larkfield, Zenda and Port Roe"]
    assert found.speaker is None
    assert _hops(found) == [("Larkfield, Zenda and Port Roe", "speech")]
