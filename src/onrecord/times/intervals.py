"""TIMEX3 values as calendar intervals: the first day, and the day after the last."""

import re
from datetime import date, timedelta

Interval = tuple[date, date]

_VALUE = re.compile(
    r"(?P<century>\d{2})(?:XX)?"
    r"|(?P<decade>\d{3})X?"
    r"|(?P<year>\d{4})(?:"
    r"-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T[\w:+-]+|T?(?:MO|MI|AF|EV|NI|DT))?)?"
    r"|-W(?P<week>\d{2})(?P<weekend>-WE)?"
    r"|-Q(?P<quarter>[1-4])"
    r"|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA)"
    r")?",
    re.ASCII,
)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9}
"""First month of the seasons, as weather services of the northern hemisphere count them."""


def interval(value: str) -> Interval | None:
    """Return the first day of a TIMEX3 value and the day after its last; None where it has none.

    Durations, sets, vague references and winters (which lie in two years) have none. Two values
    with a slash between them are a span of time, as in ISO 8601.
    """
    begin, slash, finish = value.partition("/")
    if slash:
        first, last = interval(begin), interval(finish)
        return (first[0], last[1]) if first and last and first[0] < last[1] else None
    if (found := _VALUE.fullmatch(value)) is None:
        return None
    try:
        return _days(found)
    except (ValueError, OverflowError):
        return None


def _days(found: re.Match[str]) -> Interval:
    part = {name: int(n) for name, n in found.groupdict().items() if n and n.isdigit()}
    if "century" in part:
        first = max(part["century"] * 100, 1)
        return date(first, 1, 1), date(part["century"] * 100 + 100, 1, 1)
    if "decade" in part:
        return date(max(part["decade"] * 10, 1), 1, 1), date(part["decade"] * 10 + 10, 1, 1)
    year = part["year"]
    if "day" in part:
        day = date(year, part["month"], part["day"])
        return day, day + timedelta(1)
    if "week" in part:
        monday = date.fromisocalendar(year, part["week"], 1)
        return monday + timedelta(5 if found["weekend"] else 0), monday + timedelta(7)
    if "month" in part:
        return _months(year, part["month"], 1)
    if "quarter" in part:
        return _months(year, 3 * part["quarter"] - 2, 3)
    if "half" in part:
        return _months(year, 6 * part["half"] - 5, 6)
    if found["season"]:
        return _months(year, _SEASON_MONTH[found["season"]], 3)
    return date(year, 1, 1), date(year + 1, 1, 1)


def _months(year: int, month: int, length: int) -> Interval:
    first = date(year, month, 1)
    return first, add_months(first, length)


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last of that month where it is shorter.

    Raises ``ValueError`` outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    raise ValueError(f"no date {months} months from {day}")


def shift(day: date, count: int, unit: str) -> date:
    """Return the day ``count`` units of the calendar (D, W, F, M, Q, Y, E, C) from ``day``.

    Raises ``ValueError`` or ``OverflowError`` outside the years 1 to 9999.
    """
    if unit in {"D", "W", "F", "WE"}:
        return day + timedelta(count * {"D": 1, "W": 7, "F": 14, "WE": 7}[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]
    return add_months(day, count * months)


def unit_value(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the day, week, month, ... that ``day`` lies in."""
    year, week, _ = day.isocalendar()
    match unit:
        case "W" | "F":
            return f"{year:04}-W{week:02}"
        case "WE":
            return f"{year:04}-W{week:02}-WE"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04}"
        case "E":
            return f"{day.year // 10:03}"
        case "C":
            return f"{day.year // 100:02}"
    return day.isoformat()
