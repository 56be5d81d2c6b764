from dataclasses import replace

import pytest

from onrecord.pages.captions import credit_names, credit_start, part_credits
from onrecord.pages.walk import WITHIN, Run

RUN = Run((1, 0), "figcaption", WITHIN["figcaption"], "caption", (), (), 1, False, 1)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (
            "The ministers in Seoul on Tuesday. Photo: Bo Lindqvist / TPA",
            "Photo: Bo Lindqvist / TPA",
        ),
        ("Ein Schiff im Hafen. © Ana Ruiz | TPA", "© Ana Ruiz | TPA"),
        ("A guard at the gate. (Ana Ruiz/TPA)", "(Ana Ruiz/TPA)"),
        ("Die Brücke am Morgen. (Archivbild)", None),
        ("Ana Ruiz (left) and Bo Lindqvist (right)", None),
        ("The bridge, seen from the harbour.", None),
    ],
)
def test_where_the_credit_of_a_caption_begins(line: str, credit: str | None) -> None:
    start = credit_start(line)
    assert (None if start is None else line[start:]) == credit


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Photo by Ana Ruiz | TPA", ("Ana Ruiz", "TPA")),
        ("Photo by ANA RUIZ /TPA via Northern Pictures", ("ANA RUIZ", "TPA via Northern Pictures")),
        ("(Foto: Ana Ruiz/TPA)", ("Ana Ruiz/TPA",)),
        ("© TPA", ("TPA",)),
        ("Photo:", ()),
    ],
)
def test_whom_a_credit_names(credit: str, names: tuple[str, ...]) -> None:
    assert credit_names(credit) == names


def test_a_caption_is_parted_where_its_credit_begins() -> None:
    line = "The ministers in Seoul on Tuesday. (Ana Ruiz/TPA)"
    run = replace(RUN, line=line, link_chars=10)
    caption, credit = part_credits([run])
    assert (caption.line, credit.line) == ("The ministers in Seoul on Tuesday.", "(Ana Ruiz/TPA)")
    assert credit.credit and not caption.credit and credit.spaced
    assert caption.link_chars + credit.link_chars == 10


def test_words_elsewhere_are_left_whole() -> None:
    run = replace(RUN, within=0, hint=None, line="The ministers met. (Ana Ruiz/TPA)")
    assert list(part_credits([run])) == [run]
