import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Doc
from onrecord.errors import PageError
from onrecord.pages import stage
from onrecord.pages.assemble import check_cover
from onrecord.pages.text import find_pieces
from onrecord.pipeline import Pipeline
from onrecord.read import read_bytes, read_paths
from onrecord.records import Failure
from tests.pages.conftest import Take, roles

STORY = """ date 2023-05-03 Ministers agree to meet again

Written by Ana Ruiz on

More in Asia:

This photo taken on May 2, 2023 shows the two ministers in Seoul. (Photo by BO LINDQVIST / TPA)

SEOUL, South Korea (TPA) — The foreign ministers of both countries met on Tuesday.

Join Northern Post on Telegram

They agreed to meet again, a spokesman said.

© Transpacific Press Agency"""


def test_a_crawled_story(take: Take) -> None:
    doc = take(STORY)
    assert roles(doc) == [
        ("timestamp", "date 2023-05-03"),
        ("headline", "Ministers agree to meet again"),
        ("byline", "Written by Ana Ruiz on"),
        ("section", "More in Asia:"),
        ("caption", "This photo taken on May 2, 2023 shows the two ministers in Seoul."),
        ("credit", "(Photo by BO LINDQVIST / TPA)"),
        ("dateline", "SEOUL, South Korea (TPA) —"),
        ("paragraph", "The foreign ministers of both countries met on Tuesday."),
        ("promo", "Join Northern Post on Telegram"),
        ("paragraph", "They agreed to meet again, a spokesman said."),
        ("rights", "© Transpacific Press Agency"),
    ]
    document = doc.document
    assert document.text == STORY
    assert document.title == "Ministers agree to meet again"
    assert document.published == "2023-05-03"
    assert document.authors == ("Ana Ruiz",)
    assert (document.publisher, document.agency) == ("Northern Post", "TPA")
    assert document.section == "Asia"
    assert document.dateline is not None and document.dateline.place == "Seoul"
    caption, credit = doc.blocks_of("caption", "credit")
    assert credit.parent == caption.id


def test_a_headed_story_with_a_summary_and_a_tail(take: Take) -> None:
    doc = take(
        "World\nMinisters agree to meet again\nThird round ends without a text\n"
        "By Ana Ruiz\nPublished: Wednesday, 3 May 2023 09:00 KST\n"
        "TOKYO — The ministers met on Tuesday, and they will meet again.\n"
        "What comes next\n"
        "The next round is due in June, officials said, though no day has been named.\n"
        "(Reporting by Ana Ruiz; editing by Bo Lindqvist)\n"
        "Related:\nHow the talks began\nWho is who\n"
    )
    assert [role for role, _ in roles(doc)] == [
        "section",
        "headline",
        "summary",
        "byline",
        "timestamp",
        "dateline",
        "paragraph",
        "subheading",
        "paragraph",
        "correction",
        "related",
        "related",
        "related",
    ]
    assert doc.document.published == "2023-05-03T09:00:00+09:00"


@pytest.mark.parametrize("tag", ["en", "en-US", "EN", "eng", "English", "en_GB"])
def test_a_language_is_known_by_any_of_its_names(tag: str) -> None:
    line = json.dumps({"text": "The ministers met on Tuesday.", "language": tag})
    (doc,) = Pipeline([stage]).run(read_bytes(line.encode(), path="a.jsonl"))
    assert isinstance(doc, Doc) and doc.document.language == "en"


def test_windows_line_ends_and_hard_wrapping(take: Take) -> None:
    wrapped = (
        "Ministers agree to meet again\r\n\r\nThe foreign ministers of both countries met in Seoul"
        "\r\non Tuesday for two hours, the first such talks since spring\r\nlast year.\r\n\r\n"
        "They agreed to meet again, a spokesman said."
    )
    doc = take(wrapped)
    assert [role for role, _ in roles(doc)] == ["headline", "paragraph", "paragraph"]
    assert doc.text == wrapped


def test_one_passage_is_one_paragraph(take: Take) -> None:
    doc = take("Police arrested two protesters in the capital on Monday.")
    assert [role for role, _ in roles(doc)] == ["paragraph"]
    assert (doc.document.title, doc.document.published) == (None, None)


@pytest.mark.parametrize(
    "title",
    [
        "Will the ministers of both countries meet again this year?",
        "This photo taken on Monday shows the ministers. (Photo by ANA RUIZ / TPA)",
        "The ministers of both countries will meet again this year.",
    ],
)
def test_a_stamp_runs_into_whatever_follows(take: Take, title: str) -> None:
    doc = take(f"2023-05-03 {title}\n\nThe ministers met on Tuesday, officials said.")
    assert roles(doc)[0] == ("timestamp", "2023-05-03")
    assert doc.document.published == "2023-05-03"
    assert "".join(words for _, words in roles(doc)[1:]).startswith(title[:40])


@pytest.mark.parametrize(
    "passage",
    ["By Monday both had left", "WORLD", "© Northern Post", "(Photo by Ana Ruiz)", "3 May 2023"],
)
def test_a_single_line_is_always_told(take: Take, passage: str) -> None:
    assert [role for role, _ in roles(take(passage))] == ["paragraph"]


def test_only_furniture_is_no_story() -> None:
    page = "© Northern Post\n\nAll rights reserved.".encode()
    (result,) = Pipeline([stage]).run(read_bytes(page, path="a.txt"))
    assert isinstance(result, Failure)
    assert "no story" in result.error and result.hint


