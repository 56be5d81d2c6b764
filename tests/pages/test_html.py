import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from onrecord.errors import OnrecordError, PageError
from onrecord.pages.assemble import check_cover
from onrecord.pages.html import read_html
from onrecord.pages.nesting import MAX_DEPTH
from tests.pages.conftest import Take, roles

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ministers agree to meet again",
    "datePublished": "2023-05-03T09:00:00+09:00",
    "dateModified": "2023-05-03T11:30:00+09:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}],
    "publisher": {"@type": "Organization", "name": "Northern Post"},
    "articleSection": "Asia",
}
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Ministers agree to meet again | Northern Post</title>
<link rel="canonical" href="https://northernpost.example/asia/1">
<script type="application/ld+json">{json.dumps({"@graph": [ARTICLE]})}</script>
<script>var x = "<p>not a paragraph of the page at all, whatever it says</p>";</script></head>
<body><header><nav><a href="/">Home</a> <a href="/asia">Asia</a></nav></header>
<main><article>
<p class="kicker"><a href="/asia">Asia</a></p>
<h1>Ministers agree to meet again</h1>
<p class="standfirst">Third round ends without a text</p>
<div class="byline">By <a href="/ana">Ana Ruiz</a>, TPA</div>
<time datetime="2023-05-03">Published: 3 May 2023</time>
<figure><img src="a.jpg"><figcaption>The ministers in Seoul on Tuesday.
<span class="credit">Photo: Bo Lindqvist / TPA</span></figcaption></figure>
<p>SEOUL (TPA) — The foreign ministers of <b>both</b> countries met on Tuesday for two hours.</p>
<p style="display:none">Hidden words that nobody should ever read here.</p>
<h2>What comes next</h2>
<ul><li>The next round is due in June.</li><li><a href="/x">How the talks began</a></li></ul>
<blockquote>We will meet again, and soon.</blockquote>
<div class="newsletter">Sign up for our newsletter</div>
<p>Correction: an earlier version of this story gave the wrong day.</p>
</article></main>
<aside><h3>Read also</h3><ul><li><a href="/y">Who is who</a></li></ul></aside>
<footer><p>© 2023 Northern Post Ltd. All rights reserved.</p><a href="/t">Terms</a></footer>
</body></html>"""


def test_a_page_becomes_typed_blocks(take: Take) -> None:
    doc = take(PAGE, "html")
    assert roles(doc) == [
        ("section", "Asia"),
        ("headline", "Ministers agree to meet again"),
        ("summary", "Third round ends without a text"),
        ("byline", "By Ana Ruiz, TPA"),
        ("timestamp", "Published: 3 May 2023"),
        ("caption", "The ministers in Seoul on Tuesday."),
        ("credit", "Photo: Bo Lindqvist / TPA"),
        ("dateline", "SEOUL (TPA) —"),
        ("paragraph", "The foreign ministers of both countries met on Tuesday for two hours."),
        ("subheading", "What comes next"),
        ("list_item", "The next round is due in June."),
        ("related", "How the talks began"),
        ("blockquote", "We will meet again, and soon."),
        ("promo", "Sign up for our newsletter"),
        ("correction", "Correction: an earlier version of this story gave the wrong day."),
        ("related", "Read also"),
        ("related", "Who is who"),
        ("rights", "© 2023 Northern Post Ltd. All rights reserved."),
    ]


def test_metadata_and_furniture_make_the_document(take: Take) -> None:
    document = take(PAGE, "html").document
    assert document.url == "https://northernpost.example/asia/1"
    assert document.title == "Ministers agree to meet again"
    assert document.authors == ("Ana Ruiz",)
    assert (document.publisher, document.agency, document.section) == (
        "Northern Post",
        "TPA",
        "Asia",
    )
    assert document.published == "2023-05-03T09:00:00+09:00"
    assert document.modified == "2023-05-03T11:30:00+09:00"
    assert document.language == "en"
    assert document.source is not None and document.source.reader == "html"


def test_a_page_of_tables_and_line_breaks(take: Take) -> None:
    doc = take(
        "<html><head><title>Ministers meet | Post</title></head><body><table><tr><td>"
        "<b>Ministers meet</b><br>By Ana Ruiz<br>3 May 2023<br>"
        "<p>The foreign ministers of both countries met on Tuesday for two hours."
        "<p>They agreed to meet again, a spokesman said.</td></tr></table></body></html>",
        "html",
    )
    assert [role for role, _ in roles(doc)][:3] == ["headline", "byline", "timestamp"]
    assert doc.document.published == "2023-05-03"


def test_titles_lose_the_name_of_the_site() -> None:
    from onrecord.pages.metadata import without_site

    assert without_site("Ministers meet - Northern Post", "Northern Post") == "Ministers meet"
    assert without_site("Ministers meet | Post", None) == "Ministers meet"
    assert without_site("Talks - the third round - end", None) == "Talks - the third round - end"


@pytest.mark.parametrize("tag", ["div", "span", "b", "table", "blockquote", "section", "font"])
def test_a_hundred_thousand_nested_tags_are_refused(tag: str) -> None:
    with pytest.raises(PageError, match=f"more than {MAX_DEPTH:,} deep|are left open"):
        read_html(f"<html><body>{f'<{tag}>' * 100_000}words</body></html>")


def test_scripts_do_not_count_as_nesting() -> None:
    script = "<script>" + "document.write('<div>');" * 5000 + "</script>"
    text = read_html(f"<body>{script}<p>The ministers met on Tuesday for two hours.</p>").text
    assert text == "The ministers met on Tuesday for two hours."


@pytest.mark.parametrize(
    "page",
    [
        "<script type='application/ld+json'>{\"@type\": [1, {}], </script><p>Words enough here.",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>Words enough here.",
        '<script type=\'application/ld+json\'>[{"@type":"NewsArticle","author":[[7]],'
        '"publisher":3,"headline":{"a":1}}]</script><p>Words enough here.',
        "<link rel=canonical href='http://[broken'><p>Words enough here.",
        "<base href='javascript:x'><link rel=canonical href='javascript:alert(1)'><p>Words here.",
    ],
)
def test_metadata_made_to_break_readers_is_passed_over(page: str) -> None:
    read = read_html(page)
    text, declared = read.text, read.declared
    assert text.startswith("Words")
    assert declared.url is None


SOUP = """<div> </div> <p> </p> <br> <h1> </h1> <li> <table> <td> <a href=x> </a> <figcaption>
</figcaption> <blockquote> <aside> <article> </article> <nav> <time> <!-- --> <script> </script>
<p class=byline> <span class=credit> </span> &amp; &#0; ©"""
FRAGMENTS = st.lists(st.sampled_from(SOUP.split()) | st.text(max_size=20), max_size=40)


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS)
def test_any_soup_gives_ordered_covering_blocks_or_our_error(fragments: list[str]) -> None:
    try:
        read = read_html(" ".join(fragments))
        text, pieces = read.text, read.pieces
    except OnrecordError:
        return
    check_cover(text, pieces)
    text.encode("utf-8")


def test_a_block_of_several_elements_stands_in_the_one_that_holds_them() -> None:
    page = PAGE.replace(
        "<h1>Ministers agree to meet again</h1>",
        "<h1><span>Ministers agree</span> <span>to meet again</span></h1>",
    )
    read = read_html(page)
    headline = [block for block in read.blocks if block.role == "headline"]
    assert [block.line for block in headline] == ["Ministers agree to meet again"]
    node = LexborHTMLParser(page).root
    for index in headline[0].element:
        assert node is not None
        node = [child for child in node.iter() if child.is_element_node][index]
    assert node is not None and node.tag == "h1"


def test_an_index_page_keeps_what_it_leads_to_and_tells_no_story(take: Take) -> None:
    teasers = "".join(
        f"<div><h3><a href='/{i}'>Ministers agree on plan {i} for the harbour</a></h3></div>"
        for i in range(40)
    )
    doc = take(f"<html lang=en><title>Post</title><body class=home><h1>World</h1>{teasers}", "html")
    assert doc.document.kind == "index"
    found = [role for role, _ in roles(doc)]
    assert found.count("related") == 40
    assert set(found) <= {"headline", "related"}
