"""Where in a line the credit of a picture begins: "(Photo by Ana Ruiz / TPA)", "© dpa", "EFE"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.data import table, words
from onrecord.pages.phrases import NAME_WORD, openers, split_words

READ = 160
"""Characters at the end of a line that are searched for a credit."""

_BRACKETED = re.compile(r"[(\[（【]\s*(?P<inside>[^()\[\]（）【】]{2,120})\s*[)\]）】]\.?$")
_BRACKETED_CREDIT = re.compile(
    r"^(?:(?i:(?:file |handout |ap |courtesy )?(?:photo|image|picture|pic|graphic|video|credit"
    r"|source|courtesy|handout|screengrab)s?\b)"
    r"|[A-Z][\w .’'&-]{0,40}(?:\s*/\s*|\s+(?i:via)\s+)[A-Z][\w .,/’'&-]{0,80}$)"
)
_RIGHTS_CREDIT = re.compile(
    r"(?:(?<=\s)|(?<=[.!?”’»\")\]]))(?:©|\(c\)|Ⓒ)\s*[^\s©](?:[^.!?]|\.(?=\S)){1,80}$"
)
_NO_CREDIT = re.compile(r"(?i)\b(?:19|20)\d\d\b|rights|rechte|droits|derechos|direitos")
_SENTENCE = re.compile(r"[.!?…。”»“\")\]）](?=\s?[^\W\d_])")
_BESIDE = re.compile(
    rf"(?:{NAME_WORD}\s+){{0,3}}[^\W\d_][\w.’'-]*\s*[/|]\s*[^\W\d_][\w.’'-]*(?:\s+{NAME_WORD}){{0,3}}$"
)
_PLAIN_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_SMALL = frozenset({"via", "de", "von", "van", "der", "for", "pour", "für", "and", "und", "imago"})
_MARK = re.compile(r"[:：©=＝/／.]")
_BY = re.compile(r"(?i)\s(?:by|courtesy\sof)\s")
_NAMED_TO_END = re.compile(r"\s*[^\s:](?:[^.!?]|\.(?!\s)){1,100}\.?$")
_BEFORE_CREDIT = frozenset('|/–—-.!?”’")]»')
_CLOSED = frozenset(")]）】")
_FULL_NAMES = re.compile(rf"{NAME_WORD}(?:\s+{NAME_WORD}){{1,2}}")
_STOPS = frozenset(".!?:…")
_PROVIDED = ("提供", "撮影", "供图", "供圖", "摄", "攝", "写真", "제공", "촬영")
_REPORTER = re.compile(r"(?<=[.。]\s)[가-힣]{2,4}\s?(?:선임)?기자$")
_PHOTO_HOUSES = "lexicon/photo_houses.txt"
Houses = dict[str, list[tuple[str, ...]]]
"""Names in lower case, as words, by their first word."""


@cache
def _houses(*, wires: bool) -> Houses:
    """Return who sells pictures, with ``wires`` also who sells news."""
    names = list(words(_PHOTO_HOUSES))
    if wires:
        rows = table("lexicon/en/agencies.tsv")
        names += (name for row in rows for name in row["names"].split("|"))
    found: Houses = {}
    for name in names:
        parts = tuple(split_words(name))
        found.setdefault(parts[0], []).append(parts)
    return found


@cache
def _house_words() -> frozenset[str]:
    """Return the words that the names of picture houses and agencies are made of."""
    names = (name for some in _houses(wires=True).values() for name in some)
    return frozenset(word for name in names for word in name)


@cache
def _credits() -> dict[tuple[str, ...], bool]:
    """Return the words that open a credit ("photo by", "Bildquelle"), and whether anywhere.

    Some open other things too ("source"): they count at the start of a line only.
    """
    anywhere = {tuple(split_words(opener)): True for opener in openers("credit", "label")}
    return {tuple(split_words(o)): False for o in openers("credit", "start")} | anywhere


def credit_start(line: str) -> int | None:
    """Return where the credit at the end of a line begins, null where there is none."""
    tail = line[-READ:]
    start = _start_in(tail)
    return None if start is None else len(line) - len(tail) + start


@lru_cache(maxsize=1024)
def _start_in(tail: str) -> int | None:
    for start in (_bracketed_start(tail), _opened_start(tail), _marked_start(tail)):
        if start is not None:
            return start
    return None if tail[-1:] in _STOPS else _house_start(tail)


def _bracketed_start(tail: str) -> int | None:
    """Return where a credit in brackets begins: "(Photo by Ana Ruiz / TPA)"."""
    if tail.rstrip(".")[-1:] not in _CLOSED or not (found := _BRACKETED.search(tail)):
        return None
    inside = found["inside"].strip()
    if _FULL_NAMES.fullmatch(inside) and tail[: found.start()].rstrip()[-1:] in _STOPS:
        return found.start()
    opened = split_words(inside[:40])
    if (
        _BRACKETED_CREDIT.match(inside)
        or any(tuple(opened[:size]) in _credits() for size in (1, 2, 3))
        or inside.endswith(_PROVIDED)
        or _sells(inside, _houses(wires=False))
    ):
        return found.start()
    return None


def _opened_start(tail: str) -> int | None:
    """Return where "Photo: Ana Ruiz" begins, which must be all that follows."""
    for mark, end in _marks(tail):
        if not _NAMED_TO_END.match(tail, end):
            continue
        before = list(_PLAIN_WORD.finditer(tail, max(0, mark - 40), mark))
        for size in (3, 2, 1):
            opener = tuple(w[0].lower().rstrip(".") for w in before[-size:])
            if len(opener) < size or opener not in _credits():
                continue
            start = before[-size].start()
            if start == 0 or (_credits()[opener] and _may_begin(tail, start)):
                return start
    return None


def _marks(tail: str) -> Iterator[tuple[int, int]]:
    """Yield where the marks between "Photo" and its maker begin and end: colons, "by", and so on.

    A slash counts before a capital, a full stop after "fot" alone.
    """
    for found in _MARK.finditer(tail):
        mark, at = found[0], found.start()
        if mark == "." and tail[max(0, at - 3) : at].lower() != "fot":
            continue
        if mark in "/／" and not tail[at + 1 :].lstrip()[:1].isupper():
            continue
        yield found.span()
    said = _BY.search(tail) if " by " in tail.lower() or " of " in tail else None
    if said:
        yield said.span()


def _may_begin(tail: str, at: int) -> bool:
    """Tell whether a credit may begin here: after a stop or bar, or with a capital."""
    before = tail[:at].rstrip()[-1:]
    return before in _BEFORE_CREDIT or (tail[at - 1] == " " and not tail[at].islower())


def _marked_start(tail: str) -> int | None:
    """Return where "© Ana Ruiz" begins, which is a credit where no year or right is named."""
    if "©" not in tail and "(c)" not in tail.lower():
        return None
    found = _RIGHTS_CREDIT.search(tail)
    return found.start() if found and not _NO_CREDIT.search(found[0]) else None


def _sells(line: str, houses: Houses) -> bool:
    """Tell whether words name one of ``houses``."""
    parts = split_words(line)
    return any(
        tuple(parts[at : at + len(name)]) == name
        for at, part in enumerate(parts)
        for name in houses.get(part, ())
    )


def _house_start(line: str) -> int | None:
    """Return where the names at the end of a line begin, one of them a picture house's."""
    tail = line[-90:]
    cut = len(line) - len(tail)
    if found := _REPORTER.search(tail):
        return cut + found.start()
    if not _sells(tail[-60:], _houses(wires=True)):
        return None
    at = 0
    for found in _SENTENCE.finditer(tail):
        at = found.end()
    rest = tail[at:].strip()
    if (at or not cut) and rest[:1] not in "([（" and _is_house_line(rest):
        return cut + tail.index(rest, at)
    found = _BESIDE.search(tail)
    if found and _sells(found[0], _houses(wires=True)):
        return cut + found.start()
    return None


def _is_house_line(line: str) -> bool:
    """Tell whether words are a picture house and names: "Ana Ruiz / dpa", "REUTERS/Bo Lind"."""
    if not _sells(line, _houses(wires=True)):
        return False
    small = [w for w in _PLAIN_WORD.findall(line) if w[0].islower()]
    return len(line) <= 80 and all(w in _SMALL or w in _house_words() for w in small)


def is_marked_credit(line: str) -> bool:
    """Tell whether a line is "© NAME" and says nothing of years or rights.

    In the middle of a story that is a picture's credit, at the end of a page its rights line.
    """
    return len(line) <= 80 and line[:1] == "©" and not _NO_CREDIT.search(line)
