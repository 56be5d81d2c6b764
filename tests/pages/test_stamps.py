import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.stamps import find_date, normal_stamp, read_stamp


@pytest.mark.parametrize(
    "line,stamp",
    [
        ("date 2023-04-11", ("published", "2023-04-11")),
        (
            "Published: Tue, 4 October 2022 09:15 KST",
            ("published", "2022-10-04T09:15:00+09:00"),
        ),
        ("Updated March 17, 2023, 8:05 a.m.", ("modified", "2023-03-17T08:05:00")),
        ("Last updated: 3 Jan. 2023 at 14.30 GMT", ("modified", "2023-01-03T14:30:00+00:00")),
        ("Posted on 2nd February 2023", ("published", "2023-02-02")),
        ("Sept. 9, 2022", ("published", "2022-09-09")),
        ("November 19, 2022, 12:30 AM KST", ("published", "2022-11-19T00:30:00+09:00")),
        ("2022-10-04T09:15:00+02:00", ("published", "2022-10-04T09:15:00+02:00")),
    ],
)
def test_lines_that_only_say_when(line: str, stamp: tuple[str, str]) -> None:
    assert read_stamp(line) == stamp


@pytest.mark.parametrize(
    "line",
    [
        "The law was passed on 8 September 2022.",
        "Kim Jong Un in a picture of March 2, 2019",
        "Updated",
        "31 February 2023",
        "4 October",
    ],
)
def test_lines_that_say_more_or_less(line: str) -> None:
    assert read_stamp(line) is None


def test_a_time_in_an_unknown_zone_is_dropped() -> None:
    assert find_date("4 October 2022 09:15 XST") == ("2022-10-04", 0, 24)


def test_metadata_times_keep_their_precision() -> None:
    assert normal_stamp("2023-04-11") == "2023-04-11"
    assert normal_stamp("2023-04-11T08:00:00.123Z") == "2023-04-11T08:00:00+00:00"
    assert normal_stamp("Tue, 11 Apr 2023 08:00:00 +0900") == "2023-04-11T08:00:00+09:00"
    assert normal_stamp("2023") == "2023"
    assert normal_stamp("2023-04") == "2023-04"
    assert normal_stamp("20230411") == "2023-04-11"
    assert normal_stamp("1681171200") == "2023-04-11T00:00:00+00:00"
    assert normal_stamp("1681171200000") == "2023-04-11T00:00:00+00:00"
    assert normal_stamp("yesterday") is None
    assert normal_stamp(None) is None


@pytest.mark.parametrize(
    "text", ["0001-01-01", "9999-12-31T23:59:59Z", "2023-13", "2023-W15", "0001-01-01T00:00:00"]
)
def test_empty_fields_and_mistakes_are_no_dates(text: str) -> None:
    assert normal_stamp(text) is None


@given(st.text(max_size=80))
def test_any_line_is_read_without_an_error(line: str) -> None:
    read_stamp(line)
    normal_stamp(line)
