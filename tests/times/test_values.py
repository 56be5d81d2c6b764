"""Own sentences, each with the values and days that must be read in it."""

from pathlib import Path

import pytest

from onrecord.document import Doc
from onrecord.records import Block, Document, Role, Timex
from onrecord.times import stage

SEED = Path(__file__).parents[3] / "shared" / "seed" / "story.txt"


def read(text: str, published: str | None = "2023-04-11", role: Role = "paragraph") -> list[Timex]:
    doc = Doc.of(Document(path="t.txt", text=text, published=published))
    doc.add(Block(role=role, span=doc.span(0, len(text))))
    assert list(stage([doc])) == [doc]
    return doc.timexes


def values(text: str, published: str | None = "2023-04-11") -> dict[str, str | None]:
    return {str(t.span.text): t.value for t in read(text, published)}


# 2023-04-11 was a Tuesday
@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoy left on April 10, 2023, for talks.", "April 10, 2023", "2023-04-10"),
        ("The envoy left on 10 April 2023 for talks.", "10 April 2023", "2023-04-10"),
        ("The envoy left on the 10th of April, 2023.", "the 10th of April, 2023", "2023-04-10"),
        ("Filed 2023-04-10 by the clerk.", "2023-04-10", "2023-04-10"),
        ("Filed 4/13/2023 by the clerk.", "4/13/2023", "2023-04-13"),
        ("Filed 4/5/2023 by the clerk.", "4/5/2023", None),
        ("They signed it Apr. 10 in Oslo.", "Apr. 10", "2023-04-10"),
        ("They signed it on Sept. 8, 2022.", "Sept. 8, 2022", "2022-09-08"),
        ("They signed it on Dec. 9.", "Dec. 9", "2022-12-09"),
        ("They will sign it on Dec. 9.", "Dec. 9", "2023-12-09"),
        ("The vote on Sunday, April 16, was called off.", "Sunday, April 16", "2023-04-16"),
        ("The drill of March 13-23 is over.", "March 13-23", "2023-03-13/2023-03-23"),
        ("The minister left in May 2021.", "May 2021", "2021-05"),
        ("The minister left in early February.", "early February", "2023-02"),
        ("The minister left last November.", "last November", "2022-11"),
        ("She ruled until 1998, when she fell.", "1998", "1998"),
        ("He fought in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("He wrote songs in the early 1980s.", "the early 1980s", "198"),
        ("He wrote songs in the 20th century.", "the 20th century", "19"),
        ("Exports fell in the third quarter.", "the third quarter", "2022-Q3"),
        ("Exports fell in the first quarter of 2021.", "the first quarter of 2021", "2021-Q1"),
        ("The first half of 2021 was dry.", "The first half of 2021", "2021-H1"),
        ("It began in the summer of 2020.", "the summer of 2020", "2020-SU"),
        ("It rained last year.", "last year", "2022"),
        ("It will rain next month.", "next month", "2023-05"),
        ("It rained last week.", "last week", "2023-W14"),
        ("It rained over the weekend.", "the weekend", "2023-W14-WE"),
        ("Rebels now hold the town.", "now", "PRESENT_REF"),
        ("Rebels recently took the town.", "recently", "PAST_REF"),
        ("Rebels left yesterday.", "yesterday", "2023-04-10"),
        ("Rebels leave tomorrow.", "tomorrow", "2023-04-12"),
        ("Shells fell last night.", "last night", "2023-04-10TNI"),
        ("Talks go on tonight.", "tonight", "2023-04-11TNI"),
        ("Shells fell Sunday morning.", "Sunday morning", "2023-04-09TMO"),
        ("Shells fell at 9:30 a.m. on Sunday.", "9:30 a.m. on Sunday", "2023-04-09T09:30"),
        ("Shells fell at 10 p.m. in the port.", "10 p.m.", "2023-04-11T22:00"),
        ("Police came at noon Saturday.", "noon Saturday", "2023-04-08T12:00"),
        ("They met two days ago.", "two days ago", "2023-04-09"),
        ("They met three years ago.", "three years ago", "2020"),
        ("They met for three months.", "three months", "P3M"),
        ("They met for several weeks.", "several weeks", "PXW"),
        ("They met for two and a half years.", "two and a half years", "P2Y6M"),
        ("It was an eight-year war.", "eight-year", "P8Y"),
        ("Prices doubled over the past decade.", "the past decade", "P1E"),
        ("Prices fell in the past two months.", "the past two months", "P2M"),
        ("The council meets every week.", "every week", "P1W"),
        ("The council meets twice a month.", "twice a month", "P1M"),
        ("The council meets every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("It met on June 3, 2022, and split two days later.", "two days later", "2022-06-05"),
        ("It met in June 2022 and split the following month.", "the following month", "2022-07"),
    ],
)
def test_reads_the_value(text: str, words: str, value: str | None) -> None:
    found = values(text)
    assert words in found
    assert found[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "The judge is 52 years old.",
        "They may march in the fall of the house.",
        "About 2000 people and 1,950 soldiers came; tickets cost $1990.",
        "More than a quarter of the seats are empty.",
        "A second group came third.",
        "The F16 flew over route 1999b, said April Jones.",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    assert {w: v for w, v in values(text).items() if v and w.lower() != "the fall"} == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Monday.", "2023-04-10"),
        ("He spoke Tuesday.", "2023-04-11"),
        ("He spoke on Wednesday.", "2023-04-05"),
        ("Leaders will meet Friday.", "2023-04-14"),
        ("The council on Friday is to vote.", "2023-04-14"),
        ("On Friday, the council will vote.", "2023-04-14"),
        ("The deal is due to be signed Friday.", "2023-04-14"),
        ("They agreed to meet on Friday.", "2023-04-14"),
        ("They agreed on Friday to meet.", "2023-04-07"),
        ("The minister said Friday it will rain.", "2023-04-07"),
    ],
)
def test_a_weekday_lies_behind_unless_the_sentence_looks_ahead(text: str, value: str) -> None:
    assert list(values(text).values()) == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("last Tuesday", "2023-04-04"),
        ("next Tuesday", "2023-04-18"),
        ("this coming Tuesday", "2023-04-18"),
        ("next Friday", "2023-04-14"),
        ("last Friday", "2023-04-07"),
    ],
)
def test_last_and_next_weekday_are_not_today(words: str, value: str) -> None:
    assert values(f"It happens {words}.") == {words: value}


