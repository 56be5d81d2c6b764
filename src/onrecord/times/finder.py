"""Find the time expressions of a text, one after the other, and keep what was last spoken of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.records import TimexClass
from onrecord.times.grammar import Match, grammar
from onrecord.times.intervals import interval
from onrecord.times.makers import MAKERS
from onrecord.times.readings import UNKNOWN, Reading
from onrecord.times.reference import Reference, direction, parse_anchor, same_sentence
from onrecord.times.tokens import Token, tokenize

EARLIER = {"earlier": "past", "later": "future"}
WHOLE = ("month_day_year", "day_month_year", "iso")
"""Rules for whole dates."""

FAR_YEARS = 3
"""Years so far before the anchor are of another time than the news."""
NARRATIVE_YEARS, NARRATIVE_SHARE = 5, 0.8
"""A text that names at least so many years, this share of them far, tells of another time."""
_YEAR = re.compile(r"(?<![\w.,$£€-])(?:1\d{3}|20\d{2})(?![\w%]|[.,]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """One time expression: its class, its characters and its reading."""

    timex_class: TimexClass
    start: int
    end: int
    reading: Reading


class Finder:
    """Finds the expressions of one document, block after block."""

    def __init__(self, text: str, published: str | None) -> None:
        anchor = parse_anchor(published)
        self._at = Reference(anchor, narrative=is_narrative(text, anchor))

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Yield the time expressions of ``text[start:end]`` in order; offsets are into ``text``."""
        tokens = tokenize(text, start, end)
        at = self._at
        dated: tuple[int, date] | None = None
        for match in grammar().matches(tokens):
            at.direction = direction(tokens, match.first, match.last)
            near = dated is not None and same_sentence(tokens, dated[0], match.first)
            at.beside = dated[1] if dated and near else None
            reading = _read(match, at)
            if reading is None:
                continue
            reading = _clipped(reading, tokens[match.first], at.anchor)
            self._remember(reading, match.rule.maker)
            if reading.anchor is None and reading.days and match.rule.name.startswith(WHOLE):
                dated = match.last, reading.days[0]
            yield Found(
                match.rule.timex_class,
                tokens[match.first].start,
                tokens[match.last - 1].end,
                reading,
            )

    def _remember(self, reading: Reading, maker: str) -> None:
        at = self._at
        value = reading.value or ""
        if maker == "duration" and value[:1] == "P" and value[-1:] == "M":
            at.quarter = None
        if value.endswith("_REF") or interval(value) is None or reading.days is None:
            return
        at.spoken = value
        begin, end = reading.days
        at.day = begin if (end - begin).days == 1 else at.day
        if maker == "quarter" and (at.anchor is None or begin <= at.anchor):
            at.quarter = value


def _read(match: Match, at: Reference) -> Reading | None:
    """Return what the expression's maker says; unknown where it leaves the years 1 to 9999."""
    try:
        return MAKERS[match.rule.maker](match.parts, at)
    except (ValueError, OverflowError):
        return UNKNOWN


def is_narrative(text: str, anchor: date | None) -> bool:
    """Return whether a text tells of years long before its publication, as a history does."""
    if anchor is None:
        return False
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    far = sum(year <= anchor.year - FAR_YEARS for year in years)
    return far >= NARRATIVE_YEARS and far >= NARRATIVE_SHARE * len(years)


def _clipped(reading: Reading, first: Token, anchor: date | None) -> Reading:
    """Return "earlier this year" as the days before the anchor, "later" as those after it."""
    side = EARLIER.get(first.text.lower())
    if side is None or anchor is None or reading.days is None:
        return reading
    begin, end = reading.days
    if not begin < anchor < end:
        return reading
    begin, end = (begin, anchor) if side == "past" else (anchor, end)
    return Reading(reading.value, (begin, end), reading.anchor)
