"""Days as a person reads them: no more precise than what is known."""

import re
from datetime import date, timedelta

from onrecord.cli.terminal import safe
from onrecord.ledger import EventRow, StatementRow
from onrecord.ledger.rows import days
from onrecord.records import When

NO_DATE = "no date"
_COARSE = re.compile(r"\d{4}(-\d\d)?")


def shown_when(when: When | None) -> str:
    """Return the days of an event: ``2023-04-11``, ``2023-04``, ``2006`` or ``no date``.

    Days that are no calendar month or year are given as ``first..last``, both included, with
    ``?`` for an end that is not known.
    """
    if when is None or (when.start is None and when.end is None):
        return NO_DATE
    try:
        first = date.fromisoformat(when.start) if when.start else None
        after = date.fromisoformat(when.end) if when.end else None
        last = after - timedelta(days=1) if after else None
    except (ValueError, OverflowError):
        return safe(f"{when.start or '?'}..{when.end or '?'}")
    if first is None or after is None or last is None:
        return f"{first or '?'}..{last or '?'}"
    stamp = first.isoformat()
    if when.precision == "year" and days(stamp[:4]) == (when.start, when.end):
        return stamp[:4]
    if when.precision == "month" and days(stamp[:7]) == (when.start, when.end):
        return stamp[:7]
    return str(first) if first >= last else f"{first}..{last}"


def event_date(row: EventRow) -> str:
    """Return the date of a listed event; with ``~`` where it is the page's."""
    if row.dated == "published":
        return _published(row) + "~"
    return shown_when(row.record.when)


def statement_date(row: StatementRow) -> str:
    """Return the date of a listed statement, which is its page's."""
    return _published(row)


def _published(row: EventRow | StatementRow) -> str:
    """Return the day the page was published, or the month or year where it gives no more."""
    stamp = row.document.published or ""
    return safe(stamp if _COARSE.fullmatch(stamp) else (row.date or NO_DATE)[:10])
