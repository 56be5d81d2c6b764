import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. agreed.", "Seoul did not."],
        ["They met last week.", "It ended a month ago.", "She said so.", "Nobody objected."],
        ["Gen. Ada Loew left at 6 a.m. Tuesday, officials said.", "“We go,” she said."],
        ["It cost $3.5 million, i.e. a lot.", "Nobody paid."],
        ["He met Sen. J. Marsh at St. Paul’s in Washington, D.C. on Jan. 3."],
    ],
)
def test_abbreviations_end_no_sentence(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_blank_line_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    assert split("The ministers met\non Tuesday\n\nThey left") == [
        "The ministers met\non Tuesday",
        "They left",
    ]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Heading\n\nOne came. Two left."
    assert [text[a:b] for a, b in split_sentences(text, 9, len(text))] == [
        "One came.",
        "Two left.",
    ]


@given(st.text(max_size=300))
def test_sentences_are_ordered_disjoint_trimmed_and_cover_the_text(text: str) -> None:
    at = 0
    for start, end in split_sentences(text, 0, len(text)):
        assert at <= start < end and not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
