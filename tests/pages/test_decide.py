from dataclasses import replace

import numpy as np

from onrecord.pages.decide import BARE, REPEATED, decide
from onrecord.pages.features import Floats
from onrecord.pages.net import CLASSES
from onrecord.pages.walk import Run

SENTENCE = "The ministers of both countries met in the harbour on Tuesday for two hours."
PARENT = (1, 0, 3)


def run(line: str, at: int, **changes: object) -> Run:
    made = Run((*PARENT, at), "p", 0, None, (), (), 7, False, at)
    made.line = line
    return replace(made, **changes)  # type: ignore[arg-type]


def scores(*labels: str) -> Floats:
    table = np.full((len(labels), len(CLASSES)), 0.01, dtype=np.float32)
    for row, label in enumerate(labels):
        table[row, CLASSES.index(label)] = 0.95
    return table


def roles(runs: list[Run], *labels: str) -> list[str | None]:
    return [item.role for item in decide(runs, scores(*labels))]


STORY = [
    run("A bridge opens", 0, tag="h1", hint="headline"),
    *(run(SENTENCE + "x" * i, i) for i in (1, 2)),
]


def test_the_model_is_believed_where_nothing_speaks_against_it() -> None:
    assert roles(STORY, "headline", "body", "body") == ["headline", "paragraph", "paragraph"]


def test_hidden_words_are_not_told() -> None:
    hidden = run("Words that no reader sees on the page.", 3, hidden=True)
    assert roles([*STORY, hidden], "headline", "body", "body", "body")[-1] is None


def test_a_story_that_scripts_show_later_is_told() -> None:
    veiled = [run(SENTENCE * 3 + "x" * i, i, hidden=True) for i in range(3, 6)]
    found = roles([*STORY, *veiled], "headline", "body", "body", *["body"] * 3)
    assert found[-3:] == ["paragraph"] * 3


def test_hidden_words_elsewhere_are_not_told_however_many_they_are() -> None:
    spam = [run(SENTENCE * 9 + "x" * i, i, hidden=True, element=(1, 8, 5, i)) for i in range(3, 9)]
    found = roles([*STORY, *spam], "headline", "body", "body", *["body"] * 6)
    assert found == ["headline", "paragraph", "paragraph", *[None] * 6]


def test_a_line_that_stands_again_and_again_is_furniture() -> None:
    again = [
        run("Become a member and read all of our stories today.", i) for i in range(3, 3 + REPEATED)
    ]
    found = roles([*STORY, *again], "headline", "body", "body", *["body"] * REPEATED)
    assert found == ["headline", "paragraph", "paragraph", *[None] * REPEATED]


def test_markup_and_form_name_the_furniture() -> None:
    lines = [
        run("By Ana Ruiz", 1, hint="byline"),
        run("Published: 3 May 2023", 2),
        STORY[1],
        run("Correction: an earlier version gave the wrong day.", 4),
        STORY[2],
        run("© 2023 Northern Post. All rights reserved.", 6),
    ]
    found = roles([STORY[0], *lines], "headline", "other", "other", "body", "body", "body", "other")
    assert found[1:] == ["byline", "timestamp", "paragraph", "correction", "paragraph", "rights"]


def test_a_heading_beside_paragraphs_is_told_though_the_model_doubts() -> None:
    heading = run("What comes next for the harbour", 9, tag="h2", hint="subheading")
    found = roles([STORY[0], STORY[1], heading, STORY[2]], "headline", "body", "other", "body")
    assert found == ["headline", "paragraph", "subheading", "paragraph"]


def test_what_stands_far_from_the_story_is_left_out() -> None:
    menu = [run(f"Entry {i}", i, hint="skip") for i in range(20, 60)]
    stray = run("Sign the book of guests and tell us what you think of it.", 99, element=(1, 9, 9))
    more = [run(SENTENCE + "y" * i, i) for i in range(3, 10)]
    table = scores("headline", *["body"] * 9, *["other"] * len(menu), "body")
    table[-1, 1] = 0.6
    found = decide([*STORY, *more, *menu, stray], table)
    assert (found[-1].role, found[-1].why) == (None, "far from the story")


def test_a_bare_page_is_told_by_its_sentences() -> None:
    lines = [run(SENTENCE, 0), run("Home", 1, link_chars=4)]
    assert len(lines) <= BARE
    assert roles(lines, "other", "other") == ["paragraph", None]


def test_the_line_between_headline_and_byline_is_the_summary() -> None:
    lines = [
        STORY[0],
        run("The third one in ten years", 1),
        run("By Ana Ruiz", 2, hint="byline"),
        *STORY[1:],
    ]
    found = roles(lines, "headline", "body", "byline", "body", "body")
    assert found[:3] == ["headline", "summary", "byline"]


def test_every_decision_has_a_reason() -> None:
    assert all(item.why for item in decide(STORY, scores("headline", "body", "other")))
