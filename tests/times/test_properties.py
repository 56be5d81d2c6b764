"""What holds for every text, anchor and value."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.records import Block, Document, Timex
from onrecord.times import stage
from onrecord.times.intervals import add_months, interval, unit_value
from onrecord.times.words import vocabulary

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
edges = st.sampled_from([date.min, date.max, date(1, 3, 1), date(9999, 2, 28), date(9998, 12, 31)])
any_day = edges | st.dates()
"""``days`` are those of news, but a page may claim to be of any."""


def read(text: str, published: str | None) -> list[Timex]:
    doc = Doc.of(Document(path="t.txt", text=text, published=published))
    if text.strip():
        doc.add(Block(role="paragraph", span=doc.span(0, len(text))))
    list(stage([doc]))
    return doc.timexes


@given(days, st.sampled_from(WEEKDAYS))
def test_a_bare_weekday_is_the_nearest_not_after_the_anchor(anchor: date, weekday: str) -> None:
    (found,) = read(f"The king spoke on {weekday}.", anchor.isoformat())
    there = date.fromisoformat(found.value or "")
    assert there.strftime("%A") == weekday
    assert timedelta(0) <= anchor - there < timedelta(7)


@given(days, st.sampled_from(WEEKDAYS))
def test_a_weekday_ahead_is_the_nearest_not_before_the_anchor(anchor: date, weekday: str) -> None:
    (found,) = read(f"The king will speak on {weekday}.", anchor.isoformat())
    there = date.fromisoformat(found.value or "")
    assert there.strftime("%A") == weekday
    assert timedelta(0) <= there - anchor < timedelta(7)


@given(days, days)
def test_a_whole_date_is_itself_in_every_order(anchor: date, day: date) -> None:
    month = day.strftime("%B")
    for words in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", str(day)):
        (found,) = read(f"It opened on {words}.", anchor.isoformat())
        assert found.value == day.isoformat()


@given(days, days)
def test_a_date_without_year_is_near_the_anchor(anchor: date, day: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    (found,) = read(f"It opened on {day.strftime('%B')} {day.day}.", anchor.isoformat())
    there = date.fromisoformat(found.value or "")
    assert (there.month, there.day) == (day.month, day.day)
    assert timedelta(-366) < there - anchor < timedelta(100)


pieces = st.lists(
    st.one_of(
        st.sampled_from(sorted(vocabulary().kinds)),
        st.sampled_from(
            [*"-–,.:/'()%$½", "the", "of", "a", "or so", "ago", "later", "1989", "31", "'98"]
        ),
        st.integers(0, 3000).map(str),
        st.text(max_size=4),
    ),
    max_size=40,
)


@given(pieces, st.sampled_from([" ", "", "-", "\n\n"]), st.none() | days | any_day)
def test_any_words_give_well_formed_records(
    words: list[str], between: str, anchor: date | None
) -> None:
    last = 0
    for found in read(between.join(words), anchor and anchor.isoformat()):
        assert found.span.start >= last
        last = found.span.end
        assert (found.start is None) == (found.end is None)
        if found.start is not None and found.end is not None:
            assert date.fromisoformat(found.start) < date.fromisoformat(found.end)
        if anchor is None and found.value is None:
            assert found.start is None


RELATIVE = (
    [f"{way} {unit}" for way in ("last", "this", "next") for unit in (*WEEKDAYS, "April", "June")]
    + [f"{way} {unit}" for way in ("last", "next") for unit in ("week", "month", "year", "summer")]
    + ["today", "yesterday", "tomorrow", "last night", "on Monday", "on Friday", "April 5"]
    + ["two days ago", "9,000 years ago", "ten centuries later", "the past decade"]
    + ["the next six months", "the third quarter", "a year earlier", "the first half of the year"]
    + ["the following month", "next weekend", "December 31", "the year-end", "the end of next year"]
    + ["March 13-23", "at 9 a.m. on Monday", "December 31, 9999", "9999", "this century"]
)


@given(any_day, st.lists(st.sampled_from(RELATIVE), min_size=1, max_size=4), st.booleans())
def test_any_anchor_is_survived(anchor: date, words: list[str], ahead: bool) -> None:
    verb = "will meet" if ahead else "met"
    for found in read(f"They {verb} {' and '.join(words)}.", anchor.isoformat()):
        assert (found.start is None) == (found.end is None)
        if found.start is not None and found.end is not None:
            assert date.fromisoformat(found.start) < date.fromisoformat(found.end)
        assert not (found.value or "").startswith(("-", "0000"))
        assert "10000" not in (found.value or "")


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("0001-01-01", "They met yesterday."),
        ("0001-01-01", "They met last Monday."),
        ("0001-01-01", "They met last year."),
        ("9999-12-31", "They met on Friday."),
        ("9999-12-31", "They will meet on Monday."),
        ("9999-12-31", "They will meet next month."),
    ],
)
def test_what_lies_outside_the_calendar_is_unknown(published: str, text: str) -> None:
    (found,) = read(text, published)
    assert (found.value, found.start, found.end) == (None, None, None)


@given(days, st.sampled_from("DWMQYEC"))
def test_a_day_lies_in_its_units(day: date, unit: str) -> None:
    days_of_unit = interval(unit_value(day, unit))
    assert days_of_unit is not None
    assert days_of_unit[0] <= day < days_of_unit[1]


@given(days, st.integers(-600, 600))
def test_months_there_and_back_lose_no_more_than_a_month_end(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert timedelta(0) <= day - back <= timedelta(3)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2023", "2023-01-01", "2024-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2023-W14", "2023-04-03", "2023-04-10"),
        ("2023-W14-WE", "2023-04-08", "2023-04-10"),
        ("2023-Q4", "2023-10-01", "2024-01-01"),
        ("2023-H1", "2023-01-01", "2023-07-01"),
        ("2023-SU", "2023-06-01", "2023-09-01"),
        ("2023-04-10TNI", "2023-04-10", "2023-04-11"),
        ("2023-04-10T09:30", "2023-04-10", "2023-04-11"),
        ("2023-03-13/2023-03-23", "2023-03-13", "2023-03-24"),
    ],
)
def test_value_to_days(value: str, start: str, end: str) -> None:
    assert interval(value) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "value", ["P3M", "PAST_REF", "XXXX-WXX-1", "2023-WI", "2023-02-30", "2023-13", "9999", "", "x"]
)
def test_values_without_days(value: str) -> None:
    assert interval(value) is None


@pytest.mark.parametrize(
    "unit", ["1,1,", "two hundred and ", "1", "the ", "9:", "a", "twenty-", "May ", "1989 - ", "."]
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.perf_counter()
    read(text, "2023-04-11")
    assert time.perf_counter() - begun < 4
