import json
import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.pages.assemble import Declared
from onrecord.pages.head import read_head
from onrecord.pages.jsonld import name_of, read_linked_data
from onrecord.pages.metadata import canonical_url, read_metadata
from onrecord.pages.publishers import host_names

URL = "https://www.northernpost.example/asia/talks.html"


def page(head: str = "", body: str = "<h1>Ministers agree to meet again</h1>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def declared(head: str = "", body: str = "<h1>Ministers agree to meet again</h1>") -> Declared:
    return read_metadata(LexborHTMLParser(page(head, body)), URL)


def linked(**fields: object) -> str:
    item = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def test_the_h1_of_the_breadcrumb_and_of_the_logo_are_no_title() -> None:
    found = declared(
        '<meta property="og:site_name" content="Northern Post">'
        '<meta property="og:title" content="Ministers agree to meet again | Northern Post">',
        '<h1 class="logo">Northern Post</h1><nav><ol><li><h1>Talks, short for the menu</h1></ol>'
        "</nav><article><h2><span class=kicker>Seoul</span> Ministers agree to meet again</h2>"
        "<p>They met on Tuesday.</p><h2>What comes next</h2></article>",
    )
    assert found.title == "Ministers agree to meet again"
    assert found.evidence["title"] == "h2 heading"


def test_references_in_json_ld_are_followed_and_entities_read() -> None:
    graph = {
        "@graph": [
            {
                "@type": "Article",
                "headline": "Talks &amp; more talks",
                "author": {"@id": "#ana"},
                "publisher": {"@id": "#post"},
                "articleSection": ["Asia", "World"],
            },
            {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
            {"@type": "Organization", "@id": "#post", "name": "Northern Post"},
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    found = declared(script, "<p>They met on Tuesday.</p>")
    assert (found.title, found.authors) == ("Talks & more talks", ("Ana Ruiz",))
    assert (found.publisher, found.section) == ("Northern Post", "Asia")
    assert found.evidence == {
        "title": "json-ld headline",
        "authors": "json-ld author",
        "publisher": "json-ld publisher",
        "section": "json-ld articleSection",
    }


@pytest.mark.parametrize(
    "author,wanted",
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz, Bo Lindqvist and Mia Holm", ("Ana Ruiz", "Bo Lindqvist", "Mia Holm")),
        ({"@type": "Person", "name": ["Ana Ruiz"]}, ("Ana Ruiz",)),
        ([{"givenName": "Ana", "familyName": "Ruiz"}], ("Ana Ruiz",)),
        (
            [{"name": "Ana Ruiz"}, {"name": "ANA RUIZ"}, "Bo Lindqvist"],
            ("Ana Ruiz", "Bo Lindqvist"),
        ),
        ({"name": "https://post.example/ana"}, ()),
        ([[7], None, {"name": 3}], ()),
    ],
)
def test_authors_of_json_ld_in_all_their_forms(author: object, wanted: tuple[str, ...]) -> None:
    assert declared(linked(author=author)).authors == wanted


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By <a rel="author" href="/ana">Ana Ruiz</a>, Asia correspondent</p>',
        '<div itemprop="author" itemscope><span itemprop="name">Ana Ruiz</span></div>',
        '<span class="entry-author vcard"><span class="fn">Ana Ruiz</span></span>',
        '<div class="ArticleAuthors">Von <b>Ana Ruiz</b> 12. Mai 2023</div>',
        "<div><span>By</span> <span>Ana Ruiz</span></div>",
        "<p>Text: Ana Ruiz</p>",
        "<div>World | By Ana Ruiz | 12 May 2023</div>",
    ],
)
def test_the_byline_of_the_visible_page(byline: str) -> None:
    body = f"<h1>Ministers agree to meet again</h1>{byline}<p>They met on Tuesday.</p>"
    assert declared(body=body).authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    "other",
    [
        '<div class="comments"><p class="comment-author"><b class="fn">Max Muller</b></p></div>',
        '<section class="related"><article><p class="byline">By Max Muller</p></article></section>',
        '<figure><figcaption><span class="author">Max Muller</span></figcaption></figure>',
        '<div class="teaser"><h3>Another story</h3><a rel="author">Max Muller</a></div>',
        '<form><label class="author">Max Muller</label></form>',
    ],
)
def test_names_of_commenters_teasers_and_photographers_are_left_out(other: str) -> None:
    body = "<h1>Ministers agree to meet again</h1><p>They met on Tuesday.</p>"
    assert declared(body=body + other).authors == ()
    both = f'<h1>Ministers agree</h1><p class="author">Ana Ruiz</p><p>They met.</p>{other}'
    assert declared(body=both).authors == ("Ana Ruiz",)


