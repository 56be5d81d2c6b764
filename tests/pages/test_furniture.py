import pytest

from onrecord.pages.credits import is_marked_credit
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
    is_byline,
    is_caption,
    is_credit,
    is_name,
    is_prose,
    is_stamp,
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
    "line,role",
    [
        ("Von Ana Ruiz, Redakteurin für Politik", "byline"),
        ("Par Ana Ruiz et Bo Lind", "byline"),
        ("Autor: Ana Ruiz", "byline"),
        ("김민지 기자", "byline"),
        ("Lesen Sie auch: Was ein Veto ist", "related"),
        ("À lire aussi : le veto expliqué", "related"),
        ("También te puede interesar", "related"),
        ("Czytaj także", "related"),
        ("관련기사", "related"),
        ("関連記事", "related"),
        ("Jetzt unseren WhatsApp-Kanal abonnieren", "promo"),
        ("Abonnez-vous à notre newsletter", "promo"),
        ("Suscríbete a nuestro boletín", "promo"),
        ("Artikel per E-Mail teilen", "promo"),
        ("Kommentare", "other"),
        ("5 min read", "other"),
        ("Facebook X LinkedIn Email", "other"),
        ("Alle Rechte vorbehalten.", "rights"),
        ("무단전재 및 재배포 금지", "rights"),
        ("Anmerkung der Redaktion: Das Jahr war falsch.", "correction"),
        ("Wirtschaft", "section"),
        ("Stand: 3. Mai 2023, 17:47 Uhr", "timestamp"),
        ("입력 2023.05.03 20:00", "timestamp"),
        ("2023年5月3日 11:30", "timestamp"),
        ("Publié le 3 mai 2023 à 11h30", "timestamp"),
    ],
)
def test_furniture_speaks_many_languages(line: str, role: str) -> None:
    assert furniture_role(line) == role


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the talks had failed, and both sides blamed the other for it.",
        "Join the army, he told them, and see the world.",
        "The minister followed the vote on Twitter, aides said, and then left the building.",
        "Copy that, the pilot answered.",
        "In composite trading, the shares of the company rose 37 cents to close at $2.75.",
        "The newsletter of the trade union, its editor said, had asked members to vote.",
        "Mehr zum Thema sagte der Minister am Montag in Berlin nicht, er schwieg.",
        "Von Berlin bis München fuhren am Montag keine Züge, sagte ein Sprecher der Bahn.",
        "Related party loans were the trouble of the bank, the report found.",
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
        ("Ein Schiff. © Ana Ruiz/dpa", "Ein Schiff.", "© Ana Ruiz/dpa"),
        ("Ein Schiff.Ana Ruiz/dpa", "Ein Schiff.", "Ana Ruiz/dpa"),
        ("Un barco en Cádiz. EFE/ Ana Ruiz", "Un barco en Cádiz.", "EFE/ Ana Ruiz"),
        ("Un barco. (Ana Ruiz)", "Un barco.", "(Ana Ruiz)"),
        ("배가 바다에 있다. 연합뉴스", "배가 바다에 있다.", "연합뉴스"),
        ("배가 바다에 있다. [사진 = 연합뉴스]", "배가 바다에 있다.", "[사진 = 연합뉴스]"),
        ("Statek na morzu. Fot. Ana Ruiz", "Statek na morzu.", "Fot. Ana Ruiz"),
    ],
)
def test_a_caption_is_parted_from_its_credit(line: str, caption: str, credit: str | None) -> None:
    parts = [(role, line[a:b]) for role, a, b in split_caption(line)]
    assert parts == [("caption", caption)] + ([("credit", credit)] if credit else [])


def test_captions_are_known_by_their_opening() -> None:
    assert is_caption("This undated picture released on Monday shows a ship")
    assert is_caption("File photo: the ministry in Seoul")
    assert is_caption("Die Ministerin (links) in Seoul")
    assert is_caption("Symbolbild: ein Schiff")
    assert not is_caption("This picture of the talks was too rosy, he said.")
    assert not is_caption("He posted a photo: it showed the ships.")
    assert not is_caption("The quake was felt in three provinces, officials said. (dpa)")
    assert not is_caption("The vote was 51 to 49, said Senator Ana Ruiz (R).")


@pytest.mark.parametrize(
    "line",
    ["Foto: Ana Ruiz", "picture alliance / dpa | Bo Lind", "REUTERS/Ana Ruiz", "Image credit: Ana"],
)
def test_a_credit_may_be_the_line(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize("line", ["Quelle des Streits: Geld", "Reuters reported it first."])
def test_a_picture_house_makes_no_credit(line: str) -> None:
    assert not is_credit(line)


def test_a_mark_without_a_year_may_be_a_credit() -> None:
    assert is_marked_credit("© Ana Ruiz / TPA")
    assert not is_marked_credit("© 2023 Northern Post")
    assert not is_marked_credit("© Northern Post. All rights reserved.")


def test_names_stand_alone() -> None:
    assert is_name("Ana Ruiz") and is_name("Ana Ruiz, Bo Lind und Kim van der Meer")
    assert is_name("Ana Ruiz | 3 May 2023")
    assert not is_name("Ministers meet again") and not is_name("What comes next?")
    assert not is_byline("Von Hamburg nach Berlin") and not is_name("Politik")


def test_stamps_hold_a_date_and_little_else() -> None:
    assert is_stamp("Frankfurt, 3. Mai 2023, 12:30 Uhr")
    assert not is_stamp("On 3 May 2023 the ministers of both countries met in Seoul for two hours.")
    assert not is_stamp("Top 10 of the year 2023")


def test_prose_needs_no_spaces_and_no_full_stop_at_its_end() -> None:
    assert is_prose("両国の外相は火曜日に会談し、再び会うことで合意した。")
    assert not is_prose("両国の外相が会談")
    assert is_prose(
        "The talks went on for hours. Nobody would say what was in the text. " + "a " * 20
    )


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
