"""Makers for lengths of time, points so far away, and things that repeat."""

from datetime import date, timedelta

from onrecord.times.grammar import Parts
from onrecord.times.intervals import Interval, shift, unit_value
from onrecord.times.readings import UNKNOWN, Reading, absolute, relative
from onrecord.times.reference import Reference

_SMALL = {"TH": "H", "TM": "M", "TS": "S"}
_MULTIPLE = {"Q": ("M", 3), "F": ("W", 2), "WE": ("WE", 1)}


def duration_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; ``None`` is a number not said ("PXD").

    Half a unit is told in the next smaller one: ``P2Y6M``, ``PT1M30S``.
    """
    unit, times = _MULTIPLE.get(unit, (unit, 1))
    number = "X" if count is None else f"{count * times:.15g}"
    if count is not None and count % 1 == 0.5 and unit in {"Y", "TM", "TH"}:
        rest = {"Y": "6M", "TM": "30S", "TH": "30M"}[unit]
        first = f"{int(count)}{_SMALL.get(unit, unit)}" if count >= 1 else ""
        return f"P{'T' if unit in _SMALL else ''}{first}{rest}"
    if unit in _SMALL:
        return f"PT{number}{_SMALL[unit]}"
    return f"P{number}{unit}"


def _count(parts: Parts, name: str = "n") -> float | None:
    """Return how many units are meant; None for "several"."""
    value = parts.get(name, 1)
    if value == "X":
        return None
    return float(value) + (0.5 if "half" in parts else 0)


def duration(parts: Parts, at: Reference) -> Reading | None:
    """Read "three months"; "the past three months" ends with the anchor, "the next" begins there.

    The anchor's day belongs to both.
    """
    unit, count = str(parts["unit"]), _count(parts)
    value = duration_value(None if "n2" in parts else count, unit)
    side = parts.get("side")
    if side not in {"past", "future"} or at.anchor is None:
        return Reading(value)
    if count is None or "n2" in parts or unit in _SMALL or count % 1:
        return Reading(value, None, at.anchor)
    return Reading(value, _beside(at.anchor, int(count), unit, side == "past"), at.anchor)


def _beside(anchor: date, count: int, unit: str, past: bool) -> Interval | None:
    try:
        if past:
            return shift(anchor, -count, unit), anchor + timedelta(1)
        return anchor, shift(anchor, count, unit) + timedelta(1)
    except (ValueError, OverflowError):
        return None


def ago(parts: Parts, at: Reference) -> Reading | None:
    """Read "two days ago" and "two days later", in the precision of the unit.

    "Later" and "earlier" count from the date last spoken of where there is one.
    """
    unit, count, sign = str(parts["unit"]), _count(parts), int(parts["sign"])
    base = (at.day or at.anchor) if "spoken" in parts else at.anchor
    if count is None:
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF", None, base)
    if base is None:
        return Reading(duration_value(count, unit)) if unit else UNKNOWN
    if unit in _SMALL:
        return Reading(duration_value(count, unit), None, base)
    try:
        there = shift(base, sign * int(count), unit)
    except (ValueError, OverflowError):
        return None
    return relative(unit_value(there, "D" if unit in {"W", "F"} else unit), base)


def repeated(parts: Parts, at: Reference) -> Reading | None:
    """Read "every month", "twice a week"."""
    return Reading(duration_value(_count(parts), str(parts["unit"])))


def repeated_weekday(parts: Parts, at: Reference) -> Reading | None:
    """Read "every Thursday", "Tuesday nights"."""
    day = parts.get("weekday") or parts["weekdays"]
    part = parts.get("daypart") or parts.get("dayparts")
    return absolute(f"XXXX-WXX-{day}" + (f"T{part}" if part else ""))
