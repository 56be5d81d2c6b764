"""What a line of a page is by its form: byline, stamp, promo, rights, caption, credit, dateline."""

import re
from functools import cache, lru_cache

from onrecord.data import table, words
from onrecord.pages.credits import credit_start
from onrecord.pages.phrases import (
    LONGEST,
    NAME_WORD,
    is_wide,
    languages,
    openers,
    phrase_role,
    split_words,
)
from onrecord.pages.stamps import read_stamp
from onrecord.records import Role

_PARTICLE = r"(?:de|da|del|della|di|du|dos|von|van|der|den|zu|ter|al|bin|ibn|la|le|el|y|e)"
_NAME = rf"{NAME_WORD}(?:\s+(?:{NAME_WORD}|{_PARTICLE}(?=\s))){{0,4}}"
_FULL_NAME = rf"{NAME_WORD}(?:\s+(?:{NAME_WORD}|{_PARTICLE}(?=\s))){{1,4}}"
_BYLINE = re.compile(
    r"^(?:(?i:(?:written|report(?:ed)?|story|words|text|posted|published)\s+)?(?i:by)\s*:?\s+)"
    rf"(?P<names>{_NAME}.{{0,120}})$"
)
_STAFF = re.compile(r"(?i)^(?:(?:our )?staff (?:report(?:er|ers)?|writers?)|news ?desk|agencies)$")
_AGENCY_BYLINE = re.compile(r"^[A-Z]{2,6}$")
_CAPTION = re.compile(
    r"(?i)^(?:file(?: photo)?\s*[-–—:]|in this\b|"
    r"(?:this|these|an?|the)?\s*(?:[\w-]+ ){0,2}?"
    r"(?:photos?|photographs?|pictures?|images?|handouts?|(?:video|screen|frame) ?grabs?|stills?)\b"
    r"(?=.{0,80}\b(?:shows?|showing|taken|released|provided|obtained|made available|dated)\b))"
)
_DATELINE_PLACE = r"[A-ZÀ-Þ][\w’'.\-]*(?:[ ][A-ZÀ-Þ][\w’'.\-]*){0,3}"
_DATELINE = re.compile(
    rf"^(?P<place>{_DATELINE_PLACE})(?P<region>(?:,\s+{_DATELINE_PLACE}){{0,2}})"
    r"(?P<date>,\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?"
    r"(?P<agency>\s*\(\s*[A-Z][\w .&’'/-]{1,40}\))?\s*(?:—|–|--|-)(?=\s)"
)
_DIGIT = re.compile(r"\d")
_DATE_OR_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b"
    r"|\b\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}|\d{4}[年년]"
    r"|\b\d{1,2}(?:\.|º|er)?\s+(?:de\s+)?[^\W\d_]{3,}\.?,?\s+(?:de\s+|del\s+)?\d{4}\b"
)
_BAR = re.compile(r"\s*[|•·]\s*")
_NAME_BREAK = re.compile(r"\s*[,|;•·&/]\s*|\s+(?:und|and|et|y|e|i|a|og|och|en|ve)\s+")
_ONE_NAME = re.compile(
    rf"(?:Dr\.|Prof\.|Sir)?\s*{NAME_WORD}(?:\s+(?:{NAME_WORD}|{_PARTICLE})){{1,4}}|[A-Z]{{2,6}}|[가-힣]{{3}}"
    r"|[一-龥]{2,3}\s[一-龥]{1,3}"
)
_SHORT = frozenset({"related", "other", "section"})
"""Roles that a line with the end of a sentence does not have for its words alone."""
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?]\s|[。！？]")
_LIST_ITEM = re.compile(r"^(?:[*•·▪–—-]|\d{1,2}[.)])\s+\S")
_PROSE_END = re.compile(r"(?<!\b[A-Z]\.[A-Z])[.!?…。！？][\"'’”“»«)\]」』）]*$")

Piece = tuple[Role, int, int]
"""A role and the offsets of its text in the line it was found in."""


@cache
def _sections() -> frozenset[str]:
    names = (name for tongue in languages() for name in words(f"lexicon/{tongue}/sections.txt"))
    return frozenset(names)


