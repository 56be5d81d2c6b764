import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from onrecord.pages.dates import PageDates, dates_of, find_dates
from onrecord.pages.declared_dates import unarchived
from onrecord.pages.metadata import read_head

URL = "https://northernpost.example/asia/talks-resume"
TITLE = "Ministers agree to meet again in the spring"
STORY = "<p>The foreign ministers of both countries met on Tuesday for two hours.</p>" * 3


def page(
    after: str = "", *, before: str = "", head: str = "", end: str = "", lang: str = ""
) -> str:
    return (
        f"<!doctype html><html lang='{lang}'><head><title>{TITLE} | Northern Post</title>{head}"
        f"</head><body><div class='site'>{before}</div><main><h1>{TITLE}</h1>{after}{STORY}</main>"
        f"{end}</body></html>"
    )


def json_ld(**fields: object) -> str:
    article = {"@type": "NewsArticle", "headline": TITLE, **fields}
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


def meta(name: str, content: str) -> str:
    return f"<meta property='{name}' content='{content}'>"


def found(html: str, url: str | None = URL) -> PageDates:
    tree = LexborHTMLParser(html)
    return find_dates(tree, read_head(tree), url)


def published(html: str, url: str | None = URL) -> str | None:
    chosen = found(html, url).published
    return chosen.stamp if chosen else None


def modified(html: str, url: str | None = URL) -> str | None:
    chosen = found(html, url).modified
    return chosen.stamp if chosen else None


def test_json_ld_says_when_and_why() -> None:
    dates = found(
        page(
            head=json_ld(
                datePublished="2023-05-03T09:00:00+09:00", dateModified="2023-05-04T10:00:00+09:00"
            )
        )
    )
    assert dates.published is not None and dates.modified is not None
    assert dates.published.stamp == "2023-05-03T09:00:00+09:00"
    assert dates.published.evidence == "json-ld NewsArticle datePublished"
    assert dates.modified.stamp == "2023-05-04T10:00:00+09:00"


def test_the_wrapper_gives_the_stamps_alone() -> None:
    tree = LexborHTMLParser(page(head=meta("article:published_time", "2023-05-03")))
    assert dates_of(tree, read_head(tree), URL) == ("2023-05-03", None)


@pytest.mark.parametrize(
    "name", ["article:published_time", "DC.date.issued", "parsely-pub-date", "pubdate", "date"]
)
def test_meta_elements_in_their_spellings(name: str) -> None:
    assert published(page(head=meta(name, "2023-05-03"))) == "2023-05-03"


def test_an_object_about_another_story_counts_little() -> None:
    other = json_ld(headline="Something else altogether", datePublished="2020-01-02")
    html = page("<span class='date'>3 May 2023</span>", head=other)
    assert published(html) == "2023-05-03"


@pytest.mark.parametrize(
    "shown,lang",
    [
        ("<time datetime='2023-05-03T09:00:00+02:00'>on Wednesday</time>", "en"),
        ("<p class='meta'>By Ana Ruiz | 3 May 2023</p>", "en-GB"),
        ("<div>May 3, 2023</div>", "en-US"),
        ("<div class='entry-date'>03.05.2023, 09:00 Uhr</div>", "de"),
        ("<div>Publié le 3 mai 2023</div>", "fr"),
        ("<span>2023年5月3日</span>", "ja"),
        ("<div class='date'><b>3</b> <i>May</i> <i>2023</i></div>", "en"),
        ("<abbr title='2023-05-03T09:00:00Z'>2 hours ago</abbr>", "en"),
        ("<p class='date' itemprop='datePublished' content='2023-05-03'>May 2023</p>", "en"),
    ],
)
def test_what_is_shown_by_the_headline(shown: str, lang: str) -> None:
    assert (published(page(shown, lang=lang)) or "")[:10] == "2023-05-03"


def test_a_relative_stamp_alone_is_no_date() -> None:
    assert found(page("<time>2 hours ago</time>")) == PageDates(None, None)


