import pytest

from onrecord.pages.facts import agency_of, authors_of, initials, known_agency, rights_holder
from onrecord.pages.language import language_for, language_tag

GERMAN = (
    "Die beiden Minister haben sich am Dienstag in der Hauptstadt getroffen und über die Grenze"
    " gesprochen. Das Treffen ist das dritte in diesem Jahr, und es wird nicht das letzte sein,"
    " sagte eine Sprecherin. Auf die Frage, ob es ein Papier gibt, ging sie nicht ein."
)
ENGLISH = (
    "The two ministers met in the capital on Tuesday and talked about the border. It was the third"
    " meeting of this year and it will not be the last one, said a spokeswoman. She did not say"
    " whether there is a paper that both of them have signed, or when it was to be published."
)
RUSSIAN = "Министры двух стран встретились во вторник в столице и говорили о границе. " * 4
KOREAN = "두 나라의 장관들은 화요일 수도에서 만나 국경 문제를 논의했다고 대변인이 밝혔다. " * 6


@pytest.mark.parametrize(
    "tag,text,wanted",
    [
        ("de-AT", GERMAN, "de"),
        ("en", GERMAN, "de"),
        ("en-US", ENGLISH, "en"),
        ("en", RUSSIAN, "ru"),
        ("uk", RUSSIAN, "uk"),
        ("en", KOREAN, "ko"),
        (None, KOREAN, "ko"),
        (None, GERMAN, "de"),
        ("ja", ENGLISH, "en"),
        ("sv", "Kort text.", "sv"),
        (None, "Kort text.", None),
        ("xx-unknown", ENGLISH, "en"),
    ],
)
def test_a_language_tag_is_checked_against_the_text(
    tag: str | None, text: str, wanted: str | None
) -> None:
    assert language_for(tag, text) == wanted


def test_language_tags_in_all_their_forms() -> None:
    assert [language_tag(t) for t in ("en_GB", "eng", "English", "de-CH", "", None)] == [
        "en",
        "en",
        "en",
        "de",
        None,
        None,
    ]


def test_bylines_in_other_languages_name_their_people() -> None:
    assert authors_of("Von Karin Falk und Jan Weber, dpa") == ("Karin Falk", "Jan Weber")
    assert authors_of("Par Claire Dubois avec AFP") == ("Claire Dubois",)
    assert authors_of("Staff report") == ()


def test_agencies_are_known_by_any_of_their_names() -> None:
    assert known_agency("Deutsche Presse-Agentur") == "dpa"
    assert agency_of("Von Karin Falk, dpa") == "dpa"
    assert initials("Transpacific Press Agency") == "TPA"
    assert rights_holder("© 2024 Northern Post Media Group. All rights reserved") == "Northern Post"
