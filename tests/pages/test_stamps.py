import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.stamps import (
    find_date,
    find_month,
    label_after,
    label_before,
    month_number,
    normal_stamp,
    read_stamp,
)


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
        ("Veröffentlicht am 13. April 2023 um 14:30 Uhr", ("published", "2023-04-13T14:30:00")),
        ("Zuletzt aktualisiert: 13.04.2023", ("modified", "2023-04-13")),
        ("Mis à jour le 13 avril 2023 à 14h30", ("modified", "2023-04-13T14:30:00")),
        ("Publicado el 13 de abril de 2023", ("published", "2023-04-13")),
        ("最終更新日：2023年4月13日 14:30", ("modified", "2023-04-13T14:30:00")),
        ("입력 2023. 4. 13. 오후 3:15", ("published", "2023-04-13T15:15:00")),
        ("Опубликовано 15 августа 2016, 13:43", ("published", "2016-08-15T13:43:00")),
        ("2023.04.13 julkaistu", ("published", "2023-04-13")),
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
        "Born 3 May 1975",
        "Gültig bis 13.04.2023",
    ],
)
def test_lines_that_say_more_or_less(line: str) -> None:
    assert read_stamp(line) is None


@pytest.mark.parametrize(
    "text,day",
    [
        ("13-Apr-2023", "2023-04-13"),
        ("13/4/2023", "2023-04-13"),
        ("4/13/2023", "2023-04-13"),
        ("20 December 2023", "2023-12-20"),
        ("1er janvier 2020", "2020-01-01"),
        ("21. 4. 2020", "2020-04-21"),
        ("2024 Jun 30", "2024-06-30"),
        ("2023. április 13.", "2023-04-13"),
        ("13 tháng 4, 2023", "2023-04-13"),
        ("13 เม.ย. 2566", "2023-04-13"),
        ("١٣ أبريل ٢٠٢٣", "2023-04-13"),
        ("13 באפריל 2023", "2023-04-13"),
        ("Apr 13, '23", "2023-04-13"),
        ("5 comments, 13 avril 2023", "2023-04-13"),
    ],
)
def test_dates_of_many_languages(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None and found[0] == day


def test_a_month_that_two_languages_share_goes_by_the_page() -> None:
    assert month_number("listopada", "pl") == 11
    assert month_number("listopada", "hr") == 10
    assert month_number("comment") is None


def test_numbers_are_read_in_the_order_asked_for() -> None:
    assert find_date("4/5/2023") == ("2023-05-04", 0, 8)
    assert find_date("4/5/2023", month_first=True) == ("2023-04-05", 0, 8)
    assert find_date("4.5.23") is None
    assert find_date("4.5.23", short_year=True) == ("2023-05-04", 0, 6)


def test_a_time_may_stand_before_its_date() -> None:
    assert find_date("11:02 AM, Nov 9, 2022") == ("2022-11-09T11:02:00", 0, 21)
    assert find_date("Won 2:10 in the game of Nov 9, 2022") == ("2022-11-09", 24, 35)


def test_a_time_in_an_unknown_zone_is_dropped() -> None:
    assert find_date("4 October 2022 09:15 XST") == ("2022-10-04", 0, 24)


def test_months_without_a_day() -> None:
    assert find_month("Date: November 2003") == "2003-11"
    assert find_month("Abril de 2020") == "2020-04"
    assert find_month("Model 2003") is None


@pytest.mark.parametrize(
    "text,label",
    [
        ("Last updated 4 June 2020, originally created", "published"),
        ("Von Max Beispiel, aktualisiert am", "modified"),
        ("Posted by Ana Ruiz on", "published"),
        ("Valid until", "other"),
        ("The talks were held on", None),
        ("", None),
    ],
)
def test_labels_before_a_date(text: str, label: str | None) -> None:
    assert label_before(text) == label


def test_labels_after_a_date() -> None:
    assert label_after(" julkaistu") == "published"
    assert label_after(" in Seoul") is None


def test_metadata_times_keep_their_precision() -> None:
    assert normal_stamp("2023-04-11") == "2023-04-11"
    assert normal_stamp("2023-04-11T08:00:00.123Z") == "2023-04-11T08:00:00+00:00"
    assert normal_stamp("Tue, 11 Apr 2023 08:00:00 +0900") == "2023-04-11T08:00:00+09:00"
    assert normal_stamp("2023") == "2023"
    assert normal_stamp("2023-04") == "2023-04"
    assert normal_stamp("20230411") == "2023-04-11"
    assert normal_stamp("1681171200") == "2023-04-11T00:00:00+00:00"
    assert normal_stamp("1681171200000") == "2023-04-11T00:00:00+00:00"
    assert normal_stamp("2023-04-11 08:00:00 UTC") == "2023-04-11T08:00:00+00:00"
    assert normal_stamp("2023-04-11T08:00:05+02:00[Europe/Berlin]") == "2023-04-11T08:00:05+02:00"
    assert normal_stamp("Tue Apr 11 08:00:05 CEST 2023") == "2023-04-11T08:00:05+02:00"
    assert normal_stamp("20230411080005") == "2023-04-11T08:00:05"
    assert normal_stamp("4/5/2023 4:59:59 PM", month_first=True) == "2023-04-05T16:59:59"
    assert normal_stamp("yesterday") is None
    assert normal_stamp("P3D") is None
    assert normal_stamp(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01",
        "9999-12-31T23:59:59Z",
        "2023-13",
        "2023-W15",
        "0001-01-01T00:00:00",
        "1970-01-01T00:00:00Z",
    ],
)
def test_empty_fields_and_mistakes_are_no_dates(text: str) -> None:
    assert normal_stamp(text) is None


@given(st.text(max_size=80) | st.text("0123456789/.-: apmTZ年月日", max_size=80))
def test_any_line_is_read_without_an_error(line: str) -> None:
    read_stamp(line)
    normal_stamp(line)
    find_date(line, month_first=True, short_year=True)
    find_month(line)
    label_before(line)
