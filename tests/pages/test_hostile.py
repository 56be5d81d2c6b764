"""Pages made to break readers: each is read, or fails with a reason, and none takes the others.

All are read in a process of their own, under a limit of time and memory. The limits say nothing of
how fast a page is read, which ``python -m tests.pages.hostile_pages`` measures.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from onrecord.errors import PageError
from onrecord.pages.nesting import MAX_DEPTH, MAX_TAGS, check_nesting
from tests.conftest import ROOT
from tests.pages.hostile_pages import NESTING, PAGES, STORY, numbered

SECONDS = 400
"""Time for all pages together on a slow machine; about 60 s on ours."""

GIB = 4
"""Memory for any of them."""

REFUSED = {
    "nested more than 1,000 deep": {
        *(f"nested {tag}" for tag in ("div", "span", "table", "ul", "button", "svg", "rt", "x-y")),
        "a and div in turn",
        "table in a cell",
        "end tags of other elements",
        "end tags behind a table",
        "end tags in attributes",
        "end tags in comments",
        "unknown end tags below many spans",
    },
    "formatting elements": {
        "nested b",
        "nested font",
        "b and div, closed the wrong way",
        "b of every id",
        "formatting left open, copied",
        "formatting left open, a small page",
        "three of each formatting element left open",
    },
    "400,000 tags": {"a million p", "a million br", "b in i, crossed", "inline script of 15 MB"},
    "more attributes": {
        "attributes of 5 MB",
        "attributes without values",
        "attributes with tags in them",
    },
    "no body": {"frameset", "frameset with a story for others"},
    "NUL bytes": {"UTF-16 without a mark", "bytes at random", "NULs"},
    "charset": {"UTF-7", "charsets that are none", "bytes at random, none of them zero"},
    "not valid utf-8": {"Latin-1 called UTF-8"},
    "larger than": {"more than 20 MB"},
    "empty": {"nothing"},
    "white space": {"nothing but white space", "nothing but a mark"},
    "no story": {"nothing but tags", "title left open", "all in template"},
}
"""Part of the error of each page that must fail."""

READ = {
    *(f"nested {tag}" for tag in ("a", "p", "li", "td", "dd", "option", "nobr")),
    "end tags of nothing",
    "many inline scripts",
    "inline style of 10 MB",
    "one attribute of 5 MB",
    "a million ampersands",
    "an XML entity bomb",
    "100,000 br in a row",
    "a text of 5 MB",
    "quotation marks only",
    "100,000 meta elements",
    "a meta element of 10 MB",
    *(name for name in PAGES if name.startswith("JSON-LD")),
    "UTF-16 with a mark",
    "references to NULs and surrogates",
    "turned writing",
    "mathematical letters",
    "a page of emoji",
    "comment left open",
    "script left open",
    "textarea left open",
    "attribute left open",
    "less-than signs",
    "plaintext",
    "all in a table",
    "hidden words",
    "base of other sites",
    "addresses that are none",
    "dates that are none",
    "languages that are none",
    "XHTML with CDATA",
}
"""Pages whose story is there for a reader, and must be read."""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    limit = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({GIB} << 30, {GIB} << 30))\n"
    )
    code = (limit if sys.platform == "linux" else "") + (
        "from tests.pages.hostile_pages import main\nmain([])"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        out, said = done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        out, said = (late.stdout or b"").decode(), "too late"
    found = {line["page"]: line for line in map(json.loads, out.splitlines())}
    missing = [name for name in PAGES if name not in found]
    assert not missing, f"never came back from {missing[0]!r}: {said[-800:]}"
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_or_fails_with_a_reason(
    name: str, outcomes: dict[str, dict[str, Any]]
) -> None:
    found = outcomes[name]
    if "failed" in found:
        assert found["failed"] in ("read", "pages")
        assert found["error"]
        assert found["hint"]
        assert "bug" not in found["hint"], found["error"]
    else:
        assert found["blocks"] > 0
        assert not found["secret"], "hidden words were read"
        assert not found["nul"]


@pytest.mark.parametrize("part", REFUSED)
def test_what_costs_too_much_or_holds_nothing_is_refused(
    part: str, outcomes: dict[str, dict[str, Any]]
) -> None:
    said = {name: outcomes[name].get("error", "was read") for name in REFUSED[part]}
    assert {name: error for name, error in said.items() if part not in error} == {}


def test_what_is_only_odd_is_read(outcomes: dict[str, dict[str, Any]]) -> None:
    assert {name: outcomes[name] for name in READ if not outcomes[name].get("story")} == {}


# The limits themselves, on both of their sides.


def test_elements_closed_again_are_not_nested() -> None:
    for tag in NESTING:
        check_nesting(f"<{tag}>x</{tag}>" * 15_000)
        check_nesting(f"<{tag}>x</{tag.upper()} >\n" * 15_000)


def test_a_page_as_deep_as_allowed_is_walked() -> None:
    deep = "<div>" * (MAX_DEPTH - 10)
    check_nesting(deep + "<p>x</p>" * 20_000)
    with pytest.raises(PageError, match="deep"):
        check_nesting("<DIV>" * 20_000)


@pytest.mark.parametrize("wrapped", ["<!-- {} -->", "<script>{}</script>", "<p title='{}'>"])
def test_tags_that_are_none_are_not_counted(wrapped: str) -> None:
    check_nesting(wrapped.replace("{}", "<div>" * 20_000) + STORY)


def test_elements_that_end_by_themselves_are_not_nested() -> None:
    for tag in ("p", "li", "td", "tr", "dd", "dt", "option", "br", "img", "a"):
        check_nesting(f"<{tag}>x" * 20_000)
    check_nesting("<svg>" + "<path d='m 0'/>" * 20_000 + "</svg>")


def test_formatting_that_is_closed_costs_nothing() -> None:
    check_nesting("<p><b>x</b> <i class=a>y</i> <font color=red>z</font></p>" * 20_000)
    check_nesting("<td><font color=red><b>x</b></td>" * 400)


def test_tables_end_what_is_open_inside_them() -> None:
    check_nesting("<table><tr><td><div><div>x</table>" * 9_000)
    check_nesting("<object><div>x</object>" * 9_000)


def test_many_tags_and_many_attributes_have_their_limit() -> None:
    check_nesting("<br>" * (MAX_TAGS - 1))
    with pytest.raises(PageError, match="tags"):
        check_nesting("<br>" * (MAX_TAGS + 1))
    check_nesting(f"<p {numbered('a#=b ', 5_000)}>")
    with pytest.raises(PageError, match="attributes"):
        check_nesting(f"<p {numbered('a#=b ', 20_000)}>")
    words = " ".join(["word"] * 50_000)
    check_nesting(f"<p title='{words}'>{words}</p><script>if (a <b) '{words}'</script>")