def test_number_order_goes_by_the_site_and_is_settled_by_other_sources() -> None:
    shown = "<span class='date'>4/5/2023</span>"
    assert published(page(shown, lang="en-US"), "https://post.example.com/x") == "2023-04-05"
    assert published(page(shown, lang="en-GB"), "https://post.example.com/x") == "2023-05-04"
    assert published(page(shown, lang="en"), "https://post.example.au/x") == "2023-05-04"
    dated = "https://post.example.com/2023/04/05/x"
    assert published(page(shown, lang="de"), dated) == "2023-04-05"


def test_first_publication_and_change_side_by_side() -> None:
    html = page("<p class='meta'>Last updated 4 June 2020, originally created 17 June 2019</p>")
    assert (published(html), modified(html)) == ("2019-06-17", "2020-06-04")


def test_an_unlabelled_date_that_is_the_declared_change_is_that() -> None:
    html = page(
        "<span class='date'>4 June 2020</span>",
        head=json_ld(datePublished="2019-06-17", dateModified="2020-06-04"),
    )
    assert (published(html), modified(html)) == ("2019-06-17", "2020-06-04")


def test_a_declared_publication_that_moves_with_each_change_yields_to_an_earlier_one() -> None:
    html = page(
        "<span class='date'>17 June 2019</span>",
        head=json_ld(datePublished="2020-06-04", dateModified="2020-06-04"),
    )
    assert (published(html), modified(html)) == ("2019-06-17", "2020-06-04")


def test_a_change_that_is_the_only_date_shown_is_when_this_text_came_out() -> None:
    dates = found(page("<p>Updated: 3 May 2023</p>"))
    assert dates.published is not None and dates.published.stamp == "2023-05-03"
    assert dates.published.evidence.endswith("a change, the only date shown")


def test_a_change_that_is_not_shown_says_nothing_of_publication() -> None:
    html = page(head=meta("article:modified_time", "2023-05-03"))
    assert (published(html), modified(html)) == (None, "2023-05-03")


def test_a_change_before_the_publication_is_none() -> None:
    html = page(head=json_ld(datePublished="2023-05-03", dateModified="2023-05-01"))
    assert (published(html), modified(html)) == ("2023-05-03", None)


@pytest.mark.parametrize(
    "url,day",
    [
        ("https://post.example/2023/05/03/talks", "2023-05-03"),
        ("https://post.example/news/2023-05-03-talks.html", "2023-05-03"),
        ("https://post.example/20230503/talks", "2023-05-03"),
        ("https://post.example/2023/may/03/talks", "2023-05-03"),
        ("https://post.example/2023/05/talks", None),
        ("https://post.example/2023/99/99/talks", None),
        ("https://post.example/id/120230503123/talks", None),
    ],
)
def test_dates_in_the_address(url: str, day: str | None) -> None:
    assert published(page(), url) == day


def test_the_day_of_a_web_archives_copy_is_only_the_last_it_may_be() -> None:
    url = "https://web.archive.org/web/20200102030405/http://post.example/talks"
    assert unarchived(url) == ("http://post.example/talks", "2020-01-02")
    assert published(page(), url) is None
    html = page("<p>3 May 2023</p>", head=meta("date", "2019-12-30"))
    assert published(html, url) == "2019-12-30"


@pytest.mark.parametrize("day", ["1970-01-01T00:00:00Z", "2099-01-01", "0001-01-01"])
def test_values_of_templates_are_no_dates(day: str) -> None:
    assert published(page(head=json_ld(datePublished=day))) is None


