"""Dates and times a page prints about itself, as ISO 8601."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Literal

from onrecord.data import table

StampKind = Literal["published", "modified"]

YEARS = range(1800, 2101)
"""Years a news page may be published in; others are empty fields or mistakes."""

_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_LABEL = re.compile(
    r"(?i)^(?:(?P<modified>(?:last )?(?:updated|modified|edited)|revised|update)"
    r"|(?P<published>(?:first )?(?:published|posted|filed|issued|released)|publication date|date))"
    r"\s*(?:on|at|:)?\s*:?\s*"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?i)\b{_DAY}(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})"
    rf"|(?P<mdy>{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}))"
)
_TIME = re.compile(
    r"(?i)(?:T|\s*(?:at|,|-|–|\||·|\()?\s*)(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2}|[A-Z]{2,4}\b)?\)?"
)


@cache
def _zones() -> dict[str, str]:
    return {row["zone"]: row["offset"] for row in table("lexicon/en/time_zones.tsv")}


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first full date in ``text`` as ISO 8601, with its time and zone if given.

    The second and third value are where it starts and ends. A time without a zone keeps none; a
    zone that is not known drops the time with it rather than guess.
    """
    found = _DATE.search(text)
    if not found:
        return None
    from dateutil import parser

    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", found["iso"] or found["dmy"] or found["mdy"])
    try:
        day = parser.parse(words.replace(".", ""), default=datetime(2000, 1, 1)).date().isoformat()
    except (ValueError, OverflowError):
        return None
    if int(day[:4]) not in YEARS:
        return None
    end = found.end()
    clock = _TIME.match(text, end)
    if clock:
        end = clock.end()
        if time := _clock(clock):
            return f"{day}T{time}", found.start(), end
    return day, found.start(), end


def _clock(found: re.Match[str]) -> str | None:
    hour, minute, *_ = (int(part) for part in re.split(r"[:.h]", found["clock"])[:2])
    half = (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = (found["zone"] or "").strip()
    offset = ""
    if zone == "Z" or zone in _zones():
        offset = "+00:00" if zone == "Z" else _zones()[zone]
    elif numeric := re.search(r"([+-]\d{2}):?(\d{2})$", zone):
        offset = f"{numeric[1]}:{numeric[2]}"
    elif zone:
        return None
    return f"{hour:02d}:{minute:02d}:00{offset}"


def read_stamp(line: str) -> tuple[StampKind, str] | None:
    """Return what a line that holds a date and little else says: published or modified, and when.

    Null for a line that says anything more.
    """
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    found = find_date(rest)
    if found is None:
        return None
    stamp, start, end = found
    left = re.sub(r"[\W_]+", " ", rest[:start] + " " + rest[end:]).strip()
    if len(left) > (24 if label else 6):
        return None
    return ("modified" if label and label["modified"] else "published"), stamp


def normal_stamp(text: str | None) -> str | None:
    """Return a date or time from metadata as ISO 8601, as precise as it is given, or null.

    Years, months, days, times and epoch seconds or milliseconds are read; null for anything
    outside :data:`YEARS`, such as the 0001-01-01 of an empty field.
    """
    text = (text or "").strip()
    if re.fullmatch(r"\d{4}(?:-\d{2})?", text):
        found: str | None = text if text[5:] in _MONTHS or len(text) == 4 else None
    elif re.fullmatch(r"\d{10}|\d{13}", text):
        found = datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    else:
        found = _iso(text)
    return found if found and int(found[:4]) in YEARS else None


def _iso(text: str) -> str | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text):
            return datetime.fromisoformat(text).date().isoformat()
        if re.match(r"\d{4}-\d{2}-\d{2}|\d{8}T", text):
            return datetime.fromisoformat(text).replace(microsecond=0).isoformat()
    except ValueError:
        pass
    found = find_date(text)
    return found[0] if found else None
