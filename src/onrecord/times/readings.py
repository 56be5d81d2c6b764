"""``Reading``, what a maker says an expression means, and the reckoning that makers share."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from onrecord.times.grammar import Parts
from onrecord.times.intervals import Interval, interval
from onrecord.times.reference import Reference

SOON_MONTHS = 3
"""A date without a year lies at most so many months after publication, if nothing says it is
ahead; else it is the last such date. Chosen on half of TimeBank."""

JUST_PAST_MONTHS = 2
"""A day gone by no longer than about this is meant even beside a verb of the future ("after the
November 18 test the council will meet")."""

NEW_YEAR_MONTHS = 9
"""In a narrative a month so far from the last is of the year beside: January after December."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A TIMEX3 value (null where it cannot be known), its days, and what it was reckoned from."""

    value: str | None
    days: Interval | None = None
    anchor: date | None = None


UNKNOWN = Reading(None)

_OUTSIDE = re.compile(r"-|0000|\d{5}", re.ASCII)
"""How a value begins whose year is not one of the calendar's, 1 to 9999."""


def absolute(value: str) -> Reading:
    """Return the reading of a value that needs no anchor."""
    return Reading(value, interval(value))


def relative(value: str, anchor: date | None) -> Reading:
    """Return the reading of a value reckoned from ``anchor``; unknown outside the calendar."""
    return UNKNOWN if _OUTSIDE.match(value) else Reading(value, interval(value), anchor)


def whole(parts: Parts, name: str) -> int | None:
    """Return a part as a whole number, None where it is absent or none."""
    try:
        return int(float(parts[name]))
    except (KeyError, ValueError, OverflowError):
        return None


def year_of(parts: Parts, at: Reference) -> int | None:
    """Return the year an expression names, if any: "1998", "'98", "nineteen ninety-eight".

    Two digits are the year nearest the anchor; without one they are unknown.
    """
    if (year := whole(parts, "year")) is not None:
        return year
    text = str(parts.get("year2", "")).strip("'’")
    if not text.isdigit() or at.anchor is None:
        return None
    near = at.anchor.year
    return min(range(int(text) + 1900, 2200, 100), key=lambda y: abs(y - near))


def year_for(month: int, day: int | None, at: Reference) -> tuple[int, date] | None:
    """Return the year of a date named without one, and the date it was reckoned from.

    Beside a whole date of the sentence it is the date nearest to that. Else, in news, the nearest
    that fits the tense and is not far ahead of the anchor; in a narrative, nearest to what was
    last spoken of. None where nothing tells.
    """
    told = at.beside or (at.told if at.narrative else None)
    if told is not None and not at.beside and len(at.spoken or "") == len("1815"):
        return told.year, told
    if told is not None:
        return _nearest_year(month, told), told
    base = at.base
    if base is None:
        return None
    now = (base.year, base.month, base.day if day else 0)
    last_year = max(y for y in (base.year - 1, base.year) if (y, month, day or 0) <= now)
    ahead = last_year + ((last_year, month, day or 0) < now)
    months_ahead = (ahead - base.year) * 12 + month - base.month
    limit = {
        "future": 12 - JUST_PAST_MONTHS if day else 12,
        "past": 2 if day else 1,
        "": SOON_MONTHS,
    }[at.direction]
    year = ahead if months_ahead <= limit else last_year
    return (year, base) if MINYEAR <= year <= MAXYEAR else None


def _nearest_year(month: int, spoken: date) -> int:
    """Return the year of the named month nearest the date last spoken of; its own in doubt."""
    gap = month - spoken.month
    return spoken.year + (gap <= -NEW_YEAR_MONTHS) - (gap >= NEW_YEAR_MONTHS)


def nearest_weekday(anchor: date, weekday: int, direction: str) -> int:
    """Return the days from the anchor to a bare weekday: -6 to 0, or 0 to 6 when it lies ahead.

    ``weekday`` is 1 for Monday to 7. The anchor's own day counts in both directions.
    """
    back = (anchor.isoweekday() - weekday) % 7
    return (-back) % 7 if direction == "future" else -back
