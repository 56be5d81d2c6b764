"""The grammar's table and the tokens it is written over."""

import pytest

from onrecord.data import table
from onrecord.times.grammar import TABLE, Grammar, grammar
from onrecord.times.makers import MAKERS
from onrecord.times.tokens import tokenize


def tokens(text: str) -> list[tuple[str, float | None]]:
    return [(t.text, t.number) for t in tokenize(text, 0, len(text))]


def test_every_row_names_a_maker_and_compiles() -> None:
    assert grammar() is not None
    rows = [r for r in table(TABLE) if not r["name"].startswith("@")]
    assert {r["make"].split()[0] for r in rows} == set(MAKERS)
    assert len({r["name"] for r in rows}) == len(rows)


@pytest.mark.parametrize("pattern", ["(the)?", "(the", "<nokind>", "the )"])
def test_a_bad_pattern_is_refused(pattern: str) -> None:
    row = {"name": "x", "class": "DATE", "before": "-", "pattern": pattern, "after": "-"}
    with pytest.raises(ValueError):
        Grammar([{**row, "make": "fixed"}])


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("twenty-one", 21),
        ("two hundred and thirty four", 234),
        ("two thousand", 2000),
        ("nineteen ninety-four", 1994),
        ("twenty twenty-three", 2023),
        ("twenty-first", 21),
        ("2 1/2", 2.5),
        ("1,250", 1250),
        ("20th", 20),
    ],
)
def test_reads_numbers(text: str, size: float) -> None:
    assert [n for _, n in tokens(text)] == [size]


def test_keeps_numbers_apart() -> None:
    assert tokens("eight-year") == [("eight", 8), ("-", None), ("year", None)]
    assert tokens("two, three") == [("two", 2), (",", None), ("three", 3)]


def test_token_offsets_are_those_of_the_text() -> None:
    text = "On Sept. 8, 2022 at 9:30 a.m., “ten” left — twenty-one stayed."
    for token in tokenize(text, 3, len(text)):
        assert text[token.start : token.end].split("-")[0].startswith(token.text.split()[0][:2])
        assert token.start >= 3
