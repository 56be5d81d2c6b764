"""docs/reference/pages.md says what the page stage does: its examples are run, nothing is missing.

An example is a fenced ``html`` or ``text`` block and the table below it: blocks by role and words
(a dash for what is left out), or fields by name and value. An HTML example that begins with a
comment of the frame, ``<!-- below -->``, stands in the frame in the place of that comment.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from onrecord import Doc, Pipeline
from onrecord.pages import decide, kind, language, lines, phrases, publishers, roles, stage
from onrecord.pages.explain import FIELDS
from onrecord.pages.features import GROUPS
from onrecord.pages.net import CLASSES
from onrecord.read import read_bytes
from onrecord.records import KINDS, ROLES, Role
from tests.conftest import EXAMPLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "pages.md"

_EXAMPLE = re.compile(r"^```(html|text)\n((?:(?!```).*\n)+)```\n\n((?:\|.*\n)+)", re.M)
_FRAME = re.compile(r"^```html\n(<!doctype html>.*?<!-- below -->.*?)^```\n", re.M | re.S)
_PLACE = re.compile(r"^<!-- (?:head|above|below|inside|after) -->$", re.M)


class Example(NamedTuple):
    """An input, and what the page says comes of it: rows of two cells below a header."""

    section: str
    kind: str
    content: str
    about: str
    rows: list[tuple[str, str]]


def read_page() -> str:
    return PAGE.read_text(encoding="utf-8")


def part(title: str) -> str:
    """Return what stands below a second-level heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", read_page(), re.M | re.S)
    assert found, title
    return found[1]


def sections(title: str) -> dict[str, str]:
    """Return the third-level sections of a part by their heading."""
    _, *found = re.split(r"^### (.+)\n", part(title), flags=re.M)
    return dict(zip(found[::2], found[1::2], strict=True))


def framed(content: str) -> str:
    """Return an HTML example with the frame around it, where it says its place in it."""
    if not _PLACE.match(content):
        return content
    frame = _FRAME.search(read_page())
    assert frame
    page = frame[1]
    places = _PLACE.findall(content)
    for place, words in zip(places, _PLACE.split(content)[1:], strict=True):
        assert page.count(place) == 1, place
        page = page.replace(place, words)
    return page


def examples() -> list[Example]:
    found = []
    for section in re.split(r"^(?=##)", read_page(), flags=re.M):
        name = section.partition("\n")[0].strip("# ")
        for form, content, table in _EXAMPLE.findall(section):
            lines = [
                [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
                for line in table.splitlines()
            ]
            header, _, *cells = lines
            pairs = [(a, b) for a, b in cells]
            content = framed(content) if form == "html" else content
            found.append(Example(name, form, content, header[0], pairs))
    return found


ALL = examples()


def read(example: Example) -> Doc:
    pages = read_bytes(example.content.encode(), path="page", format=example.kind)
    (doc,) = Pipeline([stage]).run(pages)
    assert isinstance(doc, Doc), doc
    return doc


@pytest.mark.parametrize("example", ALL, ids=lambda e: f"{e.section}-{e.kind}")
def test_the_examples_hold(example: Example) -> None:
    doc = read(example)
    if example.about == "field":
        assert [(name, shown(doc, name)) for name, _ in example.rows] == example.rows
        return
    assert example.about == "role"
    blocks = [(str(b.role), " ".join((b.span.text or "").split())) for b in doc.blocks]
    at = 0
    for role, words in example.rows:
        if role == "–":
            assert words not in doc.text
        else:
            assert (role, words) in blocks[at:], (role, words, blocks)
            at = blocks.index((role, words), at) + 1


def shown(doc: Doc, name: str) -> str:
    """Return a field of a document as the tables of the page show it."""
    if name == "dateline":
        found = doc.document.dateline
        return f"{found.place} ({found.agency})" if found else "null"
    value = getattr(doc.document, name)
    return ", ".join(value) or "null" if isinstance(value, tuple) else value or "null"


def test_each_role_has_a_section_with_an_example() -> None:
    told = sections("Block roles")
    assert tuple(told) == ROLES
    shown = {(e.section, role) for e in ALL if e.about == "role" for role, _ in e.rows}
    assert [role for role in ROLES if (role, role) not in shown] == []
    in_text = {role for e in ALL if e.kind == "text" for role, _ in e.rows}
    assert {"headline", "byline", "caption", "credit", "paragraph", "promo"} <= in_text
    for role, words in told.items():
        assert "Plain text" in words, role


def test_each_field_has_a_section_with_an_example() -> None:
    told = sections("Document fields")
    assert sorted(told) == sorted(FIELDS)
    shown = {(e.section, name) for e in ALL if e.about == "field" for name, _ in e.rows}
    assert [name for name in FIELDS if (name, name) not in shown] == []
    for name, words in told.items():
        assert "null" in words or name == "kind", f"{name}: what is left unknown?"
    assert [kind for kind in KINDS if f"`{kind}`" not in told["kind"]] == []


def test_the_roles_of_pages_described_by_hand_are_described_here() -> None:
    told = sections("Block roles")
    count = 0
    for path in sorted(EXAMPLES.glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        if expected["made"] == "hand":
            count += 1
            assert {role for role, _ in expected["blocks"]} <= told.keys(), path.name
            assert expected["document"].keys() <= {*FIELDS}, path.name
    assert count >= 6


def test_the_model_is_described_as_it_is() -> None:
    told = part("How the model decides")
    assert [name for name in (*GROUPS, "names", "words") if f"`{name}`" not in told] == []
    assert [name for name in CLASSES if f"`{name}`" not in told] == []


def test_the_ways_to_list_words_are_described() -> None:
    told = part("Words")
    rows = list(phrases.rows())
    assert {row["how"] for row in rows if f"`{row['how']}`" not in told} == set()
    assert {row["role"] for row in rows} <= set(get_args(Role))
    assert f"the order is: {', '.join(phrases.ORDER)}." in told


SAID = {2: "two", 3: "three", 8: "eight", 12: "twelve", 15: "fifteen", 40: "forty", 60: "sixty"}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The way through a page", f"from {SAID[decide.AROUND]} runs before the headline"),
        ("The way through a page", f"that the page has {SAID[decide.REPEATED]} times"),
        ("The way through a page", f"a page of at most {SAID[decide.BARE]} runs"),
        ("kind", f"a passage of {kind.SHORT:,} characters"),
        ("section", f"longer than {publishers.MAX_SECTION} characters"),
        ("language", f"the first {language.CHECKED:,} characters"),
        ("language", f"{SAID[language.FOREIGN]} small words of another language"),
        ("language", f"from {language.ENOUGH} characters on"),
        ("headline", f"among the {SAID[lines.SEARCHED]} above the story"),
        ("summary", f"fewer than {decide.SUMMARY} characters"),
        ("summary", f"{roles.RETOLD:.0%} of its words".replace("%", " %")),
        ("caption", f"within {SAID[decide.AROUND]} runs of it"),
        ("promo", f"less than {decide.SURE:.0%} sure".replace("%", " %")),
        ("section", f"in the last {SAID[decide.KICKER]} runs"),
    ],
)
def test_numbers_are_those_of_the_program(title: str, words: str) -> None:
    sections_of_that_name = re.findall(
        rf"^#{{2,3}} {title}\n(.*?)(?=^##|\Z)", read_page(), re.M | re.S
    )
    assert any(words in section for section in sections_of_that_name)
