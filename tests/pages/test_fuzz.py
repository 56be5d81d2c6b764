"""What always holds of a page taken apart, whatever was done to its bytes."""

import re
from functools import cache
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.document import Doc, Page
from onrecord.errors import PageError
from onrecord.pages import take_apart
from onrecord.read import read_bytes
from onrecord.records import KINDS, Document, Failure, identify
from tests.conftest import ROOT

PAGES = [path.read_bytes() for path in sorted((ROOT / "examples").glob("**/*.html"))]

PATCHES = [
    *(b"<p>", b"</p>", b"<div>", b"</div>", b"</body>", b"</html>", b"<html>", b"<body hidden>"),
    *(b"<b>", b"<i><p>", b"</b>", b"<a href=x>", b"<table>", b"<td>", b"</table>", b"<select>"),
    *(b"<h1>Pier shut</h1>", b"<h2>", b"<br>", b"<br><br>", b"<hr>", b"<figure><figcaption>"),
    *(b"</figcaption>", b"<span class=credit>", b"<p class=byline>By Ann Lee", b"<time>6 May 2031"),
    *(b"<article>", b"<aside>", b"<nav>", b"<footer>", b"<ul><li>", b"<blockquote>", b"<main>"),
    *(b"<svg>", b"<math>", b"<template>", b"<noscript>", b"<textarea>", b"<title>", b"<style>"),
    *(b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x>", b"<?x"),
    *(b"<plaintext>", b"<frameset>", b"<xmp>", b"<iframe>", b"<form>", b"<caption>", b"<base>"),
    *(b"<", b">", b'"', b"'", b"=", b"&", b"&amp;", b"&#0;", b"&#xD800;", b"&#x1F600;", b"&nbsp;"),
    *(b"&#8238;", b"&shy;", b"&bogus;", b"&#99999999;", b" hidden", b' style="display:none"'),
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\xfe\xff"),
    *(b"\r", b"\n", b"\t", b"\x0b", b"\x0c", b"\x1b[31m", b"\x85", b"\xc2\xa0", b"\xe2\x80\xa8"),
    *(b"SEOUL, May 6 (AFP) \xe2\x80\x94 ", b"(Photo: Ann Lee)", b"\xc2\xa9 2031 The Courier"),
    *(b"Updated: 6 May 2031 10:00 GMT", b"Read more:", b"Follow us on X", b"1. ", b"* "),
    b'<meta charset="utf-16">',
    b'<meta property="article:published_time" content="2031-02-30T99:00">',
    b'<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":7}],',
    b'<script type="application/ld+json">["\\ud800"]</script>',
]

_WORD = re.compile(r"[^\W_]+")
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")

_PLACES = st.floats(0, 1, exclude_max=True)
_SIZES = st.integers(0, 300)
_EDITS = st.one_of(
    st.tuples(st.just("delete"), _PLACES, _SIZES),
    st.tuples(st.just("double"), _PLACES, _SIZES),
    st.tuples(st.just("move"), _PLACES, _SIZES, _PLACES),
    st.tuples(st.just("insert"), _PLACES, st.sampled_from(PATCHES)),
    st.tuples(st.just("insert"), _PLACES, st.binary(max_size=8)),
    st.tuples(st.just("repeat"), _PLACES, st.sampled_from(PATCHES), st.integers(2, 60)),
    st.tuples(st.just("cut"), _PLACES),
)


def edited(data: bytes, edits: list[tuple]) -> bytes:
    """Return a page's bytes after the edits, each at its share of the length."""
    for what, place, *more in edits:
        at = int(place * len(data))
        if what == "delete":
            data = data[:at] + data[at + more[0] :]
        elif what == "double":
            data = data[: at + more[0]] + data[at:]
        elif what == "move":
            part = data[at : at + more[0]]
            rest = data[:at] + data[at + more[0] :]
            to = int(more[1] * len(rest))
            data = rest[:to] + part + rest[to:]
        elif what == "insert":
            data = data[:at] + more[0] + data[at:]
        elif what == "repeat":
            data = data[:at] + more[0] * more[1] + data[at:]
        else:
            data = data[: at + 1]
    return data


def taken_apart(data: bytes, **given: str) -> Doc | None:
    """Return the document of a page; None where it fails as pages may."""
    (page,) = read_bytes(data, path="page.html", format="html", **given)
    if isinstance(page, Failure):
        assert page.stage == "read"
        assert page.hint
        return None
    assert isinstance(page, Page)
    doc = Doc(page=page)
    try:
        take_apart(doc)
    except PageError as error:
        assert error.hint
        assert "bug" not in error.hint, error
        return None
    return doc


def check(doc: Doc) -> None:
    """Assert all that holds of every document of an HTML page."""
    text, blocks = doc.text, doc.blocks
    assert blocks
    valid(doc.document)
    at = 0
    for block in blocks:
        span = block.span
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert text[span.start : span.end] == span.text
        assert span.text.strip() == span.text
        assert block.id == identify(block)
        at = span.end
    assert not text[at:].strip()
    captions = {block.id: i for i, block in enumerate(blocks) if block.role == "caption"}
    for i, block in enumerate(blocks):
        if block.parent is not None:
            assert block.role == "credit"
            assert captions[block.parent] < i
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(blocks))


def valid(document: Document) -> None:
    """Assert that every text of a document can be stored, and that its values are of their kind."""
    assert document.kind in KINDS
    assert document.id == identify(document)
    line = [document.url, document.title, document.publisher, document.agency, document.section]
    for words in (document.text, *line, *document.authors):
        if words is not None:
            assert words
            assert "\0" not in words
            words.encode()  # raises for half of a surrogate pair
    for words in (*line[1:], *document.authors):
        assert words is None or (words == words.strip() and "\n" not in words)
    for stamp in (document.published, document.modified):
        assert stamp is None or stamp[:4].isdigit()


def leads_to_its_words(doc: Doc) -> None:
    """Assert that each block's index path leads to an element that holds its first word."""
    page = doc.page
    assert page is not None
    root = LexborHTMLParser(page.content).root
    assert root is not None

    @cache
    def below(path: str) -> LexborNode:
        parent, _, last = path.rpartition("/")
        children = (below(parent) if parent else root).iter()
        return [child for child in children if child.is_element_node][int(last)]

    for block in doc.blocks:
        assert block.element is not None
        first = _WORD.search(block.span.text or "")
        # Elements without words of their own, a script for one, may stand between two words.
        assert first is None or first[0] in _NO_WIDTH.sub("", below(block.element).text()), block


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PAGES), st.lists(_EDITS, max_size=8))
def test_any_change_to_a_page_leaves_a_whole_document_or_a_reason(data, edits):
    doc = taken_apart(edited(data, edits))
    if doc is not None:
        check(doc)
        leads_to_its_words(doc)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PATCHES) | st.binary(max_size=6), max_size=40))
def test_any_heap_of_tags_is_a_document_or_has_a_reason(parts):
    doc = taken_apart(b"<body>" + b" ".join(parts))
    if doc is not None:
        check(doc)
        leads_to_its_words(doc)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_document_or_has_a_reason(text):
    doc = taken_apart(b"<meta charset=utf-8><h1>Pier</h1><p>" + text.encode(errors="ignore"))
    if doc is not None:
        check(doc)


def test_the_bundled_pages_are_read_and_lead_back():
    assert len(PAGES) > 5
    for data in PAGES:
        doc = taken_apart(data)
        assert doc is not None
        check(doc)
        leads_to_its_words(doc)
