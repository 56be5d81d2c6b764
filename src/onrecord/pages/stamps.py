"""Dates and times a page prints about itself, in many languages, as ISO 8601."""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal, cast

from onrecord.data import table

StampKind = Literal["published", "modified"]
LabelKind = Literal["published", "modified", "date", "other"]

YEARS = range(1800, 2101)
"""Years a news page may be published in; others are empty fields or mistakes."""

MAX_TEXT = 400
"""Characters of a text that are searched for a date; stamps are shorter."""

_BUDDHIST = range(2443, 2644)
"""Years of the Thai calendar, 543 ahead, that fall into the time of the web and of print."""

_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_WORD = r"(?:(?:[ก-๙]{1,4}\.){2}|[^\W\d_][^\s\d.,;:|/()\[\]\-–—_]{1,15})"
_GLUE = r"[\s.,\-/]{0,3}(?:(?:de|of|del|di|da)\s{1,2}|d['’]\s?)?"
_YEAR = r"(?:[12]\d{3}|[۱۲١٢]\d{3})"
_DATE = re.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})\s?(?P<mark>[-/.年년])\s?(?P<m1>\d{{1,2}})\s?"
    r"(?:(?P=mark)|[月월])\s?(?P<d1>\d{1,2})(?!\d)[日일]?"
    r"|(?<![\d.,])(?P<d2>\d{1,2})(?:\s?[./\-–]\s?|\s+tháng\s+)(?P<m2>\d{1,2})"
    rf"(?:\s?[./\-–]\s?|,?\s+(?:năm\s+)?)(?P<y2>{_YEAR}|['’]?\d{{2}}(?![:\d]))(?!\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|re|º|°|ª|-?го)?{_GLUE}(?P<w3>{_WORD}){_GLUE}"
    rf"(?P<y3>{_YEAR}|['’]\d{{2}}|\d{{2}}(?![:\d]))(?!\d)"
    rf"|(?<!\w)(?P<w4>{_WORD})\.?\s{{0,3}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s.,]{{1,3}}"
    rf"(?:(?:de|of|del)\s)?(?P<y4>{_YEAR}|['’]\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<y5>{_YEAR})[\s.]{{1,3}}(?:m\.\s|g\.\s)?(?P<w5>{_WORD})\.?\s{{1,2}}(?P<d5>\d{{1,2}})(?!\d)",
    re.I,
)
_HALVES = {"오후": "p", "午後": "p", "下午": "p", "오전": "a", "午前": "a", "上午": "a"}
_CLOCK = (
    r"(?P<before>오전|오후|午前|午後|上午|下午)?\s?"
    r"(?<!\d)(?P<clock>\d{1,2}\s?(?:[:.h]|時|时|시)\s?\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d))[分분]?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"\s*(?P<zone>Z\b|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2}\b|(?-i:[A-Z]{2,5})\b)?"
)
_TIME = re.compile(
    rf"(?i)(?:T|\s*[,.|·•@(–-]*\s*(?:(?P<at>(?![오午上下])[^\W\d_]{{1,8}})\.?\s+)?){_CLOCK}\)?"
)
_TIME_BEFORE = re.compile(rf"(?i){_CLOCK}(?P<between>[^\d]{{0,24}})$")
_NUMBER_ZONE = re.compile(r"([+-]\d{2}):?(\d{2})$")
_UNIX = re.compile(
    r"^(\w{3} )?(?P<day>\w{3} +\d{1,2}) (?P<rest>\d{2}:\d{2}:\d{2} \S{1,6}) (?P<year>\d{4})$"
)
_TOKEN = re.compile(r"[^\W_]+(?:['’\-\u200c][^\W_]+)*")


@cache
def _zones() -> dict[str, str]:
    return {row["zone"]: row["offset"] for row in table("lexicon/en/time_zones.tsv")}


@cache
def _months() -> dict[str, dict[str, int]]:
    """Return by language, and under the empty string for all, the number of each month's name.

    A name that stands for two months goes with the language that is listed first.
    """
    found: dict[str, dict[str, int]] = {"": {}}
    for row in table("lexicon/calendar.tsv"):
        if row["what"].isdigit():
            own = found.setdefault(row["language"], {})
            for name in row["names"].split("|"):
                for form in (name, _plain(name)):
                    own.setdefault(form, int(row["what"]))
                    found[""].setdefault(form, int(row["what"]))
    return found


