"""The makers: from the parts of a matched expression to its value, one function a kind of row.

A maker returns None where the words are no time expression after all.
"""

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.times import durations
from onrecord.times.grammar import Parts
from onrecord.times.intervals import shift, unit_value
from onrecord.times.readings import (
    UNKNOWN,
    Reading,
    absolute,
    nearest_weekday,
    relative,
    whole,
    year_for,
    year_of,
)
from onrecord.times.reference import Reference

Maker = Callable[[Parts, Reference], Reading | None]


def iso_date(parts: Parts, at: Reference) -> Reading | None:
    """Read ``2023-04-10``, with or without a time of day."""
    day, _, clock = str(parts["iso"]).replace(" ", "T").partition("T")
    reading = absolute(day)
    if reading.days is None:
        return None
    return Reading(f"{day}T{clock.rstrip('Z')[:5]}" if clock else day, reading.days)


def slash_date(parts: Parts, at: Reference) -> Reading | None:
    """Read ``4/13/2023`` or ``13/4/2023``; which of two small numbers is the month is unknown."""
    numbers = str(parts["slash"]).split("/")
    if len(numbers[0]) == 4:
        year, month, day = map(int, numbers)
    else:
        first, second = int(numbers[0]), int(numbers[1])
        if first <= 12 and second <= 12 and first != second:
            return UNKNOWN
        month, day = (second, first) if first > 12 else (first, second)
        named: Parts = {"year" if len(numbers[2]) == 4 else "year2": numbers[2]}
        year = year_of(named, at) or 0
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> Reading | None:
    reading = absolute(f"{year:04}-{month:02}-{day:02}")
    return reading if reading.days else None


def calendar_date(parts: Parts, at: Reference) -> Reading | None:
    """Read a date of year, month and day, as far as they are named; the year may be inferred."""
    month, day, year = whole(parts, "month"), whole(parts, "day"), year_of(parts, at)
    if month is None and "shortmonth" in parts:
        month = whole(parts, "shortmonth")
    base = None
    if "dir" in parts and month:
        if at.anchor is None:
            return UNKNOWN
        year, base = at.anchor.year + (whole(parts, "dir") or 0), at.anchor
    if month is None:
        if year is None or not 1000 <= year <= 2199:
            return None
        return absolute(f"{year:04}")
    if year is None:
        if (found := year_for(month, day, at)) is None:
            return Reading(_partial(month, day))
        year, base = found
    value = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    reading = relative(value, base)
    return reading if reading.days or reading is UNKNOWN else None


def _partial(month: int, day: int | None) -> str:
    return f"XXXX-{month:02}" + (f"-{day:02}" if day else "")


def day_range(parts: Parts, at: Reference) -> Reading | None:
    """Read "March 13-23" as the span of days from the first to the last."""
    first = calendar_date({k: v for k, v in parts.items() if k[-1] != "2"}, at)
    if first is None or first.value is None or first.days is None:
        return first
    year, month = first.days[0].year, whole(parts, "month2") or first.days[0].month
    if "month2" in parts and month < first.days[0].month and "year" in parts:
        return None
    year += month < first.days[0].month
    last = absolute(f"{year:04}-{month:02}-{whole(parts, 'day2') or 0:02}")
    if last.days is None or last.days[0] <= first.days[0]:
        return first
    return relative(f"{first.value}/{last.value}", first.anchor)


def ordinal_day(parts: Parts, at: Reference) -> Reading | None:
    """Read "the 28th of that month", in the month last spoken of."""
    if at.told is None:
        return None
    number = whole(parts, "ordinal") or 0
    reading = relative(f"{unit_value(at.told, 'M')}-{number:02}", at.told)
    return reading if reading.days else None


def year_range(parts: Parts, at: Reference) -> Reading | None:
    """Read "1996-97" and "1996-1999"."""
    first, last = whole(parts, "year") or 0, whole(parts, "year2") or 0
    if last < 100:
        last += first - first % 100
    return absolute(f"{first:04}/{last:04}") if last > first else absolute(f"{first:04}")


def decade(parts: Parts, at: Reference) -> Reading | None:
    """Read "the 1980s", "the '80s" and "the eighties"; two digits are of the last century."""
    digits = "".join(c for c in str(parts["decade"]) if c.isdigit())
    if len(digits) == 2:
        digits = ("20" if digits in {"00", "10"} else "19") + digits
    return absolute(digits[:3]) if len(digits) == 4 else None


def century(parts: Parts, at: Reference) -> Reading | None:
    """Read "the 20th century"."""
    number = whole(parts, "ordinal") or 0
    return absolute(f"{number - 1:02}") if 1 <= number <= 22 else None


