import pytest

from onrecord.pages.facts import (
    agency_of,
    authors_of,
    promo_publisher,
    rights_holder,
    section_of,
)
from onrecord.pages.furniture import (
    dateline_parts,
    furniture_role,
    is_caption,
    split_caption,
    split_dateline,
)


@pytest.mark.parametrize(
    "line,role",
    [
        ("© Agence France-Presse", "rights"),
        ("Copyright 2023 Northern Post Ltd. All rights reserved.", "rights"),
        ("This material may not be published or redistributed.", "rights"),
        ("Correction (17 March): an earlier version gave the wrong year.", "correction"),
        ("(Reporting by Ana Ruiz; editing by Bo Lindqvist)", "correction"),
        ("Ana Ruiz contributed to this report.", "correction"),
        ("More in Asia:", "section"),
        ("Home > World > Asia", "section"),
        ("WORLD", "section"),
        ("Read also: How the veto works", "related"),
        ("Join Northern Post on Telegram", "promo"),
        ("Sign up for our morning newsletter", "promo"),
        ("Like local news? Subscribe from 90p a week.", "promo"),
        ("By Ana Ruiz and Bo Lindqvist", "byline"),
        ("Written by Primo on", "byline"),
        ("Staff report", "byline"),
        ("TPA", "byline"),
        ("Updated: 3 May 2023", "timestamp"),
    ],
)
def test_furniture_is_known_by_its_form(line: str, role: str) -> None:
    assert furniture_role(line) == role


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the talks had failed, and both sides blamed the other for it.",
        "Join the army, he told them, and see the world.",
        "The minister followed the vote on Twitter, aides said, and then left the building.",
        "Copy that, the pilot answered.",
        "He will support the government in the vote on the app store law, the party said.",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert furniture_role(line) is None


@pytest.mark.parametrize(
    "line,caption,credit",
    [
        (
            "The two shake hands. (Photo by ANA RUIZ / TPA)",
            "The two shake hands.",
            "(Photo by ANA RUIZ / TPA)",
        ),
        ("A ship. Photo: Bo Lindqvist / TPA", "A ship.", "Photo: Bo Lindqvist / TPA"),
        ("A ship. (KCNA via TPA)", "A ship.", "(KCNA via TPA)"),
        ("A ship at sea.", "A ship at sea.", None),
    ],
)
def test_a_caption_is_parted_from_its_credit(line: str, caption: str, credit: str | None) -> None:
    parts = [(role, line[a:b]) for role, a, b in split_caption(line)]
    assert parts == [("caption", caption)] + ([("credit", credit)] if credit else [])


def test_captions_are_known_by_their_opening() -> None:
    assert is_caption("This undated picture released on Monday shows a ship")
    assert is_caption("File photo: the ministry in Seoul")
    assert not is_caption("This picture of the talks was too rosy, he said.")


@pytest.mark.parametrize(
    "dateline,place,agency",
    [
        ("SEOUL, South Korea (AFP) —", "Seoul", "AFP"),
        ("UNITED NATIONS (TPA) -", "United Nations", "TPA"),
        ("PYONGYANG, April 11 (KCNA) --", "Pyongyang", "KCNA"),
        ("TOKYO —", "Tokyo", None),
        ("Seoul (TPA) –", "Seoul", "TPA"),
        ("Seoul —", "Seoul", None),
    ],
)
def test_a_dateline_is_parted_from_its_paragraph(
    dateline: str, place: str, agency: str | None
) -> None:
    line = f"{dateline} The ministers met for two hours on Monday."
    (head, body) = split_dateline(line)
    assert line[head[1] : head[2]] == dateline
    assert line[body[1] :].startswith("The ministers")
    assert dateline_parts(dateline) == (place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Kim — who was there — said nothing about it to the reporters.",
        "The talks (on Monday) - the third this year - ended without a result.",
    ],
)
def test_a_dash_makes_no_dateline(line: str) -> None:
    assert [role for role, _, _ in split_dateline(line)] == ["paragraph"]


def test_bylines_name_people_only() -> None:
    assert authors_of("By Ana Ruiz and Bo Lindqvist, TPA") == ("Ana Ruiz", "Bo Lindqvist")
    assert authors_of("By Ana Ruiz in Seoul, Asia correspondent") == ("Ana Ruiz",)
    assert authors_of("Written by Desk on") == ()
    assert authors_of("By Ana Ruiz | 4 October 2022") == ("Ana Ruiz",)


def test_furniture_states_agency_publisher_and_section() -> None:
    assert agency_of("By Ana Ruiz, Agence France-Presse") == "AFP"
    assert agency_of("Staff report and TPA") == "TPA"
    assert agency_of("By Ana Ruiz in Seoul") is None
    assert rights_holder("© 2022 Northern Post Ltd. All rights reserved.") == "Northern Post"
    assert rights_holder("All rights reserved") is None
    assert promo_publisher("Join Northern Post on Telegram") == "Northern Post"
    assert promo_publisher("Join us on Telegram") is None
    assert section_of("Home › World › Asia") == "Asia"
    assert section_of("More in Asia:") == "Asia"