@pytest.mark.parametrize(
    "trap",
    [
        "<div class='comments'><div class='comment'><time datetime='2020-01-02'>2 Jan</time></div>"
        "</div>",
        "<footer>© 2023 Northern Post, founded 2 January 1920</footer>",
        "<div class='related'><a>Another story</a> <span class='date'>2 January 2020</span></div>",
        "<p>The treaty was signed on 2 January 2020 in front of the palace by both of them.</p>",
        "<p>Born: 2 January 1960</p>",
        "<script>var today = '2 January 2020';</script>",
    ],
)
def test_dates_of_other_things(trap: str) -> None:
    assert published(page(end=trap)) is None
    assert published(page(trap + "<p class='date'>3 May 2023</p>")) == "2023-05-03"


def test_the_day_in_the_site_header_is_not_the_storys() -> None:
    html = page(
        before="<header><span class='date'>Monday, 6 July 2026</span></header>",
        head=meta("date", "2023-05-03"),
    )
    assert published(html) == "2023-05-03"


def test_a_list_of_dated_teasers_is_no_date() -> None:
    teasers = "".join(f"<li>{i} May 2023 <b>A story</b></li>" for i in range(1, 9))
    assert published(f"<html><body><ul>{teasers}</ul></body></html>") is None


def test_a_moment_in_utc_goes_to_the_day_the_page_shows() -> None:
    head = json_ld(datePublished="2019-10-18T22:04:00Z")
    shown = "<span class='date'>19. Oktober 2019 00:04 Uhr</span>"
    assert published(page(shown, head=head)) == "2019-10-19T00:04:00+02:00"
    day = "<span class='date'>19. Oktober 2019</span>"
    assert published(page(day, head=head)) == "2019-10-19"


def test_a_zone_is_not_made_up_from_round_times() -> None:
    head = json_ld(datePublished="2019-10-18T22:00:00Z")
    shown = "<span class='date'>19. Oktober 2019 09:00 Uhr</span>"
    assert published(page(shown, head=head)) == "2019-10-19T09:00:00"


def test_scripts_and_titles_are_asked_last() -> None:
    script = '<script>window.page = {publishedAt: "2023-05-03T09:00:00Z"};</script>'
    assert published(page(end=script)) == "2023-05-03T09:00:00+00:00"
    assert published(page(head=meta("og:title", "Talks | Post | 03.05.2023"))) == "2023-05-03"


def test_a_month_is_better_than_nothing() -> None:
    assert published(page("<p class='date'>November 2003</p>")) == "2003-11"


HOSTILE = [
    "<body>" + "<time datetime=2023>2" * 100_000,
    "<body>" + "<h1>2023" * 900 + "x",
    "<body><h1>T</h1>" + "<i>2023</i>" * 50_000,
    "<body><h1>T</h1><p>" + "1/1/99 " * 100_000,
    "<body><h1>T</h1>" + "<b class='" + "date " * 200_000 + "'>3 May 2023</b>",
    "<body><h1>T</h1><script>" + "datePublished" * 50_000 + " " * 300_000 + "</script>",
    "<body><h1>T</h1>" + "<p>May 2023 " * 20_000,
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_pages_are_done_in_time(html: str) -> None:
    tree = LexborHTMLParser(html)
    head = read_head(tree)
    began = time.perf_counter()
    find_dates(tree, head, URL)
    assert time.perf_counter() - began < 2


PARTS = """<h1>T</h1> <time> <time datetime=2023-05-03> </time> <p class=date> <b> 3 May 2023 4/5/23
2023 Updated Published 10:30 +25:00 <meta property=date content=2023-05-03T25:61> <footer> <li>
<script type=application/ld+json>{"@type":"Article","datePublished":["2023-05-03T10:00Z"]}</script>
<div class=comment> 31.02.2023 ٣ <abbr title=2023-05-03>"""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PARTS.split()) | st.text(max_size=12), max_size=30),
    st.sampled_from(
        [None, "", URL, "http://[x", "https://web.archive.org/web/2020/x", "/2023/13/1"]
    ),
)
def test_any_soup_gives_dates_or_none(parts: list[str], url: str | None) -> None:
    dates = found(" ".join(parts), url)
    for one in (dates.published, dates.modified):
        assert one is None or (one.stamp[:4].isdigit() and one.evidence)
