"""When and where an event took place, and through whose words it is known."""

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.document import Doc
from onrecord.records import Attribution, Mention, Precision, Span, Timex, When

PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "off", "around", "across", "on"}
)


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO date or time, or None where it is less precise than a day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def precision_of(timex: Timex) -> Precision:
    """Return how precise the days a time expression covers are."""
    if timex.start is None or timex.end is None:
        return "unknown"
    try:
        days = (date.fromisoformat(timex.end[:10]) - date.fromisoformat(timex.start[:10])).days
    except ValueError:
        return "unknown"
    return "day" if days <= 1 else "month" if days <= 31 else "year" if days <= 366 else "unknown"


def when_of(timex: Timex | None) -> When | None:
    """Return the event's time as its sentence gives it, or None."""
    if timex is None:
        return None
    return When(timex=timex.id, start=timex.start, end=timex.end, precision=precision_of(timex))


def when_published(published: date | None) -> When | None:
    """Return the day of publication as the time of an event told as new, or None.

    The event's sentence has no time expression, so ``timex`` is null. The calendar's last day has
    no day after it, and so is no time.
    """
    if published is None or published == date.max:
        return None
    after = published + timedelta(days=1)
    return When(start=published.isoformat(), end=after.isoformat(), precision="day")


def nearest(spans: Sequence[Timex], trigger: Span) -> Timex | None:
    """Return the time expression nearest to the trigger; a date before a duration."""
    dates = [t for t in spans if t.timex_class in ("DATE", "TIME") and not t.span.overlaps(trigger)]
    return min(
        dates,
        key=lambda t: max(t.span.start - trigger.end, trigger.start - t.span.end, 0),
        default=None,
    )


_HANDED_OUT = re.compile(
    r"(?:photo|picture|image|footage|video)\b[^.]{0,120}\b(?:released|distributed|provided|published)"
    r"\b[^.,]{0,90}\Z",
    re.I,
)


def handed_out(text: str, span: Span) -> bool:
    """Tell whether a time is when a picture was released: not the time of what it shows.

    "This photo taken on Monday and released by the agency on Tuesday shows ..."
    """
    return _HANDED_OUT.search(text, max(0, span.start - 220), span.start) is not None


def innermost(attributions: Sequence[Attribution], triggers: Sequence[Span]) -> list[str | None]:
    """Return, for each trigger in order of the text, the id of the smallest content around it."""
    contents = sorted((span.start, span.end, a.id) for a in attributions for span in a.content)
    open_: list[tuple[int, int, str]] = []
    found: list[str | None] = []
    at = 0
    for trigger in triggers:
        while at < len(contents) and contents[at][0] <= trigger.start:
            start, end, name = contents[at]
            heapq.heappush(open_, (end - start, end, name))
            at += 1
        while open_ and open_[0][1] < trigger.end:
            heapq.heappop(open_)
        found.append(open_[0][2] if open_ else None)
    return found


class Layer:
    """The records of one layer in the order of the text, to be asked for by stretch."""

    def __init__(self, records: Sequence[Mention | Timex]) -> None:
        self.records = sorted(records, key=lambda r: r.span)
        self.starts = [r.span.start for r in self.records]

    def within(self, start: int, end: int) -> list[Mention | Timex]:
        """Return the records that lie in ``[start, end)``."""
        low, high = bisect_left(self.starts, start), bisect_right(self.starts, end - 1)
        return [r for r in self.records[low:high] if r.span.end <= end]


def mentions_of(doc: Doc) -> Layer:
    """Return the document's mentions by stretch."""
    return Layer(doc.mentions)


def timexes_of(doc: Doc) -> Layer:
    """Return the document's time expressions by stretch."""
    return Layer(doc.timexes)