def test_the_visible_byline_beats_the_owner_of_the_site() -> None:
    found = declared(
        '<meta name="author" content="Northern Post">' + linked(author={"name": "webmaster_np"}),
        "<h1>Ministers agree to meet again</h1><p>By Ana Ruiz</p><p>They met on Tuesday.</p>",
    )
    assert found.authors == ("Ana Ruiz",)
    assert found.evidence["authors"] == "byline near the headline"


def test_several_meta_elements_name_several_authors() -> None:
    head = "".join(
        f'<meta name="citation_author" content="{name}">' for name in ("Ruiz, Ana", "Bo Lindqvist")
    )
    assert declared(head).authors == ("Ana Ruiz", "Bo Lindqvist")


@pytest.mark.parametrize(
    "head,wanted",
    [
        (
            '<meta property="og:site_name" content="Northern Post - news of the north">',
            "Northern Post",
        ),
        (linked(publisher={"name": "Northern Post GmbH & Co. KG"}), "Northern Post"),
        (
            '<meta property="og:site_name" content="northernpost.example">'
            '<meta name="application-name" content="Northern Post">'
            + linked(publisher={"name": "Northern Post"}),
            "Northern Post",
        ),
        ('<meta property="og:site_name" content="https://northernpost.example">', None),
        (linked(publisher={"name": "WordPress"}), None),
        ("", None),
    ],
)
def test_the_publisher(head: str, wanted: str | None) -> None:
    assert declared(head).publisher == wanted


@pytest.mark.parametrize(
    "head,wanted",
    [
        (
            '<link rel="canonical" href="/asia/talks">',
            "https://www.northernpost.example/asia/talks",
        ),
        (
            '<link rel="canonical" href="https://m.northernpost.example/asia/talks">',
            "https://m.northernpost.example/asia/talks",
        ),
        ('<link rel="canonical" href="https://www.northernpost.example/">', None),
        ('<link rel="canonical" href="https://elsewhere.example.org/asia/talks">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        (
            '<link rel="canonical" href="https://elsewhere.example.org/a">'
            '<meta property="og:url" content="https://northernpost.example/asia/talks">',
            "https://northernpost.example/asia/talks",
        ),
        (
            '<base href="https://evil.example.org/"><link rel="canonical" href="/asia/talks">',
            "https://www.northernpost.example/asia/talks",
        ),
    ],
)
def test_a_canonical_url_must_be_the_page_s_own(head: str, wanted: str | None) -> None:
    assert canonical_url(read_head(LexborHTMLParser(page(head))), URL) == wanted


def test_the_host_names_the_site_also_in_an_archive() -> None:
    assert host_names("https://www.northernpost.co.uk/a")[:2] == (
        "northernpost",
        "northernpost.co.uk",
    )
    archived = "https://web.archive.example/web/2016/http://northernpost.de/a"
    assert host_names(archived)[:2] == ("northernpost", "northernpost.de")
    assert host_names("http://127.0.0.1/a") == host_names(None) == host_names("http://[x") == ()


def test_broken_json_ld_is_mended_or_passed_over() -> None:
    broken = '<!-- {"@type": "NewsArticle", "headline": "Ministers\nagree"} -->'
    assert read_linked_data([broken]).articles[0]["headline"] == "Ministers agree"
    assert read_linked_data(["{", "[" * 50_000, '{"@type": [1, {}]}', "null"]).articles == []
    assert name_of({"@id": "#x"}) is None and name_of([]) is None


def test_a_page_of_marks_takes_no_time() -> None:
    mark = '<div class="author"><a rel="author">Ana Ruiz</a></div><h2>More</h2>'
    tree = LexborHTMLParser(page(body="<h1>Ministers agree</h1>" + mark * 20_000))
    start = time.perf_counter()
    read_metadata(tree, URL)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "stated,wanted",
    [
        ("Asia", "Asia"),
        ("Arts, Culture", "Arts, Culture"),
        ("Asia,World,News", "Asia"),
        ("Asia, World, News", "Asia"),
        (["Asia", "World"], "Asia"),
        ("https://northernpost.example/asia", None),
    ],
)
def test_the_first_of_several_sections(stated: object, wanted: str | None) -> None:
    assert declared(linked(articleSection=stated)).section == wanted
