import pytest
from benchmarks.scores import (
    Count,
    accuracy,
    entities,
    entity_counts,
    given_roles,
    macro_f1,
    role_accuracy,
)

BIO = ["B-PER", "I-PER", "B-PER", "O", "B-LOC", "I-ORG", "B-MISC"]


def test_entities_of_bio_tags() -> None:
    assert entities(BIO) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"), (5, 6, "ORG")}


def test_entities_read_as_io_joins_neighbours_of_one_type() -> None:
    assert entities(BIO, begins=False) == {(0, 3, "PER"), (4, 5, "LOC"), (5, 6, "ORG")}


def test_entity_at_the_end_of_the_sentence_is_closed() -> None:
    assert entities(["O", "B-LOC", "I-LOC"]) == {(1, 3, "LOC")}


def test_longer_names_of_the_types_are_the_same_types() -> None:
    assert entities(["B-Person", "B-Organisation", "B-Location", "B-Weapon"]) == {
        (0, 1, "PER"),
        (1, 2, "ORG"),
        (2, 3, "LOC"),
    }


def test_counts_want_span_and_type() -> None:
    gold = [["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG", "O"]]
    ours = [["B-PER", "I-PER", "O", "B-ORG"], ["B-ORG", "I-ORG"]]
    counts = entity_counts(gold, ours)
    assert counts["all"] == Count(hits=1, predicted=3, gold=3)
    assert counts["PER"] == Count(1, 1, 1)
    assert counts["LOC"] == Count(0, 0, 1)
    assert counts["ORG"] == Count(0, 2, 1)
    assert counts["all"].f1 == pytest.approx(1 / 3)


def test_gold_without_begins_is_compared_as_io() -> None:
    gold = [["I-PER", "I-PER", "O"]]
    assert entity_counts(gold, [["B-PER", "B-PER", "O"]])["all"].f1 == 1
    gold_bio = [["B-PER", "I-PER", "O"]]
    assert entity_counts(gold_bio, [["B-PER", "B-PER", "O"]])["all"].f1 == 0


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="2 tags for 1 tokens"):
        entity_counts([["O"]], [["O", "O"]])
    with pytest.raises(ValueError):
        entity_counts([["O"]], [])
    with pytest.raises(ValueError):
        accuracy(["AID"], [])


def test_nothing_there_scores_zero_not_an_error() -> None:
    counts = entity_counts([["O"]], [["O"]])
    assert (counts["all"].precision, counts["all"].recall, counts["all"].f1) == (0, 0, 0)
    assert accuracy([], []) == 0
    assert macro_f1([], []) == 0


def test_accuracy_and_macro_f1_by_hand() -> None:
    gold = ["AID", "AID", "AID", "ACCUSE"]
    ours = ["AID", "AID", "ACCUSE", "PROTEST"]
    assert accuracy(gold, ours) == 0.5
    # AID: 2 hits of 2 said and 3 there = .8; ACCUSE: none of 1 and 1; PROTEST is not in gold.
    assert macro_f1(gold, ours) == pytest.approx((0.8 + 0) / 2)


def test_a_block_has_the_role_most_of_its_text_was_given() -> None:
    gold = [("caption", 0, 10), ("credit", 10, 16), ("paragraph", 20, 30), ("promo", 40, 44)]
    ours = [("caption", 0, 12), ("credit", 13, 16), ("dateline", 20, 23), ("list_item", 23, 30)]
    assert given_roles(gold, ours) == [
        ("caption", "caption"),
        ("credit", "credit"),
        ("paragraph", "paragraph"),
        ("promo", "none"),
    ]


def test_role_accuracy_by_hand() -> None:
    pairs = [
        ("paragraph", "paragraph"),
        ("paragraph", "caption"),
        ("related", "paragraph"),
        ("promo", "related"),
        ("other", "section"),
    ]
    assert role_accuracy(pairs) == {
        "paragraph": 0.5,
        "paragraph precision": 0.5,
        "promo/related/rights": 0.5,
        "promo": 0,
        "related": 0,
        "kept out": pytest.approx(2 / 3),
    }