def quarter(parts: Parts, at: Reference) -> Reading | None:
    """Read "the third quarter (of 1990)"; without a year the last one to have begun, or nearly."""
    number = whole(parts, "quarter") or whole(parts, "ordinal") or 0
    if not 1 <= number <= 4:
        return None
    year = year_of(parts, at)
    if year is not None:
        return absolute(f"{year:04}-Q{number}")
    if at.base is None:
        return UNKNOWN
    soon = shift(at.base, 2, "M")
    year = soon.year - (number > (soon.month + 2) // 3)
    if "dir" in parts:
        year = at.base.year + (whole(parts, "dir") or 0)
    elif at.direction == "future" and year < at.base.year:
        year += 1
    return relative(f"{year:04}-Q{number}", at.base)


def half(parts: Parts, at: Reference) -> Reading | None:
    """Read "the first half of the year"."""
    number, year = whole(parts, "ordinal") or 0, year_of(parts, at)
    if number not in {1, 2}:
        return None
    if year is not None:
        return absolute(f"{year:04}-H{number}")
    if at.base is None:
        return UNKNOWN
    return relative(f"{at.base.year + (whole(parts, 'dir') or 0):04}-H{number}", at.base)


def same_quarter(parts: Parts, at: Reference) -> Reading | None:
    """Read "the quarter", which is the one last spoken of."""
    return relative(at.quarter, at.anchor) if at.quarter else None


def year_ago(parts: Parts, at: Reference) -> Reading | None:
    """Read "a year earlier": of a quarter spoken of the same of the year before, else the year."""
    if at.quarter:
        return relative(f"{int(at.quarter[:4]) - 1:04}{at.quarter[4:]}", at.anchor)
    return UNKNOWN if at.anchor is None else relative(f"{at.anchor.year - 1:04}", at.anchor)


def year_period(parts: Parts, at: Reference) -> Reading | None:
    """Read "the 1988 period": of a quarter spoken of the same of that year."""
    year = year_of(parts, at) or 0
    return absolute(f"{year:04}{at.quarter[4:] if at.quarter else ''}")


def season(parts: Parts, at: Reference) -> Reading | None:
    """Read "this summer", "the winter of 1994"; without a year the last one to have begun."""
    name, year = str(parts["season"]), year_of(parts, at)
    if year is not None:
        return absolute(f"{year:04}-{name}")
    if at.base is None:
        return UNKNOWN
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    begun, way = at.base.month >= begins, whole(parts, "dir")
    year = at.base.year
    if way == -1 or (way is None and at.direction == "past"):
        ended = at.base.month >= begins + 3 or (way is None and begun)
        year -= not ended
    elif way == 1 or at.direction == "future":
        year += begun
    return relative(f"{year:04}-{name}", at.base)


def weekday(parts: Parts, at: Reference) -> Reading | None:
    """Read a weekday: the nearest not after the anchor, or ahead where the sentence says so."""
    number, way = whole(parts, "weekday") or 1, whole(parts, "dir")
    if at.anchor is None or at.narrative:
        return Reading(_part(f"XXXX-WXX-{number}", parts))
    days = nearest_weekday(at.anchor, number, at.direction)
    if "week" in parts:
        days = number - at.anchor.isoweekday() + 7 * (whole(parts, "week") or 0)
    elif way == -1:
        days = nearest_weekday(at.anchor, number, "past") or -7
    elif way == 1:
        days = nearest_weekday(at.anchor, number, "future") or 7
    elif way == 0:
        ahead = "past" if at.direction == "past" else "future"
        days = nearest_weekday(at.anchor, number, ahead)
    return _on(at.anchor + timedelta(days), parts, at.anchor)


def day_word(parts: Parts, at: Reference) -> Reading | None:
    """Read "today", "yesterday", "tomorrow", "last night", "this morning"."""
    if at.anchor is None:
        return UNKNOWN
    return _on(at.anchor + timedelta(whole(parts, "dayword") or 0), parts, at.anchor)


def _part(day: str, parts: Parts) -> str:
    return f"{day}T{parts['daypart']}" if "daypart" in parts else day


def _on(day: date, parts: Parts, anchor: date | None) -> Reading:
    return Reading(_part(day.isoformat(), parts), (day, day + timedelta(1)), anchor)


def named_day(parts: Parts, at: Reference) -> Reading | None:
    """Read the day that goes with a time of day: named, else last spoken of, else the anchor."""
    if "iso" in parts:
        return iso_date(parts, at)
    if "month" in parts or "shortmonth" in parts:
        return calendar_date(parts, at)
    bare: Parts = {k: v for k, v in parts.items() if k != "daypart"}
    if "weekday" in parts:
        return weekday(bare, at)
    if "dayword" in parts:
        return day_word(bare, at)
    day = at.day or at.anchor
    return UNKNOWN if day is None else relative(day.isoformat(), day)


def part_of_day(parts: Parts, at: Reference) -> Reading | None:
    """Read "the morning of April 11", "mid afternoon"."""
    day = named_day(parts, at)
    if day is None or day.value is None or day.days is None:
        return day
    return Reading(_part(day.value, parts), day.days, day.anchor)


def clock(parts: Parts, at: Reference) -> Reading | None:
    """Read a time of day, of the day named with it or last spoken of."""
    time = _time(parts)
    if time is None:
        return None
    day = named_day(parts, at)
    if day is None or day.value is None or day.days is None:
        return Reading(f"XXXX-XX-XXT{time}")
    return Reading(f"{day.value[:10]}T{time}", day.days, day.anchor)


def _time(parts: Parts) -> str | None:
    if "clockword" in parts:
        return str(parts["clockword"])
    if "hhmm" in parts:
        hour, minute = divmod(whole(parts, "hhmm") or 0, 100)
        return f"{hour:02}:{minute:02}" if hour <= 24 else None
    text = str(parts.get("clock") or parts.get("hour") or f"{float(parts.get('dotted', 0)):.2f}")
    numbers = [int(n) for n in text.replace(".", ":").split(":")] if "hour" not in parts else []
    hour, minute = [*numbers, 0][:2] if numbers else (whole(parts, "hour") or 0, 0)
    if "ampm" in parts:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (whole(parts, "ampm") or 0)
    elif str(parts.get("daypart")) in {"AF", "EV", "NI"} and hour < 12:
        hour += 12
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}"