def test_says_the_days_and_the_anchor() -> None:
    (relative,) = read("It rained last year.")
    assert (relative.start, relative.end, relative.anchor) == (
        "2022-01-01",
        "2023-01-01",
        "2023-04-11",
    )
    (absolute,) = read("It rained on May 3, 2021.")
    assert (absolute.start, absolute.end, absolute.anchor) == ("2021-05-03", "2021-05-04", None)
    (span,) = read("Drills ran from March 13-23.")
    assert (span.start, span.end) == ("2023-03-13", "2023-03-24")


def test_earlier_this_year_ends_with_the_anchor() -> None:
    (found,) = read("Earlier this year, the king fell ill.")
    assert (found.value, found.start, found.end) == ("2023", "2023-01-01", "2023-04-11")
    (ahead,) = read("The king will travel later this year.")
    assert (ahead.value, ahead.start, ahead.end) == ("2023", "2023-04-11", "2024-01-01")


def test_the_past_two_months_reach_back_from_the_anchor() -> None:
    (found,) = read("Prices fell in the past two months.")
    assert (found.timex_class, found.start, found.end) == ("DURATION", "2023-02-11", "2023-04-12")


def test_a_date_beside_a_whole_one_is_of_its_time() -> None:
    caption = read(
        "This photo taken on March 30, 2019 and released on April 1 shows the bridge.",
        role="caption",
    )
    assert [t.value for t in caption] == ["2019-03-30", "2019-04-01"]
    turn = values("He won on November 3, 2020 and took over on January 20.")
    assert list(turn.values()) == ["2020-11-03", "2021-01-20"]


def test_a_history_is_read_by_its_own_years() -> None:
    text = (
        "The league was founded in 1811. In 1812 it grew, and in 1813 it broke. In June 1814 the"
        " king came back. In August he fled. In 1815 the towns rose; on 3 December they lost, and"
        " in January they paid."
    )
    found = values(text)
    assert found["August"] == "1814-08"
    assert found["3 December"] == "1815-12-03"
    assert found["January"] == "1816-01"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Monday.", "XXXX-WXX-1"),
        ("He spoke yesterday.", None),
        ("He spoke last year.", None),
        ("He spoke on April 10.", "XXXX-04-10"),
        ("He spoke two days ago.", "P2D"),
        ("He recently spoke.", "PAST_REF"),
    ],
)
def test_without_a_date_of_publication_nothing_is_invented(text: str, value: str | None) -> None:
    (found,) = read(text, published=None)
    assert (found.value, found.start, found.end, found.anchor) == (value, None, None, None)


def test_the_anchor_is_the_page_own_day() -> None:
    assert values("He left today.", "2023-04-11T23:30:00-05:00") == {"today": "2023-04-11"}


def test_looks_only_where_the_story_is_told() -> None:
    assert read("Posted on Monday", role="timestamp") == []


def test_reads_the_seed_story() -> None:
    if not SEED.exists():
        pytest.skip("the seed story is not here")
    found = read(SEED.read_text(encoding="utf-8"))
    said = {(t.span.text, t.value, t.start, t.end) for t in found}
    assert ("Monday", "2023-04-10", "2023-04-10", "2023-04-11") in said
    assert ("Tuesday", "2023-04-11", "2023-04-11", "2023-04-12") in said
    assert ("last year", "2022", "2022-01-01", "2023-01-01") in said
    assert ("April 10, 2023", "2023-04-10", "2023-04-10", "2023-04-11") in said
    assert ("April 11", "2023-04-11", "2023-04-11", "2023-04-12") in said
    assert ("Earlier this year", "2023", "2023-01-01", "2023-04-11") in said
