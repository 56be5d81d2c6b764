import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pages.authors import Authors, Claim, choose_authors, claim
from onrecord.pages.names import after_opener, is_opener, names_in


def named(line: str, *, strict: bool = False) -> list[tuple[str, str]]:
    return [(n.text, n.kind) for n in names_in(line, strict=strict)]


def people(line: str, *, strict: bool = False) -> list[str]:
    return [text for text, kind in named(line, strict=strict) if kind == "person"]


@pytest.mark.parametrize(
    "line,wanted",
    [
        ("By Ana Ruiz and Bo Lindqvist", ["Ana Ruiz", "Bo Lindqvist"]),
        ("Von Till Ecker , Max Bern und Anna Sleeg", ["Till Ecker", "Max Bern", "Anna Sleeg"]),
        ("Par Claire Dubois et Luc Martin", ["Claire Dubois", "Luc Martin"]),
        ("Por Marta Cano, Corresponsal en Lima", ["Marta Cano"]),
        ("Door Jan de Vries en Piet van Dam", ["Jan de Vries", "Piet van Dam"]),
        ("Text: Karin Falk", ["Karin Falk"]),
        ("Oleh Budi Santoso", ["Budi Santoso"]),
        ("VON MORITZ GATT am 21. April 2020", ["Moritz Gatt"]),
        ("By JANE O'NEILL", ["Jane O'Neill"]),
        ("By Ana Ruiz | November 3, 2025 (8:42 AM)", ["Ana Ruiz"]),
        ("Veröffentlicht am 1. Mai 2023 09:35 von Claudia Kummer", ["Claudia Kummer"]),
        ("Ana Ruiz, PhD, Bo Lindqvist, MD", ["Ana Ruiz", "Bo Lindqvist"]),
        ("Walter von Aachen", ["Walter von Aachen"]),
        ("José Ortega y Gasset y Juan Pérez García", ["José Ortega y Gasset", "Juan Pérez García"]),
        ("Ana Ruiz, Seoul", ["Ana Ruiz"]),
        ("By Ana Ruiz ana.ruiz@post.example", ["Ana Ruiz"]),
        ("Ana &amp; Bo", ["Ana", "Bo"]),
        ("서울 김하늘 기자 sky@post.example", ["김하늘"]),
        ("大渡 花子", ["大渡 花子"]),
        ("Martin King, Jr.", ["Martin King, Jr"]),
        ("R. R.", ["R. R."]),
        ("sparrow77", ["sparrow77"]),
        ("Posted by Sparrow77", ["Sparrow77"]),
        ("admin", []),
        ("q_admin", []),
        ("@northernpost", []),
        ("https://post.example/ana", []),
        ("Senior editor", []),
        ("12 May 2023", []),
        ("", []),
    ],
)
def test_a_byline_names_its_people(line: str, wanted: list[str]) -> None:
    assert people(line) == wanted


def test_desks_and_agencies_are_told_from_people() -> None:
    assert named("Ana Ruiz mit dpa") == [("Ana Ruiz", "person"), ("dpa", "agency")]
    assert named("Northern Post Staff") == [("Northern Post Staff", "desk")]
    assert named("northernpost.de") == [("northernpost.de", "desk")]
    assert named("Online-Redaktion") == [("Online-Redaktion", "desk")]
    assert named("Center for Public Health and Research") == [
        ("Center for Public Health and Research", "desk")
    ]


def test_words_that_no_markup_calls_an_author_must_look_like_a_name() -> None:
    assert people("Ana Ruiz", strict=True) == ["Ana Ruiz"]
    assert people("the second round of talks", strict=True) == []
    assert people("Ana", strict=True) == ["Ana"]
    assert people("Ana said on Monday that the talks had failed again", strict=True) == []


def test_openers_are_words_of_their_own() -> None:
    assert after_opener("By Ana Ruiz") == "Ana Ruiz"
    assert after_opener("Autor: Ana Ruiz") == "Ana Ruiz"
    assert after_opener("Text of the agreement") is None
    assert after_opener("Bypass opened") is None
    assert is_opener("Written by:")
    assert not is_opener("Written off")


def claims_of(**given: str) -> list[Claim]:
    """Make claims: ``ld`` JSON-LD, ``meta``, ``mark``, ``line`` and ``block``."""
    kinds = {
        "ld": ("json-ld", 5.0),
        "meta": ("meta", 4.0),
        "mark": ("mark", 3.8),
        "line": ("line", 5.5),
        "block": ("block", 4.5),
    }
    made = []
    for key, names in given.items():
        source, trust = kinds[key]
        made.append(claim([names], f"from {key}", source, trust))  # type: ignore[arg-type]
    return [c for c in made if c]


def test_claims_that_agree_beat_one_that_does_not() -> None:
    claims = claims_of(ld="Web Master Jones", mark="Ana Ruiz", line="Ana Ruiz")
    assert choose_authors(claims) == Authors(("Ana Ruiz",), "from line")


def test_the_template_s_owner_yields_to_the_visible_byline() -> None:
    claims = claims_of(ld="kates", meta="kates", line="Ana Ruiz")
    assert choose_authors(claims).names == ("Ana Ruiz",)


def test_a_claim_is_widened_to_one_that_names_all_its_people_and_more() -> None:
    claims = claims_of(ld="Ana Ruiz", line="Ana Ruiz and Bo Lindqvist")
    assert choose_authors(claims).names == ("Ana Ruiz", "Bo Lindqvist")
    claims = claims_of(ld="Ana", line="Ana Ruiz")
    assert choose_authors(claims).names == ("Ana Ruiz",)


def test_the_site_is_an_author_only_where_more_than_a_meta_element_says_so() -> None:
    sites = ["Northern Post"]
    assert choose_authors(claims_of(meta="Northern Post"), sites).names == ()
    assert choose_authors(claims_of(ld="Northern Post"), sites).names == ("Northern Post",)
    both = claims_of(ld="Northern Post", mark="Ana Ruiz")
    assert choose_authors(both, sites).names == ("Ana Ruiz",)
    assert choose_authors(claims_of(meta="Maria Lund"), ["Maria Lund"]).names == ("Maria Lund",)


def test_an_agency_is_never_an_author() -> None:
    found = choose_authors(claims_of(ld="AFP"))
    assert (found.names, found.agency) == ((), "AFP")
    found = choose_authors(claims_of(ld="Ana Ruiz, dpa"))
    assert (found.names, found.agency) == (("Ana Ruiz",), "dpa")


def test_nobody_is_claimed() -> None:
    assert choose_authors([]) == Authors()
    assert claim(["admin"], "meta author", "meta", 4.0) is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_line_gives_names_that_are_words(line: str) -> None:
    for name in names_in(line):
        assert name.text.strip() == name.text and len(name.text) > 1
        assert any(c.isalpha() for c in name.text)


@pytest.mark.parametrize(
    "line",
    ["By " * 100_000, "a, " * 100_000, "(" * 100_000, "Ana " * 100_000, "@" * 99_999, "<" * 99_999],
)
def test_long_lines_take_no_time(line: str) -> None:
    start = time.perf_counter()
    names_in(line)
    assert time.perf_counter() - start < 1