def deictic(parts: Parts, at: Reference) -> Reading | None:
    """Read "last year", "this week", "next month", from the anchor."""
    return _unit_from(at.base, str(parts["unit"]), whole(parts, "dir") or 0, at.direction)


def spoken_unit(parts: Parts, at: Reference) -> Reading | None:
    """Read "the following month", from the date last spoken of, or the anchor."""
    unit = str(parts["unit"])
    base = (at.day if unit == "D" else None) or at.told or at.anchor
    return _unit_from(base, unit, whole(parts, "dir") or 0, "")


def same_unit(parts: Parts, at: Reference) -> Reading | None:
    """Read "that day", "the same year": where the date last spoken of lies."""
    unit = str(parts["unit"])
    base = at.day if unit == "D" else at.told
    if base is None or unit[0] == "T":
        return None
    return relative(unit_value(base, unit), base)


def _unit_from(base: date | None, unit: str, way: int, direction: str) -> Reading | None:
    if unit[0] == "T" or unit == "L":
        return None
    if base is None:
        return UNKNOWN
    if unit == "WE" and way == 0 and base.isoweekday() < 6 and direction != "future":
        way = -1
    if unit == "D" and way == 0:
        return relative("PRESENT_REF", base)
    return relative(unit_value(shift(base, way, unit), unit), base)


def edge_unit(parts: Parts, at: Reference) -> Reading | None:
    """Read "the end of the year", "the beginning of last month"."""
    unit = str(parts["unit"])
    return _unit_from(at.base, unit, whole(parts, "dir") or 0, "") if unit[0] != "T" else None


def deictic_month(parts: Parts, at: Reference) -> Reading | None:
    """Read "last April", "this September", "next May"."""
    month, way = whole(parts, "month") or 1, whole(parts, "dir") or 0
    if at.base is None:
        return Reading(_partial(month, None))
    year = at.base.year
    if way == -1:
        year -= month >= at.base.month
    elif way == 1:
        year += month <= at.base.month
    return relative(f"{year:04}-{month:02}", at.base)


def year_end(parts: Parts, at: Reference) -> Reading | None:
    """Read "year-end", in the precision of the year by TimeBank's custom."""
    return UNKNOWN if at.base is None else relative(f"{at.base.year:04}", at.base)


def fixed(parts: Parts, at: Reference) -> Reading | None:
    """Read a word whose value the vocabulary or the row gives; only "now" has an anchor."""
    value = str(parts["value"])
    return relative(value, at.anchor if value.endswith("_REF") else None)


def before_christ(parts: Parts, at: Reference) -> Reading | None:
    """Read "494 BC", a year the calendar of the intervals does not reach."""
    return Reading(f"BC{whole(parts, 'whole') or 0:04}")


def nothing(parts: Parts, at: Reference) -> Reading | None:
    """Read words that look like a time and are none ("52 years old")."""
    return None


MAKERS: dict[str, Maker] = {
    "iso": iso_date,
    "slash": slash_date,
    "date": calendar_date,
    "days": day_range,
    "ordinal_day": ordinal_day,
    "years": year_range,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half": half,
    "same_quarter": same_quarter,
    "year_ago": year_ago,
    "year_period": year_period,
    "season": season,
    "weekday": weekday,
    "dayword": day_word,
    "part_of_day": part_of_day,
    "clock": clock,
    "deictic": deictic,
    "deictic_spoken": spoken_unit,
    "same": same_unit,
    "edge_unit": edge_unit,
    "deictic_month": deictic_month,
    "year_end": year_end,
    "fixed": fixed,
    "before_christ": before_christ,
    "nothing": nothing,
    "duration": durations.duration,
    "ago": durations.ago,
    "set": durations.repeated,
    "weekday_set": durations.repeated_weekday,
}
"""The makers by the name the grammar calls them."""
