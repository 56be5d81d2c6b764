"""Countries, demonyms, capitals: place or government, and which."""

import pytest

from .helpers import one, read


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Pyongyang has fired two rockets.", "Pyongyang", "country:PRK"),
        ("Beijing said it would answer.", "Beijing", "country:CHN"),
        ("The envoy urged Tokyo to wait.", "Tokyo", "country:JPN"),
        ("It was a warning to Moscow.", "Moscow", "country:RUS"),
        ("They spoke of a war against “Seoul”.", "Seoul", "country:KOR"),
        ("The Kremlin denied the report.", "Kremlin", "country:RUS"),
        ("Downing Street declined to comment.", "Downing Street", "country:GBR"),
    ],
)
def test_a_capital_or_seat_that_acts_is_its_government(text: str, words: str, entity: str) -> None:
    mention = one(read(text), words)
    assert (mention.kind, mention.how, mention.entity) == ("organization", "metonym", entity)


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("The two sides met in Seoul on Friday.", "Seoul", "place:seoul"),
        ("She flew to Moscow for the talks.", "Moscow", "place:moscow"),
        ("He lives near Washington, D.C. with a dog.", "Washington, D.C.", "place:washington"),
        ("LONDON (AP) — Shops closed early.", "LONDON", "place:london"),
        ("They walked the streets of Cairo at night.", "Cairo", "place:cairo"),
        ("Paris residents complained of noise.", "Paris", "place:paris"),
    ],
)
def test_a_capital_where_something_happens_is_a_place(text: str, words: str, entity: str) -> None:
    doc = read(text)
    mention = one(doc, words)
    assert (mention.kind, mention.how, mention.entity) == ("place", "name", entity)
    place = doc.entities[entity]
    assert place.kind == "place"
    assert place.lat is not None
    assert place.lon is not None


def test_names_of_a_list_are_read_alike() -> None:
    doc = read("In reply, Washington and Seoul have stepped up patrols.")
    assert [m.entity for m in doc.mentions[:2]] == ["country:USA", "country:KOR"]
    assert {m.how for m in doc.mentions[:2]} == {"metonym"}


def test_a_dateline_names_a_place_in_a_country() -> None:
    doc = read("SEOUL, South Korea (AFP) — Trains stopped on Monday.")
    assert [(m.span.text, m.kind, m.entity) for m in doc.mentions] == [
        ("SEOUL", "place", "place:seoul"),
        ("South Korea", "place", "country:KOR"),
        ("AFP", "organization", "org:afp"),
    ]


@pytest.mark.parametrize("name", ["United States", "US", "U.S.", "USA", "America"])
def test_names_of_a_country_share_an_entity(name: str) -> None:
    assert one(read(f"He returned from the {name} on Monday."), name).entity == "country:USA"


def test_us_is_no_country_in_lower_case() -> None:
    assert read("They told us to wait for us.").entities == {}


def test_demonyms() -> None:
    doc = read("Two Iranians and a Dutch captain were freed.")
    assert [(m.span.text, m.kind, m.how, m.entity) for m in doc.mentions] == [
        ("Iranians", "group", "demonym", "country:IRN"),
        ("Dutch", "place", "demonym", "country:NLD"),
    ]


@pytest.mark.parametrize("words", ["Congolese", "Dominican", "Congo"])
def test_what_two_countries_share_is_left_open(words: str) -> None:
    assert one(read(f"The case of {words} farmers was heard."), words).entity is None


def test_hyphens_join_a_country_to_what_it_does() -> None:
    doc = read("A US-led force met at the Seoul-based office of Agence France-Presse.")
    assert one(doc, "US").entity == "country:USA"
    assert one(doc, "Agence France-Presse").entity == "org:afp"
    assert "country:FRA" not in doc.entities


def test_the_north_needs_a_korea_in_the_document() -> None:
    told = read("South Korea protested.", "The North did not answer.")
    assert one(told, "North").entity == "country:PRK"
    assert read("Rain fell.", "The North did not answer.").entities == {}


def test_places_by_form() -> None:
    doc = read("Floods hit Nineveh Province and Lake Baikal.", "A camp in Vrenk, Ukraine, burned.")
    assert one(doc, "Nineveh Province").kind == "place"
    assert one(doc, "Lake Baikal").kind == "place"
    assert one(doc, "Vrenk").kind == "place"


def test_a_place_that_opens_another_name_is_no_place() -> None:
    assert not read("Fans watched Perth Glory lose again.").mentions


def test_a_namesake_of_a_capital_is_left_open() -> None:
    doc = read("They live in Paris, Texas, and in Athens, Georgia.")
    assert one(doc, "Paris").entity is None
    assert one(doc, "Texas").entity == "place:texas"
    assert one(doc, "Athens").entity is None
    assert one(doc, "Georgia").entity is None


def test_a_city_that_stands_for_more_than_its_country_stays_a_place() -> None:
    assert one(read("Brussels said it would sue."), "Brussels").entity == "place:brussels"