@cache
def _fillers() -> frozenset[str]:
    """Return words that may stand beside a date and say nothing more."""
    rows = [row["names"] for row in table("lexicon/calendar.tsv") if row["what"] == "weekday"]
    rows += [row["words"] for row in table("lexicon/stamps.tsv") if row["what"] in ("at", "filler")]
    return frozenset(word for names in rows for word in names.split("|"))


@cache
def _ats() -> frozenset[str]:
    rows = (row["words"] for row in table("lexicon/stamps.tsv") if row["what"] == "at")
    return frozenset(word for words in rows for word in words.split("|"))


@cache
def _labels() -> dict[tuple[str, ...], LabelKind]:
    found: dict[tuple[str, ...], LabelKind] = {}
    for row in table("lexicon/stamps.tsv"):
        if row["what"] in ("published", "modified", "date", "other"):
            for words in row["words"].split("|"):
                found.setdefault(tuple(_TOKEN.findall(words)), cast(LabelKind, row["what"]))
    return found


def _plain(word: str) -> str:
    """Return a word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def month_number(word: str, language: str | None = None) -> int | None:
    """Return the number of the month that ``word`` names, read in ``language`` first, or null."""
    word = word.lower().rstrip(".")
    own = _months().get((language or "")[:2], {})
    for form in (word, word.removeprefix("ב"), _plain(word)):
        if found := own.get(form) or _months()[""].get(form):
            return found
    return None


def find_date(
    text: str, language: str | None = None, *, month_first: bool = False, short_year: bool = False
) -> tuple[str, int, int] | None:
    """Return the first full date in ``text`` as ISO 8601, with its time and zone if given.

    The second and third value are where it starts and ends. ``language`` (BCP 47) says in which
    language a month's name is read first; ``month_first`` that 4/5/2023 is the fifth of April;
    ``short_year`` that a year may have two digits. A time without a zone keeps none; a zone that
    is not known drops the time with it rather than guess. Texts are read up to :data:`MAX_TEXT`.
    """
    text = text[:MAX_TEXT]
    at = 0
    while found := _DATE.search(text, at):
        if day := _day(found, language, month_first, short_year):
            return _with_time(text, day, found.start(), found.end())
        at = found.start() + 1
    return None


def _day(
    found: re.Match[str], language: str | None, month_first: bool, short_year: bool
) -> str | None:
    given = found.groupdict()
    form = (found.lastgroup or "1")[-1]
    year_text, day, name = given[f"y{form}"], int(given[f"d{form}"]), given.get(f"w{form}")
    if name is not None:
        month = month_number(name, language)
        if month is None:
            return None
    else:
        month = int(given[f"m{form}"])
        if form == "2" and (month > 12 or (month_first and day <= 12)):
            day, month = month, day
    year = int(year_text.lstrip("'’"))
    if year < 100:
        if not short_year and year_text[0] not in "'’":
            return None
        year += 2000 if year < 70 else 1900
    elif year in _BUDDHIST:
        year -= 543
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


_MONTH = re.compile(rf"(?<!\w)(?P<name>{_WORD})\.?,?\s+(?:de\s+|del\s+)?(?P<year>{_YEAR})\W*$")


def find_month(text: str, language: str | None = None) -> str | None:
    """Return the month (2023-04) that a short text names with its year at its end, or null."""
    found = _MONTH.search(text[-40:])
    month = month_number(found["name"], language) if found else None
    if not found or not month or int(found["year"]) not in YEARS:
        return None
    return f"{int(found['year'])}-{month:02d}"


def _with_time(text: str, day: str, start: int, end: int) -> tuple[str, int, int]:
    clock = _TIME.match(text, end)
    if clock and (clock["at"] is None or clock["at"].lower() in _ats() | {"t"}):
        time = _clock(clock)
        return (f"{day}T{time}" if time else day), start, clock.end()
    clock = _TIME_BEFORE.search(text, max(0, start - 48), start)
    if clock and all(w.lower() in _fillers() for w in _TOKEN.findall(clock["between"])):
        time = _clock(clock)
        return (f"{day}T{time}", clock.start(), end) if time else (day, start, end)
    return day, start, end


def _clock(found: re.Match[str]) -> str | None:
    hour, minute, *more = re.findall(r"\d+", found["clock"])
    half = (found["half"] or _HALVES.get(found["before"] or "", "")).lower()[:1]
    hours, minutes, seconds = int(hour), int(minute), int(more[0]) if more else 0
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    zone = (found["zone"] or "").strip()
    offset = ""
    if zone == "Z" or zone in _zones():
        offset = "+00:00" if zone == "Z" else _zones()[zone]
    elif numeric := _NUMBER_ZONE.search(zone):
        offset = f"{numeric[1]}:{numeric[2]}"
    elif zone and zone not in ("AM", "PM", "UHR"):
        return None
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{offset}"


def label_before(text: str) -> LabelKind | None:
    """Return what the words before a date say it is the date of, null where they do not say.

    The label nearest to the end of ``text`` counts; one that speaks of other dates (a comment's,
    an event's) only where it stands directly before the date.
    """
    tokens = [t.lower() for t in _TOKEN.findall(text[-80:])]
    while tokens and tokens[-1] in _fillers() and (tokens[-1],) not in _labels():
        tokens.pop()
    for end in range(len(tokens), max(0, len(tokens) - 8), -1):
        for size in (4, 3, 2, 1):
            kind = _labels().get(tuple(tokens[max(0, end - size) : end]))
            if kind == "other" and end < len(tokens):
                continue
            if kind:
                return kind
    return None


def label_after(text: str) -> LabelKind | None:
    """Return what the words directly after a date say it is the date of."""
    tokens = [t.lower() for t in _TOKEN.findall(text[:40])][:4]
    kinds = (_labels().get(tuple(tokens[:size])) for size in (4, 3, 2, 1) if size <= len(tokens))
    return next((kind for kind in kinds if kind), None)


def read_stamp(line: str) -> tuple[StampKind, str] | None:
    """Return what a line that holds a date and little else says: published or modified, and when.

    Null for a line that says anything more, and for the date of something else.
    """
    if len(line) > MAX_TEXT or not any(c.isdigit() for c in line):
        return None
    found = find_date(line)
    if found is None:
        return None
    stamp, start, end = found
    label = label_before(line[:start]) or label_after(line[end:])
    if label == "other":
        return None
    words = [*beside(line[:start], label), *beside(line[end:], label)]
    if len(" ".join(words)) > (24 if label else 6):
        return None
    return ("modified" if label == "modified" else "published"), stamp


def beside(text: str, label: LabelKind | None = None) -> list[str]:
    """Return the words beside a date but for the label and those that add nothing."""
    tokens = [t for t in _TOKEN.findall(text) if t.lower() not in _fillers()]
    if label:
        lower = [t.lower() for t in tokens]
        for size in (4, 3, 2, 1):
            for at in range(len(tokens) - size + 1):
                if tuple(lower[at : at + size]) in _labels():
                    del tokens[at : at + size]
                    return tokens
    return tokens


def normal_stamp(
    text: str | None, language: str | None = None, *, month_first: bool = False
) -> str | None:
    """Return a date or time from metadata as ISO 8601, as precise as it is given, or null.

    Years, months, days, times and epoch seconds or milliseconds are read; null for anything
    outside :data:`YEARS`, such as the 0001-01-01 of an empty field, and for the epoch itself.
    """
    text = (text or "").strip()[:MAX_TEXT]
    if re.fullmatch(r"\d{4}(?:-\d{2})?", text):
        found: str | None = text if text[5:] in _MONTHS or len(text) == 4 else None
    elif re.fullmatch(r"\d{10}|\d{13}", text):
        found = datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    else:
        found = _iso(text) or _loose(text, language, month_first)
    return found if found and int(found[:4]) in YEARS and found[:10] != "1970-01-01" else None


_ISO_LIKE = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[T ]\d|$|Z|[+-]\d{2}:\d{2}$|\d{6}$)")
_ISO_REST = re.compile(
    r"^(\d{4}-\d{2}-\d{2})[T ]*\s*(\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(.*)$", re.S
)


def _iso(text: str) -> str | None:
    if not _ISO_LIKE.match(text):
        return None
    try:
        if len(text) <= 10:
            return datetime.fromisoformat(text).date().isoformat()
        return datetime.fromisoformat(text).replace(microsecond=0).isoformat()
    except ValueError:
        pass
    try:
        if found := _ISO_REST.match(text):
            zone = re.match(r"(?:UTC|GMT)?\s*(Z\b|[+-]\d{2}:?\d{2})", found[3])
            offset = zone[1] if zone else _zones().get(found[3].strip(), "")
            return datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").isoformat()
        if re.match(r"\d{14}$", text):
            return datetime.strptime(text, "%Y%m%d%H%M%S").isoformat()
    except ValueError:
        pass
    return None


def _loose(text: str, language: str | None, month_first: bool) -> str | None:
    if unix := _UNIX.match(text):
        text = f"{unix['day']}, {unix['year']} {unix['rest']}"
    found = find_date(text, language, month_first=month_first)
    return found[0] if found else None
