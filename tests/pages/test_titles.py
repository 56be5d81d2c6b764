import pytest

from onrecord.pages.titles import (
    NEWS_HEADLINE,
    Heading,
    Stated,
    choose_title,
    is_site,
    without_site,
    words_of,
)


def heading(text: str, weight: float = 3.0, *parts: str, kicker: int = 0) -> Heading:
    return Heading(text, weight, "h1 heading", parts or (text,), kicker)


def chosen(
    headings: list[Heading], *stated: tuple[str, str], sites: tuple[str, ...] = ()
) -> tuple[str, str] | None:
    found = choose_title(headings, [Stated(t, e) for t, e in stated], sites)
    return (found.value, found.evidence) if found else None


@pytest.mark.parametrize(
    "title,site,wanted",
    [
        ("Ministers meet - Northern Post", "Northern Post", "Ministers meet"),
        ("Northern Post: Ministers meet again", "Northern Post", "Ministers meet again"),
        ("Ministers meet | Asia | Northern Post", "Northern Post", "Ministers meet"),
        ("Ministers meet – NP – 03.05.2023", "NP", "Ministers meet"),
        ("Ministers meet | Post", None, "Ministers meet"),
        ("Ministers meet ｜北日報", "北日報", "Ministers meet"),
        ("Talks - the third round - end", None, "Talks - the third round - end"),
        ("Harbour: the bridge is open", "Harbour Ledger", "Harbour: the bridge is open"),
        ("Why the Post office closes", "Post", "Why the Post office closes"),
        ("", "Post", None),
    ],
)
def test_only_the_name_of_the_site_is_cut(title: str, site: str | None, wanted: str) -> None:
    assert without_site(title, site) == wanted


def test_a_site_is_known_by_its_name_its_beginning_and_its_initials() -> None:
    known = frozenset({words_of("The Northern Post"), words_of("Northern Press of Asia")})
    assert is_site("northern post", known)
    assert is_site("Northern Press", known)
    assert is_site("NPOA", known)
    assert not is_site("Northern lights", known)
    assert not is_site("Posters", known)


def test_the_visible_heading_that_the_head_agrees_with_wins() -> None:
    headings = [heading("Northern Post"), heading("Ministers agree to meet"), heading("Read also")]
    stated = ("Ministers agree to meet again in June | Northern Post", "meta og:title")
    assert chosen(headings, stated, sites=("Northern Post",)) == (
        "Ministers agree to meet",
        "h1 heading",
    )


def test_a_lower_heading_that_is_the_title_beats_a_higher_one_that_is_not() -> None:
    headings = [heading("All about our newsroom"), heading("Ministers agree to meet", 1.5)]
    assert chosen(headings, ("Ministers agree to meet", "title element")) == (
        "Ministers agree to meet",
        "h1 heading",
    )


def test_where_no_heading_agrees_the_first_statement_stands() -> None:
    headings = [heading("Search"), heading("Our topics of the week", 1.5)]
    stated = [("Ministers agree to meet", "meta og:title"), ("A. Post", "title element")]
    assert chosen(headings, *stated) == ("Ministers agree to meet", "meta og:title")
    assert chosen([], *stated) == ("Ministers agree to meet", "meta og:title")
    assert chosen([heading("Ministers agree")]) == ("Ministers agree", "h1 heading")
    assert chosen([]) is None


def test_a_kicker_in_the_heading_stays_where_the_head_spells_it_out() -> None:
    parts = ("Talks in Seoul", "Ministers agree to meet again")
    whole = heading(" ".join(parts), 3.0, *parts, kicker=1)
    spelled = "Talks in Seoul: Ministers agree to meet again"
    assert chosen([whole], (spelled, "meta og:title")) == (spelled, "h1 heading")
    bare = ("Ministers agree to meet again", "meta og:title")
    assert chosen([whole], bare) == ("Ministers agree to meet again", "h1 heading")
    both = chosen([whole], bare, (spelled, "title element"))
    assert both == ("Ministers agree to meet again", "h1 heading")


def test_a_heading_in_pieces_keeps_its_letters_together() -> None:
    whole = heading("Ministers agree", 3.0, "M", "inisters agree")
    assert chosen([whole], ("Ministers agree", "meta og:title")) == (
        "Ministers agree",
        "h1 heading",
    )


def test_the_headline_of_record_stands_above_another_wording() -> None:
    shown = heading("Ministers of both countries agree to meet again")
    record = "Two countries: ministers agree to meet again in June"
    news = [(record, NEWS_HEADLINE), (record, "meta og:title")]
    assert chosen([shown], *news) == (record, NEWS_HEADLINE)
    blog = [(record, "json-ld headline"), (record, "meta og:title")]
    assert chosen([shown], *blog) == (shown.text, "h1 heading")
    short = [("Ministers of both countries", NEWS_HEADLINE)] * 2
    assert chosen([shown], *short) == (shown.text, "h1 heading")


def test_a_heading_as_long_as_a_text_is_no_title() -> None:
    assert chosen([heading("word " * 200)], ("Ministers agree", "title element")) == (
        "Ministers agree",
        "title element",
    )
