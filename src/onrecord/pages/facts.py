"""What a page's furniture states of the page: publisher, agency, authors, section."""

import re
from collections.abc import Iterable

from onrecord.pages.agencies import known_agency, looks_like_agency
from onrecord.pages.names import names_in

__all__ = [
    "agency_of",
    "authors_of",
    "first",
    "initials",
    "known_agency",
    "looks_like_agency",
    "promo_publisher",
    "rights_holder",
    "section_of",
]

_BY = re.compile(
    r"(?i)^(?:(?:written|report(?:ed)?|story|words|text|posted|published)\s+)?by\s*:?\s+|^(?:von|par|por)\s+"
)
_PROMO_PUBLISHER = re.compile(
    r"(?:(?i:join|follow|like|subscribe to|find|download|get|connect with|support))\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w’'.&-]*(?:\s+(?:(?:of|the|and)\s+)?[A-Z][\w’'.&-]*){0,4}?)"
    r"(?:[’']s)?\s+(?:(?i:on|via|app|newsletters?|channel))\b"
)
_RIGHTS_HOLDER = re.compile(
    r"(?:©|ⓒ|(?i:\(c\)|copyright))\s*(?:©|(?i:\(c\)))?\s*(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?,?\s*"
    r"(?:(?i:by)\s+)?(?P<name>[^\W\d_][^.,|;()]{1,60}?)\s*"
    r"(?:\d{4}|[.,|;(]|$|(?i:all rights|and may not|ltd\b|inc\b))"
)
_COMPANY = re.compile(r"(?i)(?:\s+(?:ltd|inc|llc|plc|gmbh|media|group|corporation|company))+$")
_SECTION = re.compile(r"(?i)^more (?:in|from)\s+(?P<name>[^.!?:]{2,40}):?$")
_PUBLISHER_STOP = frozenset({"us", "our", "the", "this", "now", "here", "more"})


def authors_of(byline: str) -> tuple[str, ...]:
    """Return the people a byline names, in order; agencies and job titles are left out."""
    return tuple(n.text for n in names_in(byline) if n.kind == "person")


def agency_of(line: str) -> str | None:
    """Return the agency a byline or rights line names, in its short form where that is known."""
    for part in re.split(r"[(),;/|©]|\s+(?:and|with|in|by|via)\s+|\s[–—-]\s", line):
        name = _BY.sub("", part.strip()).strip(" .")
        if agency := known_agency(name):
            return agency
        if re.fullmatch(r"[A-Z]{2,6}", name) and name not in ("US", "UK", "UN", "EU"):
            return name
    return None


def rights_holder(line: str) -> str | None:
    """Return the name a rights line gives after its mark, null where it gives none."""
    found = _RIGHTS_HOLDER.search(line)
    if not found:
        return None
    name = _COMPANY.sub("", found["name"]).strip(" ,")
    return None if name.lower().startswith(("all rights", "copyright")) else name


def promo_publisher(line: str) -> str | None:
    """Return the publisher a promo line names ("Join NAME on ..."), null where it says "us"."""
    found = _PROMO_PUBLISHER.search(line)
    if not found or found["name"].split()[0].lower() in _PUBLISHER_STOP:
        return None
    return found["name"]


def section_of(line: str) -> str | None:
    """Return the section a section line names: the last step of a breadcrumb, or its one name."""
    if found := _SECTION.match(line):
        return found["name"].strip()
    steps = [s.strip() for s in re.split(r"[>»›/|]", line) if s.strip()]
    steps = [s for s in steps if s.lower() not in ("home", "news", "you are here")] or steps
    return steps[-1] if steps else None


def initials(name: str) -> str:
    """Return the capitals that begin a name's words: ``TPA`` for "Transpacific Press Agency"."""
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def first(values: Iterable[str | None]) -> str | None:
    """Return the first value that is not null or empty."""
    return next((value for value in values if value), None)
