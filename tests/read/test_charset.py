import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.read.charset import clean, decode_html, decode_text

FRENCH = "<p>Le ministre a déclaré « non » à l’issue du sommet européen ; c’était l’été.</p>"
RUSSIAN = "<p>Представитель министерства заявил журналистам, что учения прошли успешно.</p>"
JAPANESE = "<p>防衛省は、北朝鮮が弾道ミサイルを発射したと発表した。</p>"


@pytest.mark.parametrize(
    "data,charset",
    [
        (FRENCH.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + FRENCH.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode(), "utf-8"),
        (FRENCH.encode("cp1252"), "cp1252"),
        (RUSSIAN.encode("cp1251"), "cp1251"),
        (RUSSIAN.encode("koi8-r"), "koi8_r"),
        (JAPANESE.encode("cp932"), "cp932"),
    ],
)
def test_what_is_not_declared_is_told_from_the_bytes(data: bytes, charset: str) -> None:
    text, found = decode_html(data)
    assert found == charset
    assert text in (FRENCH, RUSSIAN, JAPANESE)


@pytest.mark.parametrize(
    "head,codec",
    [
        ('<meta charset="iso-8859-1">', "cp1252"),  # as the HTML standard reads the label
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
    ],
)
def test_a_declared_charset_is_believed(head: str, codec: str) -> None:
    text, found = decode_html((head + "<p>été</p>").encode(codec))
    assert text.endswith("<p>été</p>")
    assert found.replace("_", "-") == codec


def test_a_named_charset_goes_before_the_declared_one() -> None:
    data = ("<meta charset=utf-8>" + RUSSIAN).encode("cp1251")
    assert decode_html(data, "windows-1251") == ("<meta charset=utf-8>" + RUSSIAN, "cp1251")


def test_a_wrong_declaration_of_a_utf8_page_does_no_harm() -> None:
    page = "<meta charset=gbk>" + JAPANESE * 3
    assert decode_html(page.encode()) == (page, "utf-8")


def test_a_page_whose_declaration_can_be_read_is_not_utf16() -> None:
    page = "<meta charset=utf_16><p>plain words</p>"
    assert decode_html(page.encode()) == (page, "utf-8")


def test_a_stray_byte_costs_one_character() -> None:
    data = b"<meta charset=utf-8>" + FRENCH.encode() * 20 + b"\xff"
    text, _ = decode_html(data)
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1


@pytest.mark.parametrize(
    "data",
    [
        b"<meta charset=utf-8><p>\xe9\xe8\xff\xfe\xfa</p>",
        b"<p>ok \xf0\x28\x8c\xbc \xff\xff broken \xfe</p>",
        b"\xff\xfe\xfa",
        b"<meta charset=klingon><p>\xe9</p>",
        b"<meta charset=iso-2022-kr><p>words</p>",
        b"<meta charset=unicode_escape><p>words</p>",
        b"<meta charset=idna><p>words</p>",
    ],
)
def test_what_cannot_be_told_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        decode_html(data)
    assert "--charset" in caught.value.hint


def test_plain_text_is_utf8_or_says_so() -> None:
    assert decode_text("naïve".encode()) == ("naïve", "utf-8")
    assert decode_text("naïve".encode("cp1252"), "windows-1252") == ("naïve", "cp1252")
    with pytest.raises(ReadError, match="byte 0xef at 2"):
        decode_text("naïve".encode("cp1252"))


@given(st.binary(max_size=400))
def test_any_bytes_give_writable_text_or_a_read_error(data: bytes) -> None:
    try:
        text, _ = decode_html(data)
    except ReadError as error:
        assert error.hint
    else:
        text.encode("utf-8")
        assert "\0" not in text


def test_cleaning_keeps_every_offset() -> None:
    assert clean("a\ud800b\0c") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
