import pytest

from onrecord import Doc, Page, read_docs
from onrecord.config import Settings
from onrecord.errors import PageError
from onrecord.pages.explain import FIELDS, LEFT_OUT, WORDS, Explained, explain
from onrecord.pages.features import GROUPS
from onrecord.pages.net import CLASSES
from onrecord.read import read_bytes, read_paths
from tests.conftest import EXAMPLES

PROSE = "The harbour office said on {} that the old bridge has to close for repairs until autumn."
PARAGRAPHS = "".join(
    f"<p>{PROSE.format(day)} Ships will pass below it as before, and buses take another way.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge closes for repairs | Post</title>
<meta property="og:site_name" content="Northern Post">
<meta property="article:published_time" content="2023-05-03T09:00:00+09:00"></head>
<body><nav><a href="/">Home</a> <a href="/asia">Asia</a></nav><article>
<h1>Bridge closes for repairs</h1><p class="byline">By Ana Ruiz</p>
<p>SEOUL (TPA) — {PROSE.format("Friday")}</p>{PARAGRAPHS}
<p style="display:none">{PROSE.format("Sunday")}</p>
<aside><h3>Read also</h3><a href="/x">How the bridge was built a hundred years ago</a></aside>
</article><footer><a href="/imprint">Imprint</a> <p>© 2023 Northern Post</p></footer>
</body></html>"""


def page_of(content: str, format: str = "html") -> Page:
    (page,) = read_bytes(content.encode(), path="page", format=format)
    assert isinstance(page, Page)
    return page


def fields(explained: Explained) -> dict[str, tuple[object, str | None]]:
    return {fact.field: (fact.value, fact.evidence) for fact in explained.fields}


def whys(explained: Explained) -> list[tuple[str, str]]:
    return [(block.role, block.why) for block in explained.blocks]


@pytest.fixture
def told() -> Explained:
    return explain(page_of(PAGE))


def test_each_field_names_what_it_was_read_from(told: Explained) -> None:
    known = fields(told)
    assert tuple(known) == FIELDS
    assert known["title"] == ("Bridge closes for repairs", "h1 heading")
    assert known["publisher"] == ("Northern Post", "meta og:site_name")
    assert known["language"] == ("en", "lang attribute or og:locale")
    assert known["agency"] == ("TPA", "dateline block")
    assert known["dateline"] == ("SEOUL (TPA) —", "dateline block")
    published, evidence = known["published"]
    assert published == "2023-05-03T09:00:00+09:00"
    assert evidence and evidence.startswith("meta article:published_time")
    assert known["modified"] == known["url"] == (None, None)


def test_each_block_says_why_and_what_the_model_takes_it_for(told: Explained) -> None:
    assert [b.role for b in told.blocks][:4] == ["headline", "byline", "dateline", "paragraph"]
    for block in told.blocks:
        assert block.why and block.element and block.model in CLASSES
        assert block.chance is not None and 0 < block.chance <= 1
        names = [name for name, _ in block.groups]
        assert set(names) <= {*GROUPS, "names", "words"}
        assert [w for _, w in block.groups] == sorted((w for _, w in block.groups), reverse=True)
    assert any(block.groups for block in told.blocks)
    assert "a place and a dash" in dict(whys(told))["dateline"]


def test_what_is_left_out_is_told_with_its_reason(told: Explained) -> None:
    left = {run.words: run.why for run in told.left_out}
    assert told.passed_over == len(told.left_out)
    assert left[PROSE.format("Sunday")] == "hidden on the page"
    assert "Imprint" in left


def test_only_what_stands_nearest_to_the_story_is_given() -> None:
    menu = "".join(f"<li><a href=/{n}>Entry {n}</a></li>" for n in range(LEFT_OUT + 50))
    told = explain(page_of(PAGE.replace("<nav>", f"<div><ul>{menu}</ul></div><nav>")))
    words = [run.words for run in told.left_out]
    assert len(words) == LEFT_OUT < told.passed_over
    assert "Entry 0" not in words and f"Entry {LEFT_OUT + 49}" in words
    places = [tuple(map(int, run.element.split("/"))) for run in told.left_out]
    assert places == sorted(places)


def test_words_are_shortened() -> None:
    long = "The bridge is closed, and it will stay so for a while. " * 10
    told = explain(page_of(PAGE.replace(PROSE.format("Friday"), long)))
    assert max(len(block.words) for block in told.blocks) == WORDS


def test_every_example_is_explained_as_it_is_read() -> None:
    pages = [p for p in read_paths([str(EXAMPLES)], Settings()) if isinstance(p, Page)]
    docs = [d for d in read_docs(EXAMPLES) if isinstance(d, Doc)]
    assert len(pages) == len(docs) > 20
    for page, doc in zip(pages, docs, strict=True):
        told = explain(page)
        blocks = [(b.role, (b.span.start, b.span.end), b.element) for b in doc.blocks]
        assert [(b.role, b.span, b.element) for b in told.blocks] == blocks
        for fact in told.fields:
            value = getattr(doc.document, fact.field)
            if fact.field == "dateline":
                assert (fact.value is None) == (value is None)
            else:
                assert fact.value == value
            known = fact.value is not None and fact.value != ()
            assert (fact.evidence is not None) == known, (page.path, fact)
        assert all(block.why for block in told.blocks)


CLEAN = f"""Politics

Bridge closes for repairs

Ships will pass below it as before

By Ana Ruiz

3 May 2023

The bridge on Tuesday. Photo: Bo Lindqvist / TPA

SEOUL (TPA) — {PROSE.format("Friday")}

What comes next

{PROSE.format("Monday")}

- The lock opens in June

Read more:

How it was built

© 2023 Northern Post"""


def test_lines_of_plain_text_have_reasons_too() -> None:
    told = explain(page_of(CLEAN, "text"))
    assert whys(told) == [
        ("section", "reads like section"),
        ("headline", "stands above the story"),
        ("summary", "stands between the headline and a byline, date or picture"),
        ("byline", "reads like byline"),
        ("timestamp", "reads like timestamp"),
        ("caption", "words or a credit say that it is of a picture"),
        ("credit", "the end of a caption"),
        ("dateline", "a place and a dash open it"),
        ("paragraph", "what follows the dateline"),
        ("subheading", "a few words without an end, before running text"),
        ("paragraph", "running text"),
        ("list_item", "opens with a bullet or number"),
        ("related", "reads like related"),
        ("related", "stands under a line that announces other stories"),
        ("rights", "reads like rights"),
    ]
    assert told.left_out == () and told.passed_over == 0
    assert all(b.model is None and b.element is None for b in told.blocks)


STRIPPED = "\n".join(
    [
        *("Home", "Asia", "World", "Sport", "Sign in", "Menu"),
        "By Kai Berg",
        *("Weather", "Shop", "Games", "Puzzles", "Jobs"),
        "Bridge closes for repairs until autumn",
        "Ana Ruiz",
        *(PROSE.format(day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday")),
        "Share",
        *("Storm warning for the whole coast", "Kai Berg", "Imprint", "Contact"),
    ]
)


def test_lines_around_the_story_of_a_stripped_page_say_where_they_stand() -> None:
    told = {b.words: (b.role, b.why) for b in explain(page_of(STRIPPED, "text")).blocks}
    assert told["Bridge closes for repairs until autumn"] == (
        "headline",
        "above the story, and has most words in common with it",
    )
    assert told["Ana Ruiz"] == ("byline", "names and nothing else, near the headline")
    assert told["World"][0] == told["Imprint"][0] == "other"
    assert told["Storm warning for the whole coast"] == (
        "related",
        "a line of five words or more below the story",
    )
    assert told["Kai Berg"] == ("related", "below the story, beside a teaser of another")
    assert told[PROSE.format("Tuesday")] == ("paragraph", "running text")


def test_one_passage_is_told_whatever_it_looks_like() -> None:
    assert whys(explain(page_of("Nothing to see here", "text"))) == [
        ("paragraph", "the only passage of the text")
    ]


def test_what_came_with_the_page_is_named_as_that() -> None:
    page = page_of("A man left Oslo on Monday, the police said there.", "text")
    given = Page(
        path=page.path,
        location=page.location,
        content=page.content,
        kind=page.kind,
        origin=page.origin,
        title="A man leaves",
        authors=("Ana Ruiz",),
        publisher="Northern Post",
        published="2023-05-03",
        language="en",
    )
    known = fields(explain(given))
    for name in ("title", "authors", "publisher", "published", "language"):
        assert known[name][1] == "given with the page", name


@pytest.mark.parametrize("content", ["<html><body></body></html>", "<p></p>"])
def test_a_page_that_cannot_be_read_cannot_be_explained(content: str) -> None:
    with pytest.raises(PageError):
        explain(page_of(content))