@cache
def _bylines() -> re.Pattern[str]:
    """Return the form "von NAME": one of the openers and a full name, and no sentence after it."""
    opened = "|".join(
        re.escape(o).replace(r"\ ", r"\s+") for o in openers("byline", "start") if o != "by"
    )
    return re.compile(
        rf"^(?:(?i:{opened})\s*:?\s+(?P<names>{_FULL_NAME})"
        rf"|(?i:{opened})\s*:\s*(?P<one>{_NAME}))"
        r"(?:\s*$|\s*[,|–—(•/&·:-]|\s+(?:und|and|et|y|e|i|a|og|och|en|in|aus|à|ve)\s)"
    )


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
    return _form_of(line) if len(line) <= LONGEST else None


@lru_cache(maxsize=1024)
def _form_of(line: str) -> Role | None:
    role = phrase_role(line)
    if role and role != "caption" and not (role in _SHORT and line.endswith((".", "。"))):
        return role
    if len(line) <= 160:
        if line.lower() in _sections():
            return "section"
        if is_byline(line):
            return "byline"
        if is_stamp(line):
            return "timestamp"
    return None


def is_stamp(line: str) -> bool:
    """Tell whether a line gives a date or time and little else, in any language."""
    if len(line) > 160 or not _DIGIT.search(line):
        return False
    if read_stamp(line) is not None:
        return True
    if not _DATE_OR_CLOCK.search(line) or is_sentence(line):
        return False
    left = [word for word in split_words(line) if not word.isdigit()]
    return len(left) <= 5 and sum(map(len, left)) <= 40


def is_byline(line: str) -> bool:
    """Tell whether a line names who wrote the page, and does nothing else."""
    if len(line) > 160:
        return False
    if _PROSE_END.search(line) and len(line.split()) > 8:
        return False
    if _BYLINE.match(line) or _bylines().match(line) or _STAFF.match(line):
        return True
    return bool(_AGENCY_BYLINE.match(line)) or phrase_role(line) == "byline"


def is_name(line: str) -> bool:
    """Tell whether a line is one to four names of people or agencies and nothing else."""
    if not 3 < len(line) <= 120 or line[-1] in ".!?:;…":
        return False
    if _DIGIT.search(line):  # a stamp may share the line: "Ana Ruiz | 3 May 2023"
        kept = [part for part in _BAR.split(line) if not _DIGIT.search(part)]
        return bool(kept) and len(kept) < len(_BAR.split(line)) and is_name(" | ".join(kept))
    names = _NAME_BREAK.split(line)
    return len(names) <= 5 and all(_ONE_NAME.fullmatch(name) for name in names if name)


def is_caption(line: str) -> bool:
    """Tell whether a line describes a picture: by its opening words or by a credit at its end."""
    if len(line) > LONGEST:
        return False
    if _CAPTION.match(line) or (credit_start(line) or 0) > 0:
        return True
    return phrase_role(line) == "caption"


def is_prose(line: str) -> bool:
    """Tell whether a line is running text: a sentence with an end, of more than a few words."""
    if len(line) > 240:
        return True
    if _PROSE_END.search(line[-12:]):
        return size_in_words(line) > 5
    return len(line) > 100 and len(_INNER_STOP.findall(line)) > 1


def is_sentence(line: str) -> bool:
    """Tell whether a line of more than a few words ends as a sentence does."""
    return bool(_PROSE_END.search(line[-12:])) and size_in_words(line) > 8


def size_in_words(line: str) -> int:
    """Return how many words a line has; two characters make one where no spaces part them."""
    count = line.count(" ") + 1
    return max(count, len(line) // 2) if count < len(line) / 12 and is_wide(line) else count


def is_list_item(line: str) -> bool:
    """Tell whether a line opens with a bullet or a number."""
    return bool(_LIST_ITEM.match(line))


def is_credit(line: str) -> bool:
    """Tell whether a line is a picture credit and nothing else."""
    return credit_start(line) == 0


def split_caption(line: str) -> list[Piece]:
    """Return a caption's own text and its credit, either of which may be missing."""
    at = credit_start(line)
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
