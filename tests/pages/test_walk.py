import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.errors import PageError
from onrecord.pages.nesting import MAX_DEPTH
from onrecord.pages.walk import MAX_RUNS, WITHIN, Run, name_words, walk


def runs(html: str, known: frozenset[str] | None = None) -> list[Run]:
    body = LexborHTMLParser(html).body
    assert body is not None
    return walk(body, known)


def at(html: str, element: tuple[int, ...]) -> str | None:
    """Return the tag of the element an index path leads to, as a browser would follow it."""
    node = LexborHTMLParser(html).root
    for index in element:
        assert node is not None
        children = [child for child in node.iter() if child.is_element_node]
        node = children[index]
    return node.tag if node is not None else None


def test_runs_keep_order_elements_and_surroundings() -> None:
    html = (
        "<article class='postBody'><h1>A title</h1><p>One <b>bold</b> <a href=x>link</a>.</p>"
        "<ul><li>An item</li></ul>after</article>"
    )
    found = runs(html)
    assert [run.line for run in found] == ["A title", "One bold link.", "An item", "after"]
    assert [run.tag for run in found] == ["h1", "p", "li", "article"]
    assert [at(html, run.element) for run in found] == ["h1", "p", "li", "article"]
    paragraph = found[1]
    assert (paragraph.link_chars, paragraph.bold_chars) == (4, 4)
    assert paragraph.within == WITHIN["article"]
    assert paragraph.far == ("post", "body", "post-body")
    assert found[2].within & WITHIN["li"] and found[2].within & WITHIN["ul"]


def test_only_links_that_lead_somewhere_are_links() -> None:
    assert runs("<p><a name=top>All of it</a></p>")[0].link_chars == 0


def test_scripts_menus_and_hidden_words() -> None:
    found = runs(
        "<nav><a href=/>Home</a></nav><nav class='breadcrumbs'><a href=/>News</a></nav>"
        "<script>var x = 1</script><p>Seen</p><div aria-hidden=true><p>Not seen</p></div>"
        "<p style='display: none'>Nor this</p>"
    )
    assert [(run.line, run.hidden) for run in found] == [
        ("News", False),
        ("Seen", False),
        ("Not seen", True),
        ("Nor this", True),
    ]


def test_parts_of_a_caption_stand_in_one_block() -> None:
    found = runs("<figure><img src=a><figcaption>A ship.<span>TPA</span></figcaption></figure>")
    assert [(run.line, run.spaced) for run in found] == [("A ship.", False), ("TPA", False)]
    assert found[0].block == found[1].block
    assert found[0].after_picture and not found[1].after_picture


def test_line_breaks_part_runs_and_two_part_blocks() -> None:
    found = runs("<p>One<br>two<br><br>three</p>")
    assert [(run.line, run.broken) for run in found] == [
        ("One", False),
        ("two", True),
        ("three", True),
    ]
    assert found[0].block == found[1].block != found[2].block


def test_names_are_read_by_their_words() -> None:
    assert name_words("entryDate", None) == (("entry", "date", "entry-date"), "timestamp")
    assert name_words("entry-date", frozenset({"date"})) == (("date",), "timestamp")


def test_depth_and_number_are_bounded() -> None:
    with pytest.raises(PageError, match="deep"):
        runs("<span>" * (MAX_DEPTH + 5) + "words")
    assert len(runs("<p>a</p>" * (MAX_RUNS + 500))) <= MAX_RUNS + 1