def test_the_seed_story(seed_story: Path) -> None:
    (doc,) = Pipeline([stage]).run(read_paths([str(seed_story)]))
    assert isinstance(doc, Doc)
    document = doc.document
    assert document.title is not None and document.title.startswith("North Korea leader calls")
    assert document.published == "2023-04-11"
    assert document.authors == ("Primo",)
    assert (document.agency, document.publisher, document.section) == ("AFP", "Eagle News", "Asia")
    assert document.dateline is not None and document.dateline.place == "Seoul"
    kinds = [b.role for b in doc.blocks]
    assert [kinds.count(r) for r in ("caption", "credit", "promo", "rights", "section")] == [
        *(2, 2, 1, 1, 1)
    ]
    captions, credits = doc.blocks_of("caption"), doc.blocks_of("credit")
    assert [c.parent for c in credits] == [c.id for c in captions]
    told = " ".join(b.span.text or "" for b in doc.blocks_of("paragraph"))
    for furniture in ("Telegram", "Photo by", "©", "Written by", "More in", "SEOUL"):
        assert furniture not in told
    assert kinds.count("paragraph") == 8


SEITE = """Zum Inhalt springen
Menü
Politik
Wirtschaft
Sport
Newsletter
Anmelden
Ausland
Minister wollen sich bald wieder treffen
Die Außenminister beider Länder haben eine dritte Runde verabredet, ein Tag ist nicht bekannt.
Ana Ruiz
3. Mai 2023, 17:47 Uhr
Teilen
Merken
Die beiden Minister geben sich vor dem Ministerium die Hand. © Bo Lind/dpa
LANG1
LANG2
Lesen Sie auch: Wie die Gespräche begannen
Wie es weitergeht
LANG3
LANG4
Jetzt unseren Newsletter abonnieren
Kommentare
Mehr zum Thema
Wer an den Gesprächen teilnimmt
Eine Chronik des langen Streits
Impressum
Datenschutz
© 2023 Nordpost. Alle Rechte vorbehalten."""

LONG = (
    "Die Außenminister sind am Dienstag zusammengekommen, um über die Grenze zu sprechen, die seit"
    " dem Frühjahr geschlossen ist. Das Treffen dauerte zwei Stunden.",
    "Beide Seiten verabredeten eine dritte Runde, wie ein Sprecher nach dem Treffen sagte. Einen"
    " Text wollte er den Reportern nicht zeigen, auch einen Tag nannte er nicht.",
    "Im Juni soll es soweit sein, hieß es im Ministerium, doch müssten sich die Hauptstädte zuvor"
    " auf einen Ort einigen, und das habe schon beim letzten Mal lange gedauert.",
    "Die Regierungschefs wollen sich dem Vernehmen nach erst danach einschalten und haben sich bis"
    " zum Abend nicht geäußert, wie auch die Nachbarn im Süden.",
)
for number, paragraph in enumerate(LONG, 1):
    SEITE = SEITE.replace(f"LANG{number}", paragraph)


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n"])
def test_the_story_is_found_on_a_stripped_page(take: Take, end: str) -> None:
    doc = take(SEITE.replace("\n", end))
    found = roles(doc)
    assert [role for role, _ in found[7:]] == [
        *("section", "headline", "summary", "byline", "timestamp", "other", "other"),
        *("caption", "credit", "paragraph", "paragraph", "related", "subheading"),
        *("paragraph", "paragraph", "promo", "other", "related", "related", "related"),
        *("other", "other", "rights"),
    ]
    assert not {role for role, _ in found[:7]} & {"headline", "paragraph", "subheading", "byline"}
    assert doc.document.title == "Minister wollen sich bald wieder treffen"
    assert doc.document.authors == ("Ana Ruiz",)


def test_a_menu_names_no_section_and_no_author(take: Take) -> None:
    doc = take(SEITE.replace("Sport", "TV\nDDR\nKim Lee\nUnser Team\nAlle Ressorts"))
    assert doc.document.authors == ("Ana Ruiz",)


def test_a_long_text_with_headings_is_no_page(take: Take) -> None:
    chapter = "\n\nCampaign of {0}\n\n" + "It was a long year, and nobody had foreseen {0}. " * 20
    doc = take("A war of ten years" + "".join(chapter.format(1900 + n) for n in range(10)))
    assert {role for role, _ in roles(doc)[1:]} == {"subheading", "paragraph"}


STAMPED = ["2023-05-03 Will they meet again this year, as they said?", "date 2023-05-03"]
LINES = st.lists(
    st.sampled_from([*STORY.splitlines(), *SEITE.splitlines(), *STAMPED]) | st.text(max_size=60),
    max_size=40,
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n"]))
def test_blocks_are_ordered_disjoint_and_cover_the_text(lines: list[str], end: str) -> None:
    text = end.join(lines)
    pieces = find_pieces(text)
    check_cover(text, pieces)
    for _, start, stop in pieces:
        assert text[start:stop].strip()


def test_cover_is_checked() -> None:
    with pytest.raises(PageError, match="no block holds"):
        check_cover("one two", [("paragraph", 0, 3)])
    with pytest.raises(PageError, match="overlaps"):
        check_cover("one two", [("paragraph", 0, 5), ("paragraph", 3, 7)])


def test_a_long_text_takes_time_in_proportion() -> None:
    """A megabyte of short lines and one of a single line are both cut without a blow-up."""
    for text in ("word " * 200_000, "a\n" * 200_000, "(" * 300_000, "A, " * 200_000):
        check_cover(text, find_pieces(text))
