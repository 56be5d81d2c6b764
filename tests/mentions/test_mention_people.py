"""People by title, office and form, and what their names are short for."""

import pytest

from .helpers import one, read, texts


def test_an_office_gives_country_and_sector() -> None:
    doc = read("North Korean leader Kim Jong Un met Gen. Mark Milley and Ms. Ada Loew.")
    assert texts(doc, "person", "name") == ["Kim Jong Un", "Mark Milley", "Ada Loew"]
    kim, milley = doc.entities["person:kim-jong-un"], doc.entities["person:mark-milley"]
    assert (kim.name, kim.country, kim.sector) == ("Kim Jong Un", "PRK", "GOV")
    assert (milley.country, milley.sector) == (None, "MIL")


def test_a_full_name_may_end_the_sentence() -> None:
    doc = read("Rep. Ada Loew spoke.\n\nA View Of The Speech Of Ada Loew")
    assert texts(doc, "person", "name") == ["Ada Loew", "Ada Loew"]


def test_former_holders_have_no_sector() -> None:
    doc = read("The book is by former US president Jimmy Carter of Plains.")
    carter = doc.entities["person:jimmy-carter"]
    assert (carter.country, carter.sector) == ("USA", None)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Kim Jong Un", "Kim"),
        ("Yoon Suk-yeol", "Yoon"),
        ("Xi Jinping", "Xi"),
        ("Emmanuel Macron", "Macron"),
        ("George W. Bush", "Bush"),
        ("Mohammed bin Salman", "Salman"),
    ],
)
def test_a_surname_is_short_for_the_full_name(full: str, short: str) -> None:
    doc = read(f"President {full} spoke on Monday.", f"{short} ordered a halt.")
    assert one(doc, full).entity == one(doc, short).entity
    assert one(doc, full).entity is not None


def test_a_surname_before_the_full_name_and_in_the_headline() -> None:
    doc = read("Prime Minister Fumio Kishida left.", headline="Kishida leaves for the summit")
    assert one(doc, "Kishida").entity == "person:fumio-kishida"


def test_a_shared_surname_is_the_one_named_last() -> None:
    doc = read("Kim Jong Un spoke.", "His sister Kim Yo Jong wrote.", "Kim said more.")
    last = one(doc, "Kim")
    assert last.entity == "person:kim-yo-jong"
    assert last.score is not None
    assert last.score < 0.9


def test_a_surname_alone_is_nobody_in_particular() -> None:
    doc = read("Mr. Brennick was there.")
    assert one(doc, "Brennick").entity is None
    assert not doc.entities


def test_initials_are_dropped_where_the_text_has_both_forms() -> None:
    doc = read("Donald J. Trump won.", "Donald Trump spoke.", "Trump left.")
    people = {m.entity for m in doc.mentions if m.kind == "person"}
    assert people == {"person:donald-trump"}


def test_an_apposition_ties_office_and_name() -> None:
    doc = read(
        "South Korea's president, Han Sung-min, agreed.",
        "“No,” said Koo Byoung-sam, a spokesman for the ministry. He left.",
    )
    assert one(doc, "South Korea's president").entity == "person:han-sung-min"
    assert doc.entities["person:han-sung-min"].country == "KOR"
    assert one(doc, "spokesman").entity == "person:koo-byoung-sam"
    assert one(doc, "He").entity == "person:koo-byoung-sam"


def test_an_office_alone_is_its_only_holder() -> None:
    doc = read("President Emil Varga resigned.", "The president had been ill.")
    assert (one(doc, "president").how, one(doc, "president").entity) == (
        "office",
        "person:emil-varga",
    )
    assert one(read("The president had been ill."), "president").entity is None


def test_an_office_of_another_country_or_of_anybody_stays_open() -> None:
    doc = read("US ambassador Ada Loew spoke.", "China's ambassador left. An ambassador may.")
    assert one(doc, "China's ambassador").entity is None
    assert one(doc, "ambassador").entity is None


def test_a_pronoun_is_resolved_only_when_one_person_fits() -> None:
    doc = read("President Emil Varga resigned. He had been ill.")
    assert one(doc, "He").entity == "person:emil-varga"
    doc = read("Emil Varga met Peter Boll. He had been ill.")
    assert one(doc, "He").entity is None
    doc = read("Emil Varga met Anna Boll. She had been ill.")
    assert one(doc, "She").entity == "person:anna-boll"


@pytest.mark.parametrize(
    "text",
    [
        "Breaking News On Sunday Morning was shown.",
        "The Enlarged Meeting took place on a Monday.",
        "Join us on Telegram. Read More. Subscribe Now.",
        "Police said Freedom Shield began on March 13.",
        "World Cup tickets are sold. Good Friday is near.",
        "Hurricane Katrina hit the coast. The Stanley Cup was won.",
        "Miss Universe was crowned by the official Radio Broadcast partner.",
        "Nuclear Weapons, Prime Time, Black Friday, State Media.",
        "Western Officials Fear More Ballistic Missile Tests This Month",
        "Officials Warn May Deal With White House Official Delays Climate Talks",
    ],
)
def test_capitalised_common_words_are_no_people(text: str) -> None:
    assert texts(read(text), "person", "name") == []


def test_title_case_headlines_take_names_from_the_body() -> None:
    doc = read(
        "President Emil Varga asked for more on Monday.", headline="Emil Varga Calls For More War"
    )
    assert texts(doc, "person", "name") == ["Emil Varga", "Emil Varga"]


def test_a_title_between_office_and_name_belongs_to_neither() -> None:
    doc = read("Iran's Supreme Leader Ayatollah Ali Khamenei met army chief Gen. Karl Voss.")
    assert texts(doc, "person", "name") == ["Ali Khamenei", "Karl Voss"]
    assert doc.entities["person:ali-khamenei"].country == "IRN"


def test_a_month_is_nobody_even_where_somebody_has_its_name() -> None:
    doc = read("Theresa May spoke in May and on May 3. May left.")
    assert texts(doc, "person", "name") == ["Theresa May", "May"]
