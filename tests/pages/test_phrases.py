import re
from typing import get_args

import pytest

from onrecord.data import words
from onrecord.pages.phrases import (
    is_wide,
    languages,
    openers,
    phrase_role,
    rows,
    split_words,
)
from onrecord.records import Role

HOWS = {"whole", "label", "start", "hold", "bracket", "pattern"}


def test_every_row_can_be_read() -> None:
    for row in rows():
        assert row["role"] in get_args(Role), row
        assert row["how"] in HOWS, row
        assert 0 < int(row["max"]) <= 600, row
        if row["how"] == "pattern":
            re.compile(row["words"])
        else:
            first, _, then = row["words"].partition(" … ")
            phrases = first.split("|") + (then.split("|") if then else [])
            assert all(split_words(phrase) for phrase in phrases), row


def test_every_language_names_its_sections() -> None:
    assert languages()[0] == "en" and len(languages()) >= 16
    assert all(words(f"lexicon/{language}/sections.txt") for language in languages())


@pytest.mark.parametrize(
    "line,role",
    [
        ("READ MORE »", "related"),
        ("Read more: the veto", "related"),
        ("Read more books, he said", None),
        ("Newsletter abonnieren", "promo"),
        ("Der Newsletter", None),
        ("Teilen", "other"),
        ("Teilen ist schön", None),
        ("Die Ministerin (links) in Seoul", "caption"),
        ("Newsletter " * 60, None),
        ("", None),
        ("—", None),
    ],
)
def test_words_stand_where_the_row_says(line: str, role: str | None) -> None:
    assert phrase_role(line) == role


def test_openers_come_longest_first() -> None:
    found = openers("byline", "start")
    assert {"by", "von", "par"} <= set(found)
    assert list(found) == sorted(found, key=lambda w: (-len(w), w))


def test_wide_characters() -> None:
    assert is_wide("関連") and is_wide("관련기사")
    assert not is_wide("À lire") and not is_wide("related")
