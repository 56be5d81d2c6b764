"""What a line of a page is by its form: byline, stamp, promo, rights, caption, credit, dateline."""

import re
from functools import cache
from typing import cast

from onrecord.data import table, words
from onrecord.pages.stamps import read_stamp
from onrecord.records import Role

_NAME = r"[A-ZÀ-Þ][\w’'.\-]*(?:\s+(?:[A-ZÀ-Þ][\w’'.\-]*|de|da|del|von|van|der|al|bin|la|le)){0,4}"
_BYLINE = re.compile(
    r"^(?:(?i:(?:written|report(?:ed)?|story|words|text|posted|published)\s+)?(?i:by)\s*:?\s+)"
    rf"(?P<names>{_NAME}.{{0,120}})$"
)
_STAFF = re.compile(r"(?i)^(?:(?:our )?staff (?:report(?:er|ers)?|writers?)|news ?desk|agencies)$")
_AGENCY_BYLINE = re.compile(r"^[A-Z]{2,6}$")
_OTHER_BYLINE = re.compile(rf"^(?:Par|Por|Von)\s+(?P<names>{_NAME}.{{0,120}})$")
_CAPTION = re.compile(
    r"(?i)^(?:file(?: photo)?\s*[-–—:]|in this\b|"
    r"(?:this|these|an?|the)?\s*(?:[\w-]+ ){0,2}?"
    r"(?:photos?|photographs?|pictures?|images?|handouts?|(?:video|screen|frame) ?grabs?|stills?)\b"
    r"(?=.{0,80}\b(?:shows?|showing|taken|released|provided|obtained|made available|dated)\b))"
)
_BRACKETED_CREDIT = re.compile(
    r"[(\[]\s*(?:"
    r"(?i:(?:file |handout |ap |courtesy )?(?:photo|image|picture|pic|graphic|video|credit|source"
    r"|courtesy|handout|screengrab)s?\b)[^()\[\]]{0,120}"
    r"|[A-Z][\w .’'&-]{0,40}(?:\s*/\s*|\s+(?i:via)\s+)[A-Z][\w .,/’'&-]{0,80}"
    r")\s*[)\]]\.?$"
)
_OPEN_CREDIT = re.compile(
    r"(?:(?<=[.!?”’\")]\s)|^)"
    r"(?i:(?:file )?(?:photo(?:graph)?|image|picture|pic|graphic|illustration)"
    r"(?: credit| courtesy)?|credit|photo courtesy|courtesy)\s*(?i:by|of|:|©|/)\s*"
    r"[^.!?]{2,100}\.?$"
)
_RIGHTS_CREDIT = re.compile(r"(?<=[.!?”’\")]\s)©\s*[^.!?]{2,80}$")
_DATELINE_PLACE = r"[A-ZÀ-Þ][\w’'.\-]*(?:[ ][A-ZÀ-Þ][\w’'.\-]*){0,3}"
_DATELINE = re.compile(
    rf"^(?P<place>{_DATELINE_PLACE})(?P<region>(?:,\s+{_DATELINE_PLACE}){{0,2}})"
    r"(?P<date>,\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?"
    r"(?P<agency>\s*\(\s*[A-Z][\w .&’'/-]{1,40}\))?\s*(?:—|–|--|-)(?=\s)"
)
_LIST_ITEM = re.compile(r"^(?:[*•·▪–—-]|\d{1,2}[.)])\s+\S")
_PROSE_END = re.compile(r"(?<!\b[A-Z]\.[A-Z])[.!?…][\"'’”»)\]]*$")

Piece = tuple[Role, int, int]
"""A role and the offsets of its text in the line it was found in."""


@cache
def _patterns() -> tuple[tuple[Role, int, re.Pattern[str]], ...]:
    return tuple(
        (cast(Role, row["role"]), int(row["max"]), re.compile(row["pattern"]))
        for row in table("lexicon/en/furniture.tsv")
    )


@cache
def _sections() -> frozenset[str]:
    return frozenset(words("lexicon/en/sections.txt"))


@cache
def _datelines() -> frozenset[str]:
    """Places that may stand in a dateline in small letters, without an agency."""
    capitals = (
        capital.rsplit(" ", 2)[0]
        for row in table("gazetteer/territories.tsv")
        for capital in row["capitals"].split("|")
    )
    return frozenset(capitals)


def furniture_role(line: str) -> Role | None:
    """Return the role of a line that is furniture by its form, null for one that tells something.

    ``line`` is folded (no line ends, single spaces). Long lines are never furniture.
    """
    for role, longest, pattern in _patterns():
        if len(line) <= longest and pattern.search(line):
            return role
    if len(line) <= 160 and read_stamp(line) is not None:
        return "timestamp"
    if line.lower() in _sections():
        return "section"
    if is_byline(line):
        return "byline"
    return None


def is_byline(line: str) -> bool:
    """Tell whether a line names who wrote the page, and does nothing else."""
    if len(line) > 160:
        return False
    if _PROSE_END.search(line) and len(line.split()) > 8:
        return False
    return any(p.match(line) for p in (_BYLINE, _OTHER_BYLINE, _STAFF, _AGENCY_BYLINE))


def is_caption(line: str) -> bool:
    """Tell whether a line describes a picture: by its opening words or by a credit at its end."""
    return bool(_CAPTION.match(line)) or (_credit_start(line) or 0) > 0


def is_prose(line: str) -> bool:
    """Tell whether a line is running text: a sentence with an end, of more than a few words."""
    return len(line) > 240 or (bool(_PROSE_END.search(line)) and len(line.split()) > 5)


def is_list_item(line: str) -> bool:
    """Tell whether a line opens with a bullet or a number."""
    return bool(_LIST_ITEM.match(line))


def is_credit(line: str) -> bool:
    """Tell whether a line is a picture credit and nothing else."""
    return _credit_start(line) == 0


def _credit_start(line: str) -> int | None:
    tail = line[-300:]
    for pattern in (_BRACKETED_CREDIT, _OPEN_CREDIT, _RIGHTS_CREDIT):
        if found := pattern.search(tail):
            return len(line) - len(tail) + found.start()
    return None


def split_caption(line: str) -> list[Piece]:
    """Return a caption's own text and its credit, either of which may be missing."""
    at = _credit_start(line)
    if at is None:
        return [("caption", 0, len(line))]
    stop = len(line[:at].rstrip())
    credit: Piece = ("credit", at, len(line))
    return [("caption", 0, stop), credit] if stop else [credit]


def split_dateline(line: str, *, bare: bool = True) -> list[Piece]:
    """Return a paragraph's dateline, where it has one, and the rest.

    Without an agency in brackets or a date, the place must stand in capitals or be the name of a
    capital, and ``bare`` says whether even that is enough.
    """
    found = _DATELINE.match(line)
    if found and len(line) > found.end() + 20:
        sure = found["agency"] or found["date"]
        place = found["place"]
        plain = (place.isupper() and len(place) > 2) or place in _datelines()
        if sure or (bare and plain):
            start = len(line) - len(line[found.end() :].lstrip())
            return [("dateline", 0, found.end()), ("paragraph", start, len(line))]
    return [("paragraph", 0, len(line))]


def dateline_parts(dateline: str) -> tuple[str | None, str | None]:
    """Return the place and the agency of a dateline; a place in capitals is put in title case."""
    found = _DATELINE.match(dateline + " ")
    if not found:
        return None, None
    place = found["place"]
    if place.isupper():
        place = place.title()
    agency = found["agency"]
    return place, agency.strip(" ()") if agency else None
