"""Bytes to text: byte-order mark, what was declared, UTF-8, and only then detection."""

import codecs
import re
from contextlib import suppress

from onrecord.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.I,
)
META_BYTES = 4096
"""How far into the page a meta charset is looked for; HTML asks for 1,024, pages take more."""

MAX_BAD_SHARE = 1 / 500
"""A page may hold this share of bytes that its own charset cannot read, as browsers allow."""

MAX_CHAOS = 0.2
"""Detection is believed below this share of unlikely characters (charset-normalizer's measure)."""

MAX_ODD = 0.1
"""Windows-1252, the web's default, is taken when at most this share of its letters look odd."""

MIN_DETECTED = 32
"""Fewer bytes above ASCII than this are too few to tell one charset from another."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_HIGH = re.compile(r"[^\x00-\x7f]+")
_WESTERN = re.compile(  # letters of western Europe inside or beside plain words, and typography
    r"(?<=[A-Za-z])[à-ïñ-öø-üÿœšž](?![à-öø-ÿ]{2})|[à-ïñ-öø-üÿœšž](?=[a-z])|ß(?=[a-z\W])"
    r"|[ÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÛÜŒŠŽ](?=[a-zA-Z’'])|\b[àéèyóáí]\b|[‘’“”–—…•€™§©®·\xa0]"
    r"|«(?=[\w\s])|(?<=[\w\s.!?,…])»|(?<!\w)[¿¡](?=\w)|(?<=\d)[°º£]|£(?=\d)"
)
# The web's other legacy charsets that bytes alone can tell apart.
_OTHERS = [
    "big5",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp874",
    "cp932",
    "cp949",
    "euc_jp",
    "gb18030",
    "iso8859_2",
    "koi8_r",
]

HINT = "convert it to UTF-8, or name its charset with --charset"


def decode_text(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text and charset of plain text: by BOM, ``charset``, or strict UTF-8.

    Raises :class:`ReadError` where that fails: plain text names no charset, so none is guessed.
    """
    return _by_bom(data) or _strict(data, _codec(charset) if charset else "utf-8")


def decode_html(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text and charset of an HTML page.

    In the order of the HTML standard: byte-order mark, ``charset`` (from a transport header or
    the user), meta element, then UTF-8 if it fits, then detection; but a page that is UTF-8
    throughout is UTF-8 whatever its meta element says: crawlers and editors convert a page and
    leave the element, and by chance no text of another charset reads so. A few stray bytes become
    U+FFFD; raises :class:`ReadError` for more than :data:`MAX_BAD_SHARE` of them, or where nothing
    fits.
    """
    if found := _by_bom(data):
        return found
    if charset:
        return _lenient(data, _codec(charset))
    if charset := _declared(data):
        codec = _codec(charset)
        if codec not in ("utf-8", "utf-8-sig") and _is_utf8(data):
            return _strict(data, "utf-8")
        return _lenient(data, codec)
    try:
        return _strict(data, "utf-8")
    except ReadError:
        return _detected(data)


MANY = 6
"""Bytes that follow a first one in characters beyond ASCII, from which on UTF-8 is no chance."""


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 throughout and hold several characters beyond ASCII."""
    if data.isascii():
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(data) - len(text) >= MANY


def clean(text: str) -> str:
    """Return ``text`` with lone surrogates and NULs replaced by U+FFFD, length unchanged."""
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        encoded = text.encode("utf-8")
    return _without_nuls(text, encoded)


def _without_nuls(text: str, encoded: bytes) -> str:
    """Return ``text`` with NULs replaced, looked for in its UTF-8: there a search is fast."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}") if b"\0" in encoded else text


def _by_bom(data: bytes) -> tuple[str, str] | None:
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], charset)
    return None


def _declared(data: bytes) -> str | None:
    found = _META.search(data, 0, META_BYTES)
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii").lower()
    # A meta element that reads as ASCII is not in UTF-16, whatever it says (HTML 13.2.3.2).
    return "utf-8" if re.match(r"utf[-_]?(?:16|32)|ucs|iso-10646", label) else label


def _codec(label: str) -> str:
    """Return Python's codec for a charset label of the web; raises :class:`ReadError` if unknown.

    Labels are those of the Encoding Standard alone: Python knows more, some of them no charsets.
    """
    import webencodings

    known = webencodings.lookup(label)
    if known is None or known.name in ("replacement", "x-user-defined"):
        raise ReadError(f"the charset {label!r} is not one of the web's", hint=HINT)
    return str(known.codec_info.name)


def _strict(data: bytes, charset: str) -> tuple[str, str]:
    try:
        return _decoded(data, charset), charset
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        message = f"byte 0x{data[at]:02x} at {at} is not valid {charset}"
        raise ReadError(message, hint=HINT) from None


def _decoded(data: bytes, charset: str) -> str:
    text = data.decode(charset)
    # Python's UTF-8 has no surrogates: there is no need to encode the text again to find them.
    return _without_nuls(text, data) if charset == "utf-8" else clean(text)


def _lenient(data: bytes, charset: str) -> tuple[str, str]:
    if charset == "utf-8":  # most pages, and most of them without a stray byte to be counted
        with suppress(UnicodeDecodeError):
            return _decoded(data, charset), charset
    text = data.decode(charset, "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    if bad <= max(1, len(data) * MAX_BAD_SHARE):
        return clean(text), charset
    try:  # a page that names a wrong charset is most often UTF-8
        return _strict(data, "utf-8")
    except ReadError:
        return _strict(data, charset)


def _detected(data: bytes) -> tuple[str, str]:
    western = data.decode("cp1252", "replace")
    high = sum(map(len, _HIGH.findall(western)))
    if high - len(_WESTERN.findall(western)) <= high * MAX_ODD:
        return clean(western), "cp1252"
    if high >= MIN_DETECTED:
        from charset_normalizer import from_bytes

        best = from_bytes(data, cp_isolation=_OTHERS).best()
        if best is not None and best.chaos <= MAX_CHAOS:
            return clean(str(best)), best.encoding
    raise ReadError("the charset is not declared and cannot be told", hint=HINT)
