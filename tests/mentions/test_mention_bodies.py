"""Organisations, common nouns for bodies and groups, weapons."""

import pytest

from .helpers import one, read, texts


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Korean Central News Agency", "org:kcna"),
        ("U.N. Security Council", "org:unsc"),
        ("NATO", "org:nato"),
        ("Workers’ Party of Korea", "org:wpk"),
        ("al-Qaeda", "org:al-qaeda"),
        ("Pentagon", "org:pentagon"),
    ],
)
def test_known_bodies(name: str, entity: str) -> None:
    doc = read(f"It was reported by the {name} on Friday.")
    assert (one(doc, name).kind, one(doc, name).entity) == ("organization", entity)
    assert doc.entities[entity].kind == "organization"


def test_bodies_by_form() -> None:
    doc = read(
        "The Ministry of Rural Roads, the Tarn Observatory for Human Rights"
        " and Brackwater University spoke."
    )
    assert texts(doc, "organization", "name") == [
        "Ministry of Rural Roads",
        "Tarn Observatory for Human Rights",
        "Brackwater University",
    ]


def test_a_body_many_states_have_takes_the_country_beside_it() -> None:
    doc = read("South Korea's Joint Chiefs of Staff said so.", "The Joint Chiefs of Staff agreed.")
    first, second = (one(doc, "Joint Chiefs of Staff", n) for n in (0, 1))
    assert first.entity == second.entity == "org:kor-joint-chiefs-of-staff"
    assert doc.entities["org:kor-joint-chiefs-of-staff"].country == "KOR"
    assert doc.entities["org:kor-joint-chiefs-of-staff"].sector == "MIL"
    alone = read("The Joint Chiefs of Staff agreed.")
    assert one(alone, "Joint Chiefs of Staff").entity is None


def test_the_country_may_follow_inside_another_body() -> None:
    doc = read("The Central Military Commission of the Workers’ Party of Korea met.")
    assert one(doc, "Central Military Commission").entity == "org:prk-central-military-commission"


def test_an_acronym_in_brackets_is_the_same_body() -> None:
    doc = read("The Norland Fisheries Council (NFC) met.", "NFC said no.")
    assert one(doc, "NFC").entity == "org:norland-fisheries-council"
    assert not read("NFC said no.").mentions


def test_state_media_is_the_one_state_agency_of_the_document() -> None:
    text = "State media said so."
    assert one(read("KCNA reported it.", text), "State media").entity == "org:kcna"
    both = read("KCNA reported it.", "Xinhua reported it.", text)
    assert one(both, "State media").entity is None
    assert one(read(text), "State media").entity is None


def test_a_nationality_tells_whose_military() -> None:
    doc = read("The South Korean military fired. The military was ready.")
    mention = one(doc, "South Korean military")
    assert (mention.how, mention.entity) == ("nominal", "org:kor-military")
    assert doc.entities["org:kor-military"].sectors == ("MIL",)
    assert one(doc, "military").entity is None
    assert one(doc, "South Korean").entity == "country:KOR"


def test_a_part_of_a_country_does_not_make_a_body_of_the_state() -> None:
    assert one(read("Crimea's parliament voted."), "parliament").entity is None


def test_a_noun_that_only_modifies_is_no_body() -> None:
    assert texts(read("Joint military exercises and police work went on."), "organization") == []


def test_the_agency_is_the_one_just_named() -> None:
    doc = read("Yonhap was silent.", "KCNA said the test worked, and the agency praised it.")
    assert one(doc, "agency").entity == "org:kcna"


def test_groups_carry_their_nationality_in_the_span() -> None:
    doc = read("Israeli soldiers faced protesters near the wall.")
    assert texts(doc, "group", "nominal") == ["Israeli soldiers", "protesters"]
    assert one(doc, "protesters").entity is None


def test_weapons() -> None:
    doc = read("Two intercontinental ballistic missiles, a Hwasong-18, a B-1B and drones flew.")
    assert texts(doc, "weapon") == [
        "intercontinental ballistic missiles",
        "Hwasong-18",
        "B-1B",
        "drones",
    ]
    assert texts(read("G-7 leaders spoke of COVID-19."), "weapon") == []
