"""What holds for every text: spans, ids, determinism, time; and the seed story."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.mentions import stage

from .helpers import one, read, texts

SOUP = """Kim Jong Un Seoul Washington Gen. President the The leader of and ( ) , . KCNA NFC ’s
's Korean North South Workers’ Party Council US-led he She military state media missiles “ ” — é
İ 東京"""
WORDS = st.sampled_from([*SOUP.split(), "\n"])


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join) | st.text(min_size=1, max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_valid_mentions_twice_alike(text: str) -> None:
    first, second = read(text), read(text)
    assert first.mentions == second.mentions
    assert Doc.from_records(first.records()).mentions == first.mentions
    starts = [m.span.start for m in first.mentions]
    assert starts == sorted(starts)
    for mention in first.mentions:
        assert mention.entity is None or mention.entity in first.entities
        assert mention.span.text == (mention.span.text or "").strip()
        assert mention.score is not None
        assert 0 < mention.score <= 1
    assert set(first.entities) == {m.entity for m in first.mentions if m.entity}


@pytest.mark.parametrize(
    "unit",
    ["Kim ", "Army ", "People's ", "US-", "U.", "John de ", "Seoul, ", "former ", "a-", "The "],
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 5  # 0.1-0.6 s where it was measured


def test_many_bearers_of_a_name_take_time_in_proportion() -> None:
    names = [f"Kim A{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}e Un" for i in range(600)]
    begun = time.process_time()
    doc = read("\n\n".join(f"{name} left. Kim said so." for name in names))
    assert time.process_time() - begun < 5
    assert len(doc.mentions) >= 1200


def test_documents_in_other_languages_pass_untouched() -> None:
    assert stage.languages == {"en"}
    assert stage.writes == {"mentions", "entities"}


SEED = Path(__file__).parents[3] / "shared" / "seed" / "story.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not part of the repository")
def test_the_seed_story_line_by_line() -> None:
    doc = read(*SEED.read_text(encoding="utf-8").strip().split("\n\n"))
    assert {m.entity for m in doc.mentions if m.span.text in {"Kim", "Kim Jong Un"}} == {
        "person:kim-jong-un"
    }
    assert set(texts(doc, "person", "name")) == {"Kim", "Kim Jong Un"}
    assert [m.entity for m in doc.mentions if m.span.text == "Pyongyang"] == [
        "place:pyongyang",
        "country:PRK",
        "country:PRK",
        "country:PRK",
    ]
    assert one(doc, "SEOUL").entity == "place:seoul"
    assert one(doc, "Seoul").entity == "country:KOR"
    assert one(doc, "Washington").entity == "country:USA"
    assert {m.entity for m in doc.mentions if m.span.text == "US"} == {"country:USA"}
    assert {m.entity for m in doc.mentions if m.span.text == "Central Military Commission"} == {
        "org:prk-central-military-commission"
    }
    assert {m.entity for m in doc.mentions if m.span.text == "state media"} == {"org:kcna"}
    assert {e.country for e in doc.entities.values() if e.kind == "country"} == {
        "PRK",
        "KOR",
        "USA",
    }
