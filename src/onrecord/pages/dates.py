"""When a page was published and when modified, from all that it says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from onrecord.pages.dated_elements import Reading, words_of
from onrecord.pages.declared_dates import (
    DateEvidence,
    from_image,
    from_json,
    from_meta,
    from_scripts,
    from_titles,
    from_url,
    squeeze,
    unarchived,
)
from onrecord.pages.shown_dates import anywhere, headlines_of, near_headline

if TYPE_CHECKING:
    from onrecord.pages.head import Head

SURE, _LIKELY = 6.0, 5.0
"""Weights from which on no stamps far from the headline, and no scripts, are looked at."""

LEAST = 2.0
"""Weight below which a date is not taken for the page's: unknown rather than guessed."""

_AGREEING = 0.6
"""Share of its weight that a further independent source of the same day adds."""

_MONTH_AT_MOST = 2.5
"""Weight of a month without its day: taken where there is nothing better."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A chosen date (ISO 8601, as precise as the page gives it), its weight, and its source."""

    stamp: str
    weight: float
    evidence: str


@dataclass(frozen=True, slots=True)
class PageDates:
    """When a page was published and modified; null where it does not say."""

    published: FoundDate | None
    modified: FoundDate | None


def dates_of(
    tree: LexborHTMLParser, head: "Head", url: str | None
) -> tuple[str | None, str | None]:
    """Return when the page was published and when modified, as it says so (ISO 8601)."""
    found = find_dates(tree, head, url)
    return (
        found.published.stamp if found.published else None,
        found.modified.stamp if found.modified else None,
    )


def find_dates(tree: LexborHTMLParser, head: "Head", url: str | None) -> PageDates:
    """Return when the page was published and when modified, each with the evidence for it.

    ``url`` is the page's own address, if it is known; that of a web archive's copy is read for the
    original address, and the day of the copy is the last the page may have.
    """
    address, copied = unarchived(url or head.meta.get("og:url", ""))
    reading = _reading(head, address)
    evidence = [
        *from_json(head.articles, _own_titles(head), address),
        *from_meta(head.meta, reading.month_first),
        *from_url(address),
    ]
    for headline in [] if _settled(evidence) else headlines_of(head.headings, reading.titles):
        near = list(near_headline(headline, reading))
        evidence += near
        if any(e.weight >= SURE for e in near):
            break
    evidence = _possible(evidence, copied)
    chosen = choose(evidence)
    if chosen.published is None or chosen.published.weight < SURE:
        evidence += _possible(anywhere(tree, reading), copied)
        chosen = choose(evidence)
    if chosen.published is None or chosen.published.weight < _LIKELY:
        more = [
            *from_scripts(tree),
            *from_titles(head.meta, reading.language),
            *from_image(head.meta),
        ]
        evidence += _possible(more, copied)
        chosen = choose(evidence)
    return chosen


def _settled(evidence: list[DateEvidence]) -> bool:
    """Tell whether the declared day is that of the page's address: nothing shown weighs more."""
    days = {e.stamp[:10] for e in evidence if e.group == "url" and len(e.stamp) == 10}
    said = {e.stamp[:10] for e in evidence if e.says == "published" and e.weight >= 7.5}
    return bool(days) and said == days


_WIDE_ENDINGS = frozenset({"us", "ph", "io", "co", "tv", "me", "ai", "ly", "fm", "gg", "cc"})
"""Country endings that sites of all countries use, or whose country writes the month first."""


def _reading(head: "Head", address: str) -> Reading:
    language = (head.language or head.meta.get("og:locale", "")).replace("_", "-").lower()
    try:
        ending = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        ending = ""
    national = len(ending) == 2 and ending not in _WIDE_ENDINGS
    month_first = not national and language in ("", "en", "en-us", "en-ph")
    given = [*(a.get("headline") for a in head.articles[:1]), head.meta.get("og:title"), head.title]
    titles = (squeeze(t[:300]) for t in given if isinstance(t, str))
    return Reading(language or None, month_first, tuple(dict.fromkeys(t for t in titles if t)))


def _own_titles(head: "Head") -> list[str]:
    """Return the titles of the page that its JSON-LD can be held against, squeezed."""
    given = [head.title, head.meta.get("og:title"), head.meta.get("twitter:title")]
    given += [words_of(node) for node in head.headings[:6] if node.tag == "h1"]
    return [title for title in (squeeze(t[:300]) for t in given if t) if title]


def _possible(evidence: Iterable[DateEvidence], copied: str | None) -> list[DateEvidence]:
    """Return the evidence without dates that are still to come (or came after the copy)."""
    last = copied or (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    return [e for e in evidence if e.stamp[:10] <= last[: len(e.stamp[:10])]]


def choose(evidence: list[DateEvidence]) -> PageDates:
    """Return the dates that the evidence speaks for.

    Each day is weighed by its best source and a share of the best of each other group, so that
    agreement counts. A date that is only shown, unlabelled, and is the declared day of the last
    change, is that.
    """
    evidence = _settle_readings(_said_once(evidence))
    modified = [e for e in evidence if e.says == "modified" and len(e.stamp) >= 10]
    changed = {e.stamp[:10] for e in modified}
    declared = {e.stamp[:10] for e in evidence if e.says == "published" and e.weight >= 6}
    candidates = [
        e
        for e in evidence
        if e.says in ("published", "created")
        or (e.says == "shown" and not (e.stamp[:10] in changed - declared and declared))
    ]
    published = _best(_without_resets(candidates, modified)) or _shown_change(evidence)
    return PageDates(published, _last_change(modified, published))


def _said_once(evidence: list[DateEvidence]) -> list[DateEvidence]:
    """Leave out the microdata of an element that was read as shown: one source, not two."""
    shown = {e.stamp for e in evidence if e.group == "shown"}
    return [e for e in evidence if not (e.why == "meta datepublished" and e.stamp in shown)]


def _without_resets(
    candidates: list[DateEvidence], modified: list[DateEvidence]
) -> list[DateEvidence]:
    """Believe a declared publication less that is also the last change, where another is earlier.

    Some systems set both at each change; the earlier date is then the one that was left alone.
    """
    changed = {e.stamp for e in modified if e.group == "declared"}
    reset = {e.stamp for e in candidates if e.group == "declared" and e.stamp in changed}
    earlier = [e for e in candidates if e.weight >= 6 and e.stamp not in reset]
    return [
        replace(e, weight=e.weight - 4)
        if e.group == "declared"
        and e.stamp in reset
        and any(other.stamp[:10] < e.stamp[:10] for other in earlier)
        else e
        for e in candidates
    ]


def _shown_change(evidence: list[DateEvidence]) -> FoundDate | None:
    """Return the date of change that a page shows its readers as its only date.

    The text that was read came out on that day; whether an earlier version did, it does not say.
    """
    shown = [e for e in evidence if e.says == "modified" and e.group == "shown" and e.weight >= 3]
    if not shown:
        return None
    best = max(shown, key=lambda e: e.weight)
    return FoundDate(best.stamp, best.weight, f"{best.why}: a change, the only date shown")


def _settle_readings(evidence: list[DateEvidence]) -> list[DateEvidence]:
    """Read a date such as 4/5/2023 the way that other sources of the page confirm."""
    sure = {e.stamp[:10] for e in evidence if e.group in ("declared", "url")}
    return [
        DateEvidence(e.other, e.says, e.group, e.weight, e.why, e.stamp)
        if e.other and e.other[:10] in sure and e.stamp[:10] not in sure
        else e
        for e in evidence
    ]


def _best(candidates: list[DateEvidence]) -> FoundDate | None:
    days: dict[str, dict[str, DateEvidence]] = {}
    shown = {e.stamp[:10]: e.weight for e in candidates if e.group == "shown" and e.weight >= 6}
    for item in candidates:
        day = _local_day(item, shown)
        groups = days.setdefault(day, {})
        if item.group not in groups or item.weight > groups[item.group].weight:
            groups[item.group] = item
    for month in [d for d in days if len(d) == 7]:
        for day in days:
            if len(day) == 10 and day.startswith(month):
                for group, item in days[month].items():
                    days[day].setdefault(group, item)
    best: FoundDate | None = None
    for day, groups in days.items():
        weights = sorted((e.weight for e in groups.values()), reverse=True)
        weight = weights[0] + _AGREEING * sum(w for w in weights[1:] if w > 0)
        if len(day) < 10:
            weight = min(weight, _MONTH_AT_MOST)
        if weight >= LEAST and (best is None or weight > best.weight):
            order = sorted(groups.values(), key=lambda e: -e.weight)
            stamp = _most_precise(day, [e.stamp for e in candidates if e.weight > 0])
            best = FoundDate(stamp, weight, "; ".join(e.why for e in order))
    return best


def _local_day(item: DateEvidence, shown: dict[str, float]) -> str:
    """Return the day of a stamp; of one in UTC, the day the page shows its readers.

    A story of 22:04 UTC on the 18th that shows the 19th was published on the 19th where it is read.
    """
    day = item.stamp[:10]
    if item.group != "declared" or not item.stamp.endswith("+00:00") or day in shown:
        return day
    moment = datetime.fromisoformat(item.stamp)
    for hours in (14, -12):
        near = (moment + timedelta(hours=hours)).date().isoformat()
        if near != day and near in shown:
            return near
    return day


def _most_precise(day: str, stamps: list[str]) -> str:
    """Return the fullest of the stamps of one day: with a time, best with its zone."""
    same = [s for s in stamps if s[:10] == day]
    zoned = [s for s in same if len(s) > 19]
    timed = [s for s in same if len(s) == 19]
    if zone := _with_zone(timed, [s for s in stamps if s.endswith("+00:00")]):
        return zone
    local = [s for s in zoned if not s.endswith("+00:00")]
    return (local or zoned or timed or same or [day])[0]


def _with_zone(timed: list[str], moments: list[str]) -> str | None:
    """Return a local time with the zone that makes it the same moment as a stamp in UTC.

    Only where the minute is no quarter of an hour, so that the two agree by more than chance.
    """
    for local in timed:
        for moment in moments:
            minutes = _minutes(local) - _minutes(moment)
            chance = local[14:16] in ("00", "15", "30", "45")
            if not chance and minutes % 30 == 0 and minutes and -720 <= minutes <= 840:
                hours, rest = divmod(abs(minutes), 60)
                return f"{local}{'+' if minutes > 0 else '-'}{hours:02d}:{rest:02d}"
    return None


def _minutes(stamp: str) -> int:
    moment = datetime.fromisoformat(stamp[:16])
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute


def _last_change(modified: list[DateEvidence], published: FoundDate | None) -> FoundDate | None:
    """Return the best believed change that is not before the publication."""
    after = [e for e in modified if published is None or e.stamp[:10] >= published.stamp[:10]]
    if not after:
        return None
    best = max(after, key=lambda e: (e.weight, e.stamp))
    return FoundDate(best.stamp, best.weight, best.why)
